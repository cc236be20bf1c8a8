/** What the page's script sends, read with care: every value is text of a limited length, or the request is refused. */
import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import type { PackedArguments } from "../../src/vocabulary/card.ts"

export type Form = {
  /** A value of 1 to `max` characters. */
  text(name: string, max: number): string
  /** The same, or nothing when it is not there or empty. */
  maybe(name: string, max: number): string | undefined
}

/** The fields of a posted form. Its readers throw 400 for what is missing or too long. */
export async function readForm(c: Context): Promise<Form> {
  const fields = await c.req.parseBody()
  const maybe = (name: string, max: number) => {
    const value = fields[name]
    if (value === undefined || value === "") return undefined
    if (typeof value !== "string" || value.length > max)
      throw refused(`"${name}" is longer than ${max} characters: shorten it`)
    return value
  }
  return {
    maybe,
    text(name, max) {
      const value = maybe(name, max)
      if (value === undefined) throw refused(`"${name}" is missing: reload the page`)
      return value
    },
  }
}

export type PressedButton = {
  readonly command: string
  readonly arguments: PackedArguments
  readonly effect: "update" | "reply"
}

/** The invocation that a button carries. The core checks command and arguments; here is checked that they are such. */
export function readPress(json: string): PressedButton {
  const press = parseRecord(json)
  const args = press.arguments
  if (typeof press.command !== "string" || !isRecord(args) || !Object.values(args).every(isPlain)) {
    throw refused("this button cannot be read: reload the page")
  }
  return {
    command: press.command,
    arguments: args as PackedArguments,
    effect: press.effect === "update" ? "update" : "reply",
  }
}

function parseRecord(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json)
    if (isRecord(value)) return value
  } catch (cause) {
    throw refused("this button cannot be read: reload the page", cause)
  }
  throw refused("this button cannot be read: reload the page")
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
}

/** A refusal of a request that the page itself would not make; its words are shown as a toast. */
export function refused(message: string, cause?: unknown): HTTPException {
  return new HTTPException(400, { message, cause })
}
