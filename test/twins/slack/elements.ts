/** What people press, choose from and fill in, found as people find it, and how Slack tells of it. */
import { asJson, type Json } from "./block-rules.ts"
import type { Message } from "./world.ts"

/** An element that was pressed; of a menu, with what was `chosen` in it. */
export type Pressed = { readonly blockId: string; readonly element: Json }

type Holder = Pick<Message, "text" | "blocks">

/** The button or menu entry as people find it: by its label, wherever it stands in the message. */
export function buttonOn(message: Holder, label: string): Pressed {
  for (const [index, block] of message.blocks.map(asJson).entries()) {
    for (const element of elementsOf(block)) {
      const chosen = choices(element).find(({ text }) => String(asJson(text).text).includes(label))
      if (chosen) return pressed(block, index, { ...element, chosen })
      if (element.type === "button" && String(asJson(element.text).text).includes(label))
        return pressed(block, index, element)
    }
  }
  throw new Error(`no button "${label}" on: ${message.text}`)
}

/** A button of a Work Object, in sight or in its menu, as the element that it is drawn as. */
export function entityButton(entity: Json, label: string): Json {
  const { primary_actions: primary, overflow_actions: overflow } = asJson(
    asJson(entity.entity_payload).actions,
  )
  const all = [primary, overflow].flatMap((some) => (Array.isArray(some) ? some.map(asJson) : []))
  const found = all.find(({ text }) => String(text).includes(label))
  if (!found) throw new Error(`no button "${label}" on the entity ${entity.url}`)
  const { text, action_id, value } = found
  return { type: "button", text: { type: "plain_text", text }, action_id, value }
}

/** The element at a place: the accessory of a section, and the element of an input, is at -1. Of a menu, with what is chosen in it. */
export function elementAt(message: Holder, index: number, place: number, value?: string): Pressed {
  const block = asJson(message.blocks[index])
  const element = asJson(
    place < 0 ? (block.accessory ?? block.element) : Array.isArray(block.elements) && block.elements[place],
  )
  if (element.type === undefined) throw new Error(`nothing to press at ${index}.${place} of: ${message.text}`)
  if (element.type === "button") return pressed(block, index, element)
  const chosen = choices(element).find((option) => option.value === value) ?? value
  return pressed(block, index, { ...element, chosen })
}

const pressed = (block: Json, index: number, element: Json): Pressed => ({
  blockId: String(block.block_id ?? `block-${index}`),
  element,
})

function elementsOf({ elements, accessory }: Json): readonly Json[] {
  return [...(Array.isArray(elements) ? elements : []), accessory].map(asJson)
}

function choices({ options, option_groups }: Json): readonly Json[] {
  const groups = Array.isArray(option_groups) ? option_groups.map(asJson) : [{ options }]
  return groups.flatMap((group) => (Array.isArray(group.options) ? group.options.map(asJson) : []))
}

/** What people put into a form's fields, by block. */
export type Values = Readonly<Record<string, string | readonly string[]>>

/** The state of a form's fields, as Slack sends it: each by its block and action. */
export function filledIn(view: Json, values: Values): Json {
  const blocks = Array.isArray(view.blocks) ? view.blocks.map(asJson) : []
  const inputs = blocks.filter(({ type }) => type === "input")
  const state = inputs.map((block): [string, Json] => {
    const id = String(block.block_id)
    const element = asJson(block.element)
    return [id, { [String(element.action_id)]: field(element, [values[id] ?? untouched(element)].flat()) }]
  })
  return Object.fromEntries(state)
}

/** What a field says that nobody filled in: what it was opened with. */
function untouched(element: Json): readonly string[] {
  const many = Array.isArray(element.initial_options) ? element.initial_options.map(asJson) : []
  const one = [
    element.initial_value,
    asJson(element.initial_option).value,
    element.initial_conversation,
    element.initial_channel,
    element.initial_user,
    element.initial_time,
    element.initial_date,
  ]
  return [...many.map(({ value }) => value), ...one].filter(
    (value): value is string => typeof value === "string",
  )
}

/** A field's state with these values: an option that it offers is told with its words. */
function field(element: Json, values: readonly string[]): Json {
  const { type } = element
  const given = values.filter((value) => value !== "")
  const option = (value: string) =>
    choices(element).find((one) => one.value === value) ?? {
      text: { type: "plain_text", text: value },
      value,
    }
  const first = given[0]
  switch (type) {
    case "checkboxes":
    case "multi_static_select":
      return { type, selected_options: given.map(option) }
    case "radio_buttons":
    case "static_select":
    case "external_select":
      return { type, selected_option: first === undefined ? null : option(first) }
    case "conversations_select":
      return { type, selected_conversation: first ?? null }
    case "channels_select":
      return { type, selected_channel: first ?? null }
    case "users_select":
      return { type, selected_user: first ?? null }
    case "timepicker":
      return { type, selected_time: first ?? null }
    case "datepicker":
      return { type, selected_date: first ?? null }
    default:
      return { type, value: first ?? null }
  }
}

/** An action on an element, as Slack tells of it. */
export function actionOf({ blockId, element }: Pressed): Json {
  const chosen = element.chosen === undefined ? [] : [element.chosen]
  const values = chosen.map((one) => (typeof one === "string" ? one : String(asJson(one).value)))
  const { type: _, ...state } = element.type === "button" ? { type: "" } : menuState(element, values)
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: blockId,
    ...(element.type === "button" ? { text: element.text } : state),
    ...(element.value === undefined ? {} : { value: element.value }),
    action_ts: "1790000000.000000",
  }
}

const menuState = (element: Json, values: readonly string[]) =>
  field(element.type === "overflow" ? { ...element, type: "static_select" } : element, values)

/** Slack shows an error below an input block alone, by its id. */
export function checkErrors(view: Json, errors: Json): void {
  const blocks = Array.isArray(view.blocks) ? view.blocks.map(asJson) : []
  for (const [id, text] of Object.entries(errors))
    if (!blocks.some((block) => block.type === "input" && block.block_id === id) || typeof text !== "string")
      throw new Error(`no field ${id} for the error ${text}`)
}
