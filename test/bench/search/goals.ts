import type { GrowthResult } from "./growth.ts"
import type { EngineResult } from "./measure-engine.ts"
import type { LibraryResult } from "./measure-library.ts"
import type { SimilarResult } from "./measure-similar.ts"
import { isKeywords, isMistyped, markdown, mean, ms, share, slower } from "./tables.ts"

type Measured = {
  readonly engines: readonly EngineResult[]
  readonly similar: readonly SimilarResult[]
  readonly library: readonly LibraryResult[]
}

/** The engines that the summary leaves out: a query takes them about a second. */
const tooSlow = /^fuse/
const paperboy = "Paperboy"
const peers = { fts5: "SQLite FTS5, porter", minisearch: "minisearch, fuzzy", fuse: "fuse.js, extended" }

/** The few figures by which the engines are told apart. */
export function summaryTable(engines: readonly EngineResult[]): string {
  const head = [
    "engine",
    "three words",
    "two typos",
    "three keywords",
    "8 letters of a title",
    "SciFact nDCG@10",
  ]
  const kinds = ["three words", "three words, two typos", "three keywords", "title prefix of 8"]
  const rows = engines
    .filter(({ name }) => !tooSlow.test(name))
    .map((engine) => [
      engine.name === paperboy ? `**${engine.name}**` : engine.name,
      ...kinds.map((kind) => kindOf(engine, kind)),
      share(asked(engine, "SciFact").ndcg, 3),
      ...Object.values(medians(engine)).slice(0, 3).map(ms),
    ])
  return markdown([[...head, "keywords", "mistyped", "questions"], ...rows])
}

/** What was to be reached, and what this run reached. */
export function goalsTable({ engines, similar, library }: Measured): string {
  const own = named(engines, paperboy)
  const words = named(engines, peers.fts5)
  const nearly = (set: string) => `${share(asked(own, set).ndcg, 3)} (${share(asked(words, set).ndcg, 3)})`
  const near = (set: string) => {
    const [best, ...others] = similar.filter((one) => one.set === set).map(({ ndcg }) => share(ndcg, 3))
    return `${best} (${others.join(", ")})`
  }
  const [alike = "", ...answering] = [...new Set(similar.map(({ set }) => set))]
  const kinds = (...names: readonly string[]) => names.map((kind) => kindOf(own, kind)).join("; ")
  const cost = medians(own)
  const times = (peer: EngineResult) =>
    Object.entries(medians(peer)).map(
      ([what, value]) => `${what} ${slower(value / cost[what as keyof typeof cost])}`,
    )
  const { ndcg, recall } = asked(own, "SciFact")
  return markdown([
    ["goal", "reached"],
    [
      "SciFact, nDCG@10 0.695, recall@100 0.93 (FTS5's nDCG@10)",
      `${share(ndcg, 3)}, ${share(recall, 3)} (${share(asked(words, "SciFact").ndcg, 3)})`,
    ],
    [
      "CACM, its long questions, Cranfield, its long questions: nDCG@10 at least as FTS5",
      ["CACM", "CACM, long", "Cranfield", "Cranfield, long"].map(nearly).join("; "),
    ],
    [
      "similar papers, nDCG@20 two points ahead of FTS5 and of tf-idf cosine: sharing a rare keyword",
      near(alike),
    ],
    ["the same for papers that answer one question of CACM, of Cranfield", answering.map(near).join("; ")],
    [
      "`library.search` at most 1.5 times the index",
      library
        .map((one) => `${(one.library / one.index).toFixed(1)} with ${one.shown} papers shown`)
        .join(", "),
    ],
    ["titles, with and without a typo: 1.0 (1.0)", kinds("title", "title, one typo")],
    [
      "three words 0.95 (0.99); one typo 0.93 (0.98); two 0.91 (0.98)",
      kinds("three words", "three words, one typo", "three words, two typos"),
    ],
    [
      "first author and a word 0.60 (0.80); three keywords 0.80 (0.92)",
      kinds("first author and a word", "three keywords"),
    ],
    [
      "title beginnings, 8 letters 0.65 (0.80), 16 letters 0.90 (0.98)",
      kinds("title prefix of 8", "title prefix of 16"),
    ],
    [
      "a typo in a name 0.95, in 16 letters of a title 0.96",
      kinds("author with a typo", "mistyped title prefix of 16"),
    ],
    [
      "8,250 papers: keywords 0.3 ms, mistyped 3, questions 0.6",
      [cost.keywords, cost.mistyped, cost.questions].map(ms).join(", "),
    ],
    ["30 times minisearch in each", times(named(engines, peers.minisearch)).join(", ")],
    ["10 times FTS5 in each", times(words).join(", ")],
    ["a thousand times fuse.js", times(named(engines, peers.fuse)).join(", ")],
  ])
}

/** The goals for many papers. */
export function growthGoalsTable(results: readonly GrowthResult[]): string {
  const reached = (papers: number) => {
    const one = results.find((result) => result.papers === papers)
    if (one === undefined) throw new Error(`${papers} papers were not measured.`)
    const { keywords, questions, bytesAPaper, loadSeconds } = one
    const kilobytes = (bytesAPaper / 1000).toFixed(1)
    return `${ms(keywords.cpuMedian)} and ${ms(questions.cpuMedian)} ms; ${kilobytes} kB; ${loadSeconds.toFixed(2)} s to load`
  }
  return markdown([
    ["goal", "reached"],
    ["10,000 papers: 2 kB a paper", reached(10_000)],
    ["100,000 papers: keywords 1 ms, questions 2; 2 kB a paper; loads in 1 s", reached(100_000)],
    ["1,000,000 papers (most of them generated): keywords 5 ms, questions 10", reached(1_000_000)],
  ])
}

function named(engines: readonly EngineResult[], name: string): EngineResult {
  const one = engines.find((engine) => engine.name === name)
  if (one === undefined) throw new Error(`${name} was not measured.`)
  return one
}

function asked({ questions }: EngineResult, set: string) {
  return (
    questions.find((one) => one.set === set) ?? {
      ndcg: Number.NaN,
      recall: Number.NaN,
      cpuMedian: Number.NaN,
    }
  )
}

function kindOf({ kinds }: EngineResult, kind: string): string {
  const one = kinds.find((result) => result.kind === kind)
  return one === undefined ? "" : `${share(one.first, 2)} (${share(one.amongFive, 2)})`
}

function medians(engine: EngineResult) {
  const of = (isMeant: (kind: string) => boolean) =>
    mean(engine.kinds.filter(({ kind }) => isMeant(kind)).map(({ cpuMedian }) => cpuMedian))
  return {
    keywords: of(isKeywords),
    mistyped: of(isMistyped),
    questions: asked(engine, "SciFact").cpuMedian,
    "long questions": asked(engine, "CACM, long").cpuMedian,
  }
}
