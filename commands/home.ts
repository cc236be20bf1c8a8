import { type Home, homeCard } from "../src/cards/home-card.ts"
import { listDayAt, type Paper, periodOf, periodOfKey, shiftedPeriod } from "../src/papers/index.ts"
import { withPapers } from "../src/reading/find-saved.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import type { ListedPapers } from "../src/vocabulary/library.ts"
import { words } from "../src/words/words.ts"

const shownPapers = 5
const [shownToRead, shownVoted, shownRecommended] = [3, 3, 3]
/** A long weekend lies between two lists at most. */
const daysBack = 5

export const home = defineCommand({
  name: "home",
  description: words.commands.home.description,
  options: {},
  visibility: "private",
  surface: "any",
  usesPermissions: true,
  needs: "library",
  personal: true,
  examples: ["home"],
  async run(_, context) {
    const { actor, community, library, schedules, saved, follows, recommendations } = context
    const [news, mine, subscriptions, counts, followed, recommended] = await Promise.all([
      newest(context),
      community.votesOf(actor, shownVoted),
      schedules.ofCommunity(actor.community),
      saved.counts(actor),
      follows.list(actor),
      recommendations.for(actor, { limit: shownRecommended }),
    ])
    const voted = await library.papers(mine)
    const fitting = recommended.items.map(({ paper }) => paper)
    const shown = [...("papers" in news ? news.papers : []), ...fitting, ...voted].map(({ id }) => id)
    return homeCard({
      news,
      voted,
      counts,
      follows: followed,
      recommended,
      toRead: counts.later > 0 ? await toRead(context) : [],
      paperStats: await community.paperStats(actor, shown),
      channels: (await Promise.all(subscriptions.map((one) => channelOf(one, context)))).flat(),
      isAdmin: actor.isAdmin,
      links: context.links,
    })
  },
})

async function toRead(context: Context): Promise<Home["toRead"]> {
  const { saved } = await context.saved.list(context.actor, { state: "later", limit: shownToRead })
  return withPapers(saved, context.library)
}

/** A channel with posts, as the asker may know of it: nothing where they may not. */
async function channelOf(
  subscription: Home["channels"][number]["subscription"],
  { actor, community }: Context,
): Promise<Home["channels"]> {
  const name = await community.nameOf(subscription, actor)
  return name === undefined ? [] : [{ subscription, name, link: community.linkTo(subscription) }]
}

/** The best of the newest list that has papers: today's, or before it has any the one before. */
async function newest(context: Context): Promise<Home["news"]> {
  let day = periodOf("day", listDayAt(context.now))
  for (let back = 0; back < daysBack; back++, day = shiftedPeriod(day, -1)) {
    const listed = await context.library.list(day)
    // The days before are as far away, and nobody wants to wait for each.
    if (listed.state === "unreachable") return newestStored(listed, context)
    if (listed.state === "listed" && listed.papers.length > 0) return bestOf(day.key, listed.papers)
  }
  return { why: words.cards.home.noNewList }
}

async function newestStored(
  { newest: key = "", why }: Extract<ListedPapers, { readonly state: "unreachable" }>,
  { library }: Context,
): Promise<Home["news"]> {
  const day = periodOfKey(key)
  const stored = day && (await library.list(day))
  return stored?.state === "listed" ? { ...bestOf(key, stored.papers), why } : { why }
}

function bestOf(listKey: string, papers: readonly Paper[]) {
  const best = papers.toSorted((one, other) => other.upvotes - one.upvotes).slice(0, shownPapers)
  return { listKey, papers: best, total: papers.length }
}
