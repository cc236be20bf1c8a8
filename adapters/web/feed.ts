/**
 * What has happened in the chat, in order, so that a browser whose connection dropped gets what it missed. It holds
 * pointers, not content: whoever follows renders what a message is *now*, for the member who looks.
 */
import type { Clock } from "../../src/vocabulary/system.ts"

export type Happening =
  /** A message is new, or is not as it was. */
  | { readonly kind: "message" | "changed"; readonly id: string; readonly onlyFor?: string | undefined }
  | { readonly kind: "gone"; readonly id: string; readonly onlyFor?: string | undefined }
  | { readonly kind: "votes"; readonly paper: string }

/** What a follower hears: a happening, that it has missed some, or that the line is still alive. */
export type Heard = {
  readonly cursor: string
  readonly event: Happening | { readonly kind: "missed" | "alive" }
}

export type Feed = {
  publish(happening: Happening): void
  /** The place after the last happening: what a page that is rendered now has seen. */
  cursor(): string
  /** All that happened after `cursor` and then what happens, until `signal`; then it returns. */
  follow(cursor: string, signal: AbortSignal): AsyncGenerator<Heard>
  /** Lets every follower say that it is alive. */
  beat(): void
  followers(): number
}

/** Some minutes of a busy chat. Who was away for longer reads the page again. */
const remembered = 1000

/** A feed; `epoch` differs at every start, so that a cursor of an earlier run is not taken for one of this. */
export function createFeed(epoch: string): Feed {
  const happenings: Happening[] = []
  const changeKinds = new Set<() => void>()
  let dropped = 0

  const last = () => dropped + happenings.length
  const wakeAll = () => {
    for (const wake of [...changeKinds]) wake()
  }
  const positionOf = (cursor: string): number | undefined => {
    const [of, number] = cursor.split("-")
    const position = of === epoch && /^\d{1,15}$/.test(number ?? "") ? Number(number) : -1
    return position >= dropped && position <= last() ? position : undefined
  }

  return {
    publish(happening) {
      happenings.push(happening)
      if (happenings.length > remembered) dropped += happenings.splice(0, 1).length
      wakeAll()
    },
    cursor: () => `${epoch}-${last()}`,
    followers: () => changeKinds.size,
    beat: wakeAll,
    async *follow(cursor, signal) {
      let position = positionOf(cursor)
      let sleep = Promise.withResolvers<void>()
      const wake = () => sleep.resolve()
      changeKinds.add(wake)
      signal.addEventListener("abort", wake)
      try {
        while (!signal.aborted) {
          const happening = position === undefined ? undefined : happenings[position - dropped]
          if (position === undefined || position < dropped) {
            position = last()
            yield { cursor: `${epoch}-${position}`, event: { kind: "missed" } }
          } else if (happening !== undefined) {
            position += 1
            yield { cursor: `${epoch}-${position}`, event: happening }
          } else {
            await sleep.promise
            sleep = Promise.withResolvers<void>()
            if (!signal.aborted && position === last())
              yield { cursor: `${epoch}-${position}`, event: { kind: "alive" } }
          }
        }
      } finally {
        changeKinds.delete(wake)
        signal.removeEventListener("abort", wake)
      }
    },
  }
}

/** Proxies and sleeping laptops drop what is silent; the script waits for a beat and calls again without one. */
const beatMs = 15_000

/** Lets the feed beat until the signal aborts. */
export async function keepAlive(feed: Feed, clock: Pick<Clock, "wait">, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.wait(beatMs, signal).catch((reason: unknown) => {
      if (!signal.aborted) throw reason
    })
    feed.beat()
  }
}
