import type { Library } from "../../../src/vocabulary/library.ts"
import type { Clock } from "../../../src/vocabulary/system.ts"
import { aPaper } from "../../builders.ts"

/** Lists of papers whose titles name their day, so that no two messages of a place are alike. */
export function benchLibrary(count: number, clock: Clock): Pick<Library, "list" | "trending" | "announced"> {
  const listOf = async (key: string) => {
    const papers = Array.from({ length: count }, (_, index) => {
      const id = `${key.slice(2, 4)}${key.slice(5, 7)}.${key.slice(8, 10)}${String(index).padStart(3, "0")}`
      return aPaper({ id, title: `Paper ${index + 1} of ${key}`, upvotes: count - index })
    })
    const entries = papers.map(({ id, upvotes, comments }) => ({ paper: id, upvotes, comments }))
    const readAt = clock.now().toString()
    const list = { key, entries, closed: true, readAt, source: "huggingface" } as const
    return { state: "listed", list, papers, freshness: { from: "network" } } as const
  }
  return {
    list: ({ key }) => listOf(key),
    trending: () => listOf("trending"),
    announced: (_, day) => listOf(day),
  }
}
