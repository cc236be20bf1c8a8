import { feedCard, feedEndedCard, feedFileCard, feedsCard, feedTitle } from "../src/cards/feed-card.ts"
import { cardOf } from "../src/cards/layout.ts"
import { toOpml } from "../src/feeds/opml.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { type FeedAddress, feedKinds } from "../src/vocabulary/feeds.ts"
import { words } from "../src/words/words.ts"

const sayings = words.feeds

export const feed = defineCommand({
  name: "feed",
  description: sayings.description,
  options: {
    of: {
      kind: "choice",
      positional: true,
      description: sayings.options.of,
      choices: feedKinds.map((value) => ({ value, label: sayings.kinds[value] })),
    },
    query: { kind: "text", query: true, maxLength: 300, description: sayings.options.query },
    do: {
      kind: "choice",
      description: sayings.options.do,
      choices: [
        { value: "renew", label: sayings.changes.renew },
        { value: "end", label: sayings.changes.end },
        { value: "opml", label: sayings.changes.opml },
      ],
    },
    feed: { kind: "text", maxLength: 40, description: sayings.options.feed },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  group: "me",
  personal: true,
  changes: true,
  usesPermissions: true,
  examples: sayings.examples,
  async run({ of, query, do: change, feed: id }, { feeds, actor, surface }) {
    if (change === "opml") return asFile(await feeds.list(actor))
    if (change === "end") return feedEndedCard(await feeds.end(actor, named(id)))
    if (change === "renew") return renewed(await feeds.renew(actor, named(id)))
    const kind = of ?? (query === undefined ? undefined : "search")
    if (kind === undefined) {
      const viewer = { isAdmin: actor.isAdmin, surface: surface.kind, origin: feeds.origin() }
      return feedsCard(await feeds.list(actor), viewer)
    }
    const made = await feeds.create(actor, { kind, ...(query !== undefined && { query }) })
    return feedCard(made, sayings.made(feedTitle(made.feed)))
  },
})

function renewed(made: FeedAddress | undefined) {
  if (made === undefined) return feedEndedCard(undefined)
  return feedCard(made, sayings.renewed(feedTitle(made.feed)))
}

function asFile(all: readonly FeedAddress[]) {
  const outlines = all.flatMap(({ feed, address }) =>
    address === undefined ? [] : [{ title: feedTitle(feed), address: `${address}.atom` }],
  )
  if (outlines.length === 0) return cardOf({ title: sayings.nothingToExport })
  return feedFileCard(new TextEncoder().encode(toOpml(outlines)))
}

function named(id: string | undefined): string {
  if (id === undefined) throw new UserError("missing-feed", sayings.missingFeed)
  return id
}
