import { unfollowedCard } from "../src/cards/follow-cards.ts"
import { cardOf } from "../src/cards/layout.ts"
import { fold } from "../src/search/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { type Context, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Follow } from "../src/vocabulary/following.ts"
import { words } from "../src/words/words.ts"
import { listCard } from "./follow.ts"

const { following } = words
const sayings = following.unfollow

export const unfollow = defineCommand({
  name: "unfollow",
  description: sayings.description,
  options: {
    what: { kind: "text", positional: true, query: true, maxLength: 300, description: sayings.options.what },
    paper: { kind: "paper", description: sayings.options.paper },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  personal: true,
  changes: true,
  examples: sayings.examples,
  async run({ what = "", paper }, context) {
    if (what.trim() === "") return listCard(1, context)
    const follow = await followCalled(what.trim(), context)
    if (follow === undefined) return cardOf({ title: following.gone, tone: "warning" })
    return paper?.kind === "id" ? exclude(follow, paper.id, context) : end(follow, context)
  },
})

/** By the id in a button, or as the asker's list calls it. Throws `UserError` where nothing is called so. */
async function followCalled(what: string, { follows, actor }: Context): Promise<Follow | undefined> {
  const theirs = (await follows.list(actor)).map(({ follow }) => follow)
  const [, id] = /^id:(\S+)$/.exec(what) ?? []
  if (id !== undefined) return theirs.find((one) => one.id === id)
  const wanted = plain(what)
  const found = theirs.find((one) => [one.name, one.text, following.called(one)].map(plain).includes(wanted))
  if (found) return found
  throw new UserError("not-followed", following.notFollowed(what), {
    suggestion: { ...invoke("follow", {}), label: following.buttons.list, effect: "reply" },
  })
}

/** `author:"Yann LeCun"` and `“Yann LeCun”` are what the list calls Yann LeCun. */
function plain(what: string): string {
  return fold(what.replace(/^(?:author|org|like):/i, "").replaceAll(/["“”]/g, ""))
}

async function end(follow: Follow, { follows, actor }: Context): Promise<Card> {
  await follows.unfollow(actor, follow.id)
  return unfollowedCard(follow, lineOf(follow))
}

async function exclude(follow: Follow, paper: string, { follows, actor }: Context): Promise<Card> {
  await follows.exclude(actor, follow.id, paper)
  return cardOf({ title: following.excluded(follow), tone: "success" })
}

/** The line that follows it again. */
function lineOf({ kind, text }: Follow): string {
  switch (kind) {
    case "author":
      return `author:"${text}"`
    case "org":
      return `org:"${text}"`
    case "similar":
      return `like:${text}`
    case "search":
      return text
    default:
      return kind satisfies never
  }
}
