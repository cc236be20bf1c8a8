import { StoreError } from "../vocabulary/errors.ts"

/**
 * A value that was stored as JSON, if it has the shape it must have. The store wrote it from a typed value, so only a
 * damaged row or a foreign hand fails here: a `StoreError` that names what it is.
 */
export function decodeJson<T>(text: string, what: string, isRight: (value: unknown) => value is T): T {
  const value = parse(text)
  if (!isRight(value)) throw unreadable(what, text)
  return value
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreadable(what: string, text: string): StoreError {
  return new StoreError(
    "corrupt",
    `The store holds ${what} that cannot be read: ${text.slice(0, 60)}`,
    "Keep the database as it is and put a backup in its place.",
  )
}
