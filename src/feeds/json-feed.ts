import type { FeedPage } from "../vocabulary/feeds.ts"
import { addressOf, entryHtml, summaryOf } from "./entry-html.ts"
import { readable } from "./xml.ts"

/** JSON Feed 1.1; what is ours alone stands under `_paperboy`. */
export function toJsonFeed(page: FeedPage, self: string): string {
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: readable(page.title),
    home_page_url: page.home,
    feed_url: self,
    description: readable(page.description),
    language: "en",
    items: page.entries.map((entry) => {
      const { id, paper, at, discussion } = entry
      const address = addressOf(paper)
      return {
        id,
        url: discussion ?? address,
        external_url: discussion === undefined ? undefined : address,
        title: readable(paper.title),
        summary: readable(summaryOf(entry)) || undefined,
        content_html: entryHtml(entry),
        date_published: at,
        authors: paper.authors.map((name) => ({ name: readable(name) })),
        tags: paper.keywords.map(readable),
        _paperboy: { paper: paper.id, upvotes: paper.upvotes },
      }
    }),
  }
  return `${JSON.stringify(feed, undefined, 1)}\n`
}
