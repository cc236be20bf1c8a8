/** A form that the bot opened, as a dialog over the page. */
import {
  type APIModalInteractionResponseCallbackData as Form,
  TextInputStyle,
  ComponentType as Type,
} from "discord-api-types/v10"
import { acts, escapeHtml } from "../../browser/html.ts"
import { isRecord } from "../state/components.ts"
import type { World } from "../state/world.ts"
import { preset } from "../verbs/filled-form.ts"
import { menu } from "./components.ts"
import { drawMarkdown } from "./markdown.ts"

type Component = Readonly<Record<string, unknown>>

export function drawForm(world: World, guild: string | undefined, form: Form): string {
  const fields = form.components.map((component) => {
    const given: Component = { ...component }
    if (given.type === Type.TextDisplay) return drawMarkdown(world, String(given.content))
    const inner = isRecord(given.component) ? given.component : firstOf(given.components)
    const label = escapeHtml(String(given.label ?? inner.label ?? ""))
    const star = inner.required === false || inner.type === Type.Checkbox ? "" : " <em>*</em>"
    const hint = given.description ? `<small>${escapeHtml(String(given.description))}</small>` : ""
    return `<fieldset><legend>${label}${star}</legend>${hint}${field(world, guild, inner, label)}</fieldset>`
  })
  return `<div class="shade"><form class="form" role="dialog" aria-modal="true" aria-label="${escapeHtml(form.title)}"${acts({ kind: "submit" })}>
<header><b>${escapeHtml(form.title)}</b><button type="button" class="close" aria-label="Close"${acts({ kind: "cancel" })}>✕</button></header>
<div class="fields">${fields.join("")}</div>
<footer><button type="button" class="button"${acts({ kind: "cancel" })}>Cancel</button><button type="submit" class="button primary">Submit</button></footer></form></div>`
}

function firstOf(components: unknown): Component {
  const [first] = Array.isArray(components) ? components : []
  return isRecord(first) ? first : {}
}

function field(world: World, guild: string | undefined, given: Component, label: string): string {
  const name = escapeHtml(String(given.custom_id))
  const values = preset(given)
  const common = `id="field-${name}" name="${name}" aria-label="${label}"`
  switch (given.type) {
    case Type.TextInput: {
      const hint = given.placeholder ? ` placeholder="${escapeHtml(String(given.placeholder))}"` : ""
      const size = given.max_length ? ` maxlength="${Number(given.max_length)}"` : ""
      const value = escapeHtml(values[0] ?? "")
      return given.style === TextInputStyle.Paragraph
        ? `<textarea ${common}${hint}${size} rows="4">${value}</textarea>`
        : `<input ${common}${hint}${size} value="${value}" autocomplete="off">`
    }
    case Type.RadioGroup:
    case Type.CheckboxGroup:
      return choices(given, name, values)
    case Type.Checkbox:
      return `<label><input type="checkbox" name="${name}" value="true"${values[0] === "true" ? " checked" : ""}> ${label}</label>`
    default: {
      const several = Number(given.max_values ?? 1) > 1 ? " multiple" : ""
      return menu({ world, guild }, given as unknown as Parameters<typeof menu>[1], `${common}${several}`)
    }
  }
}

function choices({ type, options }: Component, name: string, values: readonly string[]): string {
  const kind = type === Type.RadioGroup ? "radio" : "checkbox"
  return (Array.isArray(options) ? options : [])
    .map(({ value, label, description }) => {
      const checked = values.includes(String(value)) ? " checked" : ""
      const hint = description ? ` <small>${escapeHtml(String(description))}</small>` : ""
      return `<label><input type="${kind}" name="${name}" value="${escapeHtml(String(value))}"${checked}> ${escapeHtml(String(label))}${hint}</label>`
    })
    .join("")
}
