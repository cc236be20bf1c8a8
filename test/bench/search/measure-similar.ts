/** Which papers are similar: Paperboy, FTS5 asked with the whole text, tf-idf cosine. Prints JSON. */
import "../../../adapters/runtime.mjs"
import type { Paper } from "../../../src/papers/paper.ts"
import { createSearchIndex } from "../../../src/search/index.ts"
import { createCosine } from "./engines/cosine.ts"
import { build as buildFts5 } from "./engines/sqlite-fts5.ts"
import { ndcg, quantile } from "./quality.ts"
import { similarSets } from "./similar-sets.ts"

export type SimilarResult = {
  readonly set: string
  readonly engine: string
  readonly items: number
  readonly ndcg: number
  readonly cpuMedian: number
}

type Similar = (paper: Paper, limit: number) => readonly string[] | Promise<readonly string[]>

const contenders: Readonly<Record<string, (papers: readonly Paper[]) => Promise<Similar>>> = {
  Paperboy: async (papers) => {
    const index = createSearchIndex()
    index.add(papers)
    return ({ id }, limit) => index.similar(id, limit).map((paper) => paper.id)
  },
  "SQLite FTS5, whole text": async (papers) => {
    const engine = await buildFts5(papers)
    return ({ title, abstract }, limit) => engine.search(`${title} ${abstract}`, limit)
  },
  "tf-idf cosine": async (papers) => createCosine(papers),
}

const shown = 20
const results: SimilarResult[] = []
for (const { name, papers, items } of similarSets())
  for (const [engine, build] of Object.entries(contenders)) {
    const similar = await build(papers)
    const times: number[] = []
    let gain = 0
    for (const { paper, alike } of items) {
      const begun = process.cpuUsage()
      const ids = await similar(paper, shown + 1)
      const { user, system } = process.cpuUsage(begun)
      times.push((user + system) / 1000)
      const others = ids.filter((id) => id !== paper.id).slice(0, shown)
      gain += ndcg(others, alike, shown)
    }
    results.push({
      set: name,
      engine,
      items: items.length,
      ndcg: gain / items.length,
      cpuMedian: quantile(times, 0.5),
    })
  }
process.stdout.write(JSON.stringify(results))
