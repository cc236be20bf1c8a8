/** What becomes of a press: a card changes in place, a form opens, an answer comes beside, something is shown to all. */
import {
  type APIMessage,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionResponseType as Response,
  Routes,
} from "discord.js"
import { errorCard } from "../../src/cards/error-card.ts"
import { within } from "../../src/concurrency/deadline.ts"
import type { PackedAction } from "../../src/rendering/packed-action.ts"
import type { Invocation } from "../../src/vocabulary/command.ts"
import { words } from "../../src/words/words.ts"
import { asItStands } from "./attachments.ts"
import { sentOnce } from "./card-components.ts"
import { decodeActor, decodePress } from "./decode.ts"
import { messageRef, platform } from "./ids.ts"
import { inviteTo } from "./invite.ts"
import { limits } from "./limits.ts"
import { decodeSubmit, modalOf } from "./modal.ts"
import {
  type Answering,
  acknowledge,
  commandOf,
  followUp,
  patch,
  reply,
  showWork,
  update,
  withdraw,
  workingCard,
} from "./respond.ts"
import { sharedCall, withShared } from "./share-button.ts"

export async function answerPress(
  interaction: APIMessageComponentInteraction,
  answering: Answering,
): Promise<void> {
  const shared = sharedCall(interaction.data.custom_id)
  if (shared) return share(interaction, shared, answering)
  const pressed = decodePress(interaction)
  if (!pressed) {
    const fields = { platform, customId: interaction.data.custom_id }
    answering.log.warn(fields, words.discord.log.oldButton)
    const input = { kind: "typed", command: "help", values: {} } as const
    return reply(interaction, { actor: decodeActor(interaction), input }, answering)
  }
  const { invocation, effect } = pressed
  if (effect === "form") return openForm(interaction, invocation, answering)
  if (effect === "update") return update(interaction, invocation, answering)
  return isQuiet(invocation, answering)
    ? replyQuietly(interaction, invocation, answering)
    : reply(interaction, invocation, answering)
}

/** A form is the first answer to a press, or none at all: where it takes too long, the card that it stands for comes. */
async function openForm(
  interaction: APIMessageComponentInteraction,
  invocation: Invocation,
  answering: Answering,
): Promise<void> {
  const { api, bot } = answering
  const asked = await within(api.clock, limits.formDeadlineMs, bot.form(invocation))
  const form = asked.inTime ? asked.value : undefined
  if (!form) return reply(interaction, invocation, answering, "private")
  await acknowledge(interaction, { type: Response.Modal, data: modalOf(form) }, api)
}

export async function answerSubmit(
  interaction: APIModalSubmitInteraction,
  answering: Answering,
): Promise<void> {
  const { invocation, effect } = decodeSubmit(interaction)
  if (effect === "update" && interaction.message) return update(interaction, invocation, answering)
  return reply(interaction, invocation, answering)
}

/** A button that changes something shows it where it stands: "thinking…" would only flash beneath. */
function isQuiet(invocation: Invocation, { bot }: Answering): boolean {
  const command = commandOf(invocation, bot)
  return command?.changes === true && command.visibility === "private"
}

/** Says something, to the one who pressed, only where there is something to say. */
async function replyQuietly(
  interaction: APIMessageComponentInteraction,
  invocation: Invocation,
  answering: Answering,
): Promise<void> {
  await acknowledge(interaction, { type: Response.DeferredMessageUpdate }, answering.api)
  const { card, quiet, later } = await withSign(interaction, answering.bot.dispatch(invocation), answering)
  if (!quiet) await followUp(interaction, card, answering)
  if (later) await followUp(interaction, await later, answering)
}

/** What takes longer than a second says so beneath, to the one who pressed, until it is done. */
async function withSign<T>(
  interaction: APIMessageComponentInteraction,
  work: Promise<T>,
  answering: Answering,
): Promise<T> {
  let sign: string | undefined
  await showWork(
    work,
    async () => {
      sign = (await followUp(interaction, workingCard, answering)).id
    },
    answering,
  )
  try {
    return await work
  } finally {
    if (sign !== undefined) await withdraw(interaction, sign, answering)
  }
}

/**
 * Posts what one got in private into the channel, as a message of the bot's own: it can be voted for and discussed, and
 * its nonce makes it one message whatever happens on the way.
 */
async function share(
  interaction: APIMessageComponentInteraction,
  { command, arguments: values }: Pick<PackedAction, "command" | "arguments">,
  answering: Answering,
): Promise<void> {
  const { api, bot } = answering
  await acknowledge(interaction, { type: Response.DeferredMessageUpdate }, api)
  const actor = decodeActor(interaction)
  const asked = bot.dispatch({ actor, input: { kind: "typed", command, values } })
  const { card, failure } = await withSign(interaction, asked, answering)
  if (failure) return void (await followUp(interaction, card, answering))
  const channel = actor.thread ?? actor.place
  try {
    const route = Routes.channelMessages(channel)
    const { id } = await api.rest.post<APIMessage>(route, sentOnce(card, interaction.id))
    const ref = messageRef(actor, channel, id)
    await bot.posted(ref, card)
    await inviteTo(api.rest, ref, card, answering.emoji)
  } catch (error) {
    return void (await followUp(interaction, errorCard({ error, reference: interaction.id }), answering))
  }
  const { components, attachments } = asItStands(interaction.message)
  const body = { components: withShared(components, interaction.data.custom_id), attachments }
  await patch(interaction, { body }, api)
}
