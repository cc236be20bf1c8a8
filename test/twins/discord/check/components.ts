/** Components of both forms: rows of buttons, and the layouts of components v2. */
import { ButtonStyle, ComponentType as Type } from "discord-api-types/v10"
import { limits } from "../limits.ts"
import type { FieldError } from "../rest/refusal.ts"
import { walk } from "../state/components.ts"
import { lengthOf, listOf, notBetween, recordOf, tooLong, tooMany } from "./field.ts"

type Component = Readonly<Record<string, unknown>>

export function componentErrors(components: unknown, isNewForm: boolean): readonly FieldError[] {
  const errors: FieldError[] = []
  const ids: string[] = []
  let count = 0
  let characters = 0
  walk(listOf(components), (component, path) => {
    count += 1
    characters += component.type === Type.TextDisplay ? lengthOf(component.content) : 0
    if (typeof component.custom_id === "string") ids.push(component.custom_id)
    errors.push(...oneComponent(component, path))
    if (!isNewForm && !oldForm.has(Number(component.type)))
      errors.push({
        path: `${path}.type`,
        code: "UNION_TYPE_CHOICES",
        message: 'Value of field "type" must be one of (1,).',
      })
  })
  return [
    ...errors,
    ...(isNewForm ? newForm(count, characters) : tooMany("components", components, limits.message.rows)),
    ...duplicates(ids),
  ]
}

const oldForm: ReadonlySet<number> = new Set([
  Type.ActionRow,
  Type.Button,
  Type.StringSelect,
  Type.UserSelect,
  Type.RoleSelect,
  Type.MentionableSelect,
  Type.ChannelSelect,
])

function newForm(count: number, characters: number): readonly FieldError[] {
  const most = limits.message
  return [
    ...(count > most.components
      ? [
          {
            path: "components",
            code: "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            message: `The total number of components exceeds ${most.components}`,
          },
        ]
      : []),
    ...(characters > most.text
      ? [
          {
            path: "components",
            code: "COMPONENT_MAX_TOTAL_TEXT_EXCEEDED",
            message: `The displayable text exceeds ${most.text} characters`,
          },
        ]
      : []),
  ]
}

function duplicates(ids: readonly string[]): readonly FieldError[] {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  return twice === undefined
    ? []
    : [
        {
          path: "components",
          code: "COMPONENT_CUSTOM_ID_DUPLICATED",
          message: "Component custom id cannot be duplicated",
        },
      ]
}

function oneComponent(component: Component, path: string): readonly FieldError[] {
  const most = limits.message
  switch (component.type) {
    case Type.ActionRow:
      return tooMany(`${path}.components`, component.components, most.perRow)
    case Type.Button:
      return buttonErrors(component, path)
    case Type.StringSelect:
    case Type.UserSelect:
    case Type.RoleSelect:
    case Type.MentionableSelect:
    case Type.ChannelSelect:
      return [
        ...notBetween(`${path}.custom_id`, component.custom_id, 1, most.customId),
        ...selectErrors(component, path),
      ]
    case Type.TextDisplay:
      return notBetween(`${path}.content`, component.content, 1, most.text)
    case Type.Section:
      return sectionErrors(component, path)
    case Type.Thumbnail:
      return [
        ...tooLong(`${path}.description`, component.description, most.mediaDescription),
        ...urlErrors(recordOf(component.media).url, `${path}.media.url`),
      ]
    case Type.MediaGallery:
      return [
        ...tooMany(`${path}.items`, component.items, most.galleryItems),
        ...listOf(component.items).flatMap((item, index) => [
          ...tooLong(`${path}.items.${index}.description`, item.description, most.mediaDescription),
          ...urlErrors(recordOf(item.media).url, `${path}.items.${index}.media.url`),
        ]),
      ]
    default:
      return []
  }
}

/** A menu, in a message or a form: its own options, or those that Discord fills in. */
export function selectErrors(select: Component, path: string): readonly FieldError[] {
  const most = limits.message
  const isFilled = select.type !== Type.StringSelect
  const chosen = isFilled
    ? listOf(select.default_values)
    : listOf(select.options).filter((one) => one.default)
  const max = Number(select.max_values ?? 1)
  return [
    ...tooLong(`${path}.placeholder`, select.placeholder, most.placeholder),
    ...(isFilled
      ? []
      : notBetween(`${path}.options`, "x".repeat(listOf(select.options).length), 1, most.selectOptions)),
    ...(chosen.length > max
      ? [{ path, code: "BASE_TYPE_MAX_LENGTH", message: `At most ${max} values may be chosen.` }]
      : []),
    ...listOf(select.options).flatMap((option, index) => [
      ...notBetween(`${path}.options.${index}.label`, option.label, 1, most.selectOptionText),
      ...notBetween(`${path}.options.${index}.value`, option.value, 1, most.selectOptionText),
      ...tooLong(`${path}.options.${index}.description`, option.description, most.selectOptionText),
    ]),
  ]
}

function buttonErrors(button: Component, path: string): readonly FieldError[] {
  const most = limits.message
  const isLink = button.style === ButtonStyle.Link
  const named = lengthOf(button.label) > 0 || button.emoji !== undefined
  return [
    ...tooLong(`${path}.label`, button.label, most.label),
    ...(isLink
      ? urlErrors(button.url, `${path}.url`)
      : notBetween(`${path}.custom_id`, button.custom_id, 1, most.customId)),
    ...(named
      ? []
      : [{ path, code: "BUTTON_COMPONENT_INVALID", message: "A button needs a label or an emoji" }]),
  ]
}

function sectionErrors(section: Component, path: string): readonly FieldError[] {
  const texts = listOf(section.components).length
  const required = {
    path: `${path}.accessory`,
    code: "BASE_TYPE_REQUIRED",
    message: "This field is required",
  }
  const length = {
    path: `${path}.components`,
    code: "BASE_TYPE_BAD_LENGTH",
    message: `Must be between 1 and ${limits.message.sectionTexts} in length.`,
  }
  return [
    ...(section.accessory === undefined ? [required] : []),
    ...(texts < 1 || texts > limits.message.sectionTexts ? [length] : []),
  ]
}

function urlErrors(url: unknown, path: string): readonly FieldError[] {
  return typeof url === "string" && /^(https?|attachment|discord):\/\/\S+$/.test(url)
    ? []
    : [{ path, code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." }]
}
