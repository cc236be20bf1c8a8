/** Slack's payloads as invocations: pure, one function a kind of payload. */
import type {
  BlockAction,
  ButtonAction,
  ConversationsSelectAction,
  MessageShortcut,
  SlashCommand,
  StaticSelectAction,
} from "@slack/bolt"
import { type PackedAction, unpackAction } from "../../src/rendering/packed-action.ts"
import type { Actor, MessageRef } from "../../src/vocabulary/actor.ts"
import type { Invocation } from "../../src/vocabulary/command.ts"
import { choosePrefix } from "./elements.ts"
import { communityOf, platform, threadId } from "./ids.ts"

export type Json = Readonly<Record<string, unknown>>

/** An object of a payload; empty where there is none. */
export function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {}
}

/** In a channel shared between companies a payload's team can be the member's, and the bot's own is named beside it. */
export function withInstalledTeam(body: Json): Json {
  const id = asJson(body.view).app_installed_team_id ?? body.app_installed_team_id
  return typeof id === "string" && id !== "" ? { ...body, team: { ...asJson(body.team), id } } : body
}

type Spot = {
  readonly team: string
  readonly channel: string
  readonly rootTs?: string | undefined
  readonly user: string
  readonly name?: string | undefined
}

/** Who asks, and where. Slack tells nobody's permissions: `isAdmin` is looked up by who needs it. */
export function actorAt({ team, channel, rootTs, user, name }: Spot): Actor {
  return {
    platform,
    community: communityOf(team),
    place: channel,
    thread: rootTs ? threadId(channel, rootTs) : undefined,
    member: user,
    memberName: name ?? user,
    isAdmin: false,
  }
}

/** `/paper search sparse attention`: the line after the command. */
export function decodeCommand(command: SlashCommand): Invocation {
  const actor = actorAt({
    team: command.team_id,
    channel: command.channel_id,
    user: command.user_id,
    name: command.user_name,
  })
  return { actor, input: { kind: "line", text: plainText(command.text) } }
}

/** A message whose links have cards below them, or the preview of one that is still being written. */
export type UnfurlPlace =
  | { readonly channel: string; readonly ts: string }
  | { readonly unfurl_id: string; readonly source: "composer" }

export type Press = {
  readonly invocation: Invocation
  readonly effect: PackedAction["effect"]
  /** Something was chosen from a menu: where it opens no form, the answer takes the place of what holds it. */
  readonly isChoice: boolean
  /** The message is shown to one member alone, and only a `response_url` can change it. */
  readonly isPrivate: boolean
  /** The card below a link in a member's message, and not a message of the bot's. */
  readonly unfurled: { readonly at: UnfurlPlace; readonly url: string } | undefined
}

/** An element that does something: a button, an entry chosen from a menu, or a menu whose choice goes into a call. */
export type PressedElement = ButtonAction | StaticSelectAction | ConversationsSelectAction

/** The invocation that was packed into what was pressed, with what was chosen. Undefined for what is not the bot's. */
export function decodePress(body: BlockAction, action: PressedElement): Press | undefined {
  const packed = unpackAction(packedIn(action))
  if (!packed) return undefined
  const { command, effect, into, arguments: values } = packed
  return {
    invocation: {
      actor: actorOf(body),
      input: {
        kind: "typed",
        command,
        values: into === undefined ? values : { ...values, [into]: chosenIn(action) },
      },
      on: messageOf(body),
    },
    effect,
    isChoice: into !== undefined,
    isPrivate: body.container.is_ephemeral === true,
    unfurled: unfurledIn(body),
  }
}

function packedIn(action: PressedElement): string {
  if (action.action_id.startsWith(choosePrefix)) return action.action_id.slice(choosePrefix.length)
  return ("value" in action ? action.value : chosenIn(action)) ?? ""
}

function chosenIn(action: PressedElement): string {
  if (action.type === "conversations_select") return action.selected_conversation ?? ""
  return action.type === "static_select" ? (action.selected_option?.value ?? "") : ""
}

function unfurledIn({ container }: BlockAction): Press["unfurled"] {
  const { is_app_unfurl: isUnfurl, app_unfurl_url: url, channel_id: channel, message_ts: ts } = container
  if (isUnfurl !== true) return undefined
  return { at: { channel: String(channel), ts: String(ts) }, url: String(url) }
}

/** Who pressed a button, and where. The home page lies in no channel: there it is the member's own conversation. */
export function actorOf(body: BlockAction): Actor {
  const { thread_ts: root, message_ts: ts } = body.container
  // Slack names the first message of a thread as its thread too; who presses there looks at the channel.
  const rootTs = typeof root === "string" && root !== ts ? root : undefined
  return actorAt({
    team: body.team?.id ?? body.user.team_id ?? "",
    channel: body.channel?.id ?? body.user.id,
    rootTs,
    user: body.user.id,
    name: body.user.name,
  })
}

function messageOf(body: BlockAction): MessageRef | undefined {
  const ts = body.container.message_ts
  if (typeof ts !== "string" || !body.channel) return undefined
  return { community: communityOf(body.team?.id ?? ""), place: body.channel.id, message: ts }
}

function threadOf(message: Json): string | undefined {
  return typeof message.thread_ts === "string" ? message.thread_ts : undefined
}

/** The message shortcut "Find this paper": the text that was pointed at. */
export function decodeShortcut(shortcut: MessageShortcut): Invocation {
  const { channel, message, team, user } = shortcut
  const actor = actorAt({
    team: team?.id ?? "",
    channel: channel.id,
    rootTs: threadOf(message),
    user: user.id,
    name: user.name,
  })
  return {
    actor,
    input: { kind: "typed", command: "find", values: { text: plainText(message.text ?? "") } },
    on: { community: actor.community, place: channel.id, message: message.ts },
  }
}

/** "@Paperboy, similar": what is left when the mention is taken out, with the comma or colon that follows it. */
export function textBesideMention(text: string, botUser: string): string {
  const mention = new RegExp(`[*_~]*<@${botUser}(?:\\|[^>]*)?>[*_~]*\\s*[,:]?`, "g")
  return plainText(text.replace(mention, " "))
}

/** Slack's message text as people meant it: links without their brackets, entities as characters, and no formatting. */
export function plainText(text: string): string {
  return withoutMarks(text)
    .replace(/<((?:https?|mailto):[^|>]+)(?:\|[^>]*)?>/g, "$1")
    .replace(/<[#@!]([^|>]*)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => label || id)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(invisible, "")
    .replaceAll("\u00a0", " ")
    .trim()
}

/** Bold, slanted, struck and code, as pasted text has them. Within a word these signs are the word's own. */
function withoutMarks(text: string): string {
  const bare = text.replace(/(^|[\s(])([*_~]|`{1,3})(\S|\S.*?\S)\2(?=$|[\s).,:;!?])/gs, "$1$3")
  return bare === text ? text : withoutMarks(bare)
}

/** Signs without width that come along with copied text; those that join letters stay within words. */
const invisible = /\u200b|\u2060|\ufeff|(?<!\S)(?:\u200c|\u200d)+|(?:\u200c|\u200d)+(?!\S)/gu
