/** The page of the twin: what one person sees of a workspace. */
import { readFileSync } from "node:fs"
import { acts, escapeHtml, viewHref } from "../../browser/html.ts"
import type { View } from "../../browser/serve.ts"
import { directWith } from "../api/conversations.ts"
import { asJson, type Json } from "../block-rules.ts"
import type { SlackTwin } from "../slack-twin.ts"
import type { Channel, Person } from "../world.ts"
import { blocksHtml } from "./blocks-html.ts"
import { avatarHtml, messageHtml, messagesHtml, type Room } from "./message-html.ts"

/** What people typed into an open form, and what is wrong with it, by the form's id. */
export type Drafts = Map<
  string,
  { readonly fields: Json; readonly errors: Json; readonly offered: readonly string[] }
>

export const style = readFileSync(`${import.meta.dirname}/style.css`, "utf8")

export const shell = `<div class="window"><nav class="sidebar" data-region="sidebar" aria-label="Workspace"></nav>
<main><header data-region="header"></header><div class="log" data-region="main" data-stick="bottom"></div><div data-region="composer"></div></main>
<aside class="thread" data-region="thread" aria-label="Thread"></aside></div><div data-region="form"></div>`

/** Who looks, and at what: the first person and the first channel where nothing is said. */
export function roomOf(twin: SlackTwin, view: View): Room {
  const { workspace, world } = twin
  const people = [...workspace.people.values()]
  const person = people.find(({ name }) => name === view.as) ?? people[0]
  if (!person) throw new Error("nobody is here")
  const direct = directWith({ world, workspace }, person.id)
  const isApp = view.channel === "app"
  const channel = isApp
    ? direct
    : (channelsOf(twin).find(({ id }) => id === view.channel) ?? channelsOf(twin)[0] ?? direct)
  const tab = isApp ? (view.tab ?? "home") : ""
  return { workspace, channel, person, view: { as: person.name, channel: isApp ? "app" : channel.id, tab } }
}

const channelsOf = ({ workspace }: SlackTwin): readonly Channel[] =>
  [...workspace.channels.values()].filter(({ isDirect, deleted }) => !isDirect && !deleted)

export function regionsOf(twin: SlackTwin, drafts: Drafts, view: View): Readonly<Record<string, string>> {
  const room = roomOf(twin, view)
  const messages = twin.sees(room)
  const isHome = room.view.tab === "home"
  const inChannel = messages.filter(({ threadTs }) => threadTs === undefined)
  return {
    sidebar: sidebarHtml(twin, room),
    header: headerHtml(room),
    main: isHome ? homeHtml(room) : messagesHtml(room, inChannel) || '<p class="empty">Nothing here yet.</p>',
    composer: isHome ? "" : composerHtml(room, ""),
    thread: threadHtml(twin, room, view.thread ?? ""),
    form: formHtml(twin, drafts, room.person),
  }
}

function sidebarHtml(twin: SlackTwin, { workspace, person, view }: Room): string {
  const at = (change: View) => viewHref({ as: view.as ?? "", ...change })
  const current = (is: boolean) => (is ? ' aria-current="page"' : "")
  const channels = channelsOf(twin).map(
    ({ id, name, isPrivate }) =>
      `<a href="${at({ channel: id })}"${current(view.channel === id)}><span>${isPrivate ? "🔒" : "#"}</span>${escapeHtml(name)}</a>`,
  )
  const people = [...workspace.people.values()].map(
    (one) =>
      `<a href="${viewHref({ ...view, as: one.name })}"${current(one === person)}>${avatarHtml(one.name, false, "small")}${escapeHtml(one.name)}${one.isAdmin ? " (admin)" : ""}</a>`,
  )
  const app = `<a href="${at({ channel: "app", tab: "home" })}"${current(view.channel === "app")}>${avatarHtml("Paperboy", true, "small")}Paperboy</a>`
  const state = twin.socket.count() > 0 ? "Paperboy is connected" : "Paperboy is starting"
  return `<h2>${escapeHtml(workspace.domain)}</h2><p class="group">Channels</p>${channels.join("")}<p class="group">Apps</p>${app}<p class="group">You are</p>${people.join("")}<p class="state">${state}</p>`
}

function headerHtml({ channel, view, workspace, person }: Room): string {
  if (view.channel !== "app") {
    const isIn = channel.members.has(workspace.botUser)
    const bot = isIn
      ? ""
      : `<button type="button" class="button"${acts({ kind: "invite" })}>Invite @Paperboy</button>`
    return `<b># ${escapeHtml(channel.name)}</b><span>${channel.members.size} members · you are ${escapeHtml(person.name)}</span>${bot}`
  }
  const tab = (name: string, label: string) =>
    `<a href="${viewHref({ ...view, tab: name })}"${view.tab === name ? ' aria-current="page"' : ""}>${label}</a>`
  return `<b>Paperboy</b><nav class="tabs" aria-label="Paperboy">${tab("home", "Home")}${tab("messages", "Messages")}</nav>`
}

function homeHtml({ workspace, person }: Room): string {
  const home = workspace.homes.get(person.id)
  if (!home) return '<p class="empty">Paperboy has not drawn this page yet.</p>'
  return `<div class="home">${blocksHtml({ workspace, where: "home" }, asJson(home).blocks)}</div>`
}

function composerHtml({ channel, view }: Room, thread: string): string {
  const where = view.channel === "app" ? "Paperboy" : `#${channel.name}`
  const hint = thread ? "Reply…" : `Message ${where}, /paper, or @Paperboy`
  return `<form class="composer" data-clear${acts({ kind: "say", thread })}><input type="text" id="say${thread}" name="text" aria-label="${escapeHtml(hint)}" placeholder="${escapeHtml(hint)}" autocomplete="off"${thread ? "" : " data-autofocus"}><button class="button primary">Send</button></form>`
}

function threadHtml(twin: SlackTwin, room: Room, thread: string): string {
  const root = room.channel.messages.find(({ ts }) => ts === thread)
  if (!root) return ""
  const replies = twin.sees(room).filter(({ threadTs }) => threadTs === thread)
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`
  return `<header><b>Thread</b><span># ${escapeHtml(room.channel.name)}</span><a class="close" href="${viewHref(room.view)}" aria-label="Close">✕</a></header>
<div class="log">${messageHtml({ ...room, view: { ...room.view, thread } }, root)}<p class="count">${count}</p>${replies.map((reply) => messageHtml(room, reply)).join("")}</div>${composerHtml(room, thread)}`
}

function formHtml(twin: SlackTwin, drafts: Drafts, person: Person): string {
  const view = twin.form(person)
  if (!view) return ""
  const draft = drafts.get(String(view.id))
  const text = (part: unknown) => escapeHtml(String(asJson(part).text ?? ""))
  const body = blocksHtml(
    { workspace: twin.workspace, where: "view", ...(draft ? { draft } : {}) },
    view.blocks,
  )
  const offered = (draft?.offered ?? []).map((value) => `<option value="${escapeHtml(value)}">`)
  const submit = view.submit ? `<button class="button primary big">${text(view.submit)}</button>` : ""
  return `<dialog open aria-label="${text(view.title)}"><form${acts({ kind: "submit" })}><header>${avatarHtml("Paperboy", true, "small")}<b class="form-title">${text(view.title)}</b><button type="button" aria-label="Close"${acts({ kind: "close" })}>✕</button></header>
<div class="body">${body}<datalist id="suggestions">${offered.join("")}</datalist></div><footer><button type="button" class="button big"${acts({ kind: "close" })}>${text(view.close) || "Cancel"}</button>${submit}</footer></form></dialog>`
}
