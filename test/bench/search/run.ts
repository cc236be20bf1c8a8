import "../../../adapters/runtime.mjs"
import { execFile } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { promisify } from "node:util"
import { withParts } from "../../readme/tables.ts"
import { chartOf } from "./chart.ts"
import { engines } from "./engines/index.ts"
import { goalsTable, growthGoalsTable, summaryTable } from "./goals.ts"
import type { GrowthResult } from "./growth.ts"
import { knownItemSet } from "./judged-sets.ts"
import type { EngineResult } from "./measure-engine.ts"
import type { LibraryResult } from "./measure-library.ts"
import type { SimilarResult } from "./measure-similar.ts"
import { growthTable, libraryTable, resultTables, similarTable } from "./tables.ts"

const help = `Compares search engines on the same papers and queries, one process each, one after the other.

  npm run bench:search                               all of it: writes RESULTS.md, the picture, and the tables of
                                                     test/bench/README.md and src/search/README.md
  npm run bench:search -- --quick                    a quarter of the queries; writes nothing
  npm run bench:search -- --only paperboy,minisearch these engines alone; writes nothing
  npm run bench:search -- --growth                   how cost grows with papers: writes GROWTH.md and its goals
  npm run bench:search -- --help                     this text
`

const run = promisify(execFile)
const here = import.meta.dirname
const searchReadme = "../../../src/search/README.md"
const isQuick = process.argv.includes("--quick")
const only = process.argv[process.argv.indexOf("--only") + 1]?.split(",")
const wanted = engines.filter(
  ({ name }) => !process.argv.includes("--only") || only?.some((part) => name.toLowerCase().includes(part)),
)

if (process.argv.includes("--help")) console.log(help)
else if (process.argv.includes("--growth")) await growth()
else await compare()

async function compare(): Promise<void> {
  const { name, items } = knownItemSet()
  console.log(`${items.length} known-item queries over ${name}, and SciFact's questions where they are here.`)
  const results: EngineResult[] = []
  for (const { name: engine } of wanted) {
    const number = engines.findIndex((entry) => entry.name === engine)
    console.log(`measuring ${engine} …`)
    results.push(await measured<EngineResult>("measure-engine.ts", String(number), isQuick ? "4" : "1"))
  }
  console.log("measuring similar papers and the library …")
  const similar = await measured<readonly SimilarResult[]>("measure-similar.ts")
  const library = await measured<readonly LibraryResult[]>("measure-library.ts")
  const tables = [resultTables(results, name), similarTable(similar), libraryTable(library)].join("\n")
  console.log(tables)
  if (isQuick || wanted.length < engines.length) return
  writeFileSync(resolve(here, "RESULTS.md"), tables)
  write("../README.md", { search: summaryTable(results) })
  write(searchReadme, { goals: goalsTable({ engines: results, similar, library }) })
  writeFileSync(resolve(here, "../../../.github/search-benchmark.svg"), chartOf(results))
}

async function growth(): Promise<void> {
  const results: GrowthResult[] = []
  for (const papers of isQuick ? [10_000, 30_000] : [10_000, 30_000, 100_000, 180_000, 1_000_000]) {
    console.log(`measuring ${papers.toLocaleString("en")} papers …`)
    results.push(await measured<GrowthResult>("growth.ts", String(papers)))
  }
  const table = growthTable(results)
  console.log(table)
  if (isQuick) return
  writeFileSync(resolve(here, "GROWTH.md"), table)
  write(searchReadme, { growth: growthGoalsTable(results) })
}

/** Puts what was measured between the marks of a page. */
function write(page: string, parts: Readonly<Record<string, string>>): void {
  const file = resolve(here, page)
  writeFileSync(file, withParts(readFileSync(file, "utf8"), parts))
}

async function measured<T>(file: string, ...given: readonly string[]): Promise<T> {
  const { stdout } = await run(
    process.execPath,
    [
      "--expose-gc",
      "--disable-warning=ExperimentalWarning",
      "--max-old-space-size=12000",
      resolve(here, file),
      ...given,
    ],
    {
      maxBuffer: 2 ** 26,
    },
  )
  return JSON.parse(stdout) as T
}
