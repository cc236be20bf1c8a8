import { homeCard } from "../src/cards/home-card.ts"
import { defineCommand } from "../src/command.ts"
import type { Context } from "../src/context.ts"
import { listDayAt, periodOf, shiftedPeriod } from "../src/papers/index.ts"
import { localized } from "./localized.ts"

const shownPapers = 5
/** A long weekend lies between two lists at most. */
const daysBack = 5

export const home = defineCommand({
  name: "home",
  description: "What is new today, what you voted for, and which channels get posts",
  localized: localized.home,
  options: {},
  visibility: "private",
  surface: "chat",
  examples: ["home"],
  async run(_, context) {
    const { actor, community, library, schedules, prefix } = context
    const [news, mine, subscriptions] = await Promise.all([
      newest(context),
      community.votesOf(actor),
      schedules.ofCommunity(actor.community),
    ])
    const voted = await library.papers(mine.slice(0, shownPapers))
    const shown = [...("papers" in news ? news.papers : []), ...voted].map(({ id }) => id)
    return homeCard({
      news,
      voted,
      standings: await community.standings(actor, shown),
      channels: subscriptions.map((subscription) => ({
        subscription,
        link: community.linkTo(subscription),
      })),
      isAdmin: actor.isAdmin,
      prefix,
    })
  },
})

/** The best of the newest list that has papers: today's, or before it has any the one before. */
async function newest({ library, now }: Context) {
  let day = periodOf("day", listDayAt(now))
  for (let back = 0; back < daysBack; back++, day = shiftedPeriod(day, -1)) {
    const listed = await library.list(day)
    if (listed.state === "unreachable" && listed.newest === undefined) return { why: listed.why }
    if (listed.state !== "listed" || listed.papers.length === 0) continue
    const best = listed.papers.toSorted((one, other) => other.upvotes - one.upvotes).slice(0, shownPapers)
    return { listKey: day.key, papers: best }
  }
  return { why: "No new list in the last days." }
}
