import type { Log } from "../src/vocabulary/system.ts"

/** A log that nobody reads. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

export type HeardLog = Log & { readonly lines: { readonly level: string; readonly message: string }[] }

/** A log whose lines a test can look at. */
export function createHeardLog(): HeardLog {
  const lines: HeardLog["lines"] = []
  const hear = (level: string) => (_fields: object, message: string) => {
    lines.push({ level, message })
  }
  return { lines, debug: hear("debug"), info: hear("info"), warn: hear("warn"), error: hear("error") }
}
