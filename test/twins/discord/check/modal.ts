/** Whether a form keeps Discord's limits: labels, each with one field, or the older rows of one text field. */
import { ComponentType as Type } from "discord-api-types/v10"
import { limits } from "../limits.ts"
import type { FieldError } from "../rest/refusal.ts"
import { selectErrors } from "./components.ts"
import { listOf, notBetween, recordOf, tooLong, tooMany } from "./field.ts"

type Component = Readonly<Record<string, unknown>>

export function modalErrors(data: Component): readonly FieldError[] {
  return [
    ...notBetween("data.title", data.title, 1, limits.modal.title),
    ...notBetween("data.custom_id", data.custom_id, 1, limits.message.customId),
    ...tooMany("data.components", data.components, limits.modal.components),
    ...listOf(data.components).flatMap((component, index) => topLevel(component, `data.components.${index}`)),
  ]
}

function topLevel(component: Component, path: string): readonly FieldError[] {
  switch (component.type) {
    case Type.Label:
      return [
        ...notBetween(`${path}.label`, component.label, 1, limits.modal.label),
        ...tooLong(`${path}.description`, component.description, limits.modal.description),
        ...field(recordOf(component.component), `${path}.component`),
      ]
    case Type.ActionRow:
      return listOf(component.components).flatMap((one, index) => field(one, `${path}.components.${index}`))
    case Type.TextDisplay:
      return []
    default:
      return [invalid(`${path}.type`, 'Value of field "type" must be one of (1, 10, 18).')]
  }
}

function field(component: Component, path: string): readonly FieldError[] {
  const disabled = component.disabled === true ? [invalid(path, "A modal's fields cannot be disabled")] : []
  const emptiable =
    component.min_values === 0 && component.required !== false
      ? [invalid(path, "Required components must have at least 1 min values")]
      : []
  return [
    ...notBetween(`${path}.custom_id`, component.custom_id, 1, limits.message.customId),
    ...disabled,
    ...emptiable,
    ...ofKind(component, path),
  ]
}

function ofKind(component: Component, path: string): readonly FieldError[] {
  const most = limits.modal
  switch (component.type) {
    case Type.TextInput:
      return [
        ...tooLong(`${path}.value`, component.value, Number(component.max_length ?? most.input)),
        ...tooLong(`${path}.placeholder`, component.placeholder, most.placeholder),
      ]
    case Type.RadioGroup:
    case Type.CheckboxGroup:
      return [
        ...tooMany(`${path}.options`, component.options, most.options),
        ...listOf(component.options).flatMap((option, index) => [
          ...notBetween(`${path}.options.${index}.label`, option.label, 1, limits.message.selectOptionText),
          ...notBetween(`${path}.options.${index}.value`, option.value, 1, limits.message.selectOptionText),
        ]),
      ]
    case Type.Checkbox:
      return component.required === true ? [invalid(path, "A checkbox cannot be required")] : []
    default:
      return selectErrors(component, path)
  }
}

function invalid(path: string, message: string): FieldError {
  return { path, code: "UNION_TYPE_CHOICES", message }
}
