/** Discord's payloads as invocations: pure, one function a kind of payload. */
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  ChannelType,
  type GatewayMessageCreateDispatchData,
  ApplicationCommandOptionType as Type,
} from "discord.js"
import { paperIdsIn } from "../../src/papers/index.ts"
import { unpackAction } from "../../src/rendering/packed-action.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { Invocation } from "../../src/vocabulary/command.ts"
import { words } from "../../src/words/words.ts"
import { communityOf, messageRef, platform } from "./ids.ts"
import { managing } from "./places.ts"

const threadTypes: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
])

export function isThread<T extends { readonly type?: ChannelType }>(
  channel: T,
): channel is T & { readonly parent_id?: string | null } {
  return channel.type !== undefined && threadTypes.has(channel.type)
}

/** Who asks, and where: in a thread, the place is the channel that it hangs in. */
export function decodeActor(interaction: APIInteraction): Actor {
  const user = interaction.member?.user ?? interaction.user
  if (!user) throw new TypeError(`interaction ${interaction.id} names no user`)
  const channel = interaction.channel
  const inThread = channel !== undefined && isThread(channel)
  const parent = inThread ? channel.parent_id : undefined
  const channelId = channel?.id ?? ""
  return {
    platform,
    community: communityOf(interaction.guild_id, user.id),
    place: parent ?? channelId,
    thread: inThread ? channelId : undefined,
    member: user.id,
    memberName: interaction.member?.nick ?? user.global_name ?? user.username,
    isAdmin: mayManage(interaction),
    ...(interaction.guild_id === undefined && { isApart: true }),
    locale: "locale" in interaction ? interaction.locale : undefined,
  }
}

/** Who may manage the channel that is asked in; in a direct message there is nobody else to ask. */
function mayManage(interaction: APIInteraction): boolean {
  if (!interaction.member) return interaction.guild_id === undefined
  const granted = BigInt(interaction.member.permissions)
  return (granted & managing) !== 0n
}

/** `/paper search query:…`: the subcommand and its typed options. */
export function decodeCommand(interaction: APIChatInputApplicationCommandInteraction): Invocation {
  const { name, values } = subcommandOf(interaction)
  return { actor: decodeActor(interaction), input: { kind: "typed", command: name, values } }
}

export type Typing = {
  readonly command: string
  readonly option: string
  readonly text: string
  readonly values: PackedArguments
}

/** The option that somebody is typing, and what the others hold so far. */
export function decodeTyping(interaction: APIApplicationCommandAutocompleteInteraction): Typing {
  const { name, values, focused } = subcommandOf(interaction)
  return { command: name, option: focused ?? "", text: String(values[focused ?? ""] ?? ""), values }
}

function subcommandOf(
  interaction: APIChatInputApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction,
): { readonly name: string; readonly values: PackedArguments; readonly focused: string | undefined } {
  const subcommand = interaction.data.options?.[0]
  if (subcommand?.type !== Type.Subcommand) return { name: "help", values: {}, focused: undefined }
  const given: readonly APIApplicationCommandInteractionDataBasicOption[] = subcommand.options ?? []
  const pairs = given
    .filter(({ type }) => type !== Type.Attachment)
    .map((option): [string, string | number | boolean] => [option.name, option.value])
  const focused = given.find((option) => "focused" in option && option.focused)?.name
  return { name: subcommand.name, values: Object.fromEntries(pairs), focused }
}

/** A pressed button, or the entry chosen from a menu: the invocation that was packed into it. */
export function decodePress(interaction: APIMessageComponentInteraction) {
  const { data } = interaction
  const chosen = "values" in data ? (data.values[0] ?? "") : ""
  // A panel's menu says what it does by its id, a list's menu by what was chosen from it.
  const packed = unpackAction(data.custom_id) ?? unpackAction(chosen)
  if (!packed) return undefined
  const actor = decodeActor(interaction)
  const into = packed.into === undefined ? {} : { [packed.into]: chosen }
  const invocation: Invocation = {
    actor,
    input: { kind: "typed", command: packed.command, values: { ...packed.arguments, ...into } },
    on: messageRef(actor, interaction.message.channel_id, interaction.message.id),
  }
  return { invocation, effect: packed.effect }
}

/**
 * The message menu: "Find this paper" with the text that was pointed at, or "Save paper" with the one paper in it. Where
 * there are several, they are shown, each with its button.
 */
export function decodeMenu(interaction: APIMessageApplicationCommandInteraction): Invocation {
  const target = interaction.data.resolved.messages[interaction.data.target_id]
  const actor = decodeActor(interaction)
  const on = target && messageRef(actor, target.channel_id, target.id)
  const text = target ? textOf(target) : ""
  const saved = interaction.data.name === words.discord.savePaper ? savedFrom(interaction, text) : undefined
  const input = { kind: "typed", ...(saved ?? { command: "find", values: { text } }) } as const
  return { actor, input, on }
}

/** The bot's own post is about the paper that the core knows it to be about. */
function savedFrom(
  { data, application_id }: APIMessageApplicationCommandInteraction,
  text: string,
): { readonly command: string; readonly values: PackedArguments } | undefined {
  const [paper, another] = paperIdsIn(text)
  if (paper !== undefined && another === undefined) return { command: "save", values: { paper } }
  const isOwn = data.resolved.messages[data.target_id]?.author.id === application_id
  return isOwn ? { command: "save", values: {} } : undefined
}

type Readable = Pick<APIMessage, "content" | "embeds"> &
  Partial<Pick<APIMessage, "attachments" | "components" | "message_snapshots">>

/** All that a message says and links to: embeds, components and what it forwards included, since links are often only there. */
export function textOf(message: Readable): string {
  const { content, embeds, attachments = [], components = [], message_snapshots: forwarded = [] } = message
  const files = attachments.flatMap(({ title, description }) => [title, description])
  const texts = [content, ...stringsIn(embeds), ...stringsIn(components), ...files]
  return [...texts, ...forwarded.map((snapshot) => textOf(snapshot.message))]
    .filter((text) => text)
    .join("\n")
}

/** What stands under these keys is read or followed by people, wherever an embed or a component nests it. */
const readKeys = new Set(["content", "description", "label", "name", "text", "title", "url", "value"])

function stringsIn(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string") return readKeys.has(key) ? [value] : []
  if (typeof value !== "object" || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one) => stringsIn(one, key))
  return Object.entries(value).flatMap(([name, inner]) => stringsIn(inner, name))
}

/** A message that mentions the bot; what is left of it is a line, or text with links in it. */
export function decodeMention(
  message: GatewayMessageCreateDispatchData,
  bot: string,
  parent?: string,
): Invocation {
  const mention = new RegExp(`<@!?${bot}>`, "g")
  const community = communityOf(message.guild_id, message.author.id)
  return {
    actor: {
      platform,
      community,
      place: parent ?? message.channel_id,
      thread: parent ? message.channel_id : undefined,
      member: message.author.id,
      memberName: message.member?.nick ?? message.author.global_name ?? message.author.username,
      // A message does not tell its author's permissions: what needs them is asked for by the command.
      isAdmin: false,
      ...(message.guild_id === undefined && { isApart: true }),
    },
    input: {
      kind: "mention",
      text: message.content.replace(mention, " ").trim(),
      isPublic: message.guild_id !== undefined,
      isDirect: message.guild_id === undefined,
    },
    on: { community, place: message.channel_id, message: message.id },
  }
}
