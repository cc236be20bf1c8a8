import { inspect } from "node:util"

/** A value that may be used but never seen: printing, logging or serialising it gives `[secret]`. */
export type Secret = {
  /** The value itself, for the one call that needs it. */
  reveal(): string
  toString(): string
  toJSON(): string
}

const shown = "[secret]"

/** Wraps a value so that neither a template string, `JSON.stringify`, `console.log` nor pino shows it. */
export function secret(value: string): Secret {
  const wrapped = {
    reveal: () => value,
    toString: () => shown,
    toJSON: () => shown,
    [inspect.custom]: () => shown,
  }
  return Object.freeze(wrapped)
}

/** Whether a value was wrapped by `secret`. */
export function isSecret(value: unknown): value is Secret {
  return (
    typeof value === "object" && value !== null && "reveal" in value && typeof value.reveal === "function"
  )
}
