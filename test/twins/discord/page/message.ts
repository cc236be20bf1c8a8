/** Messages as Discord draws them: who said what, in answer to what, with reactions and thread. */
import {
  type APIMessage,
  type APIUser,
  ApplicationCommandType,
  InteractionType,
  MessageFlags,
} from "discord-api-types/v10"
import { acts, escapeHtml } from "../../browser/html.ts"
import { pressables } from "../state/components.ts"
import { messageBody } from "../state/messages.ts"
import { type InteractionState, isThread, type Stored, type World } from "../state/world.ts"
import { textOf } from "../verbs/observe.ts"
import { labelOf } from "../verbs/person.ts"
import { drawComponents } from "./components.ts"
import { drawMarkdown } from "./markdown.ts"

export type Reading = {
  readonly world: World
  /** Who looks. */
  readonly reader: string
  readonly guild: string | undefined
}

/** Messages of one writer within this time stand under one name. */
const togetherMs = 7 * 60_000

export function drawMessages(reading: Reading, messages: readonly Stored[]): string {
  return messages
    .map((stored, index) => {
      const before = messages[index - 1]
      return dayLine(stored, before) + drawMessage(reading, stored, isContinued(reading, stored, before))
    })
    .join("")
}

function dayLine({ message }: Stored, before: Stored | undefined): string {
  const day = dayOf(message)
  return before && dayOf(before.message) === day ? "" : `<div class="day">${escapeHtml(day)}</div>`
}

const dayOf = ({ timestamp }: APIMessage) =>
  new Date(timestamp).toLocaleDateString("en-US", { dateStyle: "long" })

function isContinued(reading: Reading, { message }: Stored, before: Stored | undefined): boolean {
  if (!before || message.author.id !== before.message.author.id) return false
  const apart = Date.parse(message.timestamp) - Date.parse(before.message.timestamp)
  return apart < togetherMs && contextOf(reading, message) === "" && !isPrivate(before.message)
}

const isPrivate = ({ flags }: APIMessage) => ((flags ?? 0) & MessageFlags.Ephemeral) !== 0

function drawMessage(reading: Reading, stored: Stored, isContinued: boolean): string {
  const { world } = reading
  const message = messageBody(world, stored)
  const kinds = ["message", ...(isContinued ? ["continued"] : []), ...(isPrivate(message) ? ["private"] : [])]
  const head = isContinued ? "" : `${avatar(message.author)}${byline(message)}`
  return `<article class="${kinds.join(" ")}" id="message-${message.id}">${contextOf(reading, message)}${head}<div class="said">${said(reading, message)}</div>
${only(message)}${reactions(reading, stored)}${threadChip(reading, message)}${tools(reading, message)}</article>`
}

export function avatar({ id, bot, global_name, username }: APIUser, size = ""): string {
  if (bot) return `<span class="avatar app ${size}" aria-hidden="true">${logo}</span>`
  const hue = Number(BigInt(id) % 360n)
  return `<span class="avatar ${size}" style="--hue:${hue}" aria-hidden="true">${escapeHtml((global_name ?? username).charAt(0))}</span>`
}

const logo = `<svg viewBox="0 0 32 32"><rect width="32" height="32" fill="#a8471f"/><path d="M8 9.5c0-.8.7-1.5 1.5-1.5h10c.8 0 1.5.7 1.5 1.5V11h1.5c.8 0 1.5.7 1.5 1.5V22a2.5 2.5 0 0 1-2.5 2.5H10.5A2.5 2.5 0 0 1 8 22z" fill="#fffaf2"/><path d="M10.8 11.5h7.4M10.8 15h3v4h-3zM16 15h2.2M16 17h2.2M16 19h2.2M10.8 21.5h7.4" fill="none" stroke="#a8471f" stroke-width="1.3" stroke-linecap="round"/></svg>`

const nameOf = ({ global_name, username }: APIUser) => escapeHtml(global_name ?? username)

function byline({ author, timestamp }: APIMessage): string {
  const at = new Date(timestamp)
  const app = author.bot ? '<span class="tag">APP</span>' : ""
  return `<p class="byline"><b>${nameOf(author)}</b>${app}<time datetime="${timestamp}">${escapeHtml(at.toLocaleTimeString("en-US", { timeStyle: "short" }))}</time></p>`
}

/** What the message answers: another message, a command, a press. */
function contextOf(reading: Reading, message: APIMessage): string {
  const answered = message.referenced_message
  if (answered)
    return `<p class="context">${avatar(answered.author, "tiny")}<b>${nameOf(answered.author)}</b> ${escapeHtml(shortened(textOf(answered)))}</p>`
  const metadata = message.interaction_metadata
  const asked =
    metadata &&
    [...reading.world.interactions.values()].find(({ interaction }) => interaction.id === metadata.id)
  if (!metadata || !asked) return ""
  return `<p class="context">${avatar(metadata.user, "tiny")}<b>${nameOf(metadata.user)}</b> used <span class="mention">${escapeHtml(usedOf(asked))}</span></p>`
}

type Options = readonly { readonly name: string; readonly options?: Options }[]
type CommandData = { readonly name: string; readonly type: number; readonly options?: Options }

function usedOf({ interaction, original }: InteractionState): string {
  if (interaction.type === InteractionType.ApplicationCommand) {
    const { name, type, options } = interaction.data as CommandData
    if (type !== ApplicationCommandType.ChatInput) return name
    const sub = options?.find((option) => "options" in option)
    return `/${[name, sub?.name].filter(Boolean).join(" ")}`
  }
  const id = (interaction.data as { readonly custom_id?: string } | undefined)?.custom_id
  const on = (interaction as { readonly message?: APIMessage }).message ?? original?.message
  const pressed = pressables(on?.components).find(({ custom_id }) => custom_id === id)
  return pressed ? labelOf(pressed) : "a form"
}

/** The beginning of a text in one line, its marks left out. */
function shortened(text: string): string {
  const line = text
    .replace(/^(?:#{1,3}|-#|>) /gm, "")
    .replace(/\[((?:\\.|[^\]\\])*)\]\(<?[^)]*>?\)/g, "$1")
    .replace(/(?<!\\)(?:\*\*|__|`)/g, "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/<@[!&]?\d+>/g, "@Paperboy")
    .replace(/\s+/g, " ")
  return line.length > 90 ? `${line.slice(0, 90)}…` : line
}

function said({ world, guild }: Reading, message: APIMessage): string {
  if (((message.flags ?? 0) & MessageFlags.Loading) !== 0)
    return `<p class="thinking">${nameOf(message.author)} is thinking…</p>`
  const forwarded = (message.message_snapshots ?? [])
    .map(({ message: copy }) => {
      const inner =
        drawMarkdown(world, copy.content) + drawComponents({ world, guild, on: "" }, copy.components)
      return `<div class="forwarded"><small>↪ Forwarded</small>${inner}</div>`
    })
    .join("")
  const words = message.content ? `<div class="text">${drawMarkdown(world, message.content)}</div>` : ""
  return forwarded + words + drawComponents({ world, guild, on: message.id }, message.components)
}

function only(message: APIMessage): string {
  if (((message.flags ?? 0) & MessageFlags.Crossposted) !== 0) return '<p class="only">Published</p>'
  if (!isPrivate(message)) return ""
  const dismiss = `<button class="link"${acts({ kind: "dismiss", on: message.id })}>Dismiss message</button>`
  return `<p class="only">👁 Only you can see this · ${dismiss}</p>`
}

function reactions(
  { reader, world }: Reading,
  { message, reactions: normal, superReactions }: Stored,
): string {
  const kinds = [...new Set([...normal.keys(), ...superReactions.keys()])]
  const buttons = kinds.flatMap((emoji) => {
    const users = [...(normal.get(emoji) ?? []), ...(superReactions.get(emoji) ?? [])]
    if (users.length === 0) return []
    const mine = users.includes(reader)
    const names = users.map((id) => world.users.get(id)?.global_name ?? id).join(", ")
    return `<button class="reaction" aria-pressed="${mine}" title="${escapeHtml(names)}"${acts({ kind: "react", on: message.id, emoji, mine })}>${escapeHtml(emoji.split(":")[0] ?? "")} <b>${users.length}</b></button>`
  })
  return buttons.length === 0 ? "" : `<div class="reactions">${buttons.join("")}</div>`
}

/** The thread that hangs under a message, with its newest line. */
function threadChip({ world, reader }: Reading, { id }: APIMessage): string {
  const thread = world.channels.get(id)
  if (!thread || !isThread(thread)) return ""
  const last = [...(world.messages.get(id)?.values() ?? [])].findLast(
    ({ onlyFor }) => onlyFor === undefined || onlyFor === reader,
  )
  const count = thread.message_count ?? 0
  const newest = last
    ? `<span class="newest">${avatar(last.message.author, "tiny")}<b>${nameOf(last.message.author)}</b> ${escapeHtml(shortened(textOf(last.message)))}</span>`
    : ""
  return `<button class="chip"${acts({ kind: "go", to: id })}><span class="chip-title"><b>${escapeHtml(thread.name)}</b> <span class="count">${count} ${count === 1 ? "Message" : "Messages"} ›</span></span>${newest}</button>`
}

const offered = ["👍", "👍🏽", "❤️", "1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟"]

/** What one can do with a message: react, forward, the app's entries of its menu. */
function tools({ world }: Reading, message: APIMessage): string {
  const on = message.id
  if (isPrivate(message)) return ""
  const menus = [...world.commands.values()]
    .flat()
    .filter(({ type }) => type === ApplicationCommandType.Message)
  const entries = menus.map(
    ({ name }) => `<button class="entry"${acts({ kind: "menu", on, name })}>${escapeHtml(name)}</button>`,
  )
  const emoji = offered.map(
    (one) =>
      `<button aria-label="React with ${one}"${acts({ kind: "react", on, emoji: one })}>${one}</button>`,
  )
  const burst = `<button title="Super reaction"${acts({ kind: "react", on, emoji: "👍", burst: true })}>👍✨</button>`
  return `<details class="tools"><summary aria-label="React and more">☺</summary><div class="tray">${emoji.join("")}${burst}<hr>${entries.join("")}<button class="entry"${acts({ kind: "reply", on })}>Reply</button><button class="entry"${acts({ kind: "forward", on })}>Forward</button></div></details>`
}
