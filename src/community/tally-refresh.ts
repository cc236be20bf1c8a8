import { createLatestOnly } from "../concurrency/by-key.ts"
import { retry } from "../concurrency/retry.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Post } from "../vocabulary/community-stores.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { adapterOf } from "./adapter-of.ts"

export type TallyRefreshServices = Pick<Services, "posts" | "adapters" | "clock" | "log"> & {
  /** A post as it would look now. */
  readonly render: (post: Post) => Promise<Card | undefined>
  /** How long changes of one paper are gathered before its posts are edited. */
  readonly windowMs?: number
}

export type TallyRefresh = {
  /** A paper's stats in a community have changed. */
  changed(community: string, paper: string): void
  /** Edits what is waiting now, and waits for it. */
  stop(): Promise<void>
}

// A burst of clicks makes one edit of a post: Discord allows about five edits in five seconds in a channel.
const defaultWindowMs = 2_000
const mostAttempts = 5
const unreachableRetryMs = 10_000

/**
 * Edits all posts of a paper in a community after its stats changed: never one edit for each click, never two at once of
 * one post, and the last edit shows the last state. A post that cannot be edited holds up no other.
 */
export function createTallyRefresh(services: TallyRefreshServices): TallyRefresh {
  const { posts, adapters, render, clock, log, windowMs = defaultWindowMs } = services
  const gathering = new Map<string, Promise<void>>()
  const editing = createLatestOnly()
  const stopping = new AbortController()

  async function gather(key: string, community: string, paper: string): Promise<void> {
    await clock.wait(windowMs, stopping.signal).catch(() => undefined)
    // From here on a change belongs to the next window, whatever the edits below have seen of it.
    gathering.delete(key)
    try {
      for (const post of await posts.ofPaper(community, paper))
        editing.run(JSON.stringify([community, post.place, post.message]), () => refresh(post))
    } catch (error) {
      log.error({ community, paper, err: error }, words.community.tallies.postsUnreadable)
    }
  }

  /** Never throws. */
  async function refresh(post: Post): Promise<void> {
    const failed = (error: unknown, _attempt: number, retryAfterMs?: number) =>
      log.warn(
        { place: post.place, post: post.message, retryAfterMs, err: error },
        words.community.tallies.postNotEdited,
      )
    await retry(() => edit(post), { clock, signal: stopping.signal, waitMs, failed }).catch((error) =>
      failed(error, mostAttempts),
    )
  }

  async function edit(post: Post): Promise<void> {
    const adapter = adapterOf(adapters, post.community)
    const card = adapter && (await render(post))
    if (card !== undefined) await adapter?.edit(post, card)
  }

  return {
    changed(community, paper) {
      const key = JSON.stringify([community, paper])
      if (!gathering.has(key)) gathering.set(key, gather(key, community, paper))
    },
    async stop() {
      const last = [...gathering.values()]
      stopping.abort()
      await Promise.all(last)
      await editing.idle()
    },
  }
}

function waitMs(error: unknown, attempt: number): number | undefined {
  if (attempt === mostAttempts) return undefined
  if (error instanceof PlatformError) return error.retryAfterMs
  return error instanceof NetworkError ? unreachableRetryMs : undefined
}
