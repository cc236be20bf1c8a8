/** What a feed reader understands of a feed: Debian's feedparser for RSS and Atom, a schema for JSON Feed. */
import { spawnSync } from "node:child_process"
import { Ajv } from "ajv"
import { feedparser } from "../needs.ts"

export type ReadEntry = {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly link: string
  readonly links: readonly string[]
  readonly authors: readonly string[]
  /** Seconds since 1970; null where the reader could not read a date. */
  readonly published: number | null
}

export type ReadFeed = {
  /** `rss20`, `atom10`. */
  readonly version: string
  /** Why the reader calls it broken; empty where it does not. */
  readonly broken: string
  readonly title: string
  readonly link: string
  /** Where the feed says that it lies itself. */
  readonly self: string
  readonly entries: readonly ReadEntry[]
}

// Its texts as they were sent: what it cleans away for showing is not what we test.
const program = `
import calendar, json, sys
import feedparser
def seconds(entry):
    read = entry.get("published_parsed") or entry.get("updated_parsed")
    return calendar.timegm(read) if read else None
def read(text):
    feed = feedparser.parse(text.encode("utf-8"), sanitize_html=False, resolve_relative_uris=False)
    return {
        "version": feed.version,
        "broken": str(feed.bozo_exception) if feed.bozo else "",
        "title": feed.feed.get("title", ""),
        "link": feed.feed.get("link", ""),
        "self": next((link.href for link in feed.feed.get("links", []) if link.rel == "self"), ""),
        "entries": [{
            "id": entry.get("id", ""),
            "title": entry.get("title", ""),
            "summary": entry.get("summary", ""),
            "link": entry.get("link", ""),
            "links": [link.href for link in entry.get("links", [])],
            "authors": [author.get("name", "") for author in entry.get("authors", [])],
            "published": seconds(entry),
        } for entry in feed.entries],
    }
json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
`

/** Reads RSS and Atom, all in one process, because starting it is what takes time. */
export function readByFeedparser(feeds: readonly string[]): readonly ReadFeed[] {
  const { path } = feedparser()
  const input = JSON.stringify(feeds)
  const { stdout, stderr, status } = spawnSync(path, ["-c", program], { input, maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(stderr.toString())
  return JSON.parse(stdout.toString())
}

/** What is wrong with a JSON Feed, by the words of https://jsonfeed.org/version/1.1; empty where nothing is. */
export function mistakesInJsonFeed(feed: unknown): readonly string[] {
  return valid(feed)
    ? []
    : (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const text = { type: "string", minLength: 1 }
const address = { type: "string", pattern: "^https?://[^\\s]+$" }
const moment = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$",
}
const language = { type: "string", pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$" }
/** The format's own keys, and those that an extension adds. */
const extensible = { patternProperties: { "^_[A-Za-z]": true }, additionalProperties: false }

const author = {
  type: "object",
  properties: { name: text, url: address, avatar: address },
  minProperties: 1,
  ...extensible,
}

const attachment = {
  type: "object",
  required: ["url", "mime_type"],
  properties: {
    url: address,
    mime_type: text,
    title: text,
    size_in_bytes: { type: "number" },
    duration_in_seconds: { type: "number" },
  },
  ...extensible,
}

const item = {
  type: "object",
  required: ["id"],
  anyOf: [{ required: ["content_html"] }, { required: ["content_text"] }],
  properties: {
    id: text,
    url: address,
    external_url: address,
    title: text,
    content_html: { type: "string" },
    content_text: { type: "string" },
    summary: text,
    image: address,
    banner_image: address,
    date_published: moment,
    date_modified: moment,
    authors: { type: "array", items: author },
    tags: { type: "array", items: text },
    language,
    attachments: { type: "array", items: attachment },
  },
  ...extensible,
}

const valid = new Ajv({ allErrors: true, strict: false }).compile({
  type: "object",
  required: ["version", "title", "items"],
  properties: {
    version: { const: "https://jsonfeed.org/version/1.1" },
    title: text,
    home_page_url: address,
    feed_url: address,
    description: text,
    user_comment: text,
    next_url: address,
    icon: address,
    favicon: address,
    authors: { type: "array", items: author },
    language,
    expired: { type: "boolean" },
    hubs: { type: "array", items: { type: "object", required: ["type", "url"] } },
    items: { type: "array", items: item },
  },
  ...extensible,
})
