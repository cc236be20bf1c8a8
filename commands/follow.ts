import {
  followedCard,
  followPapersCard,
  followsCard,
  rehearsedCard,
  shownOf,
} from "../src/cards/follow-cards.ts"
import { cardOf } from "../src/cards/layout.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { type Context, defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { readTarget } from "./follow-target.ts"

const sayings = words.following.follow

const followsOnPage = 10
const rehearsedDays = 30

export const follow = defineCommand({
  name: "follow",
  description: sayings.description,
  options: {
    what: {
      kind: "text",
      positional: true,
      query: true,
      maxLength: 300,
      suggest: "author",
      description: sayings.options.what,
    },
    try: { kind: "flag", description: sayings.options.try },
    page: { kind: "integer", min: 1, max: 100, description: sayings.options.page },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  personal: true,
  changes: true,
  examples: sayings.examples,
  async run({ what = "", try: isTry, page = 1 }, context) {
    const { follows, actor, community } = context
    if (what.trim() === "") return listCard(page, context)
    const [, id] = /^id:(\S+)$/.exec(what.trim()) ?? []
    if (id !== undefined) return papersOf(id, context)
    const read = await readTarget(what, context)
    if ("card" in read) return read.card
    const rehearsal = await follows.rehearse(read.target, rehearsedDays)
    if (isTry) {
      const shown = shownOf(rehearsal).map((paper) => paper.id)
      return rehearsedCard(read.target, what, rehearsal, await community.paperStats(actor, shown))
    }
    const { follow, isNew } = await follows.follow(actor, read.target)
    return followedCard(follow, isNew, rehearsal)
  },
})

/** What the asker follows, with what is new. */
export async function listCard(page: number, { follows, actor }: Context): Promise<Card> {
  return followsCard(await follows.list(actor), {
    page,
    limit: followsOnPage,
    turnTo: (page) => invoke("follow", { page }),
  })
}

async function papersOf(id: string, { follows, actor, community }: Context): Promise<Card> {
  const status = (await follows.list(actor)).find(({ follow }) => follow.id === id)
  if (status === undefined) return cardOf({ title: words.following.gone, tone: "warning" })
  const papers = status.papers.map(({ paper }) => paper.id)
  return followPapersCard(status, await community.paperStats(actor, papers))
}
