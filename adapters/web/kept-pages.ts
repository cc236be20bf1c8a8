/** Pages as they were rendered last, for as long as nothing has happened that they could show. */
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import { createShared } from "../../src/concurrency/by-key.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import type { Feed } from "./feed.ts"

/** What changes without the feed's knowledge, papers above all, shows after this time. */
const keptMs = 10_000
const mostPages = 500

type Kept<T> = { readonly value: T; readonly cursor: string; readonly at: number }

/** Does work once by key, until the feed goes on or a moment has passed. What fails is tried again. */
export function createKeptPages<T>(services: {
  readonly clock: Pick<Clock, "now">
  readonly feed: Pick<Feed, "cursor">
}): (key: string, work: () => Promise<T>) => Promise<T> {
  const pages = createBoundedMap<string, Kept<T>>(mostPages)
  const shared = createShared<T>()
  return async (key, work) => {
    const [cursor, at] = [services.feed.cursor(), services.clock.now().epochMilliseconds]
    const known = pages.get(key)
    if (known?.cursor === cursor && Math.abs(at - known.at) < keptMs) return known.value
    return shared(`${cursor} ${key}`, async () => {
      const value = await work()
      pages.set(key, { value, cursor, at })
      return value
    })
  }
}
