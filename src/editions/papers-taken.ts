import type { Paper } from "../papers/index.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { ListedPapers } from "../vocabulary/library.ts"
import { papersMatching } from "./papers-matching.ts"

export type Listed = Extract<ListedPapers, { readonly state: "listed" }>

/** The papers of a list that a subscription takes, the most upvoted first. */
export function papersTaken(
  { list, papers }: Pick<Listed, "list" | "papers">,
  { filter }: Pick<Subscription, "filter">,
): readonly Paper[] {
  const upvotes = new Map(list.entries.map((entry) => [entry.paper, entry.upvotes]))
  const votesOf = (paper: Paper) => Math.max(paper.upvotes, upvotes.get(paper.id) ?? 0)
  return papersMatching(papers, filter).toSorted((one, other) => votesOf(other) - votesOf(one))
}
