/** A command's form, from its option table: what is easier filled in than typed on a line. */
import type { types } from "@slack/bolt"
import { fitLine } from "../../src/rendering/fit-text.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { Form, FormField, FormOption } from "../../src/vocabulary/form.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"

/** `callback_id` of a form; its command follows. */
export const formPrefix = "form "

/** What a form remembers of where it was opened. */
export type FormOrigin = {
  readonly channel: string
  readonly thread?: string | undefined
  /** The message whose button opened it. */
  readonly message?: string | undefined
  readonly responseUrl?: string | undefined
}

/** The modal of a form, with each error at its field. */
export function formView(form: Form, origin: FormOrigin): types.ModalView {
  return {
    type: "modal",
    callback_id: formPrefix + form.submit.command,
    private_metadata: JSON.stringify(origin),
    title: plain(fitLine(form.title, limits.modal.title)),
    submit: plain(fitLine(form.submit.label, limits.modal.title)),
    close: plain(words.slack.form.cancel),
    blocks: form.fields.map(inputBlock).slice(0, limits.modal.blocks),
  }
}

function inputBlock(field: FormField): types.InputBlock {
  return {
    type: "input",
    block_id: field.name,
    optional: !field.isRequired,
    label: plain(field.label),
    hint: field.hint === undefined ? undefined : plain(field.hint),
    element: element(field),
  }
}

function element(field: FormField): types.InputBlockElement {
  const { name } = field
  switch (field.kind) {
    case "text":
      return field.hasSuggestions
        ? suggestions(name, field.value)
        : { type: "plain_text_input", action_id: name, initial_value: field.value }
    case "mention":
      return suggestions(name, field.value)
    case "number": {
      const range = { min_value: String(field.min), max_value: String(field.max) }
      const initial = { initial_value: field.value === undefined ? undefined : String(field.value) }
      return { type: "number_input", action_id: name, is_decimal_allowed: false, ...range, ...initial }
    }
    case "time":
      return { type: "timepicker", action_id: name, initial_time: field.value }
    case "flag": {
      const box = { text: plain(words.slack.form.yes), value: "true" }
      const initial = { initial_options: field.value ? [box] : undefined }
      return { type: "checkboxes", action_id: name, options: [box], ...initial }
    }
    case "choice": {
      const options = field.options.map(optionObject)
      const chosen = options.find(({ value }) => value === field.value)
      return { type: "static_select", action_id: name, options, initial_option: chosen }
    }
    case "choices": {
      const options = field.options.map(optionObject)
      const chosen = options.filter(({ value }) => field.value?.includes(value))
      return {
        type: "checkboxes",
        action_id: name,
        options,
        initial_options: chosen.length > 0 ? chosen : undefined,
      }
    }
    case "place":
      return { type: "conversations_select", action_id: name, initial_conversation: field.value }
    default:
      return field satisfies never
  }
}

function optionObject({ value, label }: FormOption) {
  return { text: plain(fitLine(label, limits.option.text)), value }
}

/** Filled by the core's suggestions as one types. */
function suggestions(name: string, value = ""): types.ExternalSelect {
  const filled = {
    text: plain(fitLine(value, limits.option.text)),
    value: value.slice(0, limits.option.value),
  }
  return {
    type: "external_select",
    action_id: name,
    min_query_length: 1,
    initial_option: value ? filled : undefined,
  }
}

/** What was filled in, as typed values; what was left empty is absent. */
export function decodeForm(state: FormState): PackedArguments {
  const given = Object.entries(state).flatMap(([block, actions]): readonly [string, string | boolean][] => {
    const value = filledIn(actions[block])
    return value === undefined ? [] : [[block, value]]
  })
  return Object.fromEntries(given)
}

type Filled = {
  readonly type: string
  readonly value?: string | null
  readonly selected_option?: { readonly value: string } | null
  readonly selected_options?: readonly unknown[] | null
}
export type FormState = Readonly<Record<string, Readonly<Record<string, Filled>>>>

function filledIn(field: Filled | undefined): string | boolean | undefined {
  if (!field) return undefined
  if (field.type === "checkboxes") return (field.selected_options?.length ?? 0) > 0 ? true : undefined
  return field.selected_option?.value ?? (field.value || undefined)
}

const plain = (text: string): types.PlainTextElement => ({ type: "plain_text", text })
