import { setTimeout as wait } from "node:timers/promises"
import { StoreError } from "../../vocabulary/errors.ts"
import { type ChangeKind, changeKinds } from "../../vocabulary/stores.ts"
import type { Connection } from "./connection.ts"

/** A glance costs some microseconds, and nobody notices a quarter of a second. */
const glanceMs = 250

/**
 * Looks whether another process has written. SQLite tells nobody, but counts. It does not say what was written, so
 * everything may have been.
 */
export function watchForWrites(connection: Connection, listener: (what: ChangeKind) => void): () => void {
  const stopping = new AbortController()
  void watch(connection, listener, stopping.signal)
  return () => stopping.abort()
}

async function watch(
  connection: Connection,
  listener: (what: ChangeKind) => void,
  signal: AbortSignal,
): Promise<void> {
  let seen = versionOf(connection)
  while (await passed(glanceMs, signal)) {
    const version = versionOf(connection)
    if (version !== seen) changeKinds.forEach(listener)
    seen = version
  }
}

// A store that cannot be read says so to whoever reads it; here it is one reason more to look.
function versionOf(connection: Connection): number | undefined {
  try {
    return connection.foreignWrites()
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

async function passed(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal, ref: false })
    return true
  } catch (error) {
    if (signal.aborted) return false
    throw error
  }
}
