/** The fields of a form as Slack's input blocks, and what is filled in as the values that the core takes. */
import type { types } from "@slack/bolt"
import { fitLine } from "../../src/rendering/fit-text.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { FormField, FormOption } from "../../src/vocabulary/form.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"

/** The user groups that a form can offer; `missing` where the app may not ask for them. */
export type UserGroups = readonly FormOption[] | "missing"

/** A field as a block. A field that has nothing to offer gives none: what it held stays as it is. */
export function fieldBlocks(field: FormField, groups: UserGroups): readonly types.KnownBlock[] {
  if (field.kind !== "mention") return [inputBlock(field, element(field))]
  if (groups === "missing") return [reinstall()]
  return groups.length === 0 ? [] : [inputBlock(field, mentionMenu(field, groups))]
}

function inputBlock(field: FormField, input: types.InputBlockElement): types.InputBlock {
  return {
    type: "input",
    block_id: field.name,
    optional: !field.isRequired,
    ...(field.kind === "choice" && field.reshapes && { dispatch_action: true }),
    label: plain(field.label),
    hint: field.hint === undefined ? undefined : plain(field.hint),
    element: input,
  }
}

/** Where the permission came with an update, an admin installs the app once more. */
function reinstall(): types.ContextBlock {
  return { type: "context", elements: [{ type: "mrkdwn", text: words.slack.form.groupsMissing }] }
}

function element(field: Exclude<FormField, { kind: "mention" }>): types.InputBlockElement {
  const { name: action_id } = field
  switch (field.kind) {
    case "text":
      return field.hasSuggestions ? suggestions(action_id, field.value) : textInput(field)
    case "number":
      return {
        ...{ type: "number_input", action_id, is_decimal_allowed: false },
        ...{ min_value: String(field.min), max_value: String(field.max) },
        initial_value: field.value === undefined ? undefined : String(field.value),
      }
    case "time":
      return { type: "timepicker", action_id, initial_time: field.value || undefined }
    case "flag": {
      const box = { text: plain(words.slack.form.yes), value: "true" }
      return {
        type: "checkboxes",
        action_id,
        options: [box],
        initial_options: field.value ? [box] : undefined,
      }
    }
    case "choice":
      return choice(field)
    case "choices":
      return choices(field)
    case "place":
      return {
        ...{ type: "conversations_select", action_id, initial_conversation: field.value },
        filter: { include: ["public", "private"], exclude_bot_users: true },
      }
    default:
      return field satisfies never
  }
}

type Of<K extends FormField["kind"]> = Extract<FormField, { readonly kind: K }>

function textInput({ name, value, placeholder, maxLength, isLong }: Of<"text">): types.PlainTextInput {
  return {
    ...{ type: "plain_text_input", action_id: name, initial_value: value || undefined },
    ...(isLong && { multiline: true }),
    placeholder: placeholder ? plain(fitLine(placeholder, limits.placeholder)) : undefined,
    ...(isLong ? { multiline: true } : {}),
    max_length: maxLength === undefined ? undefined : Math.min(maxLength, limits.input),
  }
}

/** A few that explain themselves are all shown; others are a menu. */
function choice({ name, options, value }: Of<"choice">): types.RadioButtons | types.StaticSelect {
  const shown = options.slice(0, limits.option.options).map(optionObject)
  const initial_option = shown.find((option) => option.value === value)
  const isExplained = options.some(({ label, hint }) => hint !== undefined || label.length > 24)
  const type = isExplained && options.length <= limits.radioButtons ? "radio_buttons" : "static_select"
  return { type, action_id: name, options: shown, initial_option }
}

function choices({ name, options, value = [] }: Of<"choices">): types.Checkboxes | types.MultiStaticSelect {
  const shown = options.slice(0, limits.option.options).map(optionObject)
  const chosen = shown.filter((option) => value.includes(option.value))
  const type = options.length <= limits.checkboxes ? "checkboxes" : "multi_static_select"
  return { type, action_id: name, options: shown, initial_options: chosen.length > 0 ? chosen : undefined }
}

/** Nobody is the first choice: a menu without it could not be emptied. */
function mentionMenu({ name, value }: Of<"mention">, groups: readonly FormOption[]): types.StaticSelect {
  const nobody = { value: nobodyValue, label: words.slack.form.nobody }
  const options = [nobody, ...groups].slice(0, limits.option.options).map(optionObject)
  const chosen = options.find((option) => option.value === (value || nobodyValue))
  return { type: "static_select", action_id: name, options, initial_option: chosen }
}

/** An option has a value, and the empty one is none that Slack takes. */
const nobodyValue = "-"

function optionObject({ value, label, hint }: FormOption) {
  const description = hint ? { description: plain(fitLine(hint, limits.option.text)) } : {}
  return { text: plain(fitLine(label, limits.option.text)), value, ...description }
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

/** What is filled in, as typed values. What is left empty is empty text, so that it can be cleared. */
export function decodeForm(state: FormState): PackedArguments {
  const given = Object.entries(state).map(([block, actions]) => [block, filledIn(actions[block])] as const)
  return Object.fromEntries(given)
}

type Option = { readonly value: string }
type Filled = {
  readonly type: string
  readonly value?: string | null | undefined
  readonly selected_option?: Option | null | undefined
  readonly selected_options?: readonly Option[] | null | undefined
  readonly selected_time?: string | null | undefined
  readonly selected_conversation?: string | null | undefined
}
export type FormState = Readonly<Record<string, Readonly<Record<string, Filled>>>>

function filledIn(field: Filled | undefined): string | boolean {
  const many = field?.selected_options?.map(({ value }) => value)
  // The one box of a flag.
  if (many?.length === 1 && many[0] === "true") return true
  if (many) return many.join(",")
  const one =
    field?.selected_option?.value ?? field?.selected_time ?? field?.selected_conversation ?? field?.value
  return one === nobodyValue ? "" : (one ?? "")
}

export const plain = (text: string): types.PlainTextElement => ({ type: "plain_text", text })
