import type { Paper } from "../../../src/papers/paper.ts"
import { shared } from "../../needs.ts"
import { type QuestionSet, questionSets } from "./judged-sets.ts"
import { huggingFacePapers } from "./real-papers.ts"

/** Papers, and for some of them the ids of those that are about the same. */
export type SimilarSet = {
  readonly name: string
  readonly papers: readonly Paper[]
  readonly items: readonly { readonly paper: Paper; readonly alike: ReadonlySet<string> }[]
}

/** A keyword that so many papers at most have names a topic of their own. */
const mostWithKeyword = 10
const mostItems = 200

/**
 * Our own papers, alike where they share a rare keyword, which no engine gets to see; and of the judged sets those that
 * answer the same question.
 */
export function similarSets(): readonly SimilarSet[] {
  const archive = shared("data/huggingface/daily-papers.jsonl.gz")
  const own = archive.reason === undefined ? [sharedKeywords(huggingFacePapers(archive.path))] : []
  const judged = questionSets().filter(({ name }) => name !== "SciFact")
  return [...own, ...judged.map(sharedQuestions)]
}

function sharedKeywords(all: readonly Paper[]): SimilarSet {
  const papers = all.map((paper) => ({ ...paper, keywords: [] }))
  const groups = new Map<string, Set<string>>()
  for (const { id, keywords } of all)
    for (const keyword of keywords.map((one) => one.toLowerCase()))
      groups.set(keyword, (groups.get(keyword) ?? new Set()).add(id))
  const rare = [...groups.values()].filter(({ size }) => size > 1 && size <= mostWithKeyword)
  return { name: "rare keywords", papers, items: itemsOf(papers, rare) }
}

function sharedQuestions({ name, papers, questions }: QuestionSet): SimilarSet {
  const groups = questions.map(({ relevant }) => relevant).filter(({ size }) => size > 1)
  return { name: `${name}, same question`, papers, items: itemsOf(papers, groups) }
}

/** A paper with hardly any text has nothing to compare. */
const shortestAbstract = 200

function itemsOf(papers: readonly Paper[], groups: readonly ReadonlySet<string>[]): SimilarSet["items"] {
  const alike = new Map<string, Set<string>>()
  for (const group of groups) for (const id of group) alike.set(id, (alike.get(id) ?? new Set()).union(group))
  const items = papers.flatMap((paper) => {
    const others = new Set(alike.get(paper.id))
    others.delete(paper.id)
    return others.size === 0 || paper.abstract.length < shortestAbstract ? [] : [{ paper, alike: others }]
  })
  const oneIn = Math.ceil(items.length / mostItems)
  return items.filter((_, at) => at % oneIn === 0)
}
