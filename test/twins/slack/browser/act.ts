/** What a person does on the page, as verbs of the twin. */
import { shortcutId } from "../../../../adapters/slack/manifest.ts"
import type { Deed, Outcome, View } from "../../browser/serve.ts"
import { asJson } from "../block-rules.ts"
import type { Values } from "../elements.ts"
import type { Ack } from "../line.ts"
import type { SlackTwin } from "../slack-twin.ts"
import type { Message } from "../world.ts"
import type { Room } from "./message-html.ts"
import { type Drafts, roomOf } from "./page.ts"

/** Does it, and says what came of it where that cannot be seen. Throws what Slack would not let one do. */
export async function act(
  twin: SlackTwin,
  drafts: Drafts,
  view: View,
  deed: Deed,
): Promise<Outcome | undefined> {
  const room = roomOf(twin, view)
  const text = (name: string) => String(deed[name] ?? "")
  const message = () => messageOf(room, text("on"))
  switch (deed.kind) {
    case "say":
      return say(twin, room, String(deed.fields?.text ?? ""), text("thread"))
    case "press":
      return press(twin, room, deed)
    case "react":
      return toggleReaction(twin, room, message(), text("name"))
    case "shortcut":
      return told(await twin.useShortcut(room, message(), shortcutId))
    case "delete":
      return told(await twin.deleteMessage(room, message()))
    case "dismiss":
      message().deleted = true
      return
    case "invite":
      return told(await twin.invite(room))
    case "submit":
      return submit(twin, drafts, room, deed.fields ?? {})
    case "field":
      return choose(twin, drafts, room, deed)
    case "suggest":
      return suggest(twin, drafts, room, text("block"), deed.text ?? "")
    case "close":
      twin.closeForm(room)
      return
    default:
      throw new Error(`nobody can ${deed.kind}`)
  }
}

function told(ack: Ack | undefined): Outcome {
  return ack === undefined || ack.ok ? {} : { note: `Paperboy did not answer in time: ${ack.reason}.` }
}

function messageOf({ channel }: Room, ts: string): Message {
  const found = channel.messages.find((message) => message.ts === ts)
  if (!found) throw new Error("That message is gone.")
  return found
}

/** A message, or a command; Slack has none in threads. */
async function say(twin: SlackTwin, room: Room, typed: string, thread: string): Promise<Outcome> {
  const text = typed.trim()
  if (text === "") return {}
  const [, line] = text.match(/^\/paper(?:\s+(.*))?$/s) ?? []
  if (!/^\/paper\b/.test(text)) {
    // As in Slack, what one says is there at once, whatever hears it.
    void twin.say(room, written(twin, text), thread || undefined)
    return {}
  }
  if (thread) return { note: "/paper is not supported in threads. Sorry!" }
  return told(await twin.slash(room, line ?? ""))
}

/** As Slack writes it: entities, mentions by id, and links in brackets. */
function written({ workspace }: SlackTwin, text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/@paperboy\b/gi, `<@${workspace.botUser}>`)
    .replace(/https?:\/\/\S+/g, (url) => `<${url}>`)
}

/** When a member opens the app, Slack tells the bot. */
export function opened(twin: SlackTwin, view: View): void {
  const { person, channel, workspace, view: seen } = roomOf(twin, view)
  if (seen.channel !== "app") return
  void twin.openApp({ workspace, channel, person }, seen.tab === "home" ? "home" : "messages")
}

async function press(twin: SlackTwin, room: Room, deed: Deed): Promise<Outcome> {
  const value = deed.values?.[0]
  if (deed.values && !value) return {}
  const place = { block: Number(deed.block), place: Number(deed.place), value }
  const fields = valuesOf(deed.fields)
  if (deed.where === "home") return told(await twin.pressAt(room, "home", place))
  if (deed.where === "view") return told(await twin.pressAt(room, "form", place, fields))
  const message = messageOf(room, String(deed.on))
  const on = deed.where === "unfurl" ? { message, url: String(deed.url) } : { message }
  return told(await twin.pressAt(room, on, place))
}

const valuesOf = (fields: Deed["fields"]): Values => fields ?? {}

async function toggleReaction(twin: SlackTwin, room: Room, message: Message, name: string): Promise<Outcome> {
  const mine = message.reactions.find((one) => one.name === name)?.users.includes(room.person.id)
  return told(await (mine ? twin.unreact(room, message, name) : twin.react(room, message, name)))
}

/** Sends the form. What is wrong is kept beside what was typed, so that it is drawn again. */
async function submit(twin: SlackTwin, drafts: Drafts, room: Room, fields: Values): Promise<Outcome> {
  const id = String(twin.form(room.person)?.id)
  const ack = await twin.submit(room, emptied(twin, room, fields))
  const errors = ack.ok ? asJson(asJson(ack.body).errors) : {}
  drafts.set(id, { fields, errors, offered: [] })
  return told(ack)
}

/** A choice that Slack tells of at once. What is typed stays in the fields that are there afterwards, too. */
async function choose(twin: SlackTwin, drafts: Drafts, room: Room, deed: Deed): Promise<Outcome> {
  const view = twin.form(room.person)
  const blocks = Array.isArray(view?.blocks) ? view.blocks.map(asJson) : []
  const block = blocks.findIndex(({ block_id: id }) => id === deed.block)
  const fields = emptied(twin, room, valuesOf(deed.fields))
  drafts.set(String(view?.id), { fields, errors: {}, offered: [] })
  return told(await twin.pressAt(room, "form", { block, place: -1, value: deed.values?.[0] }, fields))
}

/** A box that is not ticked says nothing in a browser; to Slack it is empty. */
function emptied(twin: SlackTwin, { person }: Room, fields: Values): Values {
  const blocks = twin.form(person)?.blocks
  const inputs = Array.isArray(blocks) ? blocks.map(asJson).filter(({ type }) => type === "input") : []
  return Object.fromEntries(inputs.map(({ block_id: id }) => [String(id), fields[String(id)] ?? ""]))
}

async function suggest(
  twin: SlackTwin,
  drafts: Drafts,
  room: Room,
  block: string,
  typed: string,
): Promise<Outcome> {
  const id = String(twin.form(room.person)?.id)
  const offered = typed === "" ? [] : await twin.typeInto(room, block, typed)
  const before = drafts.get(id)
  drafts.set(id, { fields: { ...before?.fields, [block]: typed }, errors: before?.errors ?? {}, offered })
  return {}
}
