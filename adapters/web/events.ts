/** The event streams of the windows: what happens, rendered once for all of them, as server-sent events. */
import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import { type SSEStreamingApi, streamSSE } from "hono/streaming"
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { ChatMessage } from "../../src/vocabulary/community-stores.ts"
import { words } from "../../src/words/words.ts"
import type { FeedItem } from "./feed.ts"
import { messageToAnnouncement } from "./message-html.ts"
import { botMember, webCommunity } from "./options.ts"
import { repliesTo } from "./reading/list-options.ts"
import { actorOf, type RouteServices, requireMember } from "./request.ts"
import { written } from "./text-html.ts"
import { papersOf } from "./vote-html.ts"

/** The browser waits this long before it reconnects. */
const retryMs = 1000
/** Visible windows of one member: hidden ones disconnect. */
const mostOfMember = 16
const mostStreams = 1000
/** Windows follow closely, so only the last few events are asked for again. */
const keptFrames = 2000

/** Answers with a member's events: from `Last-Event-ID`, or from where the page was rendered, until either side closes. */
export function createEventStreams(services: RouteServices): (c: Context) => Response {
  const streams = createStreamLimit()
  const frameOf = createFrames(services)
  return (c) => {
    const channel = services.channels[0]?.id ?? ""
    const actor = actorOf(c, requireMember(c, services), { channel }, services)
    const from = c.req.header("last-event-id") ?? c.req.query("after") ?? ""
    const leave = streams.enter(actor.member)
    return streamSSE(c, (stream) =>
      sendEvents(stream, services, from, (item) => frameOf(item, actor))
        .catch((cause: unknown) => {
          // The stream ends here; the browser reconnects and continues where it was.
          services.log.error({ err: cause }, words.web.log.streamBroke)
        })
        .finally(leave),
    )
  }
}

/** Counts streams. `enter` gives the function that leaves again; throws 429 or 503 when there are too many. */
function createStreamLimit() {
  const open = new Map<string, number>()
  let total = 0
  return {
    enter(member: string): () => void {
      const ofMember = open.get(member) ?? 0
      if (ofMember >= mostOfMember)
        throw new HTTPException(429, { message: words.web.refusals.tooManyWindows(mostOfMember) })
      if (total >= mostStreams) throw new HTTPException(503, { message: words.web.refusals.busy })
      open.set(member, ofMember + 1)
      total += 1
      return () => {
        total -= 1
        const left = (open.get(member) ?? 1) - 1
        if (left > 0) open.set(member, left)
        else open.delete(member)
      }
    },
  }
}

async function sendEvents(
  stream: SSEStreamingApi,
  { feed, stopping }: RouteServices,
  from: string,
  frameOf: (item: FeedItem) => Promise<Uint8Array | undefined>,
): Promise<void> {
  const closed = new AbortController()
  stream.onAbort(() => closed.abort())
  await stream.writeSSE({ event: "alive", data: "{}", retry: retryMs })
  for await (const item of feed.follow(from, AbortSignal.any([closed.signal, stopping]))) {
    const frame = await frameOf(item)
    if (frame) await stream.write(frame)
  }
}

type Rendered = { readonly message: ChatMessage; readonly html: string; readonly papers: readonly string[] }

/**
 * What an event says to a member, as it goes over the wire; undefined when it is not for them. A message is rendered once
 * per event, and written once per event and member, however many windows there are.
 */
function createFrames({ bot, chat, saved, stats, view }: RouteServices) {
  const rendered = createKept<Rendered | undefined>()
  const frames = createKept<Uint8Array | undefined>()
  const encoder = new TextEncoder()

  async function render(id: string): Promise<Rendered | undefined> {
    const message = await chat.get(id)
    if (message === undefined) return undefined
    const [piece] = await view.render(nobody, [message])
    return piece && { message, html: written(piece), papers: message.card ? papersOf(message.card) : [] }
  }

  async function messageData(cursor: string, actor: Actor, id: string): Promise<object | undefined> {
    const found = await rendered(cursor, () => render(id))
    if (found === undefined || !isFor(found.message.onlyFor, actor)) return undefined
    const { message, html, papers } = found
    const { channel, thread, card } = message
    const mine = message.member === actor.member
    // A member's own text needs no announcement.
    const announcement = mine && card === undefined ? "" : messageToAnnouncement(message)
    const votes = papers.length === 0 ? undefined : await bot.paperStats(actor, papers)
    const voted = papers.filter((paper) => votes?.get(paper)?.mine)
    return { id, channel, thread, mine, html, voted, announcement }
  }

  async function voteData(actor: Actor, paper: string): Promise<object> {
    const { votes = 0, mine = false } = (await bot.paperStats(actor, [paper])).get(paper) ?? {}
    return { paper, votes, mine }
  }

  async function savedData(actor: Actor, paper: string): Promise<object> {
    const [found, counts] = await Promise.all([saved.of(actor, [paper]), saved.counts(actor)])
    return { paper, saved: found.has(paper), toRead: counts.later }
  }

  async function repliesOf(paper: string): Promise<number> {
    return repliesTo((await stats.of(webCommunity, undefined, [paper])).get(paper))
  }

  async function dataOf({ cursor, event }: FeedItem, actor: Actor): Promise<object | undefined> {
    switch (event.kind) {
      case "missed":
      case "alive":
        return {}
      case "gone":
        return isFor(event.onlyFor, actor) ? { id: event.id } : undefined
      case "votes":
        return voteData(actor, event.paper)
      case "saved":
        return isFor(event.onlyFor, actor) ? savedData(actor, event.paper) : undefined
      case "replies":
        return { paper: event.paper, replies: await repliesOf(event.paper) }
      case "listed":
        return { list: event.list, papers: event.papers }
      case "message":
      case "changed":
        return isFor(event.onlyFor, actor) ? messageData(cursor, actor, event.id) : undefined
      default:
        return event satisfies never
    }
  }

  return (item: FeedItem, actor: Actor) =>
    frames(`${item.event.kind} ${item.cursor} ${actor.member}`, async () => {
      const data = await dataOf(item, actor)
      const frame = `event: ${item.event.kind}\ndata: ${JSON.stringify(data)}\nid: ${item.cursor}\n\n`
      return data && encoder.encode(frame)
    })
}

/** Sees what everybody sees, and has voted for nothing. */
const nobody: Actor = {
  platform: "web",
  community: webCommunity,
  place: "",
  member: botMember,
  memberName: "",
  isAdmin: false,
}

function isFor(onlyFor: string | undefined, actor: Actor): boolean {
  return onlyFor === undefined || onlyFor === actor.member
}

/** Does work once by key and keeps the last results; what failed is tried again. */
function createKept<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const kept = createBoundedMap<string, Promise<T>>(keptFrames)
  return (key, work) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const started = work()
    kept.set(key, started)
    started.catch(() => kept.delete(key))
    return started
  }
}
