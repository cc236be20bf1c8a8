/** A form as Discord's modal, and what was filled in as an invocation. */
import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmitInteraction,
  type ModalSubmitComponent,
  SelectMenuDefaultValueType,
  TextInputStyle,
  ComponentType as Type,
} from "discord.js"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { packAction, unpackAction } from "../../src/rendering/packed-action.ts"
import type { Effect } from "../../src/vocabulary/card.ts"
import type { Invocation } from "../../src/vocabulary/command.ts"
import type { Form, FormField, FormOption } from "../../src/vocabulary/form.ts"
import { decodeActor } from "./decode.ts"
import { messageRef } from "./ids.ts"
import { limits } from "./limits.ts"
import { placeTypes } from "./places.ts"

export function modalOf(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: packAction(form.submit, limits.button.customId),
    title: fitLine(form.title, limits.modal.title),
    components: form.fields.slice(0, limits.modal.fields).map(labelled),
  }
}

function labelled(field: FormField): APILabelComponent {
  const description = field.hint ? fitLine(field.hint, limits.modal.description) : undefined
  return {
    type: Type.Label,
    label: fitLine(field.label, limits.modal.label),
    ...(description && { description }),
    component: component(field),
  }
}

function component(field: FormField): APIComponentInLabel {
  const common = { custom_id: field.name, required: field.isRequired === true }
  // What may be left empty may also be emptied.
  const least = { min_values: field.isRequired ? 1 : 0 }
  switch (field.kind) {
    case "text":
      return textInput(field.name, field.isRequired, field.value, field)
    case "number":
      return textInput(field.name, field.isRequired, field.value === undefined ? "" : String(field.value), {})
    case "time":
      return textInput(field.name, field.isRequired, field.value, { placeholder: "09:00" })
    case "choice": {
      const options = field.options.map((option) => optionOf(option, option.value === field.value))
      return { type: Type.StringSelect, ...common, ...least, options }
    }
    case "choices": {
      const options = field.options.map((option) => optionOf(option, field.value?.includes(option.value)))
      return options.length <= limits.modal.boxes
        ? { type: Type.CheckboxGroup, ...common, ...least, options }
        : { type: Type.StringSelect, ...common, ...least, max_values: options.length, options }
    }
    case "place": {
      const chosen = field.value
        ? [{ id: field.value, type: SelectMenuDefaultValueType.Channel as const }]
        : []
      return {
        type: Type.ChannelSelect,
        ...common,
        ...least,
        channel_types: [...placeTypes],
        default_values: chosen,
      }
    }
    case "mention": {
      const chosen = field.value ? [{ id: field.value, type: SelectMenuDefaultValueType.Role as const }] : []
      return { type: Type.RoleSelect, ...common, ...least, default_values: chosen }
    }
    case "flag":
      return { type: Type.Checkbox, custom_id: field.name, default: field.value === true }
    default:
      return field satisfies never
  }
}

function textInput(
  custom_id: string,
  isRequired: boolean | undefined,
  value: string | undefined,
  {
    placeholder,
    maxLength = limits.modal.input,
    isLong,
  }: {
    placeholder?: string | undefined
    maxLength?: number | undefined
    isLong?: boolean | undefined
  },
): APIComponentInLabel {
  return {
    type: Type.TextInput,
    custom_id,
    style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: isRequired === true,
    max_length: Math.min(maxLength, limits.modal.input),
    ...(value ? { value: value.slice(0, maxLength) } : {}),
    ...(placeholder ? { placeholder: fitLine(placeholder, limits.modal.placeholder) } : {}),
  }
}

function optionOf({ value, label, hint }: FormOption, isChosen: boolean | undefined) {
  return {
    value,
    label: fitLine(label, limits.select.label),
    default: isChosen === true,
    ...(hint ? { description: fitLine(hint, limits.select.description) } : {}),
  }
}

/** A form that was sent: the call of its button, with the values beside its own arguments. */
export function decodeSubmit(interaction: APIModalSubmitInteraction): {
  readonly invocation: Invocation
  readonly effect: Effect
} {
  const { custom_id, components } = interaction.data
  const packed = unpackAction(custom_id) ?? { command: "help", arguments: {}, effect: "reply" as const }
  const filled = components.flatMap((outer) => ("component" in outer ? [filledIn(outer.component)] : []))
  const actor = decodeActor(interaction)
  const { message } = interaction
  const invocation: Invocation = {
    actor,
    input: {
      kind: "typed",
      command: packed.command,
      values: { ...packed.arguments, ...Object.fromEntries(filled) },
    },
    ...(message && { on: messageRef(actor, message.channel_id, message.id) }),
  }
  return { invocation, effect: packed.effect }
}

function filledIn(field: ModalSubmitComponent): readonly [string, string | boolean] {
  if ("values" in field) return [field.custom_id, field.values.join(",")]
  return [field.custom_id, field.value ?? ""]
}
