/**
 * An interaction from its arrival to its answer: acknowledge within three seconds, work, then put the answer in
 * the place of "thinking…". Whether an answer is private is fixed by the acknowledgement.
 */
import {
  type APIInteraction,
  type APIMessage,
  type APIMessageComponentInteraction,
  ApplicationCommandType,
  InteractionType,
  MessageFlags,
  type REST,
  type RESTPostAPIInteractionCallbackJSONBody,
  InteractionResponseType as Response,
  Routes,
} from "discord.js"
import type { Card } from "../../src/card.ts"
import type { Invocation, Visibility } from "../../src/command.ts"
import type { Bot, Log } from "../../src/ports.ts"
import { decodeActor, decodeCommand, decodeMenu, decodePress, decodeTyping } from "./decode.ts"
import { messageRef } from "./ids.ts"
import { limits } from "./limits.ts"
import { cardMessage } from "./message-body.ts"
import { refusal } from "./refusal.ts"

export type Desk = { readonly rest: REST; readonly bot: Bot; readonly log: Log }

/** Answers one interaction. Never throws: what Discord refuses is logged with what to do. */
export async function answerInteraction(interaction: APIInteraction, desk: Desk): Promise<void> {
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
    desk.log.warn(
      { customId: interaction.data.custom_id },
      "Discord: a button of an older version was pressed",
    )
    const line: Invocation = {
      actor: decodeActor(interaction),
      input: { kind: "typed", command: "help", values: {} },
    }
    return say(interaction, line, desk)
  }
  if (pressed.effect === "reply") return say(interaction, pressed.invocation, desk)
  await acknowledge(interaction, { type: Response.DeferredMessageUpdate }, desk)
  await fill(interaction, pressed.invocation, desk)
}

/** A new message: public or private as the command says. */
async function say(interaction: APIInteraction, invocation: Invocation, desk: Desk): Promise<void> {
  const flags = visibilityOf(invocation, desk.bot) === "private" ? MessageFlags.Ephemeral : undefined
  const body = { type: Response.DeferredChannelMessageWithSource as const, data: flags ? { flags } : {} }
  await acknowledge(interaction, body, desk)
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

async function put(interaction: APIInteraction, card: Card, desk: Desk): Promise<void> {
  const route = Routes.webhookMessage(interaction.application_id, interaction.token, "@original")
  const message = (await desk.rest.patch(route, { body: cardMessage(card), auth: false })) as APIMessage
  if ((message.flags ?? 0) & MessageFlags.Ephemeral) return
  await desk.bot.posted(messageRef(decodeActor(interaction), message.channel_id, message.id), card)
}

/** Suggestions while one types. They cannot be deferred: late ones are not offered at all. */
async function offer(interaction: Parameters<typeof decodeTyping>[0], desk: Desk): Promise<void> {
  const typing = decodeTyping(interaction)
  const found = desk.bot.suggest({ actor: decodeActor(interaction), ...typing })
  const suggestions = await Promise.race([found, nothingAfter(limits.suggestDeadlineMs)])
  const choices = suggestions
    .filter(({ value }) => value.length <= limits.command.choiceValue)
    .slice(0, limits.command.choices)
    .map(({ label, value }) => ({ name: label.slice(0, limits.command.choiceName), value }))
  await acknowledge(
    interaction,
    { type: Response.ApplicationCommandAutocompleteResult, data: { choices } },
    desk,
  )
}

function nothingAfter(ms: number): Promise<readonly never[]> {
  return new Promise((resolve) => setTimeout(resolve, ms, []).unref())
}

async function acknowledge(
  interaction: APIInteraction,
  body: RESTPostAPIInteractionCallbackJSONBody,
  { rest }: Desk,
): Promise<void> {
  await rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false })
}
