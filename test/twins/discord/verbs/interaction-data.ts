/** The data of each kind of interaction, typed as the vendor types it. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteractionData,
  type APIMessage,
  type APIMessageApplicationCommandInteractionData,
  type APIMessageButtonInteractionData,
  type APIMessageStringSelectInteractionData,
  type APIModalSubmission,
  ApplicationCommandType,
  ComponentType,
} from "discord-api-types/v10"
import type { Pressable } from "../state/components.ts"

export type InteractionData =
  | APIChatInputApplicationCommandInteractionData
  | APIMessageApplicationCommandInteractionData
  | APIMessageButtonInteractionData
  | APIMessageStringSelectInteractionData
  | APIModalSubmission

export function chatCommand(
  { id, name, guild_id }: APIApplicationCommand,
  options: APIApplicationCommandInteractionDataOption[],
): APIChatInputApplicationCommandInteractionData {
  return { id, name, type: ApplicationCommandType.ChatInput, options, ...(guild_id && { guild_id }) }
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

export function pressed(component: Pressable, values: readonly string[]): InteractionData {
  const { custom_id } = component
  return component.type === ComponentType.Button
    ? { custom_id, component_type: ComponentType.Button }
    : { custom_id, component_type: ComponentType.StringSelect, values: [...values] }
}

export function filledForm(custom_id: string, values: Readonly<Record<string, string>>): APIModalSubmission {
  const components = Object.entries(values).map(([name, value], index) => ({
    type: ComponentType.ActionRow as const,
    id: index * 2 + 1,
    components: [{ type: ComponentType.TextInput as const, id: index * 2 + 2, custom_id: name, value }],
  }))
  return { custom_id, components }
}
