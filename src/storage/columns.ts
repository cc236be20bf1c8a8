import { words } from "../words/words.ts"
import { storeError } from "./engine.ts"

/** Instants lie in columns as Temporal spells them, without the Z: "…:00" and "…:00.5" compare as the instants do. */
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

/** A bound of a span as a column holds it. A date or a year is one too: the instants in it are longer and sort behind. */
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

/** A value that was stored as JSON. Throws a `StoreError` that names the row if its shape is wrong: it is damaged then. */
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
