import type { Card } from "../card.ts"
import { PlatformError } from "../errors.ts"
import type { Adapter, Clock, Log } from "../ports.ts"
import type { Post, PostStore } from "../stores.ts"
import { adapterOf } from "./adapter-of.ts"

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
  changed(community: string, paper: string): void
  /** Resolves when no edit is waiting or under way. */
  idle(): Promise<void>
  /** Edits at once what is waiting, and waits for it. */
  stop(): Promise<void>
}

// A burst of clicks makes one edit a post; edits are rated at about five in five seconds a channel on Discord.
const defaultWindowMs = 2_000

/**
 * Edits all posts of a paper in a community after its standing changed: never one edit a click, never two at once of
 * one post, and the last edit shows the last state.
 */
export function createTallyRefresh(parts: TallyRefreshParts): TallyRefresh {
  const { clock, log, windowMs = defaultWindowMs } = parts
  const dirty = new Set<string>()
  const running = new Map<string, Promise<void>>()
  const hurry = new AbortController()

  function changed(community: string, paper: string): void {
    const key = JSON.stringify([community, paper])
    dirty.add(key)
    if (running.has(key)) return
    const run = refresh(key, community, paper).finally(() => running.delete(key))
    running.set(key, run)
  }

  async function refresh(key: string, community: string, paper: string): Promise<void> {
    while (dirty.has(key)) {
      await gather()
      // Cleared before the cards are drawn: what changes from here on asks for another round.
      dirty.delete(key)
      try {
        for (const post of await parts.posts.ofPaper(community, paper)) await edit(post)
      } catch (error) {
        log.error({ community, paper, error }, "the posts of a paper could not be brought up to date")
      }
    }
  }

  async function gather(): Promise<void> {
    if (hurry.signal.aborted) return
    const hurried = () => undefined
    await clock.wait(windowMs, hurry.signal).catch(hurried)
  }

  async function edit(post: Post): Promise<void> {
    const adapter = adapterOf(parts.adapters, post.community)
    const card = adapter && (await parts.render(post))
    if (adapter === undefined || card === undefined) return
    try {
      await adapter.edit(post, card)
    } catch (error) {
      const asks = error instanceof PlatformError ? error.retryAfterMs : undefined
      log.warn({ post: post.message, place: post.place, error }, "a post could not be edited")
      if (asks === undefined || hurry.signal.aborted) return
      await clock.wait(asks, hurry.signal).catch(() => undefined)
      dirty.add(JSON.stringify([post.community, post.paper]))
    }
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values())
  }

  return {
    changed,
    idle,
    stop: () => {
      hurry.abort()
      return idle()
    },
  }
}
