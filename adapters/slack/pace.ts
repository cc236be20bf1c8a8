/**
 * Slack's rates, kept by a queue a channel: about one message a second each. The web client's own queue is not used,
 * because one 429 there pauses every channel of the workspace.
 */

import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { refusal } from "./refusal.ts"

/** `chat.postMessage`: about one a second a channel (https://docs.slack.dev/apis/web-api/rate-limits). */
export const betweenPostsMs = 1_000
/** Longer waits are the scheduler's affair, not the queue's. */
const longestWaitMs = 30_000

export type Pace = {
  /**
   * Runs requests of one key one after another, spaced; a 429 is waited for and tried again, until the signal. Throws
   * our own causes.
   */
  run<T>(key: string, request: () => Promise<T>, signal?: AbortSignal): Promise<T>
  /**
   * The same for edits: of several that wait for one `subject` only the newest is sent, and all end when it does.
   * Nobody sees what a message said in between.
   */
  newest(key: string, subject: string, request: () => Promise<unknown>): Promise<void>
}

export function createPace(clock: Clock, spacingMs: number = betweenPostsMs): Pace {
  const tails = new Map<string, Promise<unknown>>()
  const waiting = new Map<string, Edit>()

  async function attempt<T>(request: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    for (;;) {
      signal?.throwIfAborted()
      try {
        return await request()
      } catch (error) {
        const cause = refusal(error)
        const waitMs = cause instanceof PlatformError ? cause.retryAfterMs : undefined
        if (waitMs === undefined || waitMs > longestWaitMs) throw cause
        await clock.wait(waitMs, signal)
      }
    }
  }

  function run<T>(key: string, request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const before = tails.get(key) ?? Promise.resolve()
    const result = before.then(() => attempt(request, signal))
    const tail = result.then(
      () => clock.wait(spacingMs),
      () => undefined,
    )
    tails.set(key, tail)
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key)
    })
    return result
  }

  function newest(key: string, subject: string, request: () => Promise<unknown>): Promise<void> {
    const known = waiting.get(subject)
    if (known) {
      known.request = request
      return known.done
    }
    const entry: Edit = { request, done: Promise.resolve() }
    waiting.set(subject, entry)
    entry.done = run(key, async () => {
      // From here on it says what it says; what comes later is an edit of its own.
      if (waiting.get(subject) === entry) waiting.delete(subject)
      await entry.request()
    })
    return entry.done
  }

  return { run, newest }
}

type Edit = { request: () => Promise<unknown>; done: Promise<void> }
