import { createFollower } from "../../../src/following/follower.ts"
import { createFollows } from "../../../src/following/follows.ts"
import type { Paper } from "../../../src/papers/index.ts"
import { createPersons } from "../../../src/reading/persons.ts"
import { silentLog as log } from "../../silent-log.ts"
import { aList, createLibraryWorld } from "../library/world.ts"

type Given = Parameters<typeof createLibraryWorld>[0]

/** Follows on real stores and a real index. `comes` brings papers, on a day's list if one is given. */
export async function createFollowWorld(given: Given = {}) {
  const { stores, clock, follower: index, library } = await createLibraryWorld(given)
  const random = seeded(1)
  const persons = createPersons({ ...stores, adapters: new Map() })
  const { papers, facts, lists, following: store } = stores
  const follower = createFollower({ papers, facts, store, library, clock, log, reindex: index.refresh })
  const follows = createFollows({ papers, lists, library, clock, random, store, persons, follower })

  async function comes(come: readonly Paper[], day?: string): Promise<void> {
    await papers.save(come, clock.now().toString())
    if (day !== undefined) await lists.put(aList(day, come))
    await index.refresh()
  }
  return { stores, clock, library, persons, follower, follows, comes }
}

/** Chance that a test can repeat: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
