import { words } from "../words/words.ts"
import { escaped } from "./xml.ts"

export type Outline = { readonly title: string; readonly address: string }

/** Several feeds as one file that a reader takes in: OPML 2.0. */
export function toOpml(outlines: readonly Outline[]): string {
  const lines = outlines.map(
    ({ title, address }) =>
      `<outline type="rss" text="${escaped(title)}" title="${escaped(title)}" xmlUrl="${escaped(address)}"/>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<opml version="2.0"><head><title>${escaped(words.feeds.opmlTitle)}</title></head><body>`,
    ...lines,
    "</body></opml>\n",
  ].join("\n")
}
