import type { Paper } from "../papers/index.ts"
import { createSearchIndex } from "../search/index.ts"

/**
 * Those of some papers that a search for `query` among them finds, in the order in which they were given. An empty
 * query takes all. Words are taken as written: a subscription's filter is not a guess.
 */
export function papersMatching(papers: readonly Paper[], query: string): readonly Paper[] {
  if (query.trim() === "") return papers
  const index = createSearchIndex()
  index.add(papers)
  const { hits } = index.search({ text: query, exact: true, offset: 0, limit: papers.length })
  const ids = new Set(hits.map((hit) => hit.id))
  return papers.filter((paper) => ids.has(paper.id))
}
