import type { PaperVector } from "../vocabulary/library.ts"
import { createSimilarBlock } from "./similar-block.ts"

/** Papers whose vectors point as much in one direction are alike. README.md says how it was measured. */
export const likeness = 0.08

/** Which of some papers a new one is like, by the cosine of their vectors. */
export type SimilarIndex = {
  add(paper: string, vector: PaperVector): void
  remove(paper: string): void
  alike(vector: PaperVector): readonly string[]
}

/** The newest papers stand by themselves until they are this part of all, and more than a few. */
const [newestPart, fewPapers] = [1 / 8, 32]

/** Followed papers are in two blocks: a large one that is rarely rebuilt, and a small one for the newest. */
export function createSimilarIndex(least = likeness): SimilarIndex {
  const all = new Map<string, PaperVector>()
  const newest = new Map<string, PaperVector>()
  const nothing = createSimilarBlock(newest, least)
  const blocks = { most: nothing, newest: nothing }
  /** Those in the block of most, also if they are gone. */
  let settled: ReadonlySet<string> = new Set()
  let [isBehind, isWrong] = [false, false]

  function settle(): void {
    const isUnequal = newest.size > Math.max(fewPapers, settled.size * newestPart)
    if (isWrong || isUnequal || all.size < settled.size / 2) {
      settled = new Set(all.keys())
      newest.clear()
      blocks.most = createSimilarBlock(all, least)
    }
    blocks.newest = createSimilarBlock(newest, least)
    isBehind = false
    isWrong = false
  }

  return {
    add(paper, vector) {
      all.set(paper, vector)
      newest.set(paper, vector)
      isBehind = true
      // As it was before, it still stands in the block.
      if (settled.has(paper)) isWrong = true
    },
    remove(paper) {
      all.delete(paper)
      newest.delete(paper)
      isBehind = true
    },
    alike(vector) {
      if (isBehind) settle()
      const found: string[] = []
      const add = (paper: string) => {
        if (all.has(paper)) found.push(paper)
      }
      blocks.most.eachAlike(vector, add)
      blocks.newest.eachAlike(vector, add)
      return found
    },
  }
}
