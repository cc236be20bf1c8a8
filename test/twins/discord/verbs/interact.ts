/** An interaction on its way: made, told to the bot, and its answer awaited. */
import {
  type APIMessage,
  ApplicationIntegrationType,
  GatewayDispatchEvents as Dispatch,
  InteractionContextType,
  type InteractionType,
  Locale,
} from "discord-api-types/v10"
import { type Discord, messageBody } from "../state/messages.ts"
import { permissionsIn } from "../state/permissions.ts"
import { type Channel, guildOfChannel, type InteractionState, type Stored } from "../state/world.ts"
import type { InteractionData } from "./interaction-data.ts"
import type { Observe } from "./observe.ts"

/** What a member asked for, and how it goes on. */
export type Asked = {
  readonly id: string
  readonly state: InteractionState
  /** The type of the bot's first response. */
  acknowledged(deadlineMs?: number): Promise<number>
  /** The message that answers, once it says more than "thinking…". */
  answer(deadlineMs?: number): Promise<APIMessage>
  /** What autocomplete offers. */
  choices(deadlineMs?: number): Promise<NonNullable<InteractionState["choices"]>>
  /** The form that the bot opened. */
  modal(deadlineMs?: number): Promise<NonNullable<InteractionState["modal"]>>
}

export type Question = {
  readonly type: InteractionType
  readonly user: string
  readonly channel: Channel
  readonly data: InteractionData
  readonly on?: Stored
  /** The member brought the app along; the server need not have it. */
  readonly userInstall?: boolean
}

export function ask(discord: Discord, observe: Observe, question: Question): Asked {
  const { world, events } = discord
  const interaction = interactionOf(discord, question)
  events.tell({ event: Dispatch.InteractionCreate, data: interaction, guild: interaction.guild_id })
  const state: InteractionState = {
    interaction,
    arrivedAt: world.now(),
    user: question.user,
    response: undefined,
    respondedAt: undefined,
    original: question.on,
    followUps: [],
    pending: false,
    choices: undefined,
    modal: undefined,
  }
  world.interactions.set(interaction.token, state)
  const wait = <T>(look: () => T | undefined, what: string, deadlineMs?: number) =>
    observe.waitFor(look, `${what} to interaction ${interaction.id}`, deadlineMs)
  return {
    id: interaction.id,
    state,
    acknowledged: (deadlineMs) => wait(() => state.response, "a response", deadlineMs),
    choices: (deadlineMs) => wait(() => state.choices, "choices", deadlineMs),
    modal: (deadlineMs) => wait(() => state.modal, "a form", deadlineMs),
    answer: (deadlineMs) =>
      wait(
        () => {
          if (state.response === undefined) return undefined
          const stored = state.pending ? state.followUps[0] : state.original
          return stored && messageBody(world, stored)
        },
        "an answer",
        deadlineMs,
      ),
  }
}

function interactionOf(
  { world }: Discord,
  { type, user, channel, data, on, userInstall }: Question,
): InteractionState["interaction"] {
  const guild = world.guilds.get(guildOfChannel(channel) ?? "")
  const account = world.users.get(user)
  const member = guild?.members.get(user)
  const id = world.newId()
  const asker = member
    ? { member: { ...member, permissions: permissionsIn(world, channel, user).toString() } }
    : { ...(account && { user: account }) }
  const owners = userInstall
    ? { [ApplicationIntegrationType.UserInstall]: user }
    : { [ApplicationIntegrationType.GuildInstall]: guild?.id ?? "0" }
  return {
    id,
    application_id: world.application.id,
    type,
    token: `twin-interaction-${id}`,
    version: 1,
    data,
    channel: structuredClone(channel),
    channel_id: channel.id,
    ...asker,
    ...(guild && {
      guild_id: guild.id,
      guild: { id: guild.id, locale: Locale.EnglishUS, features: [] },
      guild_locale: Locale.EnglishUS,
    }),
    ...(on && { message: messageBody(world, on) }),
    app_permissions: permissionsIn(world, channel, world.bot.id).toString(),
    locale: Locale.EnglishUS,
    entitlements: [],
    authorizing_integration_owners: owners,
    context: guild ? InteractionContextType.Guild : InteractionContextType.BotDM,
    attachment_size_limit: 10_485_760,
  }
}
