/** What people press and fill in: buttons, menu entries and fields, found as people find them. */
import { asJson } from "./block-rules.ts"
import type { Json, Pressed } from "./payloads.ts"
import type { Message } from "./world.ts"

/** The button or menu entry as people find it: by its label, wherever it stands in the message. */
export function buttonOn(message: Pick<Message, "text" | "blocks">, label: string): Pressed {
  const blocks = message.blocks.map(asJson)
  for (const [index, block] of blocks.entries()) {
    const elements = [...(Array.isArray(block.elements) ? block.elements : []), block.accessory].map(asJson)
    const menu = elements.find(({ type }) => type === "static_select")
    const entries = menu && Array.isArray(menu.options) ? menu.options.map(asJson) : []
    const chosen = entries.find(({ text }) => String(asJson(text).text).includes(label))
    if (menu && chosen)
      return { blockId: String(block.block_id ?? `block-${index}`), element: { ...menu, chosen } }
    const element = elements.find(
      ({ type, text }) => type === "button" && String(asJson(text).text).includes(label),
    )
    if (element) return { blockId: String(block.block_id ?? `block-${index}`), element }
  }
  throw new Error(`no button "${label}" on: ${message.text}`)
}

/** The state of a form's fields, as Slack sends it: each by its block and action. */
export function filledIn(view: Json, values: Readonly<Record<string, string>>): Json {
  const blocks = Array.isArray(view.blocks) ? view.blocks.map(asJson) : []
  const state = blocks.map((block): [string, Json] => {
    const id = String(block.block_id)
    const element = asJson(block.element)
    return [
      id,
      { [String(element.action_id)]: field(String(element.type), values[id] ?? untouched(element)) },
    ]
  })
  return Object.fromEntries(state)
}

/** What a field says that nobody filled in: what it was opened with. */
function untouched({ initial_value, initial_option, initial_options }: Json): string | undefined {
  if (Array.isArray(initial_options) && initial_options.length > 0) return "true"
  const given = initial_value ?? asJson(initial_option).value
  return typeof given === "string" ? given : undefined
}

function field(type: string, value: string | undefined): Json {
  if (type === "checkboxes") return { type, selected_options: value ? [{ value: "true" }] : [] }
  if (type.endsWith("_select"))
    return { type, selected_option: value ? { value, text: { type: "plain_text", text: value } } : null }
  return { type, value: value ?? null }
}

/** Slack shows an error below an input block alone, by its id. */
export function checkErrors(view: Json, errors: Json): void {
  const blocks = Array.isArray(view.blocks) ? view.blocks.map(asJson) : []
  for (const [id, text] of Object.entries(errors))
    if (!blocks.some((block) => block.type === "input" && block.block_id === id) || typeof text !== "string")
      throw new Error(`no field ${id} for the error ${text}`)
}
