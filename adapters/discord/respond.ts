/** Answers that take time: acknowledged within three seconds, then shown instead of "thinking…". */
import {
  type APIInteraction,
  type APIMessage,
  ApplicationIntegrationType,
  RESTJSONErrorCodes as Code,
  ComponentType,
  MessageFlags,
  type RESTPostAPIInteractionCallbackJSONBody,
  InteractionResponseType as Response,
  Routes,
} from "discord.js"
import { errorCard } from "../../src/cards/error-card.ts"
import { within } from "../../src/concurrency/deadline.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../src/vocabulary/command.ts"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { asItStands } from "./attachments.ts"
import { type CardMessage, type CardRequest, cardRequest } from "./card-components.ts"
import { decodeActor } from "./decode.ts"
import { messageRef, platform } from "./ids.ts"
import { inviteTo } from "./invite.ts"
import { limits } from "./limits.ts"
import type { Emoji } from "./reactions.ts"
import { isRefused } from "./refusal.ts"
import type { Api } from "./requests.ts"
import { shareButton } from "./share-button.ts"

export type Answering = {
  readonly api: Api
  readonly bot: Bot
  readonly log: Log
  /** The reaction that is a vote. */
  readonly emoji: Emoji
}

/** Throws `PlatformError` 10062 where the deadline has passed: nothing was done then. */
export async function acknowledge(
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

/** A new message: public or private as the command says, unless who asks says otherwise. */
export async function reply(
  interaction: APIInteraction,
  invocation: Invocation,
  answering: Answering,
  visibility = commandOf(invocation, answering.bot)?.visibility,
): Promise<void> {
  const data = visibility !== "public" ? { flags: MessageFlags.Ephemeral as const } : {}
  await acknowledge(interaction, { type: Response.DeferredChannelMessageWithSource, data }, answering.api)
  await fill(interaction, answering.bot.dispatch(invocation), answering)
}

/** The message that holds what was pressed, or whose form was sent, changes in place. */
export async function update(
  interaction: APIInteraction & { readonly message?: APIMessage },
  invocation: Invocation,
  answering: Answering,
): Promise<void> {
  await acknowledge(interaction, { type: Response.DeferredMessageUpdate }, answering.api)
  const reply = answering.bot.dispatch(invocation)
  await showWork(reply, () => markWorking(interaction, answering), answering)
  await fill(interaction, reply, answering)
}

export function commandOf({ input }: Invocation, { commands }: Bot) {
  return input.kind === "typed" ? commands.find(({ name }) => name === input.command) : undefined
}

/** Where nothing shows by itself that something is being done, `sign` says so after a second. */
export async function showWork(
  work: Promise<unknown>,
  sign: () => Promise<unknown>,
  { api }: Pick<Answering, "api">,
): Promise<void> {
  const { inTime } = await within(api.clock, limits.quietMs, work)
  // A sign that does not arrive is not worth an answer that would.
  if (!inTime) await sign().catch(() => undefined)
}

/** The old message with a line below it. */
async function markWorking(
  interaction: APIInteraction & { readonly message?: APIMessage },
  answering: Answering,
): Promise<void> {
  const { message } = interaction
  if (!message || ((message.flags ?? 0) & MessageFlags.IsComponentsV2) === 0) return
  const { components, attachments } = asItStands(message)
  const line = { type: ComponentType.TextDisplay as const, content: `-# ${words.discord.working}` }
  await patch(interaction, { body: { components: [...components, line], attachments } }, answering.api)
}

async function fill(interaction: APIInteraction, work: Promise<Reply>, answering: Answering): Promise<void> {
  const answer = await work
  await put(interaction, answer, answering)
  if (answer.later) await put(interaction, { ...answer, card: await answer.later }, answering)
}

type Shown = Pick<Reply, "card" | "share">

/** Replaces "thinking…", or the card whose button was pressed. */
async function put(interaction: APIInteraction, shown: Shown, answering: Answering): Promise<void> {
  const message = await write(interaction, shown, answering).catch((error: unknown) => {
    // What Discord refuses to show must not leave "thinking…" behind for ever.
    if (!(error instanceof PlatformError)) throw error
    answering.log.error({ platform, interaction: interaction.id, error }, words.discord.log.cardRefused)
    return write(interaction, { card: errorCard({ error, reference: interaction.id }) }, answering)
  })
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
  if (isPrivate || !isInstalledHere(interaction)) return
  const ref = messageRef(decodeActor(interaction), message.channel_id, message.id)
  await answering.bot.posted(ref, shown.card)
  await inviteTo(answering.api.rest, ref, shown.card, answering.emoji)
}

/** A card in answer, with the button that shares it where that is possible. */
function write(interaction: APIInteraction, { card, share }: Shown, { api }: Answering): Promise<APIMessage> {
  const canShare = share && interaction.guild_id !== undefined && isInstalledHere(interaction)
  const button = canShare ? shareButton(share) : undefined
  return patch(interaction, cardRequest(card, button ? [button] : []), api)
}

type Change = {
  readonly body: Pick<CardMessage, "components" | "attachments">
  readonly files?: CardRequest["files"]
}

export function patch(interaction: APIInteraction, change: Change, { answers }: Api): Promise<APIMessage> {
  const route = Routes.webhookMessage(interaction.application_id, interaction.token, "@original")
  return answers.patch<APIMessage>(route, { ...change, auth: false })
}

export const workingCard: Card = {
  title: [],
  tone: "plain",
  blocks: [{ kind: "note", text: [{ text: words.discord.working }] }],
}

/** One more message that only the asker sees. */
export async function followUp(
  interaction: APIInteraction,
  card: Card,
  { api }: Answering,
): Promise<APIMessage> {
  const { body, files } = cardRequest(card)
  const hidden = { ...body, flags: body.flags | MessageFlags.Ephemeral }
  const route = Routes.webhook(interaction.application_id, interaction.token)
  return api.answers.post<APIMessage>(route, { body: hidden, files, auth: false })
}

/** Takes a follow-up away again. One that stays is not worth an answer that would not come. */
export async function withdraw(
  { application_id, token }: APIInteraction,
  message: string,
  { api }: Answering,
): Promise<void> {
  const route = Routes.webhookMessage(application_id, token, message)
  await api.answers.delete(route, { auth: false }).catch(() => undefined)
}

/**
 * Where only the member has installed the bot, it can neither post by itself nor edit its answer once the interaction's
 * token has run out.
 */
export function isInstalledHere({ authorizing_integration_owners: owners }: APIInteraction): boolean {
  return owners[ApplicationIntegrationType.GuildInstall] !== undefined
}
