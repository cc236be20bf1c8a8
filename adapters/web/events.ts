/** The live line of one window: what happens, rendered for its member, as server-sent events. */
import type { Context } from "hono"
import { type SSEStreamingApi, streamSSE } from "hono/streaming"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { AppParts } from "./app.ts"
import { actorOf, signedIn } from "./asking.ts"
import type { Heard } from "./feed.ts"
import { messageToWords } from "./message-html.ts"
import { written } from "./text-html.ts"

/** Soon enough that a restart is hardly noticed; the browser waits this long before it calls again. */
const retryMs = 1000

type Sent = { readonly event: Heard["event"]["kind"]; readonly data: object }

/** The live line of a request's member: from `Last-Event-ID`, or where the page was rendered, until either side closes. */
export function answerWithEvents(c: Context, parts: AppParts): Response {
  const actor = actorOf(c, signedIn(c), { channel: parts.channels[0]?.id ?? "" }, parts.publicOrigin)
  const from = c.req.header("last-event-id") ?? c.req.query("after") ?? ""
  return streamSSE(c, (stream) =>
    tell(stream, parts, actor, from).catch((cause: unknown) => {
      // The stream ends here; the browser calls again and goes on where it was.
      parts.log.error({ err: cause }, "a live line broke")
    }),
  )
}

async function tell(stream: SSEStreamingApi, parts: AppParts, actor: Actor, from: string): Promise<void> {
  const closed = new AbortController()
  stream.onAbort(() => closed.abort())
  await stream.writeSSE({ event: "alive", data: "{}", retry: retryMs })
  for await (const { cursor, event } of parts.feed.follow(
    from,
    AbortSignal.any([closed.signal, parts.stopping]),
  )) {
    const sent = await renderEvent(parts, actor, event)
    if (sent) await stream.writeSSE({ event: sent.event, data: JSON.stringify(sent.data), id: cursor })
  }
}

async function renderEvent(parts: AppParts, actor: Actor, event: Heard["event"]): Promise<Sent | undefined> {
  switch (event.kind) {
    case "missed":
    case "alive":
      return { event: event.kind, data: {} }
    case "gone":
      return isFor(event.onlyFor, actor) ? { event: "gone", data: { id: event.id } } : undefined
    case "votes":
      return { event: "votes", data: await votes(parts, actor, event.paper) }
    case "message":
    case "changed":
      return isFor(event.onlyFor, actor) ? message(parts, actor, event) : undefined
    default:
      return event satisfies never
  }
}

function isFor(onlyFor: string | undefined, actor: Actor): boolean {
  return onlyFor === undefined || onlyFor === actor.member
}

async function votes(parts: AppParts, actor: Actor, paper: string): Promise<object> {
  const stats = (await parts.bot.paperStats(actor, [paper])).get(paper)
  return { paper, votes: stats?.votes ?? 0, mine: stats?.mine ?? false }
}

type About = { readonly kind: "message" | "changed"; readonly id: string }

async function message(parts: AppParts, actor: Actor, { kind, id }: About): Promise<Sent | undefined> {
  const found = await parts.chat.get(id)
  if (found === undefined || !isFor(found.onlyFor, actor)) return undefined
  const [piece] = await parts.view.render(actor, [found])
  if (piece === undefined) return undefined
  const { channel, thread, card } = found
  const mine = found.member === actor.member
  // One's own words are no news.
  const words = mine && card === undefined ? "" : messageToWords(found)
  return { event: kind, data: { id, channel, thread, mine, html: written(piece), words } }
}
