/**
 * What has happened in the chat, in order, so that a browser whose connection dropped gets what it missed. It holds
 * pointers instead of content: a reader takes the message from the store.
 */
import { poll } from "../../src/concurrency/poll.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"

export type FeedEvent =
  /** A message is new, or has changed. */
  | { readonly kind: "message" | "changed"; readonly id: string; readonly onlyFor?: string | undefined }
  | { readonly kind: "gone"; readonly id: string; readonly onlyFor?: string | undefined }
  /** A paper's votes, or the replies in its thread. */
  | { readonly kind: "votes" | "replies"; readonly paper: string }
  /** A member saved a paper, or removed it: told to that member alone. */
  | { readonly kind: "saved"; readonly paper: string; readonly onlyFor: string }
  /** A list has new papers. */
  | { readonly kind: "listed"; readonly list: string; readonly papers: readonly string[] }

/** What a follower gets: an event, that it has missed some, or that the stream is still alive. */
export type FeedItem = {
  /** The position after this item. */
  readonly cursor: string
  readonly event: FeedEvent | { readonly kind: "missed" | "alive" }
}

export type Feed = {
  publish(event: FeedEvent): void
  /** The position after the last event: what a page that is rendered now has seen. */
  cursor(): string
  /** All events after `cursor` and then each new one, until `signal`. */
  follow(cursor: string, signal: AbortSignal): AsyncGenerator<FeedItem>
  /** Sends every idle follower a sign of life. */
  beat(): void
  followers(): number
}

/** Some minutes of a busy chat. Browsers that were away for longer read the page again. */
const remembered = 1000

/** A feed; `epoch` differs at every start, so that a cursor of an earlier run is not taken for one of this. */
export function createFeed(epoch: string): Feed {
  const events: FeedEvent[] = []
  const wakers = new Set<() => void>()
  let dropped = 0

  const last = () => dropped + events.length
  const wakeAll = () => {
    for (const wake of [...wakers]) wake()
  }
  const positionOf = (cursor: string): number | undefined => {
    const [of, number] = cursor.split("-")
    const position = of === epoch && /^\d{1,15}$/.test(number ?? "") ? Number(number) : -1
    return position >= dropped && position <= last() ? position : undefined
  }

  return {
    publish(event) {
      events.push(event)
      if (events.length > remembered) dropped += events.splice(0, 1).length
      wakeAll()
    },
    cursor: () => `${epoch}-${last()}`,
    followers: () => wakers.size,
    beat: wakeAll,
    async *follow(cursor, signal) {
      let position = positionOf(cursor)
      let sleep = Promise.withResolvers<void>()
      const wake = () => sleep.resolve()
      wakers.add(wake)
      signal.addEventListener("abort", wake)
      try {
        while (!signal.aborted) {
          const event = position === undefined ? undefined : events[position - dropped]
          if (position === undefined || position < dropped) {
            position = last()
            yield { cursor: `${epoch}-${position}`, event: { kind: "missed" } }
          } else if (event !== undefined) {
            position += 1
            yield { cursor: `${epoch}-${position}`, event }
          } else {
            await sleep.promise
            sleep = Promise.withResolvers<void>()
            if (!signal.aborted && position === last())
              yield { cursor: `${epoch}-${position}`, event: { kind: "alive" } }
          }
        }
      } finally {
        wakers.delete(wake)
        signal.removeEventListener("abort", wake)
      }
    },
  }
}

/** Proxies and sleeping laptops drop silent connections; the script reconnects when no beat comes. */
const beatMs = 15_000

/** Lets the feed beat until the signal aborts. */
export function keepAlive(
  feed: Feed,
  { clock, log }: Pick<Services, "clock" | "log">,
  signal: AbortSignal,
): Promise<void> {
  const failed = (err: unknown) => log.error({ err }, words.web.log.streamBroke)
  return poll(async () => feed.beat(), { clock, everyMs: beatMs, signal, failed })
}
