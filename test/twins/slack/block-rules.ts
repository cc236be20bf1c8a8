/** Block Kit's rules as far as they are numbers: what Slack answers with `invalid_blocks`. */
import { limits } from "./limits.ts"

export type Json = Readonly<Record<string, unknown>>

/** Everything that is wrong with a message's or view's blocks, each with its place. Empty when Slack would take them. */
export function blockFaults(blocks: unknown, most: number = limits.message.blocks): readonly string[] {
  if (!Array.isArray(blocks)) return ["blocks is not a list"]
  const faults: string[] = []
  if (blocks.length > most) faults.push(`${blocks.length} blocks, ${most} are allowed`)
  for (const [index, block] of blocks.entries()) faults.push(...faultsOf(asJson(block), `blocks[${index}]`))
  return [...faults, ...repeatedIds(blocks.map(asJson))]
}

/** Characters that readers see over all blocks. */
export function displayedCharacters(blocks: unknown): number {
  if (Array.isArray(blocks)) return blocks.reduce((sum: number, block) => sum + displayedCharacters(block), 0)
  if (typeof blocks !== "object" || blocks === null) return 0
  const { text, ...rest } = blocks as Json
  const own = typeof text === "string" ? text.length : displayedCharacters(text)
  return own + Object.values(rest).reduce((sum: number, part) => sum + displayedCharacters(part), 0)
}

function faultsOf(block: Json, at: string): readonly string[] {
  switch (block.type) {
    case "section":
      return [
        ...(block.text === undefined && block.fields === undefined
          ? [`${at} has neither text nor fields`]
          : []),
        ...(block.text === undefined ? [] : textFaults(block.text, limits.section.text, `${at}.text`)),
        ...list(block.fields).flatMap((field, i) =>
          textFaults(field, limits.section.field, `${at}.fields[${i}]`),
        ),
        ...tooMany(block.fields, limits.section.fields, `${at}.fields`),
        ...(block.accessory === undefined ? [] : elementFaults(asJson(block.accessory), `${at}.accessory`)),
      ]
    case "header":
      return textFaults(block.text, limits.header, `${at}.text`)
    case "context":
      return [
        ...tooMany(block.elements, limits.context, `${at}.elements`),
        ...list(block.elements).flatMap((element, i) =>
          element.type === "image"
            ? elementFaults(element, `${at}.elements[${i}]`)
            : textFaults(element, limits.section.text, `${at}.elements[${i}]`),
        ),
      ]
    case "actions":
      return [
        ...tooMany(block.elements, limits.actions, `${at}.elements`),
        ...list(block.elements).flatMap((element, i) => elementFaults(element, `${at}.elements[${i}]`)),
      ]
    case "image":
      return elementFaults(block, at)
    case "input":
      return [
        ...textFaults(block.label, limits.label, `${at}.label`),
        ...elementFaults(asJson(block.element), `${at}.element`),
      ]
    case "divider":
      return []
    default:
      return [`${at} is of the unknown type ${String(block.type)}`]
  }
}

function elementFaults(element: Json, at: string): readonly string[] {
  const id =
    element.action_id === undefined ? [] : lengthFaults(element.action_id, limits.id, `${at}.action_id`)
  switch (element.type) {
    case "button":
      return [
        ...id,
        ...textFaults(element.text, limits.button.text, `${at}.text`),
        ...(element.value === undefined
          ? []
          : lengthFaults(element.value, limits.button.value, `${at}.value`)),
        ...(element.url === undefined ? [] : lengthFaults(element.url, limits.button.url, `${at}.url`)),
      ]
    case "image":
      return [
        ...lengthFaults(element.image_url, limits.image.url, `${at}.image_url`),
        ...lengthFaults(element.alt_text, limits.image.alt, `${at}.alt_text`),
        ...(String(element.image_url).startsWith("https://") ||
        String(element.image_url).startsWith("http://")
          ? []
          : [`${at}.image_url is no address`]),
      ]
    case "static_select":
    case "multi_static_select":
      return [...id, ...optionsFaults(element, limits.option.options, at)]
    case "checkboxes":
    case "radio_buttons":
      return [...id, ...optionsFaults(element, limits.option.boxes, at)]
    case "overflow":
      return [...id, ...optionsFaults(element, limits.option.overflow, at)]
    case "external_select":
    case "plain_text_input":
    case "number_input":
    case "timepicker":
    case "conversations_select":
      return [
        ...id,
        ...(element.placeholder === undefined
          ? []
          : textFaults(element.placeholder, limits.placeholder, `${at}.placeholder`)),
      ]
    default:
      return [`${at} is of the unknown type ${String(element.type)}`]
  }
}

/** The options of a menu, and that what is chosen at first is one of them. */
function optionsFaults(element: Json, most: number, at: string): readonly string[] {
  const groups = element.option_groups === undefined ? [element] : list(element.option_groups)
  const options = groups.flatMap((group) => list(group.options))
  const chosen = [...list(element.initial_options), ...list([element.initial_option].filter(Boolean))]
  const known = new Set(options.map((option) => JSON.stringify(option)))
  return [
    ...(options.length === 0 ? [`${at} offers nothing`] : []),
    ...(options.length > most ? [`${at}.options has ${options.length} entries, ${most} are allowed`] : []),
    ...options.flatMap((option, i) => optionFaults(option, `${at}.options[${i}]`)),
    ...(chosen.every((option) => known.has(JSON.stringify(option)))
      ? []
      : [`${at}: what is chosen at first is none of its options`]),
  ]
}

export function optionFaults(option: Json, at: string): readonly string[] {
  return [
    ...textFaults(option.text, limits.option.text, `${at}.text`),
    ...(option.description === undefined
      ? []
      : textFaults(option.description, limits.option.text, `${at}.description`)),
    ...lengthFaults(option.value, limits.option.value, `${at}.value`),
  ]
}

function textFaults(text: unknown, max: number, at: string): readonly string[] {
  const { type, text: words } = asJson(text)
  if (type !== "mrkdwn" && type !== "plain_text") return [`${at} is no text object`]
  return lengthFaults(words, max, at)
}

function lengthFaults(value: unknown, max: number, at: string): readonly string[] {
  if (typeof value !== "string" || value.length === 0) return [`${at} is empty`]
  return value.length > max ? [`${at} has ${value.length} characters, ${max} are allowed`] : []
}

function tooMany(values: unknown, max: number, at: string): readonly string[] {
  const count = list(values).length
  return count > max ? [`${at} has ${count} entries, ${max} are allowed`] : []
}

/** `block_id`s are unique within a message, `action_id`s within a block. */
function repeatedIds(blocks: readonly Json[]): readonly string[] {
  const blockIds = blocks.map((block) => block.block_id).filter((id) => id !== undefined)
  const repeated = blockIds.length === new Set(blockIds).size ? [] : ["a block_id stands twice"]
  const within = blocks.flatMap((block, index) => {
    const ids = list(block.elements)
      .map((element) => element.action_id)
      .filter((id) => id !== undefined)
    return ids.length === new Set(ids).size ? [] : [`blocks[${index}] has an action_id twice`]
  })
  return [...repeated, ...within]
}

const list = (values: unknown): readonly Json[] => (Array.isArray(values) ? values.map(asJson) : [])

export function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {}
}
