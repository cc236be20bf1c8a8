import type { Card } from "../vocabulary/card.ts"
import type { Post, PostStore } from "../vocabulary/community-stores.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Clock, Log } from "../vocabulary/system.ts"
import { adapterOf } from "./adapter-of.ts"
import { createLatestOnly } from "./latest-only.ts"

export type TallyRefreshParts = {
  readonly posts: PostStore
  readonly adapters: ReadonlyMap<string, Adapter>
  /** A post as it would look now. */
  readonly render: (post: Post) => Promise<Card | undefined>
  readonly clock: Clock
  readonly log: Log
  /** How long changes of one paper are gathered before its posts are edited. */
  readonly windowMs?: number
}

export type TallyRefresh = {
  /** A paper's stats in a community is another now. */
  changed(community: string, paper: string): void
  /** Edits at once what is waiting, and waits for it. */
  stop(): Promise<void>
}

// A burst of clicks makes one edit a post; edits are rated at about five in five seconds a channel on Discord.
const defaultWindowMs = 2_000
const mostAttempts = 5
const unreachableRetryMs = 10_000

/**
 * Edits all posts of a paper in a community after its standing changed: never one edit a click, never two at once of
 * one post, and the last edit shows the last state. A post that cannot be edited holds up no other.
 */
export function createTallyRefresh(parts: TallyRefreshParts): TallyRefresh {
  const { clock, log, windowMs = defaultWindowMs } = parts
  const gathering = new Map<string, Promise<void>>()
  const editing = createLatestOnly()
  const hurry = new AbortController()

  function changed(community: string, paper: string): void {
    const key = JSON.stringify([community, paper])
    if (!gathering.has(key)) gathering.set(key, gather(key, community, paper))
  }

  async function gather(key: string, community: string, paper: string): Promise<void> {
    await pause(windowMs)
    // From here on a change belongs to the next window, whatever the edits below have seen of it.
    gathering.delete(key)
    try {
      for (const post of await parts.posts.ofPaper(community, paper))
        editing.run(JSON.stringify([community, post.place, post.message]), () => refresh(post))
    } catch (error) {
      log.error({ community, paper, err: error }, "the posts of a paper cannot be looked up")
    }
  }

  async function refresh(post: Post): Promise<void> {
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      try {
        return await edit(post)
      } catch (error) {
        const wait = attempt < mostAttempts ? retryAfterMs(error) : undefined
        log.warn(
          { place: post.place, post: post.message, retryAfterMs: wait, err: error },
          "a post could not be edited",
        )
        if (wait === undefined || hurry.signal.aborted) return
        await pause(wait)
      }
    }
  }

  async function edit(post: Post): Promise<void> {
    const adapter = adapterOf(parts.adapters, post.community)
    const card = adapter && (await parts.render(post))
    if (card !== undefined) await adapter?.edit(post, card)
  }

  /** Ends early when the bot stops. */
  function pause(ms: number): Promise<void> {
    return clock.wait(ms, hurry.signal).catch(() => undefined)
  }

  return {
    changed,
    stop: async () => {
      const last = [...gathering.values()]
      hurry.abort()
      await Promise.all(last)
      await editing.idle()
    },
  }
}

function retryAfterMs(error: unknown): number | undefined {
  if (error instanceof PlatformError) return error.retryAfterMs
  return error instanceof NetworkError ? unreachableRetryMs : undefined
}
