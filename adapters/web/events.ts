/** The event stream of one window: what happens, rendered for its member, as server-sent events. */
import type { Context } from "hono"
import { type SSEStreamingApi, streamSSE } from "hono/streaming"
import type { Actor } from "../../src/vocabulary/actor.ts"
import { words } from "../../src/words/words.ts"
import type { FeedEvent, FeedItem } from "./feed.ts"
import { messageToAnnouncement } from "./message-html.ts"
import { actorOf, type RouteServices, requireMember } from "./request.ts"
import { written } from "./text-html.ts"

/** The browser waits this long before it reconnects. */
const retryMs = 1000

/** Answers with a member's events: from `Last-Event-ID`, or from where the page was rendered, until either side closes. */
export function createEventStreams(services: RouteServices): (c: Context) => Response {
  return (c) => {
    const channel = services.channels[0]?.id ?? ""
    const actor = actorOf(c, requireMember(c), { channel }, services.publicOrigin)
    const from = c.req.header("last-event-id") ?? c.req.query("after") ?? ""
    return streamSSE(c, (stream) =>
      sendEvents(stream, services, actor, from).catch((cause: unknown) => {
        // The stream ends here; the browser reconnects and continues where it was.
        services.log.error({ err: cause }, words.web.log.streamBroke)
      }),
    )
  }
}

async function sendEvents(
  stream: SSEStreamingApi,
  services: RouteServices,
  actor: Actor,
  from: string,
): Promise<void> {
  const closed = new AbortController()
  stream.onAbort(() => closed.abort())
  await stream.writeSSE({ event: "alive", data: "{}", retry: retryMs })
  const ended = AbortSignal.any([closed.signal, services.stopping])
  for await (const { cursor, event } of services.feed.follow(from, ended)) {
    const data = await dataOf(services, actor, event)
    if (data) await stream.writeSSE({ event: event.kind, data: JSON.stringify(data), id: cursor })
  }
}

/** What an event says to a member; undefined when it is not for them. */
async function dataOf(
  services: RouteServices,
  actor: Actor,
  event: FeedItem["event"],
): Promise<object | undefined> {
  switch (event.kind) {
    case "missed":
    case "alive":
      return {}
    case "gone":
      return isFor(event.onlyFor, actor) ? { id: event.id } : undefined
    case "votes":
      return votesOf(services, actor, event.paper)
    case "message":
    case "changed":
      return isFor(event.onlyFor, actor) ? messageData(services, actor, event) : undefined
    default:
      return event satisfies never
  }
}

function isFor(onlyFor: string | undefined, actor: Actor): boolean {
  return onlyFor === undefined || onlyFor === actor.member
}

async function votesOf({ bot }: RouteServices, actor: Actor, paper: string): Promise<object> {
  const stats = (await bot.paperStats(actor, [paper])).get(paper)
  return { paper, votes: stats?.votes ?? 0, mine: stats?.mine ?? false }
}

async function messageData(
  services: RouteServices,
  actor: Actor,
  { id }: Extract<FeedEvent, { readonly kind: "message" | "changed" }>,
): Promise<object | undefined> {
  const found = await services.chat.get(id)
  if (found === undefined || !isFor(found.onlyFor, actor)) return undefined
  const [piece] = await services.view.render(actor, [found])
  if (piece === undefined) return undefined
  const { channel, thread, card } = found
  const mine = found.member === actor.member
  // A member's own text needs no announcement.
  const announcement = mine && card === undefined ? "" : messageToAnnouncement(found)
  return { id, channel, thread, mine, html: written(piece), announcement }
}
