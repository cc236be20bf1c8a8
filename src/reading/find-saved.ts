import type { Paper } from "../papers/index.ts"
import type { Account, SavedFilter, SavedPaper } from "../vocabulary/readers.ts"
import type { QueryProblem } from "../vocabulary/search-request.ts"
import type { Services } from "../vocabulary/services.ts"

export type FoundSaved = {
  /** Those whose note has all the words first, then what a search among them finds, best first. */
  readonly saved: readonly SavedPaper[]
  /** Filters that could not be read: nothing was searched for then. */
  readonly problems: readonly QueryProblem[]
}

/** Results of a search that anybody turns pages through. */
const mostFound = 200

/** Looks through what a member saved: a paper by its id, their notes, and the papers themselves in the query language. */
export async function findSaved(
  wanted: string,
  account: Account,
  { state, tag }: SavedFilter,
  { saved, library }: Pick<Services, "saved" | "library">,
): Promise<FoundSaved> {
  const all = await saved.all(account)
  const fitting = all.filter(
    (one) => (state === undefined || one.state === state) && (tag === undefined || one.tags.includes(tag)),
  )
  const own = new Map(fitting.map((one) => [one.paper, one]))
  const named = own.get(wanted)
  if (named !== undefined) return { saved: [named], problems: [] }
  const sought = wanted.toLowerCase().split(/\s+/)
  const noted = fitting.filter(({ note = "" }) => sought.every((word) => note.toLowerCase().includes(word)))
  const filters = { in: ["saved"] } as const
  const { hits, problems = [] } = await library.search({
    text: wanted,
    filters,
    own,
    offset: 0,
    limit: mostFound,
  })
  const found = hits.flatMap(({ paper }) => own.get(paper.id) ?? [])
  return { saved: [...new Set([...noted, ...found])], problems }
}

/** Saved papers with what is known of each; one that is not in the library any more is left out. */
export async function withPapers(
  saved: readonly SavedPaper[],
  library: Pick<Services["library"], "papers">,
): Promise<readonly { readonly saved: SavedPaper; readonly paper: Paper }[]> {
  const known = await library.papers(saved.map(({ paper }) => paper))
  const papers = new Map(known.map((paper) => [paper.id, paper]))
  return saved.flatMap((one) => {
    const paper = papers.get(one.paper)
    return paper === undefined ? [] : [{ saved: one, paper }]
  })
}
