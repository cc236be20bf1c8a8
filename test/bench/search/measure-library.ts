/**
 * What a search costs a caller: `library.search`, with the papers from SQLite and the matches marked, beside the index
 * alone. In this process: `node measure-library.ts`. Prints JSON.
 */
import "../../../adapters/runtime.mjs"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createIndexFollower } from "../../../src/library/index-follower.ts"
import { createLibrary } from "../../../src/library/library.ts"
import { markMatches } from "../../../src/search/index.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { createFakeClock } from "../../clock.ts"
import { silentLog } from "../../silent-log.ts"
import { awayArXiv, awayHuggingFace } from "../../src/library/world.ts"
import { knownItemSet } from "./judged-sets.ts"
import { quantile } from "./quality.ts"

/** Median CPU milliseconds of one page, the parts taken one by one. */
export type LibraryResult = {
  readonly shown: number
  readonly index: number
  readonly library: number
  readonly reading: number
  readonly marking: number
}

const { papers, items } = knownItemSet()
const folder = mkdtempSync(join(tmpdir(), "paperboy-bench-"))
const stores = await openSqlite({ file: join(folder, "paperboy.sqlite"), log: silentLog })
const clock = createFakeClock("2026-11-24T15:00:00Z")
await stores.papers.save(papers, clock.now().toString())
const parts = { papers: stores.papers, lists: stores.lists, clock, log: silentLog }
const follower = createIndexFollower(parts)
await follower.open()
const library = createLibrary({ ...parts, follower, huggingFace: awayHuggingFace, arXiv: awayArXiv })
const queries = items
  .filter(({ kind }) => kind === "three words" || kind === "three keywords")
  .map(({ query }) => query)

const results: LibraryResult[] = []
for (const shown of [5, 10]) {
  await measured(shown)
  results.push(await measured(shown))
}
process.stdout.write(JSON.stringify(results))
await stores.close()
rmSync(folder, { recursive: true })

async function measured(shown: number): Promise<LibraryResult> {
  const times = {
    index: [] as number[],
    library: [] as number[],
    reading: [] as number[],
    marking: [] as number[],
  }
  const timed = async <T>(list: number[], work: () => T | Promise<T>) => {
    const begun = process.cpuUsage()
    const result = await work()
    const { user, system } = process.cpuUsage(begun)
    list.push((user + system) / 1000)
    return result
  }
  for (const text of queries) {
    const request = { text, offset: 0, limit: shown }
    const { hits } = await timed(times.index, () => follower.index().search(request))
    await timed(times.library, () => library.search(request))
    const known = await timed(times.reading, () => stores.papers.get(hits.map(({ id }) => id)))
    await timed(times.marking, () =>
      hits.map((hit) => {
        const paper = known.get(hit.id)
        return paper && markMatches(paper, hit)
      }),
    )
  }
  const median = (list: readonly number[]) => quantile(list, 0.5)
  return {
    shown,
    index: median(times.index),
    library: median(times.library),
    reading: median(times.reading),
    marking: median(times.marking),
  }
}
