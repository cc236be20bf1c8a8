import { papersMatching } from "../editions/lists.ts"
import { isWeekend, type Paper, periodOf } from "../papers/index.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import type { DigestSources } from "./sources.ts"

/** Papers of a search that are read: a post brings a few of them. */
const mostFound = 200
const mostDaysAsked = 7

/**
 * What a search finds among the papers of some days, the most upvoted first: on the lists of these days, or published on
 * them and known from elsewhere. A search that cannot be read any more is read
 * as it was probably meant.
 */
export function foundBySearch({
  library,
  lists,
}: Pick<Services, "lists"> & {
  readonly library: Pick<Library, "list" | "papers" | "search">
}): DigestSources["found"] {
  return async (search, from, to) => {
    await askFor(
      daysUpTo(from, to)
        .filter((day) => !isWeekend(day))
        .slice(-mostDaysAsked),
    )
    const listed = (await lists.days(from, to)).flatMap(({ entries }) => entries)
    const upvotes = new Map(listed.map((entry) => [entry.paper, entry.upvotes]))
    const onLists = await library.papers([...upvotes.keys()])
    const { hits } = await library.search({
      ...{ text: search, filters: { after: from }, sort: "newest", exact: true },
      ...{ offset: 0, limit: mostFound },
    })
    const all = new Map([...hits.map(({ paper }) => paper), ...onLists].map((paper) => [paper.id, paper]))
    const votesOf = (paper: Paper) => Math.max(paper.upvotes, upvotes.get(paper.id) ?? 0)
    return papersMatching([...all.values()], search)
      .filter(({ withdrawn }) => !withdrawn)
      .toSorted((one, other) => votesOf(other) - votesOf(one) || (one.id < other.id ? 1 : -1))
  }

  /** Where they can't be reached, the lists that are stored have to do. */
  async function askFor(days: readonly string[]): Promise<void> {
    await Promise.all(days.map((day) => library.list(periodOf("day", day))))
  }
}

function daysUpTo(from: string, to: string): readonly string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = Temporal.PlainDate.from(day).add({ days: 1 }).toString())
    days.push(day)
  return days
}
