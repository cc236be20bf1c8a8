/**
 * Slack's rates, kept by a queue a channel: about one message a second each. The web client's own queue is not used,
 * because one 429 there stops every channel of the workspace.
 */
import { createQueues } from "../../src/concurrency/by-key.ts"
import { retry } from "../../src/concurrency/retry.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { causeOf, isRefusal } from "./errors.ts"

/** `chat.postMessage`: about one a second a channel (https://docs.slack.dev/apis/web-api/rate-limits). */
export const betweenPostsMs = 1_000
/** Longer waits are left to the scheduler. */
const longestWaitMs = 30_000

export type RequestQueue = {
  /**
   * Runs requests of one key one after another, spaced; a 429 is waited for and tried again, until the signal. Throws
   * `PlatformError` and `NetworkError`.
   */
  run<T>(key: string, request: () => Promise<T>, signal?: AbortSignal): Promise<T>
  /**
   * The same for edits: of several that wait for one `subject` only the newest is sent, and all end when it does.
   * Nobody sees what a message said in between.
   */
  newest(key: string, subject: string, request: () => Promise<unknown>): Promise<void>
}

type Edit = { request: () => Promise<unknown>; done: Promise<void> }

export function createRequestQueue(clock: Clock, spacingMs: number = betweenPostsMs): RequestQueue {
  const queues = createQueues()
  const waiting = new Map<string, Edit>()

  function attempt<T>(request: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const once = async () => {
      signal?.throwIfAborted()
      return request().catch((error) => {
        throw causeOf(error)
      })
    }
    return retry(once, { clock, signal, waitMs: waitAsked })
  }

  function run<T>(key: string, request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const result = queues.run(key, () => attempt(request, signal))
    const pause = () =>
      result.then(
        () => clock.wait(spacingMs),
        () => undefined,
      )
    void queues.run(key, pause)
    return result
  }

  function newest(key: string, subject: string, request: () => Promise<unknown>): Promise<void> {
    const known = waiting.get(subject)
    if (known) {
      known.request = request
      return known.done
    }
    const edit: Edit = { request, done: Promise.resolve() }
    waiting.set(subject, edit)
    edit.done = run(key, async () => {
      // What is asked from here on is an edit of its own.
      waiting.delete(subject)
      await edit.request()
    })
    return edit.done
  }

  return { run, newest }
}

function waitAsked(error: unknown): number | undefined {
  const waitMs = isRefusal(error) ? error.retryAfterMs : undefined
  return waitMs === undefined || waitMs > longestWaitMs ? undefined : waitMs
}
