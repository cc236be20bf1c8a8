import type { PackedArguments } from "../vocabulary/card.ts"
import type { Command, Option } from "../vocabulary/command.ts"
import type { Form, FormField } from "../vocabulary/form.ts"
import { words } from "../words/words.ts"

/** The form of a command, from its option table, filled with what is known. */
export function commandForm(command: Pick<Command, "name" | "options">, values: PackedArguments = {}): Form {
  const { title, submit } = words.cards.form
  return {
    title: title(command.name),
    fields: Object.entries(command.options).map(([name, option]) => fieldOf(name, option, values[name])),
    submit: {
      kind: "invoke",
      command: command.name,
      arguments: {},
      label: submit,
      style: "primary",
      effect: "reply",
    },
  }
}

type Value = PackedArguments[string] | undefined

function fieldOf(name: string, option: Option, value: Value): FormField {
  const common = { name, label: labelOf(name), hint: option.description, isRequired: isRequired(option) }
  const text = value === undefined ? undefined : String(value)
  switch (option.kind) {
    case "text":
      return {
        ...common,
        kind: "text",
        value: text,
        maxLength: option.maxLength,
        hasSuggestions: option.suggest !== undefined,
      }
    case "paper":
      return { ...common, kind: "text", value: text, hasSuggestions: true }
    case "date":
    case "period":
      return { ...common, kind: "text", value: text }
    case "integer":
      return {
        ...common,
        kind: "number",
        min: option.min,
        max: option.max,
        value: typeof value === "boolean" ? undefined : value,
      }
    case "flag":
      return { ...common, kind: "flag", value: value === true }
    case "choice":
      return { ...common, kind: "choice", options: option.choices, value: text }
    default:
      return option satisfies never
  }
}

function isRequired(option: Option): boolean {
  return option.kind !== "flag" && option.required === true
}

function labelOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ")
}
