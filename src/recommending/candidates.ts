import { isWeekend, listDayAt, type PaperList, periodOf } from "../papers/index.ts"
import type { Services } from "../vocabulary/services.ts"

/** Papers of the newest lists, with what the site thought of each. */
export type Listed = {
  readonly days: { readonly from: string; readonly to: string }
  readonly upvotes: ReadonlyMap<string, number>
}

/** What the lists of some days hold, up to the newest one that is stored. */
export async function listedLately(
  { library, lists, clock }: Pick<Services, "library" | "lists" | "clock">,
  days: number,
): Promise<Listed> {
  const today = listDayAt(clock.now())
  await askFor(lastWeek(today), { library, lists })
  const newest = await lists.newestDay()
  const to = newest === undefined || newest > today ? today : newest
  const from = Temporal.PlainDate.from(to)
    .subtract({ days: days - 1 })
    .toString()
  return { days: { from, to }, upvotes: upvotesOf(await lists.days(from, to)) }
}

function lastWeek(today: string): readonly string[] {
  const days = Array.from({ length: 7 }, (_, back) =>
    Temporal.PlainDate.from(today).subtract({ days: back }).toString(),
  )
  return days.filter((day) => !isWeekend(day))
}

/** Asks for the lists of the last week that are not stored yet; where they can't be reached, those that are have to do. */
async function askFor(days: readonly string[], { library, lists }: Pick<Services, "library" | "lists">) {
  const stored = await lists.days(days.at(-1) ?? "", days[0] ?? "")
  const isClosed = (day: string) => stored.some(({ key, closed }) => key === day && closed)
  const missing = days.filter((day) => !isClosed(day))
  await Promise.all(missing.map((day) => library.list(periodOf("day", day))))
}

function upvotesOf(lists: readonly PaperList[]): ReadonlyMap<string, number> {
  const upvotes = new Map<string, number>()
  for (const { paper, upvotes: count } of lists.flatMap(({ entries }) => entries))
    upvotes.set(paper, Math.max(count, upvotes.get(paper) ?? 0))
  return upvotes
}

const seenDays = 7

/** Papers that were posted in a community's channels lately, where everybody could see them. */
export async function postedLately(
  { posts, clock }: Pick<Services, "posts" | "clock">,
  community: string,
): Promise<readonly string[]> {
  const since = clock.now().subtract({ hours: 24 * seenDays })
  const lately = await posts.since(community, since.toString())
  return lately.filter(({ kind }) => kind === "post").map(({ paper }) => paper)
}
