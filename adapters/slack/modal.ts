/** A command's form, from its option table: what is easier filled in than typed on a line. */
import type { types } from "@slack/bolt"
import { fitLine } from "../../src/rendering/fit-text.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { Command, Option } from "../../src/vocabulary/command.ts"
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

/** The modal of a command, filled with what is known already. */
export function commandForm(command: Command, values: PackedArguments, origin: FormOrigin): types.ModalView {
  const inputs = Object.entries(command.options).map(([name, option]) =>
    inputBlock(name, option, values[name]),
  )
  return {
    type: "modal",
    callback_id: formPrefix + command.name,
    private_metadata: JSON.stringify(origin),
    title: plain(fitLine(words.slack.form.title(command.name), limits.modal.title)),
    submit: plain(words.slack.form.submit),
    close: plain(words.slack.form.cancel),
    blocks: inputs.slice(0, limits.modal.blocks),
  }
}

type Value = PackedArguments[string] | undefined

function inputBlock(name: string, option: Option, value: Value): types.InputBlock {
  return {
    type: "input",
    block_id: name,
    optional: option.kind === "flag" || option.required !== true,
    label: plain(labelOf(name)),
    hint: plain(fitLine(option.description, 2_000)),
    element: element(name, option, value),
  }
}

function labelOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ")
}

function element(name: string, option: Option, value: Value): types.InputBlockElement {
  const initial = { initial_value: value === undefined ? undefined : String(value) }
  switch (option.kind) {
    case "text":
      return option.suggest
        ? suggestions(name, value)
        : { type: "plain_text_input", action_id: name, ...initial }
    case "paper":
      return suggestions(name, value)
    case "integer": {
      const range = { min_value: String(option.min), max_value: String(option.max) }
      return { type: "number_input", action_id: name, is_decimal_allowed: false, ...range, ...initial }
    }
    case "flag": {
      const box = { text: plain(words.slack.form.yes), value: "true" }
      return {
        type: "checkboxes",
        action_id: name,
        options: [box],
        initial_options: value === true ? [box] : undefined,
      }
    }
    case "choice": {
      const options = option.choices.map((choice) => ({
        text: plain(fitLine(choice.label, limits.option.text)),
        value: choice.value,
      }))
      const chosen = options.find((some) => some.value === value)
      return { type: "static_select", action_id: name, options, initial_option: chosen }
    }
    case "date":
    case "period":
      return { type: "plain_text_input", action_id: name, ...initial }
    default:
      return option satisfies never
  }
}

/** Filled by the core's suggestions as one types. */
function suggestions(name: string, value: Value): types.ExternalSelect {
  const text = value === undefined ? "" : String(value)
  const filled = { text: plain(fitLine(text, limits.option.text)), value: text.slice(0, limits.option.value) }
  return {
    type: "external_select",
    action_id: name,
    min_query_length: 1,
    initial_option: text ? filled : undefined,
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

type FormField = {
  readonly type: string
  readonly value?: string | null
  readonly selected_option?: { readonly value: string } | null
  readonly selected_options?: readonly unknown[] | null
}
export type FormState = Readonly<Record<string, Readonly<Record<string, FormField>>>>

function filledIn(field: FormField | undefined): string | boolean | undefined {
  if (!field) return undefined
  if (field.type === "checkboxes") return (field.selected_options?.length ?? 0) > 0 ? true : undefined
  return field.selected_option?.value ?? (field.value || undefined)
}

const plain = (text: string): types.PlainTextElement => ({ type: "plain_text", text })
