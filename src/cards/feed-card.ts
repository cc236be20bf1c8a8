/** A member's feeds, and the addresses of one. */
import { invoke } from "../vocabulary/calls.ts"
import type { Action, Card, CardFile } from "../vocabulary/card.ts"
import type { SurfaceKind } from "../vocabulary/command.ts"
import { type Feed, type FeedAddress, type FeedKind, feedKinds } from "../vocabulary/feeds.ts"
import { link, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

const { feeds: say } = words

/** What a feed is called, in readers and in chats. */
export function feedTitle({ kind, text = "" }: Pick<Feed, "kind" | "text">): string {
  return say.titles[kind](text)
}

/** Who looks at their feeds, and what the addresses of this bot begin with. */
export type FeedViewer = { readonly isAdmin: boolean; readonly surface: SurfaceKind; readonly origin: string }

/** All that somebody has, each to manage, and those that could be added. In a chat none is offered that nobody there could read. */
export function feedsCard(all: readonly FeedAddress[], { isAdmin, surface, origin }: FeedViewer): Card {
  const isLocal = isLocalFeed({ address: origin })
  const isClosed = isLocal && surface === "chat"
  const intro = all.length === 0 ? say.none : say.another
  const kinds = new Set(all.map(({ feed }) => feed.kind))
  const missing = feedKinds.filter(
    (kind) => kind !== "search" && !kinds.has(kind) && (kind !== "channel" || isAdmin),
  )
  return cardOf({
    title: say.title,
    tone: isClosed ? "warning" : "plain",
    text: isClosed ? say.closed : intro,
    items: all.map(({ feed, address }) => ({
      title: link(feedTitle(feed), address && `${address}.atom`),
      lines: [[{ text: say.descriptions[feed.kind] }]],
      actions: [show(feed), manage(feed, "end")],
    })),
    actions: [...(isClosed ? [] : missing.map(add)), ...(all.length > 1 ? [opml] : [])],
    notes: isLocal && !isClosed ? [say.closed] : [],
  })
}

/** Whether only the bot's own machine reaches its address. */
export function isLocalFeed({ address = "" }: Pick<FeedAddress, "address">): boolean {
  return /^http:\/\/(localhost|127\.|\[)/.test(address)
}

/** One feed with its addresses. */
export function feedCard(made: FeedAddress, title: string): Card {
  const { feed, address } = made
  const addresses = Object.entries(say.formats).map(([ending, name]) => ({
    name,
    value: plainText(`${address}.${ending}`),
  }))
  return cardOf({
    title,
    tone: address === undefined ? "warning" : "success",
    text: address === undefined ? say.lost : say.descriptions[feed.kind],
    fields: address === undefined ? [] : addresses,
    actions: [manage(feed, "renew"), manage(feed, "end"), list],
    notes: [say.secret, ...(isLocalFeed(made) ? [say.local] : [])],
  })
}

export function feedEndedCard(feed: Feed | undefined): Card {
  if (feed === undefined) return cardOf({ title: say.gone, tone: "warning", actions: [list] })
  return cardOf({ title: say.ended(feedTitle(feed)), tone: "success", text: say.endedText, actions: [list] })
}

/** All feeds as one file; `bytes` is OPML. */
export function feedFileCard(bytes: Uint8Array): Card {
  const file: CardFile = { name: say.file, type: "text/x-opml; charset=utf-8", bytes, alt: say.fileAlt }
  return cardOf({ title: say.fileTitle, text: say.fileText, files: [file] })
}

const list: Action = { ...invoke("feed", {}), label: say.buttons.all, effect: "update" }
const opml: Action = { ...invoke("feed", { do: "opml" }), label: say.buttons.opml, effect: "reply" }

function add(kind: FeedKind): Action {
  return { ...invoke("feed", { of: kind }), label: say.kinds[kind], effect: "update" }
}

/** A feed that is there already is not made twice, but shown. */
function show({ kind, text }: Feed): Action {
  const query = kind === "search" ? text : undefined
  return {
    ...invoke("feed", { of: kind, query }),
    label: say.buttons.show,
    describes: feedTitle({ kind, ...(text && { text }) }),
    effect: "update",
  }
}

function manage(feed: Feed, change: "renew" | "end"): Action {
  const label = say.buttons[change]
  const danger = change === "end" ? { style: "danger" as const } : {}
  return {
    ...invoke("feed", { do: change, feed: feed.id }),
    label,
    describes: feedTitle(feed),
    effect: "update",
    ...danger,
  }
}
