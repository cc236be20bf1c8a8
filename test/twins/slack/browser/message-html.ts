/** Messages as Slack draws them: who and when, text or blocks, previews, reactions and the thread below. */
import { acts, escapeHtml, viewHref } from "../../browser/html.ts"
import type { View } from "../../browser/serve.ts"
import { asJson } from "../block-rules.ts"
import type { Channel, Message, Person, Workspace } from "../world.ts"
import { blocksHtml } from "./blocks-html.ts"
import { emojiOf, offered } from "./emoji.ts"
import { mrkdwnHtml, personName } from "./mrkdwn-html.ts"

export type Room = {
  readonly workspace: Workspace
  readonly channel: Channel
  readonly person: Person
  readonly view: View
}

/** A channel's messages, oldest first, with a line before each new day. */
export function messagesHtml(room: Room, messages: readonly Message[]): string {
  return messages
    .map((message, at) => {
      const before = messages[at - 1]
      const isNewDay = !before || dayOf(before) !== dayOf(message)
      const line = isNewDay ? `<p class="day"><span>${dayOf(message)}</span></p>` : ""
      const isContinued = !isNewDay && !message.onlyFor && !before.onlyFor && before.user === message.user
      return line + messageHtml(room, message, isContinued && Number(message.ts) - Number(before.ts) < 300)
    })
    .join("")
}

export function messageHtml(room: Room, message: Message, isContinued = false): string {
  const { workspace } = room
  const name = personName(workspace, message.user) ?? "somebody"
  const isBot = message.botId !== undefined
  const who = `<p class="who"><b>${escapeHtml(name)}</b>${isBot ? "<i>APP</i>" : ""}<time>${timeOf(message)}</time></p>`
  const only = message.onlyFor ? '<p class="only">Only visible to you</p>' : ""
  const body = message.tombstone
    ? '<p class="context">This message was deleted.</p>'
    : contentHtml(room, message) +
      filesHtml(message) +
      unfurlsHtml(room, message) +
      reactionsHtml(room, message) +
      threadChip(room, message)
  return `<article class="message${isContinued ? " continued" : ""}${message.onlyFor ? " private" : ""}">${isContinued ? "<span></span>" : avatarHtml(name, isBot)}<div>${only}${isContinued ? "" : who}${body}</div>${message.tombstone ? "" : toolsHtml(room, message)}</article>`
}

export function avatarHtml(name: string, isBot: boolean, size = ""): string {
  if (isBot) return `<span class="avatar bot ${size}" aria-hidden="true">${logo}</span>`
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360
  return `<span class="avatar ${size}" aria-hidden="true" style="background:hsl(${hue} 30% 38%)">${escapeHtml(name.charAt(0).toUpperCase())}</span>`
}

const logo =
  '<svg viewBox="0 0 32 32"><path d="M8 9.5c0-.8.7-1.5 1.5-1.5h10c.8 0 1.5.7 1.5 1.5V11h1.5c.8 0 1.5.7 1.5 1.5V22a2.5 2.5 0 0 1-2.5 2.5H10.5A2.5 2.5 0 0 1 8 22z" fill="#fffaf2"/><path d="M10.8 11.5h7.4M10.8 15h3v4h-3zM16 15h2.2M16 17h2.2M16 19h2.2M10.8 21.5h7.4" fill="none" stroke="#a8471f" stroke-width="1.3"/></svg>'

function contentHtml({ workspace }: Room, message: Message): string {
  if (message.files && message.text === "") return ""
  if (message.blocks.length > 0)
    return blocksHtml({ workspace, where: "message", on: message.ts }, message.blocks)
  return `<div class="section">${mrkdwnHtml(workspace, message.text)}</div>`
}

function filesHtml({ files = [] }: Message): string {
  return files
    .map(({ title, name, length }) => {
      const kind = name.slice(name.lastIndexOf(".") + 1).toUpperCase()
      return `<div class="file"><span aria-hidden="true">${escapeHtml(kind)}</span><p><b>${escapeHtml(title)}</b><small>${length} bytes</small></p></div>`
    })
    .join("")
}

function unfurlsHtml({ workspace }: Room, message: Message): string {
  return Object.entries(message.unfurls)
    .map(([url, preview]) => {
      const holder = { workspace, where: "unfurl", on: message.ts, url } as const
      return `<div class="unfurl">${blocksHtml(holder, asJson(preview).blocks)}</div>`
    })
    .join("")
}

function reactionsHtml({ person }: Room, message: Message): string {
  const given = message.reactions.filter(({ users }) => users.length > 0)
  if (given.length === 0) return ""
  const chips = given.map(({ name, users }) => {
    const isMine = users.includes(person.id)
    const act = acts({ kind: "react", on: message.ts, name })
    return `<button type="button" class="reaction" aria-pressed="${isMine}"${act}>${emojiOf(name)} ${users.length}</button>`
  })
  return `<div class="reactions">${chips.join("")}</div>`
}

function threadChip(room: Room, message: Message): string {
  // In the thread itself it would say what one sees.
  if (message.threadTs || room.view.thread === message.ts) return ""
  const replies = room.channel.messages.filter(
    ({ threadTs, deleted, onlyFor }) =>
      threadTs === message.ts && !deleted && (onlyFor === undefined || onlyFor === room.person.id),
  )
  const last = replies.at(-1)
  if (!last) return ""
  const names = [...new Set(replies.map(({ user }) => user))].slice(0, 4)
  const faces = names.map((id) =>
    avatarHtml(personName(room.workspace, id) ?? "?", id === room.workspace.botUser, "small"),
  )
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`
  return `<a class="replies" href="${viewHref({ ...room.view, thread: message.ts })}">${faces.join("")}<b>${count}</b><span>Last reply at ${timeOf(last)}</span></a>`
}

/** What one may do with a message: on Slack it shows as one points at it. */
function toolsHtml(room: Room, message: Message): string {
  if (message.onlyFor)
    return `<menu><button type="button"${acts({ kind: "dismiss", on: message.ts })}>Dismiss</button></menu>`
  const reactions = offered.map(
    (name) =>
      `<button type="button" aria-label="React with ${name}"${acts({ kind: "react", on: message.ts, name })}>${emojiOf(name)}</button>`,
  )
  const reply = message.threadTs
    ? ""
    : `<a href="${viewHref({ ...room.view, thread: message.ts })}">Reply</a>`
  const find = `<button type="button"${acts({ kind: "shortcut", on: message.ts })}>Find this paper</button>`
  const remove = `<button type="button"${acts({ kind: "delete", on: message.ts })}>Delete</button>`
  return `<menu>${reactions.join("")}${reply}${find}${remove}</menu>`
}

function timeOf({ ts }: Message): string {
  return new Date(Number(ts) * 1_000).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" })
}

function dayOf({ ts }: Message): string {
  return new Date(Number(ts) * 1_000).toLocaleDateString("en-US", {
    weekday: "long",
    month: "long",
    day: "numeric",
  })
}
