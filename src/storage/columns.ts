import { words } from "../words/words.ts"
import { storeError } from "./engine.ts"

/**
 * How instants lie in columns: as Temporal spells them, without the closing Z. Texts compare as the instants do then,
 * where "…:00Z" and "…:00.5Z" would not; nothing is lost, and a person can read the file.
 */
const canonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d*[1-9])?Z$/

/** An ISO instant as a column holds it. Throws `RangeError` for anything else. */
export function instantToColumn(instant: string): string {
  const spelled = canonical.test(instant) ? instant : Temporal.Instant.from(instant).toString()
  return spelled.slice(0, -1)
}

/** A column's instant as the vocabulary writes it. */
export function columnToInstant(column: string): string {
  return `${column}Z`
}

/**
 * The first or last instant of a span as a column holds it. A date or a year is one too, the beginning of it: every
 * instant within begins with the same letters and is longer.
 */
export function boundToColumn(bound: string): string {
  return bound.includes("T") ? instantToColumn(bound) : bound
}

/** A row as the vocabulary has it: what the database calls null is absent. */
export type Present<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K]
} & {
  [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>
}

/** Drops the columns that are null. The result is a plain object of its own. */
export function present<T extends object>(row: T): Present<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<T>
}

/**
 * A value that was stored as JSON, if it has the shape it must have. The store wrote it from a typed value, so only a
 * damaged row or a foreign hand fails here: a `StoreError` that names what it is.
 */
export function decodeJson<T>(text: string, what: string, isRight: (value: unknown) => value is T): T {
  const value = parse(text)
  if (!isRight(value)) throw storeError("corrupt", words.storage.unreadable(what, text.slice(0, 60)))
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
