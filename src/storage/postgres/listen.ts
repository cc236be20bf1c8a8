import { setTimeout as wait } from "node:timers/promises"
import pg from "pg"
import { type ChangeKind, changeKinds } from "../../vocabulary/stores.ts"
import { clientConfig, type Server } from "./pool.ts"
import { wordsOf } from "./postgres-error.ts"

/** Between two attempts to listen again. */
const pauseMs = 1_000

export type WakeUps = {
  subscribe(listener: (what: ChangeKind) => void): () => void
  close(): Promise<void>
}

/**
 * Hears what `NOTIFY` says of others' changes, on a connection of its own from the first subscriber on. A lost one is
 * opened again; since nobody knows what was said meanwhile, everything may have changed then.
 */
export function createWakeUps(server: Server): WakeUps {
  const subscribers = new Set<(what: ChangeKind) => void>()
  const closing = new AbortController()
  const tell = (what: ChangeKind) => {
    for (const listener of subscribers) listener(what)
  }
  let listening: Promise<void> | undefined
  return {
    subscribe(listener) {
      // One of its own, so that a function that subscribes twice is called twice.
      const subscriber = (what: ChangeKind) => listener(what)
      subscribers.add(subscriber)
      listening ??= keepListening(server, tell, closing.signal)
      return () => subscribers.delete(subscriber)
    },
    async close() {
      closing.abort()
      await listening
    },
  }
}

async function keepListening(
  server: Server,
  tell: (what: ChangeKind) => void,
  closing: AbortSignal,
): Promise<void> {
  const { log, address } = server
  let isTold = false
  while (!closing.aborted) {
    try {
      await listen(server, tell, closing)
      isTold = false
    } catch (error) {
      if (!(error instanceof Error)) throw error
      // Once an outage: it may last for hours.
      if (!isTold)
        log.warn({ why: wordsOf(error) }, `changes in ${address} are looked for by the clock alone`)
      isTold = true
    }
    await passed(pauseMs, closing)
  }
}

/** Listens until the connection is lost or is wanted no more. */
async function listen(
  { url }: Server,
  tell: (what: ChangeKind) => void,
  closing: AbortSignal,
): Promise<void> {
  const client = new pg.Client(clientConfig(url))
  const over = Promise.withResolvers<void>()
  const end = () => over.resolve()
  client.on("error", end)
  client.on("end", end)
  closing.addEventListener("abort", end)
  try {
    await client.connect()
    const { rows } = await client.query<{ schema: string }>("select current_schema() as schema")
    client.on("notification", ({ payload }) => {
      const what = changeKinds.find((one) => payload === `${rows[0]?.schema}.${one}`)
      if (what !== undefined) tell(what)
    })
    await client.query("listen paperboy")
    changeKinds.forEach(tell)
    await over.promise
  } finally {
    closing.removeEventListener("abort", end)
    await client.end()
  }
}

async function passed(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
