/** Work Objects: what Slack asks of an entity, and the pane beside it. */
import { asJson, type Json } from "../block-rules.ts"
import { type Answer, type Call, type Method, Refused, textOf } from "./call.ts"

export const entityMethods: Readonly<Record<string, Method>> = {
  "entity.presentDetails": { run: presentDetails },
}

const limits = { primary: 2, overflow: 5 }

/** Why Slack would not take an entity, by its type `EntityMetadata`. */
export function entityFaults(entity: Json): string[] {
  const { attributes, fields, custom_fields: custom = [], actions } = asJson(entity.entity_payload)
  const { title } = asJson(attributes)
  const { primary_actions: primary, overflow_actions: overflow } = asJson(actions)
  const known = new Set([
    ...Object.keys(asJson(fields)),
    ...(Array.isArray(custom) ? custom.map((field) => String(asJson(field).key)) : []),
  ])
  const order = asJson(entity.entity_payload).display_order
  const buttons = [...listOf(primary), ...listOf(overflow)].map(asJson)
  const rules: readonly (readonly [boolean, string])[] = [
    [entity.entity_type === "slack#/entities/content_item", `unknown type ${entity.entity_type}`],
    [URL.canParse(String(entity.url)), "url is no address"],
    [isText(asJson(entity.external_ref).id), "external_ref has no id"],
    [isText(asJson(title).text), "title has no text"],
    [listOf(order).every((key) => known.has(String(key))), "display_order names a field that is not there"],
    [listOf(primary).length <= limits.primary, "too many primary actions"],
    [listOf(overflow).length <= limits.overflow, "too many overflow actions"],
    [buttons.every(({ text, action_id: id }) => isText(text) && isText(id)), "a button without text or id"],
    [
      new Set(buttons.map(({ action_id: id }) => id)).size === buttons.length,
      "two buttons with one action_id",
    ],
  ]
  return rules.flatMap(([holds, fault]) => (holds ? [] : [fault]))
}

function presentDetails(call: Call): Answer {
  const trigger = textOf(call, "trigger_id")
  const pane = call.workspace.panes.get(trigger)
  if (!pane || !call.takeTrigger(trigger)) throw new Refused("invalid_trigger_id")
  const { metadata, error } = call.given
  if (metadata === undefined && error === undefined) throw new Refused("missing_argument")
  const entity = asJson(metadata)
  if (metadata !== undefined) {
    const faults = entityFaults(entity)
    if (faults.length > 0) throw new Refused("invalid_metadata", { response_metadata: { messages: faults } })
    if (asJson(entity.external_ref).id !== pane.id || entity.url !== pane.url)
      throw new Refused("entity_metadata_does_not_match_trigger")
  }
  pane.shown = metadata === undefined ? { error } : entity
  return { ok: true }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const isText = (value: unknown): boolean => typeof value === "string" && value !== ""
