/** What can be read: the page, older messages, completions. */
import type { Context, Hono } from "hono"
import { HTTPException } from "hono/http-exception"
import { textOf } from "../../src/rendering/inline.ts"
import type { ChatMessage } from "../../src/vocabulary/community-stores.ts"
import type { AppParts } from "./app.ts"
import { actorOf, signedIn } from "./asking.ts"
import { type Member, memberOf, newMember } from "./member.ts"
import type { Channel } from "./options.ts"
import { againToHtml, longestText, lostToHtml, type Page, pageToHtml } from "./page-html.ts"
import { commandLine } from "./room.ts"
import { written } from "./text-html.ts"

/** Adds the routes that change nothing (but a new browser becomes a member). */
export function addReading(app: Hono, parts: AppParts): void {
  app.get("/", (c) => c.redirect(`/c/${parts.channels[0]?.id}`))
  app.get("/c/:channel", (c) => page(c, parts))
  app.get("/c/:channel/t/:thread", (c) => page(c, parts, c.req.param("thread")))
  app.get("/older", (c) => older(c, parts))
  app.get("/complete", (c) => complete(c, parts))
  app.notFound((c) => c.html(lostToHtml("This address leads nowhere."), 404))
}

/** The channel of that name. Throws 404 where there is none. */
export function channelNamed(parts: AppParts, id: string): Channel {
  const channel = parts.channels.find((known) => known.id === id)
  if (channel === undefined)
    throw new HTTPException(404, { message: `There is no channel #${id}: choose one at the left` })
  return channel
}

async function page(c: Context, parts: AppParts, thread?: string): Promise<Response> {
  const channel = parts.channels.find((known) => known.id === c.req.param("channel"))
  if (channel === undefined) return c.html(lostToHtml("There is no such channel."), 404)
  const known = memberOf(c)
  if (known === undefined && c.req.header("sec-fetch-site") === "cross-site")
    return c.html(written(againToHtml()))
  const member = known ?? newMember(c, parts.publicOrigin?.startsWith("https:") ?? false)
  const made = await makePage(c, parts, { channel, member, thread })
  return made === undefined
    ? c.html(lostToHtml("This thread is gone, or only its asker can see it."), 404)
    : c.html(written(pageToHtml(made)))
}

type Wanted = { readonly channel: Channel; readonly member: Member; readonly thread: string | undefined }

async function makePage(
  c: Context,
  parts: AppParts,
  { channel, member, thread }: Wanted,
): Promise<Page | undefined> {
  // Taken before anything is read: what happens in between comes twice rather than never.
  const cursor = parts.feed.cursor()
  const actor = actorOf(c, member, { channel: channel.id }, parts.publicOrigin)
  const at = c.req.query("at")
  const slice = at === undefined ? await parts.view.slice(actor) : await parts.view.sliceWith(actor, at)
  const other = otherWindow(c, parts.publicOrigin)
  const base = {
    channels: parts.channels,
    channel,
    member,
    cursor,
    slice,
    ...(other ? { otherWindow: other } : {}),
  }
  if (thread === undefined) return base
  const root = await parts.chat.get(thread)
  if (root === undefined || root.channel !== channel.id || root.onlyFor !== undefined) return undefined
  const [rendered] = await parts.view.render(actor, [root], true)
  if (rendered === undefined) return undefined
  return {
    ...base,
    thread: {
      id: thread,
      about: aboutOf(root),
      root: rendered,
      slice: await parts.view.slice({ ...actor, thread }),
    },
  }
}

/** What a thread is about, in a line. */
function aboutOf(root: ChatMessage): string {
  return root.card ? textOf(root.card.title) : `${root.memberName}: ${root.text}`
}

/** The loopback has two names, and a browser keeps their cookies apart: under the other one it is somebody else. */
function otherWindow(c: Context, publicOrigin: string | undefined): string | undefined {
  const [, name, port] = /^(localhost|127\.0\.0\.1)(:\d+)?$/.exec(c.req.header("host") ?? "") ?? []
  if (name === undefined || publicOrigin !== undefined) return undefined
  return `http://${name === "localhost" ? "127.0.0.1" : "localhost"}${port ?? ""}/`
}

async function older(c: Context, parts: AppParts): Promise<Response> {
  const channel = channelNamed(parts, c.req.query("channel") ?? "")
  const thread = c.req.query("thread") || undefined
  const actor = actorOf(c, signedIn(c), { channel: channel.id, thread }, parts.publicOrigin)
  const slice = await parts.view.slice(actor, c.req.query("before"))
  return c.json({ html: slice.messages.map(written).join(""), oldest: slice.oldest, more: slice.more })
}

async function complete(c: Context, parts: AppParts): Promise<Response> {
  const channel = channelNamed(parts, c.req.query("channel") ?? "")
  const line = lineToComplete((c.req.query("line") ?? "").slice(0, longestText))
  if (line === undefined) return c.json([])
  const actor = actorOf(
    c,
    signedIn(c),
    { channel: channel.id, thread: c.req.query("thread") || undefined },
    parts.publicOrigin,
  )
  const suggestions = await parts.bot.complete({ actor, line })
  return c.json(suggestions.map((suggestion) => ({ ...suggestion, value: `/paper ${suggestion.value}` })))
}

/** Whoever is on the way to `/paper` is offered what may follow it. */
function lineToComplete(written: string): string | undefined {
  return written !== "" && "/paper".startsWith(written) ? commandLine("/paper") : commandLine(written)
}
