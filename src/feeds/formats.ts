/** The formats of a feed, by the ending of its address. */
import type { FeedPage } from "../vocabulary/feeds.ts"
import { toAtom } from "./atom.ts"
import { toJsonFeed } from "./json-feed.ts"
import { toRss } from "./rss.ts"

type Format = {
  readonly type: string
  /** `self`: the address under which it is read. */
  readonly write: (page: FeedPage, self: string) => string
}

export const feedFormats = {
  xml: { type: "application/rss+xml; charset=utf-8", write: toRss },
  atom: { type: "application/atom+xml; charset=utf-8", write: toAtom },
  json: { type: "application/feed+json; charset=utf-8", write: toJsonFeed },
} as const satisfies Readonly<Record<string, Format>>

export type FeedFormat = keyof typeof feedFormats

/** Whether an ending names a format. */
export function isFeedFormat(ending: string): ending is FeedFormat {
  return Object.hasOwn(feedFormats, ending)
}
