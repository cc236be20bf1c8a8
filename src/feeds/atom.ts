import type { FeedPage } from "../vocabulary/feeds.ts"
import { words } from "../words/words.ts"
import { addressOf, entryHtml } from "./entry-html.ts"
import { element, escaped } from "./xml.ts"

/** Atom 1.0 (RFC 4287). */
export function toAtom(page: FeedPage, self: string): string {
  const entries = page.entries.map((entry) => {
    const { paper, at, discussion } = entry
    const address = discussion ?? addressOf(paper)
    return [
      "<entry>",
      element("id", entry.id),
      `<title>${escaped(paper.title)}</title>`,
      element("published", at),
      element("updated", at),
      ...paper.authors.map((author) => `<author>${element("name", author)}</author>`),
      ...paper.keywords.map((keyword) => `<category term="${escaped(keyword)}"/>`),
      address === undefined ? "" : `<link rel="alternate" href="${escaped(address)}"/>`,
      element("content", entryHtml(entry), ' type="html"'),
      "</entry>",
    ].join("")
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `${element("id", page.id)}${element("title", page.title)}${element("subtitle", page.description)}`,
    // An entry without authors needs the feed's.
    `${element("updated", page.updatedAt)}<author>${element("name", words.feeds.by)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" href="${escaped(page.home)}"/>`,
    ...entries,
    "</feed>\n",
  ].join("\n")
}
