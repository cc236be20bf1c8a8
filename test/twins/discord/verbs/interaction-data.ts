/** The data of each kind of interaction, typed as the vendor types it. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteractionDataResolved,
  type APIMessage,
  type APIMessageApplicationCommandInteractionData,
  type APIMessageButtonInteractionData,
  type APIMessageSelectMenuInteractionData,
  type APIModalSubmission,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
} from "discord-api-types/v10"
import type { Pressable } from "../state/components.ts"
import { permissionsIn } from "../state/permissions.ts"
import type { World } from "../state/world.ts"

export type InteractionData =
  | APIChatInputApplicationCommandInteractionData
  | APIMessageApplicationCommandInteractionData
  | APIMessageButtonInteractionData
  | APIMessageSelectMenuInteractionData
  | APIModalSubmission

export function chatCommand(
  { id, name, guild_id }: APIApplicationCommand,
  options: APIApplicationCommandInteractionDataOption[],
  files: readonly APIAttachment[] = [],
): APIChatInputApplicationCommandInteractionData {
  const resolved = { attachments: Object.fromEntries(files.map((file) => [file.id, file])) }
  return {
    ...{ id, name, type: ApplicationCommandType.ChatInput, options },
    ...(guild_id && { guild_id }),
    ...(files.length > 0 && { resolved }),
  }
}

export function menuCommand(
  { id, name, guild_id }: APIApplicationCommand,
  target: APIMessage,
): APIMessageApplicationCommandInteractionData {
  const resolved = { messages: { [target.id]: target } }
  return {
    id,
    name,
    type: ApplicationCommandType.Message,
    target_id: target.id,
    resolved,
    ...(guild_id && { guild_id }),
  }
}

/** A button that was pressed, or what was chosen from a menu. Throws where a client would not let one choose it. */
export function pressed(world: World, component: Pressable, values: readonly string[]): InteractionData {
  const { custom_id, type: component_type } = component
  if (component.type === ComponentType.Button) return { custom_id, component_type: ComponentType.Button }
  const [least, most] = [component.min_values ?? 1, component.max_values ?? 1]
  if (values.length < least || values.length > most)
    throw new Error(`${custom_id} takes ${least} to ${most} values`)
  if (component.type !== ComponentType.StringSelect)
    return {
      custom_id,
      component_type,
      values: [...values],
      resolved: resolved(world, values),
    } as InteractionData
  const unknown = values.find((value) => !component.options.some((option) => option.value === value))
  if (unknown !== undefined) throw new Error(`${custom_id} has no option ${unknown}`)
  return { custom_id, component_type: ComponentType.StringSelect, values: [...values] }
}

/** What ids that were chosen stand for. */
export function resolved(world: World, ids: readonly string[]): APIInteractionDataResolved {
  const channels = ids.flatMap((id) => {
    const channel = world.channels.get(id)
    if (!channel || channel.type === ChannelType.DM) return []
    const { name, type } = channel
    const permissions = permissionsIn(world, channel, world.bot.id).toString()
    return [[id, { id, name, type, permissions, app_permissions: permissions }] as const]
  })
  const roles = [...world.guilds.values()]
    .flatMap((guild) => guild.roles)
    .filter(({ id }) => ids.includes(id))
    .map((role) => [role.id, role] as const)
  const users = ids.flatMap((id) => {
    const user = world.users.get(id)
    return user ? [[id, user] as const] : []
  })
  return {
    ...(channels.length > 0 && {
      channels: Object.fromEntries(channels) as NonNullable<APIInteractionDataResolved["channels"]>,
    }),
    ...(roles.length > 0 && { roles: Object.fromEntries(roles) }),
    ...(users.length > 0 && { users: Object.fromEntries(users) }),
  }
}
