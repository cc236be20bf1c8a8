/** What happens is told to the gateway's sessions, and whoever waits for something looks again. */
import type {
  APIBaseInteraction,
  GatewayDispatchEvents,
  GatewayDispatchPayload,
  InteractionType,
} from "discord-api-types/v10"

/**
 * The data of each event, as the vendor types it. Of an interaction the common part alone: the union over its kinds
 * cannot be put together field by field, and a schema holds each of them when it is told.
 */
type Data = {
  readonly [P in GatewayDispatchPayload as P["t"]]: P["t"] extends GatewayDispatchEvents.InteractionCreate
    ? APIBaseInteraction<InteractionType, unknown>
    : P["d"]
}

/** An event and whom it concerns: a server's shard, or the first shard for what is outside of servers. */
export type Happening = {
  readonly [E in keyof Data]: {
    readonly event: E
    readonly data: Data[E]
    readonly guild: string | undefined
  }
}[keyof Data]

export type Events = {
  /** Tells the gateway. */
  tell(happening: Happening): void
  onTell(listener: (happening: Happening) => void): void
  /** Something changed that somebody may wait for. */
  changed(): void
  /** Calls back at each change until the returned function is called. */
  watch(listener: () => void): () => void
}

export function createEvents(): Events {
  const tellers: ((happening: Happening) => void)[] = []
  const watchers = new Set<() => void>()
  let isDue = false
  // Once for all that happens in a turn: with a thousand people waiting, each change would cost a thousand looks.
  const changed = () => {
    if (isDue) return
    isDue = true
    setImmediate(() => {
      isDue = false
      for (const watcher of [...watchers]) watcher()
    })
  }
  return {
    tell(happening) {
      for (const teller of tellers) teller(happening)
      changed()
    },
    onTell: (listener) => void tellers.push(listener),
    changed,
    watch(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
  }
}
