import { createQueues } from "../concurrency/by-key.ts"
import { poll } from "../concurrency/poll.ts"
import type { Paper } from "../papers/index.ts"
import type { FollowFind } from "../vocabulary/follow-store.ts"
import type { Follow } from "../vocabulary/following.ts"
import type { Services } from "../vocabulary/services.ts"
import type { PaperChange, Stores } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import { createFollowIndex, type FollowIndex } from "./follow-index.ts"

export type FollowerParts = Pick<Services, "papers" | "facts" | "library" | "clock" | "log"> & {
  readonly store: Stores["following"]
  /** Brings the library's index up to date with the paper store. */
  readonly reindex: () => Promise<unknown>
}

export type Follower = {
  /** Holds what changed in the paper store against all follows; gives the cursor up to which everything was. */
  catchUp(): Promise<number>
  /** Does so until the signal aborts. Never throws. */
  follow(signal: AbortSignal): Promise<void>
}

/** The fact that says up to which change of the paper store everything was held against the follows. */
const cursorFact = "follow-cursor"
const batchSize = 200
const pollMs = 15_000

/**
 * Finds what follows bring, papers first. What was missed while the bot was off is caught up with, and a batch that was
 * not finished is done again: a find is written once. Of several processes each may do it.
 */
export function createFollower(parts: FollowerParts): Follower {
  const { papers, facts, store, library, reindex, clock, log } = parts
  const turns = createQueues()
  const index = createFollowIndex(library)
  let version = -1

  /** As the follows are now. Called after changes were read: a follow that began before a change is in it. */
  async function currentIndex(): Promise<FollowIndex> {
    const newest = await store.version()
    if (newest === version) return index
    const follows = await store.all()
    await reindex()
    index.hold(follows)
    version = newest
    return index
  }

  async function catchUp(): Promise<number> {
    for (;;) {
      const cursor = await startingPoint()
      const { changes, cursor: next } = await papers.changesSince(cursor, batchSize)
      if (changes.length === 0) return cursor
      const current = await currentIndex()
      if (current.size > 0) await store.addFinds(await findsIn(current, changes))
      await facts.put(cursorFact, String(next))
      // Lets requests in between the batches of a long import.
      await clock.wait(0)
    }
  }

  /** While nobody follows anything, nothing that is there is news. Read before the follows are: none of theirs is skipped. */
  async function startingPoint(): Promise<number> {
    const newest = await papers.newestChange()
    const { size, since } = await currentIndex()
    const known = await facts.get(cursorFact)
    if (size > 0) return known === undefined ? since : Number(known)
    if (known !== String(newest)) await facts.put(cursorFact, String(newest))
    return newest
  }

  async function findsIn(
    current: FollowIndex,
    changes: readonly PaperChange[],
  ): Promise<readonly FollowFind[]> {
    await reindex()
    const at = clock.now().toString()
    const vectors = library.vectorsOf(changes.map(({ id }) => id))
    const isNews = createNewsTest()
    return changes.flatMap(({ paper, number, first }) => {
      if (paper === undefined) return []
      const fitting = current.fitting(paper, vectors.get(paper.id))
      return fitting
        .filter((follow) => isNews(paper, first, follow))
        .map((follow) => ({ follow: follow.id, paper: paper.id, number, at }))
    })
  }

  const inTurn = () => turns.run("catch up", catchUp)
  return {
    catchUp: inTurn,
    async follow(signal) {
      const failed = (error: unknown) => log.error({ err: error }, words.following.log.behind)
      const once = async () => {
        await inTurn()
      }
      await poll(once, { clock, everyMs: pollMs, signal, failed })
    },
  }
}

/** Lists name papers up to four months after they appeared; what is older was looked up by somebody. */
const newsDays = 180

/** Whether a paper came after a follow began, and was not old by then. The day is reckoned once for all that began on one. */
function createNewsTest(): (paper: Paper, first: number, follow: Follow) => boolean {
  const oldest = new Map<string, string>()
  const oldestFor = (day: string) => {
    const known = oldest.get(day) ?? Temporal.PlainDate.from(day).subtract({ days: newsDays }).toString()
    oldest.set(day, known)
    return known
  }
  return ({ publishedOn }, first, { since, createdAt }) =>
    first > since && (publishedOn === undefined || publishedOn >= oldestFor(createdAt.slice(0, 10)))
}
