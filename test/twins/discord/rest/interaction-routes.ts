/** Answers to interactions: the first one within three seconds, the rest by the token for a quarter of an hour. */
import {
  RESTJSONErrorCodes as Code,
  InteractionType,
  MessageFlags,
  InteractionResponseType as Response,
} from "discord-api-types/v10"
import { offeredErrors } from "../check/commands.ts"
import { recordOf } from "../check/field.ts"
import { modalErrors } from "../check/modal.ts"
import { limits } from "../limits.ts"
import { type Discord, edit, erase, messageBody, messagesIn, write } from "../state/messages.ts"
import type { InteractionState, Stored, World } from "../state/world.ts"
import { withAttachments } from "./attachments.ts"
import { checkMessage, draftOf } from "./message-routes.ts"
import { invalidForm, refuse } from "./refusal.ts"
import { type Answer, type Body, bodyOf, param, type Request, type Route } from "./route.ts"

const webhook = "/webhooks/{webhook_id}/{webhook_token}"

export const interactionRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/interactions/{interaction_id}/{interaction_token}/callback",
    byToken: true,
    run: respond,
  },
  { method: "POST", path: webhook, byToken: true, run: followUp },
  { method: "GET", path: `${webhook}/messages/@original`, byToken: true, run: read },
  { method: "PATCH", path: `${webhook}/messages/@original`, byToken: true, run: change },
  { method: "DELETE", path: `${webhook}/messages/@original`, byToken: true, run: remove },
  { method: "GET", path: `${webhook}/messages/{message_id}`, byToken: true, run: read },
  { method: "PATCH", path: `${webhook}/messages/{message_id}`, byToken: true, run: change },
  { method: "DELETE", path: `${webhook}/messages/{message_id}`, byToken: true, run: remove },
]

function respond(discord: Discord, request: Request): Answer {
  const { world } = discord
  const state = world.interactions.get(param(request, "interaction_token"))
  if (!state || state.interaction.id !== param(request, "interaction_id"))
    throw refuse(Code.UnknownInteraction)
  if (state.response !== undefined) throw refuse(Code.InteractionHasAlreadyBeenAcknowledged)
  if (world.now() - state.arrivedAt > limits.interaction.firstResponseMs)
    throw refuse(Code.UnknownInteraction)
  const body = bodyOf(request)
  const type = Number(body.type)
  const allowed = responses[state.interaction.type] ?? []
  if (!allowed.includes(type)) {
    const message = `Value must be one of {${allowed.join(", ")}}.`
    throw invalidForm([{ path: "type", code: "BASE_TYPE_CHOICES", message }])
  }
  apply(discord, state, type, recordOf(body.data))
  state.response = type
  state.respondedAt = world.now()
  discord.events.changed()
  return request.query.get("with_response") === "true" ? { body: callbackBody(world, state, type) } : {}
}

/** Which first responses each kind of interaction takes. */
const responses: Readonly<Record<number, readonly number[]>> = {
  [InteractionType.ApplicationCommand]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.Modal,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [Response.ApplicationCommandAutocompleteResult],
  [InteractionType.MessageComponent]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.DeferredMessageUpdate,
    Response.UpdateMessage,
    Response.Modal,
  ],
  [InteractionType.ModalSubmit]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.DeferredMessageUpdate,
    Response.UpdateMessage,
  ],
}

function apply(discord: Discord, state: InteractionState, type: number, data: Body): void {
  switch (type) {
    case Response.ChannelMessageWithSource:
      checkMessage(data)
      state.original = writeAnswer(discord, state, data)
      return
    case Response.DeferredChannelMessageWithSource:
      state.pending = true
      state.original = writeAnswer(discord, state, { flags: Number(data.flags ?? 0) | MessageFlags.Loading })
      return
    case Response.DeferredMessageUpdate:
      state.pending = true
      return
    case Response.UpdateMessage:
      if (state.original) editAnswer(discord, state, state.original, data)
      return
    case Response.ApplicationCommandAutocompleteResult: {
      const errors = offeredErrors(data.choices)
      if (errors.length > 0) throw invalidForm(errors)
      state.choices = data.choices as NonNullable<InteractionState["choices"]>
      return
    }
    case Response.Modal: {
      const errors = modalErrors(data)
      if (errors.length > 0) throw invalidForm(errors)
      state.modal = data as unknown as NonNullable<InteractionState["modal"]>
      return
    }
  }
}

/** A further message; after a deferral the first one takes the place of "thinking…". */
function followUp(discord: Discord, request: Request): Answer {
  const state = answered(discord.world, request)
  const body = withAttachments(discord.world, bodyOf(request), request.uploads)
  const isThinking = state.pending && state.response === Response.DeferredChannelMessageWithSource
  if (isThinking && state.original) {
    editAnswer(discord, state, state.original, body)
    return { body: messageBody(discord.world, state.original) }
  }
  checkMessage(body)
  const stored = writeAnswer(discord, state, body)
  state.followUps.push(stored)
  discord.events.changed()
  return { body: messageBody(discord.world, stored) }
}

function read(discord: Discord, request: Request): Answer {
  return { body: messageBody(discord.world, answerOf(discord, request)) }
}

function change(discord: Discord, request: Request): Answer {
  const stored = answerOf(discord, request)
  const { attachments } = stored.message
  const body = withAttachments(discord.world, bodyOf(request), request.uploads, attachments)
  editAnswer(discord, answered(discord.world, request), stored, body)
  return { body: messageBody(discord.world, stored) }
}

function remove(discord: Discord, request: Request): Answer {
  erase(discord, answerOf(discord, request))
  return {}
}

/** The interaction whose token is in the path, if it was answered and its token lives. */
function answered(world: World, request: Request): InteractionState {
  const state = world.interactions.get(param(request, "webhook_token"))
  if (!state || param(request, "webhook_id") !== world.application.id) throw refuse(Code.UnknownWebhook)
  if (world.now() - state.arrivedAt > limits.interaction.tokenMs) throw refuse(Code.InvalidWebhookToken)
  if (state.response === undefined) throw refuse(Code.UnknownWebhook)
  return state
}

function answerOf(discord: Discord, request: Request): Stored {
  const state = answered(discord.world, request)
  const id = request.params.message_id ?? state.original?.message.id
  const channel = state.interaction.channel?.id ?? ""
  const stored = id === undefined ? undefined : messagesIn(discord.world, channel).get(id)
  if (!stored) throw refuse(Code.UnknownMessage)
  return stored
}

function editAnswer(discord: Discord, state: InteractionState, stored: Stored, body: Body): void {
  const before = (stored.message.flags ?? 0) & ~MessageFlags.Loading
  const flags = before | (Number(body.flags ?? 0) & MessageFlags.IsComponentsV2)
  checkMessage(body, flags)
  if (stored === state.original) state.pending = false
  edit(discord, stored, { ...draftOf(body), flags })
}

/** An answer lies in the channel of the question; an ephemeral one is for the asker alone. */
function writeAnswer(discord: Discord, { interaction, user }: InteractionState, body: Body): Stored {
  const { world } = discord
  const channel = world.channels.get(interaction.channel?.id ?? "")
  if (!channel) throw refuse(Code.UnknownChannel)
  const asker = world.users.get(user)
  if (!asker) throw new Error(`no user ${user} in the twin`)
  return write(discord, channel, {
    ...draftOf(body),
    author: world.bot,
    application_id: world.application.id,
    webhook_id: world.application.id,
    ...(Number(body.flags ?? 0) & MessageFlags.Ephemeral && { onlyFor: user }),
    interaction_metadata: {
      id: interaction.id,
      type: InteractionType.ApplicationCommand,
      user: asker,
      authorizing_integration_owners: interaction.authorizing_integration_owners,
    },
  })
}

function callbackBody(world: World, { interaction, original }: InteractionState, type: number) {
  const message = original && messageBody(world, original)
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message && { response_message_id: message.id }),
    },
    resource: { type, ...(message && { message }) },
  }
}
