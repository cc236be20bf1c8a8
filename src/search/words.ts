import { fold } from "./fold.ts"

/** A word of a text: folded, and where it stands in the text as written (UTF-16, end excluded). */
export type Word = {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Whether only a hyphen or the like stands between this word and the one before: `self-attention`, `GPT-4o`. */
  readonly joined: boolean
}

/** The words of a text in reading order: runs of letters, digits and marks, each folded. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let end = -1
  for (const { 0: written, index } of text.matchAll(letters)) {
    const joined = index === end + 1 && joiners.has(text.charAt(end))
    end = index + written.length
    const folded = fold(written.slice(0, longestWord))
    if (folded !== "") words.push({ text: folded, start: index, end, joined })
  }
  return words
}

const letters = /[\p{L}\p{N}\p{M}]+/gu
const joiners = new Set(["-", "‐", "‑", "–", "_", "'", "’", ".", "/", "+", "^"])

/** Longer runs are no words; they are cut so that one hostile text costs no more than its length. */
const longestWord = 64
