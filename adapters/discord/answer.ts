/**
 * An interaction from its arrival to its answer: acknowledge within three seconds, work, then replace
 * "thinking…". Whether an answer is private is fixed by the acknowledgement.
 */
import {
  type APIInteraction,
  ApplicationCommandType,
  InteractionType,
  InteractionResponseType as Response,
} from "discord.js"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { words } from "../../src/words/words.ts"
import { decodeActor, decodeCommand, decodeMenu, decodeTyping } from "./decode.ts"
import { platform } from "./ids.ts"
import { limits } from "./limits.ts"
import { answerPress, answerSubmit } from "./press.ts"
import { type Answering, acknowledge, reply } from "./respond.ts"
import { withUpload } from "./uploads.ts"

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
        return replyTo({ ...interaction, data: interaction.data }, answering)
      if (interaction.data.type === ApplicationCommandType.Message)
        return reply(interaction, decodeMenu({ ...interaction, data: interaction.data }), answering)
      return
    case InteractionType.ApplicationCommandAutocomplete:
      return offer(interaction, answering)
    case InteractionType.MessageComponent:
      return answerPress(interaction, answering)
    case InteractionType.ModalSubmit:
      return answerSubmit(interaction, answering)
    default:
      return
  }
}

function replyTo(interaction: Parameters<typeof decodeCommand>[0], answering: Answering): Promise<void> {
  return reply(interaction, withUpload(decodeCommand(interaction), interaction, answering.api), answering)
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
