/**
 * An interaction from its arrival to its answer: acknowledge within three seconds, work, then put the answer in
 * the place of "thinking…". Whether an answer is private is fixed by the acknowledgement.
 */
import {
  type APIInteraction,
  type APIMessage,
  type APIMessageComponentInteraction,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionType,
  MessageFlags,
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
import { acknowledge } from "./acknowledge.ts"
import { decodeActor, decodeCommand, decodeMenu, decodePress, decodeTyping } from "./decode.ts"
import { messageRef } from "./ids.ts"
import { limits } from "./limits.ts"
import { cardMessage } from "./message-body.ts"
import { persistently } from "./persistently.ts"
import { refusal } from "./refusal.ts"
import type { Wire } from "./wire.ts"

export type Desk = {
  readonly wire: Wire
  readonly bot: Bot
  readonly log: Log
  /** Whether an interaction comes for the first time. */
  readonly isNew: (id: string) => boolean
}

/** Answers one interaction. Never throws: what Discord refuses is logged with what to do. */
export async function answerInteraction(interaction: APIInteraction, desk: Desk): Promise<void> {
  if (!desk.isNew(interaction.id)) return
  try {
    await route(interaction, desk)
  } catch (error) {
    const cause = refusal(error)
    const fields = { platform: "discord", interaction: interaction.id, error: cause }
    desk.log.warn(fields, "Discord: an answer did not arrive")
  }
}

async function route(interaction: APIInteraction, desk: Desk): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type === ApplicationCommandType.ChatInput)
        return say(interaction, decodeCommand({ ...interaction, data: interaction.data }), desk)
      if (interaction.data.type === ApplicationCommandType.Message)
        return say(interaction, decodeMenu({ ...interaction, data: interaction.data }), desk)
      return
    case InteractionType.ApplicationCommandAutocomplete:
      return offer(interaction, desk)
    case InteractionType.MessageComponent:
      return press(interaction, desk)
    default:
      return
  }
}

async function press(interaction: APIMessageComponentInteraction, desk: Desk): Promise<void> {
  const pressed = decodePress(interaction)
  if (!pressed) {
    const fields = { platform: "discord", customId: interaction.data.custom_id }
    desk.log.warn(fields, "Discord: a button of an older version was pressed")
    const input = { kind: "typed", command: "help", values: {} } as const
    return say(interaction, { actor: decodeActor(interaction), input }, desk)
  }
  if (pressed.effect === "reply") return say(interaction, pressed.invocation, desk)
  await acknowledge(interaction, { type: Response.DeferredMessageUpdate }, desk.wire)
  await fill(interaction, pressed.invocation, desk)
}

/** A new message: public or private as the command says. */
async function say(interaction: APIInteraction, invocation: Invocation, desk: Desk): Promise<void> {
  const flags = visibilityOf(invocation, desk.bot) === "private" ? MessageFlags.Ephemeral : undefined
  const body = { type: Response.DeferredChannelMessageWithSource as const, data: flags ? { flags } : {} }
  await acknowledge(interaction, body, desk.wire)
  await fill(interaction, invocation, desk)
}

function visibilityOf({ input }: Invocation, bot: Bot): Visibility {
  if (input.kind !== "typed") return "public"
  return bot.commands.find((command) => command.name === input.command)?.visibility ?? "private"
}

async function fill(interaction: APIInteraction, invocation: Invocation, desk: Desk): Promise<void> {
  const reply = await desk.bot.dispatch(invocation)
  await put(interaction, reply.card, desk)
  if (reply.later) await put(interaction, await reply.later, desk)
}

/** Puts a card in the place of "thinking…", or of the card whose button was pressed. */
async function put(interaction: APIInteraction, card: Card, desk: Desk): Promise<void> {
  const message = await write(interaction, card, desk).catch((error: unknown) => {
    // What Discord refuses to show must not leave "thinking…" behind for ever.
    if (!(error instanceof PlatformError)) throw error
    desk.log.error({ platform: "discord", interaction: interaction.id, error }, "Discord: a card was refused")
    return write(interaction, errorCard({ error, reference: interaction.id }), desk)
  })
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
  if (isPrivate || !canComeBack(interaction)) return
  await desk.bot.posted(messageRef(decodeActor(interaction), message.channel_id, message.id), card)
}

function write(interaction: APIInteraction, card: Card, { wire }: Desk): Promise<APIMessage> {
  const route = Routes.webhookMessage(interaction.application_id, interaction.token, "@original")
  return persistently(
    () => wire.answers.patch(route, { body: cardMessage(card), auth: false }) as Promise<APIMessage>,
    wire.clock,
  )
}

/** Where only the member has installed the bot, it cannot edit its answer once the interaction's token has run out. */
function canComeBack({ authorizing_integration_owners: owners }: APIInteraction): boolean {
  return owners[ApplicationIntegrationType.GuildInstall] !== undefined
}

/** Suggestions while one types. They cannot be deferred: late ones are not offered at all. */
async function offer(interaction: Parameters<typeof decodeTyping>[0], desk: Desk): Promise<void> {
  const typing = decodeTyping(interaction)
  const found = desk.bot.suggest({ actor: decodeActor(interaction), ...typing })
  const suggestions = await Promise.race([found, nothingAfter(limits.suggestDeadlineMs)])
  const choices = suggestions
    .filter(({ value }) => value.length <= limits.command.choiceValue)
    .slice(0, limits.command.choices)
    .map(({ label, value }) => ({ name: fitLine(label, limits.command.choiceName) || value, value }))
  const data = { choices }
  await acknowledge(interaction, { type: Response.ApplicationCommandAutocompleteResult, data }, desk.wire)
}

function nothingAfter(ms: number): Promise<readonly never[]> {
  return new Promise((resolve) => setTimeout(resolve, ms, []).unref())
}
