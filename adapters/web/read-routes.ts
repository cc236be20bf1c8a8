/** What members read: the page, older messages, completions. */
import type { Context, Hono } from "hono"
import { textOf } from "../../src/rendering/inline.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { ChatMessage } from "../../src/vocabulary/community-stores.ts"
import { words } from "../../src/words/words.ts"
import type { Member } from "./member.ts"
import { addFollowRoutes } from "./mine/follow-routes.ts"
import { addMineRoutes } from "./mine/mine-routes.ts"
import { type Channel, longestText } from "./options.ts"
import { lostToHtml, type Page, pageToHtml, reloadToHtml } from "./page-html.ts"
import { addListRoutes } from "./reading/list-routes.ts"
import { addPaperRoutes } from "./reading/paper-routes.ts"
import { createAnswerPage } from "./reading/reader.ts"
import { addSearchRoutes } from "./reading/search-routes.ts"
import { actorOf, memberFor, type RouteServices, readerOf, requireChannel, requireMember } from "./request.ts"
import { commandLine } from "./room.ts"
import { written } from "./text-html.ts"

/** Adds the routes of pages; a new browser becomes a member. */
export function addReadRoutes(app: Hono, services: RouteServices): void {
  const answerReading = createAnswerPage(services)
  addListRoutes(app, services, answerReading)
  addPaperRoutes(app, services, answerReading)
  addSearchRoutes(app, services, answerReading)
  addMineRoutes(app, services)
  addFollowRoutes(app, services)
  app.get("/channels", (c) => c.redirect(`/channels/${services.channels[0]?.id}`))
  app.get("/channels/:channel", (c) => answerChannel(c, services))
  app.get("/channels/:channel/t/:thread", (c) => answerChannel(c, services, c.req.param("thread")))
  // Where channels used to be: messages and bookmarks lead there.
  app.get("/c/*", (c) =>
    c.redirect(`/channels${new URL(c.req.url).pathname.slice("/c".length)}${new URL(c.req.url).search}`, 301),
  )
  app.get("/older", (c) => answerOlder(c, services))
  app.get("/complete", (c) => answerCompletions(c, services))
  app.notFound((c) => c.html(lostToHtml(words.web.lost.address), 404))
}

async function answerChannel(c: Context, services: RouteServices, thread?: string): Promise<Response> {
  const channel = services.channels.find((known) => known.id === c.req.param("channel"))
  if (channel === undefined) return c.html(lostToHtml(words.web.lost.channel), 404)
  const member = memberFor(c, services)
  if (member === undefined) return c.html(written(reloadToHtml()))
  const page = await createPage(c, services, { channel, member, thread })
  return page === undefined ? c.html(lostToHtml(words.web.lost.thread), 404) : c.html(pageToHtml(page))
}

type Requested = { readonly channel: Channel; readonly member: Member; readonly thread: string | undefined }

async function createPage(
  c: Context,
  services: RouteServices,
  { channel, member, thread }: Requested,
): Promise<Page | undefined> {
  const { channels, view } = services
  // Read before the messages: what happens in between then comes twice rather than never.
  const cursor = services.feed.cursor()
  const actor = actorOf(c, member, { channel: channel.id }, services)
  const at = c.req.query("at")
  const slice = at === undefined ? await view.slice(actor) : await view.sliceWith(actor, at)
  const papers = await services.library.count()
  const base = { channels, channel, slice, papers, ...(await readerOf(c, services, { member, cursor })) }
  if (thread === undefined) return base
  const pane = await threadPane(services, { ...actor, thread })
  return pane && { ...base, thread: pane }
}

async function threadPane(
  { chat, view }: RouteServices,
  actor: Actor & { readonly thread: string },
): Promise<Page["thread"]> {
  const root = await chat.get(actor.thread)
  if (root === undefined || root.channel !== actor.place || root.onlyFor !== undefined) return undefined
  const [rendered] = await view.render(actor, [root], true)
  return rendered && { id: root.id, about: aboutOf(root), root: rendered, slice: await view.slice(actor) }
}

/** What a thread is about, in one line. */
function aboutOf(root: ChatMessage): string {
  return root.card ? textOf(root.card.title) : words.web.message.said(root.memberName, root.text)
}

async function answerOlder(c: Context, services: RouteServices): Promise<Response> {
  const slice = await services.view.slice(actorOfQuery(c, services), c.req.query("before"))
  return c.json({ html: slice.messages.map(written).join(""), oldest: slice.oldest, more: slice.more })
}

async function answerCompletions(c: Context, services: RouteServices): Promise<Response> {
  const actor = actorOfQuery(c, services)
  const line = lineToComplete((c.req.query("line") ?? "").slice(0, longestText))
  const suggestions = line === undefined ? [] : await services.bot.complete({ actor, line })
  return c.json(suggestions.map((suggestion) => ({ ...suggestion, value: `/paper ${suggestion.value}` })))
}

function actorOfQuery(c: Context, services: RouteServices): Actor {
  const { id: channel } = requireChannel(services, c.req.query("channel") ?? "")
  const thread = c.req.query("thread") || undefined
  return actorOf(c, requireMember(c, services), { channel, thread }, services)
}

/** Part of `/paper` is completed like all of it. */
function lineToComplete(typed: string): string | undefined {
  return typed !== "" && "/paper".startsWith(typed) ? commandLine("/paper") : commandLine(typed)
}
