/** A form as it is sent: each field by its id, with what stood in it where nobody changed it. */
import {
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
  type APIModalSubmissionComponent,
  ComponentType as Type,
} from "discord-api-types/v10"
import { isRecord } from "../state/components.ts"
import type { World } from "../state/world.ts"
import { resolved } from "./interaction-data.ts"

type Form = APIModalInteractionResponseCallbackData
type Component = Readonly<Record<string, unknown>>

/** What a member put into a form: a text, or what was chosen. */
export type Filled = Readonly<Record<string, string | readonly string[]>>

/** Throws where a client would not let one send it. */
export function filledForm(world: World, form: Form, filled: Filled): APIModalSubmission {
  let next = 1
  const known = new Set<string>()
  const field = (component: Component) => {
    known.add(String(component.custom_id))
    return { ...fieldOf(component, filled[String(component.custom_id)]), id: next++ }
  }
  const components = form.components.flatMap((outer: Component | Form["components"][number]): object[] => {
    const id = next++
    if (!isRecord(outer)) return []
    if (isRecord(outer.component)) return [{ type: Type.Label, id, component: field(outer.component) }]
    if (Array.isArray(outer.components))
      return [{ type: Type.ActionRow, id, components: outer.components.map(field) }]
    return [{ type: outer.type, id }]
  })
  const unknown = Object.keys(filled).find((name) => !known.has(name))
  if (unknown !== undefined) throw new Error(`the form has no ${unknown}; there are ${[...known].join(", ")}`)
  const chosen = Object.values(filled).flat()
  return {
    custom_id: form.custom_id,
    components: components as APIModalSubmissionComponent[],
    resolved: resolved(world, chosen),
  }
}

function fieldOf(component: Component, given: string | readonly string[] | undefined): object {
  const { type, custom_id } = component
  const list = given === undefined ? preset(component) : [given].flat()
  if (component.required !== false && type !== Type.Checkbox && list.join("") === "")
    throw new Error(`${String(custom_id)} is required`)
  switch (type) {
    case Type.TextInput:
      return { type, custom_id, value: list[0] ?? "" }
    case Type.RadioGroup:
      return { type, custom_id, value: list[0] ?? null }
    case Type.Checkbox:
      return { type, custom_id, value: list[0] === "true" }
    default:
      return { type, custom_id, values: list }
  }
}

/** What stands in a field before anybody touches it. */
export function preset(component: Component): readonly string[] {
  if (component.type === Type.TextInput) return [String(component.value ?? "")]
  if (component.type === Type.Checkbox) return [String(component.default ?? false)]
  const options = Array.isArray(component.options) ? component.options : []
  const filled = Array.isArray(component.default_values) ? component.default_values : []
  return [
    ...options.filter((option) => option.default).map((option) => String(option.value)),
    ...filled.map(({ id }) => String(id)),
  ]
}
