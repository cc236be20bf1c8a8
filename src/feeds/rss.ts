import type { FeedPage } from "../vocabulary/feeds.ts"
import { addressOf, entryHtml } from "./entry-html.ts"
import { element, escaped } from "./xml.ts"

/** Readers ask no more often than this. */
const minutesBetween = 60

/** RSS 2.0, with a name per author in Dublin Core: RSS's own `author` has to be a mail address. */
export function toRss(page: FeedPage, self: string): string {
  const items = page.entries.map((entry) =>
    [
      "<item>",
      element("title", entry.paper.title),
      element("link", entry.discussion ?? addressOf(entry.paper)),
      element("guid", entry.id, ' isPermaLink="false"'),
      element("pubDate", dateOf(entry.at)),
      ...entry.paper.authors.map((author) => element("dc:creator", author)),
      ...entry.paper.keywords.map((keyword) => element("category", keyword)),
      element("description", entryHtml(entry)),
      "</item>",
    ].join(""),
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<channel>${element("title", page.title)}${element("link", page.home)}${element("description", page.description)}`,
    `<language>en</language>${element("lastBuildDate", dateOf(page.updatedAt))}<ttl>${minutesBetween}</ttl>`,
    `<atom:link rel="self" type="application/rss+xml" href="${escaped(self)}"/>`,
    ...items,
    "</channel></rss>\n",
  ].join("\n")
}

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")
const two = (number: number) => String(number).padStart(2, "0")

/** RFC 822 with a year of four digits, in English whatever the machine speaks. */
function dateOf(at: string): string {
  const { dayOfWeek, day, month, year, hour, minute, second } =
    Temporal.Instant.from(at).toZonedDateTimeISO("UTC")
  const date = `${two(day)} ${months[month - 1]} ${year}`
  return `${days[dayOfWeek % 7]}, ${date} ${two(hour)}:${two(minute)}:${two(second)} +0000`
}
