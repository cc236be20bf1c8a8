import type { Log } from "../../../src/ports.ts"

/** A log that nobody reads. */
export const quiet: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore }

function ignore(): void {
  return
}
