import type { GrowthResult } from "./growth.ts"
import { nameKinds } from "./judged-sets.ts"
import type { EngineResult } from "./measure-engine.ts"
import type { LibraryResult } from "./measure-library.ts"
import type { SimilarResult } from "./measure-similar.ts"
import type { KindResult } from "./quality.ts"

/** What was measured, as Markdown. */
export function resultTables(results: readonly EngineResult[], papers: string): string {
  const kinds = [...new Set(results.flatMap((result) => result.kinds.map(({ kind }) => kind)))]
  const qualityOf = (some: readonly string[]) => [
    ["engine", ...some],
    ...results.map((result) => [
      result.name,
      ...some.map((kind) => found(result.kinds.find((one) => one.kind === kind))),
    ]),
  ]
  const sets = [...new Set(results.flatMap(({ questions }) => questions.map(({ set }) => set)))]
  const judged = [
    ["engine", ...sets],
    ...results.map(({ name, questions }) => [
      name,
      ...sets.map((set) => {
        const one = questions.find((result) => result.set === set)
        return one === undefined ? "" : `${share(one.ndcg, 3)} (${share(one.recall, 3)})`
      }),
    ]),
  ]
  const cost = [
    [
      "engine",
      "keywords",
      "mistyped",
      "beginnings",
      "questions",
      "long questions",
      "build s",
      "load s",
      "memory MB",
      "queries",
    ],
    ...results.map((result) => [
      result.name,
      times(result, isKeywords),
      times(result, isMistyped),
      times(result, (kind) => kind.startsWith("title prefix")),
      ...["SciFact", "CACM, long"].map((set) => {
        const one = result.questions.find((asked) => asked.set === set)
        return one === undefined ? "" : `${ms(one.cpuMedian)} / ${ms(one.cpuP99)}`
      }),
      result.buildSeconds.toFixed(1),
      result.loadSeconds?.toFixed(2) ?? "",
      (result.memoryBytes / 1e6).toFixed(0),
      result.oneIn === 1 ? "all" : `1 in ${result.oneIn}`,
    ]),
  ]
  return [
    "# Search engines side by side",
    `\`npm run bench:search\`, over ${papers}. Each engine in a process of its own, one after the other, on the same papers and queries.`,
    "## How often the sought paper is first (among the first five)",
    markdown(qualityOf(kinds.filter((kind) => !nameKinds.includes(kind)))),
    "Names and citations:",
    markdown(qualityOf(kinds.filter((kind) => nameKinds.includes(kind)))),
    "## Judged questions: nDCG@10 (recall@100)",
    "Long questions have more than 200 letters.",
    markdown(judged),
    "## What it costs",
    "CPU milliseconds a query, median / 99th percentile; CPU seconds to build, and to load what was saved.",
    markdown(cost),
    comparison(results),
    "",
  ].join("\n\n")
}

/** Similar papers: how many of those that are about the same are among the first twenty. */
export function similarTable(results: readonly SimilarResult[]): string {
  const sets = [...new Set(results.map(({ set }) => set))]
  const rows = [...new Set(results.map(({ engine }) => engine))].map((engine) => [
    engine,
    ...sets.map((set) => {
      const one = results.find((result) => result.set === set && result.engine === engine)
      return one === undefined ? "" : `${share(one.ndcg, 3)}, ${ms(one.cpuMedian)} ms`
    }),
  ])
  return [
    "## Similar papers: nDCG@20, and CPU milliseconds in the median",
    "Papers are alike if they share a rare keyword, which nobody gets to see, or answer the same question.",
    markdown([["engine", ...sets], ...rows]),
    "",
  ].join("\n\n")
}

/** What a search costs a caller, beside the index alone. */
export function libraryTable(results: readonly LibraryResult[]): string {
  const rows = results.map(({ shown, index, library, reading, marking }) => [
    `${shown}`,
    ms(index),
    ms(library),
    (library / index).toFixed(1),
    ms(reading),
    ms(marking),
  ])
  return [
    "## What a caller pays: `library.search`, three words",
    "CPU milliseconds, medians: the index alone, all of it, and its parts.",
    markdown([
      ["shown", "index", "library", "times the index", "reading the papers", "marking matches"],
      ...rows,
    ]),
    "",
  ].join("\n\n")
}

/** How cost grows with papers, beside what no engine that reads the same postings could beat. */
export function growthTable(results: readonly GrowthResult[]): string {
  const rows = [
    [
      "papers",
      "keywords",
      "mistyped",
      "questions",
      "bound: keywords",
      "bound: questions",
      "postings read",
      "build s",
      "load s",
      "bytes a paper",
    ],
    ...results.map((one) => [
      one.papers.toLocaleString("en"),
      ms(one.keywords.cpuMedian),
      ms(one.mistyped.cpuMedian),
      ms(one.questions.cpuMedian),
      ms(one.keywords.bound),
      ms(one.questions.bound),
      `${one.keywords.postings.toLocaleString("en")} / ${one.questions.postings.toLocaleString("en")}`,
      one.buildSeconds.toFixed(1),
      one.loadSeconds.toFixed(2),
      one.bytesAPaper.toFixed(0),
    ]),
  ]
  return [
    "# How cost grows with papers",
    "`npm run bench:search -- --growth`. CPU milliseconds a query, medians. The bound is what reading the postings alone costs: three bytes each, at the speed at which this machine adds them up in a tight loop.",
    markdown(rows),
    "",
  ].join("\n\n")
}

/** The claim that counts, from this one run: how many times slower each peer is on the same queries. */
function comparison(results: readonly EngineResult[]): string {
  const [own, ...peers] = results.map(({ name, kinds, questions }) => ({
    name,
    medians: [
      mean(cpuMedians(kinds, isKeywords)),
      mean(cpuMedians(kinds, isMistyped)),
      questions.find(({ set }) => set === "SciFact")?.cpuMedian ?? Number.NaN,
      questions.find(({ set }) => set === "CACM, long")?.cpuMedian ?? Number.NaN,
    ],
  }))
  if (own === undefined || peers.length === 0) return ""
  const rows = peers.map(({ name, medians }) => [
    name,
    ...medians.map((one, at) => slower(one / (own.medians[at] as number))),
  ])
  return markdown([
    [`times slower than ${own.name}`, "keywords", "mistyped", "questions", "long questions"],
    ...rows,
  ])
}

export const isKeywords = (kind: string) => kind === "three words" || kind === "three keywords"
export const isMistyped = (kind: string) => kind.startsWith("three words, ")
export const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
export const slower = (ratio: number) =>
  Number.isNaN(ratio) ? "" : ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)

function cpuMedians(kinds: readonly KindResult[], isMeant: (kind: string) => boolean): number[] {
  return kinds.filter(({ kind }) => isMeant(kind)).map(({ cpuMedian }) => cpuMedian)
}

function times({ kinds }: EngineResult, isMeant: (kind: string) => boolean): string {
  const meant = kinds.filter(({ kind }) => isMeant(kind))
  return `${ms(mean(cpuMedians(kinds, isMeant)))} / ${ms(Math.max(...meant.map(({ cpuP99 }) => cpuP99)))}`
}

const found = (result: KindResult | undefined) =>
  result === undefined ? "" : `${share(result.first, 2)} (${share(result.amongFive, 2)})`
export const share = (value: number, digits: number) => value.toFixed(digits)
export const ms = (value: number) =>
  value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : value.toFixed(0)

/** A table, its first row the head. */
export function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows.map((cells) => `| ${cells.join(" | ")} |`)
  return [head, `|${" --- |".repeat(rows[0]?.length ?? 0)}`, ...rest].join("\n")
}
