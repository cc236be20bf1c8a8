/** `/f/TOKEN.xml`, `.atom`, `.json`: a feed, for whoever knows its address. */
import { createHash } from "node:crypto"
import { gzipSync } from "node:zlib"
import { type Context, Hono } from "hono"
import { createAllowances } from "../../src/concurrency/allowances.ts"
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import { createShared } from "../../src/concurrency/by-key.ts"
import { type FeedFormat, feedFormats, isFeedFormat } from "../../src/feeds/formats.ts"
import type { Feeds } from "../../src/vocabulary/feeds.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"

/** What readers are told: papers come once a day. */
const askAgainSeconds = 900
const mostKept = 500
/** A limit for unknown addresses from all readers together: more of them means that somebody is guessing. */
const guessing = { most: 50, perMs: 10_000 }
const anybody = ""

type Made = {
  /** Of what it was made from. */
  readonly stamp: string
  readonly type: string
  readonly modified: string
  readonly plain: { readonly body: Buffer; readonly etag: string }
  readonly packed: { readonly body: Buffer; readonly etag: string }
}

export type FeedRouteParts = {
  readonly feeds: Pick<Feeds, "read" | "stamp">
  readonly origin: () => string
  readonly clock: Pick<Clock, "now">
}

/** GET and HEAD; conditional by ETag, then by date; packed where the reader takes it. */
export function createFeedRoutes({ feeds, origin, clock }: FeedRouteParts): Hono {
  const kept = createBoundedMap<string, Made>(mostKept)
  const sharedStamp = createShared<string | undefined>()
  const sharedMade = createShared<Made | undefined>()
  const guesses = createAllowances(guessing, clock)

  /** `stamp` is read before the page, so a change in between only means making it once more. */
  async function make(token: string, format: FeedFormat, stamp: string): Promise<Made | undefined> {
    const page = await feeds.read(token)
    if (page === undefined) return undefined
    const { type, write } = feedFormats[format]
    const body = Buffer.from(write(page, `${origin()}/f/${token}.${format}`))
    const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22)
    const modified = new Date(Date.parse(page.updatedAt)).toUTCString()
    return {
      ...{ stamp, type, modified },
      plain: { body, etag: `"${hash}"` },
      packed: { body: gzipSync(body), etag: `"${hash}-gzip"` },
    }
  }

  async function get(token: string, format: FeedFormat): Promise<Made | "unknown" | "too many"> {
    const key = `${token}.${format}`
    const made = kept.get(key)
    // Only an address that was right before is looked up however many guess.
    if (made === undefined && guesses.waitMs(anybody) > 0) return "too many"
    const stamp = await sharedStamp(token, () => feeds.stamp(token))
    if (made !== undefined && made.stamp === stamp) return made
    const anew = stamp === undefined ? undefined : await sharedMade(key, () => make(token, format, stamp))
    if (anew === undefined) {
      kept.delete(key)
      guesses.take(anybody)
      return "unknown"
    }
    kept.set(key, anew)
    return anew
  }

  return new Hono().get("/f/:file", async (c) => {
    const [, token, ending = ""] = /^([\w-]{20,60})\.(\w+)$/.exec(c.req.param("file")) ?? []
    if (token === undefined || !isFeedFormat(ending)) return c.notFound()
    const made = await get(token, ending)
    if (made === "unknown") return c.notFound()
    if (made === "too many")
      return c.text(`${words.publicDoor.tooMany}\n`, 429, { "Retry-After": `${guessing.perMs / 1000}` })
    return answer(c, made)
  })
}

function answer(c: Context, { type, modified, plain, packed }: Made): Response {
  const takesPacked = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "")
  const { body, etag } = takesPacked ? packed : plain
  const headers: Record<string, string> = {
    ETag: etag,
    "Last-Modified": modified,
    "Cache-Control": `private, max-age=${askAgainSeconds}`,
    Vary: "Accept-Encoding",
  }
  if (isUnchanged(c, [plain.etag, packed.etag], modified)) return c.body(null, 304, headers)
  const encoding: Record<string, string> = takesPacked ? { "Content-Encoding": "gzip" } : {}
  return c.body(new Uint8Array(body), 200, { ...headers, ...encoding, "Content-Type": type })
}

/** As RFC 9110 says: where there are tags, the date is not looked at. */
function isUnchanged(c: Context, etags: readonly string[], modified: string): boolean {
  const tags = c.req.header("if-none-match")
  if (tags !== undefined)
    return tags.split(",").some((tag) => tag.trim() === "*" || etags.includes(tag.trim().replace(/^W\//, "")))
  const since = c.req.header("if-modified-since")
  return since !== undefined && Date.parse(since) >= Date.parse(modified)
}
