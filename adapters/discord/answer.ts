/**
 * An interaction from its arrival to its answer: acknowledge within three seconds, work, then replace
 * "thinking…". Whether an answer is private is fixed by the acknowledgement.
 */
import {
  type APIChannel,
  type APIInteraction,
  type APIMessage,
  type APIMessageComponentInteraction,
  ApplicationCommandType,
  ApplicationIntegrationType,
  RESTJSONErrorCodes as Code,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  MessageFlags,
  MessageType,
  type RESTPostAPIInteractionCallbackJSONBody,
  InteractionResponseType as Response,
  Routes,
} from "discord.js"
import { errorCard } from "../../src/cards/error-card.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import type { Invocation, Visibility } from "../../src/vocabulary/command.ts"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { cardMessage, sentOnce } from "./card-components.ts"
import {
  decodeActor,
  decodeCommand,
  decodeMention,
  decodeMenu,
  decodePress,
  decodeTyping,
  isThread,
} from "./decode.ts"
import { messageRef, platform } from "./ids.ts"
import { limits } from "./limits.ts"
import { isRefused } from "./refusal.ts"
import type { Api } from "./requests.ts"

export type Answering = {
  readonly api: Api
  readonly bot: Bot
  readonly log: Log
}

/** Answers one interaction. Never throws: what Discord refuses is logged with what to do. */
export async function answerInteraction(interaction: APIInteraction, answering: Answering): Promise<void> {
  try {
    await route(interaction, answering)
  } catch (error) {
    const fields = { platform, interaction: interaction.id, error }
    answering.log.warn(fields, words.discord.log.notAnswered)
  }
}

async function route(interaction: APIInteraction, answering: Answering): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type === ApplicationCommandType.ChatInput)
        return reply(interaction, decodeCommand({ ...interaction, data: interaction.data }), answering)
      if (interaction.data.type === ApplicationCommandType.Message)
        return reply(interaction, decodeMenu({ ...interaction, data: interaction.data }), answering)
      return
    case InteractionType.ApplicationCommandAutocomplete:
      return offer(interaction, answering)
    case InteractionType.MessageComponent:
      return press(interaction, answering)
    default:
      return
  }
}

async function press(interaction: APIMessageComponentInteraction, answering: Answering): Promise<void> {
  const pressed = decodePress(interaction)
  if (!pressed) {
    const fields = { platform, customId: interaction.data.custom_id }
    answering.log.warn(fields, words.discord.log.oldButton)
    const input = { kind: "typed", command: "help", values: {} } as const
    return reply(interaction, { actor: decodeActor(interaction), input }, answering)
  }
  if (pressed.effect === "reply") return reply(interaction, pressed.invocation, answering)
  await acknowledge(interaction, { type: Response.DeferredMessageUpdate }, answering.api)
  await fill(interaction, pressed.invocation, answering)
}

/** A new message: public or private as the command says. */
async function reply(
  interaction: APIInteraction,
  invocation: Invocation,
  answering: Answering,
): Promise<void> {
  const flags = visibilityOf(invocation, answering.bot) === "private" ? MessageFlags.Ephemeral : undefined
  const body = { type: Response.DeferredChannelMessageWithSource as const, data: flags ? { flags } : {} }
  await acknowledge(interaction, body, answering.api)
  await fill(interaction, invocation, answering)
}

function visibilityOf({ input }: Invocation, bot: Bot): Visibility {
  if (input.kind !== "typed") return "public"
  return bot.commands.find((command) => command.name === input.command)?.visibility ?? "private"
}

async function fill(
  interaction: APIInteraction,
  invocation: Invocation,
  answering: Answering,
): Promise<void> {
  const answer = await answering.bot.dispatch(invocation)
  await put(interaction, answer.card, answering)
  if (answer.later) await put(interaction, await answer.later, answering)
}

/** Replaces "thinking…", or the card whose button was pressed. */
async function put(interaction: APIInteraction, card: Card, answering: Answering): Promise<void> {
  const message = await write(interaction, card, answering).catch((error: unknown) => {
    // What Discord refuses to show must not leave "thinking…" behind for ever.
    if (!(error instanceof PlatformError)) throw error
    answering.log.error({ platform, interaction: interaction.id, error }, words.discord.log.cardRefused)
    return write(interaction, errorCard({ error, reference: interaction.id }), answering)
  })
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
  if (isPrivate || !canComeBack(interaction)) return
  await answering.bot.posted(messageRef(decodeActor(interaction), message.channel_id, message.id), card)
}

function write(interaction: APIInteraction, card: Card, { api }: Answering): Promise<APIMessage> {
  const route = Routes.webhookMessage(interaction.application_id, interaction.token, "@original")
  return api.answers.patch<APIMessage>(route, { body: cardMessage(card), auth: false })
}

/** Where only the member has installed the bot, it cannot edit its answer once the interaction's token has run out. */
function canComeBack({ authorizing_integration_owners: owners }: APIInteraction): boolean {
  return owners[ApplicationIntegrationType.GuildInstall] !== undefined
}

/** Suggestions while one types. They cannot be deferred: late ones are not offered at all. */
async function offer(interaction: Parameters<typeof decodeTyping>[0], answering: Answering): Promise<void> {
  const typing = decodeTyping(interaction)
  const found = answering.bot.suggest({ actor: decodeActor(interaction), ...typing })
  const suggestions = await Promise.race([found, nothingAfter(limits.suggestDeadlineMs)])
  const choices = suggestions
    .filter(({ value }) => value.length <= limits.command.choiceValue)
    .slice(0, limits.command.choices)
    .map(({ label, value }) => ({ name: fitLine(label, limits.command.choiceName) || value, value }))
  const data = { choices }
  await acknowledge(interaction, { type: Response.ApplicationCommandAutocompleteResult, data }, answering.api)
}

function nothingAfter(ms: number): Promise<readonly never[]> {
  return new Promise((resolve) => setTimeout(resolve, ms, []).unref())
}

/** Throws `PlatformError` 10062 where the deadline has passed: nothing was done then. */
async function acknowledge(
  { id, token }: Pick<APIInteraction, "id" | "token">,
  body: RESTPostAPIInteractionCallbackJSONBody,
  { quick }: Api,
): Promise<void> {
  try {
    await quick.post(Routes.interactionCallback(id, token), { body, auth: false })
  } catch (error) {
    // An interaction is handled once, so the answer that Discord has already is an attempt that seemed to fail.
    if (!isRefused(error, Code.InteractionHasAlreadyBeenAcknowledged)) throw error
  }
}

/** "@Paperboy similar", or a pasted link beside the mention: answered as a reply, never by a bot to a bot. */
export async function answerMention(
  api: Api,
  data: GatewayMessageCreateDispatchData,
  bot: Bot,
): Promise<void> {
  const self = api.client?.user?.id
  if (!self || data.author.bot || !isAddressed(data, self)) return
  const invocation = decodeMention(data, self, await parentOf(api, data.channel_id))
  const { card } = await bot.dispatch(invocation)
  const body = {
    // Discord delivers an event twice now and then: the message's own id makes one answer of both.
    ...sentOnce(card, data.id),
    message_reference: { message_id: data.id, fail_if_not_exists: false },
  }
  const route = Routes.channelMessages(data.channel_id)
  const sent = await api.rest.post<APIMessage>(route, { body })
  await bot.posted(messageRef(invocation.actor, sent.channel_id, sent.id), card)
}

function isAddressed(message: GatewayMessageCreateDispatchData, self: string): boolean {
  const { type, guild_id, mentions } = message
  // Discord's own notes, such as "pinned a message", come as messages too.
  const isSaid = type === MessageType.Default || type === MessageType.Reply
  return isSaid && (guild_id === undefined || mentions.some(({ id }) => id === self))
}

/** The channel that a thread hangs in, where that can be found out: an answer is worth more. An archived thread is not known to discord.js. */
async function parentOf({ client, rest }: Api, channel: string): Promise<string | undefined> {
  const known = client?.channels.cache.get(channel)
  if (known) return known.isThread() ? (known.parentId ?? undefined) : undefined
  const found = await rest.get<APIChannel>(Routes.channel(channel)).catch(() => undefined)
  return found && isThread(found) ? (found.parent_id ?? undefined) : undefined
}
