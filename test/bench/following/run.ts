/** What holding a day's papers against follows costs, and all real days replayed. */
import "../../../adapters/runtime.mjs"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createFollowIndex } from "../../../src/following/follow-index.ts"
import { queryOf } from "../../../src/following/follow-query.ts"
import { createSimilarIndex } from "../../../src/following/similar-index.ts"
import type { Paper } from "../../../src/papers/index.ts"
import { createSearchIndex, parseFilter } from "../../../src/search/index.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import type { Follow } from "../../../src/vocabulary/following.ts"
import type { PaperVector } from "../../../src/vocabulary/library.ts"
import { silentLog } from "../../silent-log.ts"
import { replay } from "../../src/following/replay.ts"
import { realDays } from "../posts/days.ts"
import { printLikeness } from "./likeness.ts"
import { manyFollows } from "./many-follows.ts"

if (process.argv.includes("--help")) {
  console.log(`Holds a day of 100 papers against follows: how the time grows with follows, and how with matches.

  npm run bench:following                  up to 100,000 follows
  npm run bench:following -- --loop        beside a loop over all of them
  npm run bench:following -- --likeness    what follows of papers like one bring, by how alike they have to be
  npm run bench:following -- --replay      replays all real days against an oracle`)
  process.exit(0)
}

const papersADay = 100
const runs = 15
/** The loop takes long: a few papers of the day are measured and scaled. */
const loopPapers = 2

const { days, areReal } = await realDays()
const papers = [...new Map(days.flatMap((day) => day.papers).map((paper) => [paper.id, paper])).values()]

if (process.argv.includes("--likeness")) printLikeness(days, papers)
else if (process.argv.includes("--replay")) await printReplay()
else printTimes()

function printTimes(): void {
  const index = createSearchIndex()
  index.add(papers)
  const vectorOf = (id: string) => index.vector(id) as PaperVector
  const library = {
    papersWith: (key: string) => index.papersWith(key),
    vectorsOf: (ids: readonly string[]) => new Map(ids.map((id) => [id, vectorOf(id)])),
  }
  const build = (follows: readonly Follow[]) => {
    const index = createFollowIndex(library)
    index.hold(follows)
    return index
  }
  const all = manyFollows(200_000, papers.slice(0, -papersADay))
  const everything = build(all)
  const matched = new Set(freshDay().flatMap((paper) => everything.fitting(paper, vectorOf(paper.id))))
  const quiet = all.filter((follow) => !matched.has(follow))
  const loud = all.filter((follow) => matched.has(follow))

  console.log(
    `A day of ${papersADay} papers of ${papers.length} ${areReal ? "real ones" : "of the starter library"}.`,
  )
  table(
    "As people follow",
    [0, 1_000, 10_000, 100_000].map((count) => all.slice(0, count)),
  )
  const some = all.slice(0, 1_000)
  table(
    "More follows, as many matches",
    [0, 9_000, 99_000].map((count) => [...some, ...quiet.slice(0, count)]),
  )
  table(
    "As many follows, more matches",
    [0, 100, 1_000, 5_000, 10_000].map((count) => [...loud.slice(0, count), ...quiet.slice(count, 10_000)]),
  )

  function table(title: string, sets: readonly (readonly Follow[])[]): void {
    const beside = process.argv.includes("--loop")
    console.log(`\n${title}:\n`)
    console.log(
      `| follows | matches | CPU, ms | a fixed count of words, ms | index built in, ms | one more follow, ms |${beside ? " loop over follows, ms |" : ""}`,
    )
    console.log(`| --- | --- | --- | --- | --- | --- |${beside ? " --- |" : ""}`)
    for (const follows of sets) {
      const from = cpu()
      const followIndex = build(follows)
      const built = cpu() - from
      const { matches, time, fixed } = measured(followIndex)
      const before = cpu()
      followIndex.hold([...follows, ...quiet.slice(-1)])
      const oneMore = cpu() - before
      const cells = [
        follows.length.toLocaleString("en-US"),
        matches.toLocaleString("en-US"),
        time.toFixed(1),
        fixed.toFixed(1),
        built.toFixed(0),
        oneMore.toFixed(1),
      ]
      console.log(`| ${[...cells, ...(beside ? [loopTime(follows).toFixed(0)] : [])].join(" | ")} |`)
    }
  }

  function measured(followIndex: ReturnType<typeof build>) {
    const [times, counts]: [number[], number[]] = [[], []]
    let matches = 0
    for (let run = 0; run < runs; run++) {
      counts.push(fixedCount())
      const day = freshDay()
      const from = cpu()
      matches = 0
      for (const paper of day) matches += followIndex.fitting(paper, vectorOf(paper.id)).length
      times.push(cpu() - from)
    }
    return { matches, time: median(times), fixed: median(counts) }
  }

  /** What the simplest bot does: each paper against each follow. Queries are read once, as in the index. */
  function loopTime(follows: readonly Follow[]): number {
    const tests = follows.map((follow) => {
      const query = queryOf(follow)
      if (query === undefined) {
        const similar = createSimilarIndex()
        similar.add(follow.text, vectorOf(follow.text))
        return (_: Paper, vector: PaperVector) => similar.alike(vector).length > 0
      }
      const filter = parseFilter(query)
      return (paper: Paper) => filter.kind === "filter" && filter.matches(paper)
    })
    const from = cpu()
    for (const paper of freshDay().slice(0, loopPapers)) {
      const vector = vectorOf(paper.id)
      tests.filter((fits) => fits(paper, vector))
    }
    return ((cpu() - from) * papersADay) / loopPapers
  }
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
}

/** Always the same work: how fast the machine was just then. */
function fixedCount(): number {
  const from = cpu()
  const counts = new Map<string, number>()
  for (let n = 0; n < 200_000; n++) {
    const word = `k${n % 5_000}`
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return cpu() - from
}

/** Milliseconds of this thread: others share the machine. */
function cpu(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Nothing of a paper is remembered from an earlier run. */
function freshDay(): readonly Paper[] {
  return papers.slice(-papersADay).map((paper) => ({ ...paper }))
}

async function printReplay(): Promise<void> {
  for (const seed of [1, 2, 3]) {
    const folder = mkdtempSync(join(tmpdir(), "paperboy-"))
    const stores = await openSqlite({ file: join(folder, "paperboy.sqlite"), log: silentLog })
    const looks = await replay(days, seed, stores)
    await stores.close()
    rmSync(folder, { recursive: true })
    const wrong = looks.filter(({ brought, expected }) => brought.join() !== expected.join())
    const brought = looks.reduce((sum, look) => sum + look.brought.length, 0)
    console.log(
      `seed ${seed}: ${days.length} days, ${looks.length} looks, ${brought} papers brought, ${wrong.length} looks differ`,
    )
    for (const { when, brought, expected } of wrong.slice(0, 3))
      console.log({
        when,
        tooMany: brought.filter((id) => !expected.includes(id)),
        missing: expected.filter((id) => !brought.includes(id)),
      })
  }
}
