import pg from "pg"
import { poll } from "../../concurrency/poll.ts"
import { type ChangeKind, changeKinds } from "../../vocabulary/stores.ts"
import { words } from "../../words/words.ts"
import { timer } from "../engine.ts"
import { clientConfig, type Server } from "./pool.ts"
import { wordsOf } from "./postgres-error.ts"

/** Between two attempts to listen again. */
const pauseMs = 1_000

type Tell = (what: ChangeKind) => void

export type Listener = {
  subscribe(listener: Tell): () => void
  close(): Promise<void>
}

/**
 * Hears what `NOTIFY` says of others' changes, on a connection of its own from the first subscriber on. A lost one is
 * opened again; since nobody knows what was said meanwhile, everything may have changed then.
 */
export function createListener(server: Server): Listener {
  const subscribers = new Set<Tell>()
  const closing = new AbortController()
  const tell: Tell = (what) => {
    for (const subscriber of subscribers) subscriber(what)
  }
  let listening: Promise<void> | undefined
  return {
    subscribe(listener) {
      // One of its own, so that a function that subscribes twice is called twice.
      const subscriber: Tell = (what) => listener(what)
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

async function keepListening(server: Server, tell: Tell, closing: AbortSignal): Promise<void> {
  const { log, address } = server
  // Once an outage: it may last for hours.
  let isTold = false
  const failed = (error: unknown) => {
    if (!(error instanceof Error)) throw error
    if (!isTold) log.warn({ why: wordsOf(error) }, words.storage.postgres.notListening(address))
    isTold = true
  }
  const again = async () => {
    await listen(server, tell, closing)
    isTold = false
  }
  await again().catch(failed)
  await poll(again, { clock: timer, everyMs: pauseMs, signal: closing, failed })
}

/** Listens until the connection is lost or closed. */
async function listen({ url }: Server, tell: Tell, closing: AbortSignal): Promise<void> {
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
