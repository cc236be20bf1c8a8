/** What the gateway tells, held against schemas made from the vendor's types and against Discord's contract. */
import { readFileSync } from "node:fs"
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv"
import { GatewayDispatchEvents as Dispatch, MessageReferenceType } from "discord-api-types/v10"
import { missing, shared } from "../../../needs.ts"
import { forLargeSchemas, loadContract } from "../rest/contract.ts"

/** What is wrong with an event's data; nothing when it fits or no schema is known. */
export type EventContract = (event: string, data: unknown) => readonly string[]

const messageSchema = "MessageResponse"

const schemas: Readonly<Record<string, string>> = {
  [Dispatch.Ready]: "DReady",
  [Dispatch.GuildCreate]: "DGuild",
  [Dispatch.InteractionCreate]: "DInteraction",
  [Dispatch.ThreadCreate]: "DThread",
  [Dispatch.MessageReactionAdd]: "DReaction",
}

/** All are compiled at once: a bot in the same process must not stand still in mid-test. */
let compiled: ReadonlyMap<string, ValidateFunction> | undefined

/** Undefined, with the reason printed, where the schemas are not here. */
export function loadEventContract(): EventContract | undefined {
  const folder = shared("specs/schemas-from-types")
  const contract = loadContract()
  if (missing(folder) || !contract) return undefined
  compiled ??= new Map(Object.entries(schemas).map(([event, name]) => [event, compile(folder.path, name)]))
  const validators = compiled
  contract.component(messageSchema, {})
  return (event, data) => {
    // Once more through JSON: what is undefined here is absent there.
    const told: unknown = JSON.parse(JSON.stringify(data ?? null))
    if (event === Dispatch.MessageCreate || event === Dispatch.MessageUpdate)
      return contract.component(messageSchema, asReply(told))
    const validate = validators.get(event)
    return !validate || validate(told) ? [] : (validate.errors ?? []).map(sentenceOf)
  }
}

/** The reference knows forwards; the contract names replies alone. */
function asReply(message: unknown): unknown {
  if (typeof message !== "object" || message === null || !("message_reference" in message)) return message
  const reference = { ...(message.message_reference as object), type: MessageReferenceType.Default }
  return { ...message, message_reference: reference }
}

function compile(folder: string, name: string): ValidateFunction {
  const ajv = new Ajv(forLargeSchemas)
  return ajv.compile(JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"), mended))
}

function sentenceOf({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`
}

/**
 * Two things that the maker of the schemas could not know: bits combine, and an enumeration of nothing is none. And media
 * have an id, which Discord's contract requires and the vendor's types leave out.
 */
function mended(key: string, value: unknown): unknown {
  if (key === "APIUnfurledMediaItem" && typeof value === "object")
    return { ...value, additionalProperties: true }
  if (key === "enum" && Array.isArray(value) && value.length === 0) return undefined
  const isBits = /flags$/i.test(key) && typeof value === "object" && value !== null
  return isBits && ("enum" in value || "const" in value) ? { type: "number" } : value
}
