import type { GrowthResult } from "./growth.ts"
import type { EngineResult } from "./measure-engine.ts"
import type { KindResult } from "./quality.ts"

/** What was measured, as Markdown. */
export function resultTables(results: readonly EngineResult[], papers: string): string {
  const kinds = [...new Set(results.flatMap((result) => result.kinds.map(({ kind }) => kind)))]
  const quality = [
    ["engine", ...kinds, "SciFact nDCG@10 (recall@100)"],
    ...results.map((result) => [
      result.name,
      ...kinds.map((kind) => found(result.kinds.find((one) => one.kind === kind))),
      result.questions === undefined
        ? ""
        : `${share(result.questions.ndcg, 3)} (${share(result.questions.recall, 3)})`,
    ]),
  ]
  const cost = [
    [
      "engine",
      "keywords",
      "mistyped",
      "beginnings",
      "questions",
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
      result.questions === undefined
        ? ""
        : `${ms(result.questions.cpuMedian)} / ${ms(result.questions.cpuP99)}`,
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
    markdown(quality),
    "## What it costs",
    "CPU milliseconds a query, median / 99th percentile; CPU seconds to build, and to load what was saved.",
    markdown(cost),
    comparison(results),
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
      questions?.cpuMedian ?? Number.NaN,
    ],
  }))
  if (own === undefined || peers.length === 0) return ""
  const rows = peers.map(({ name, medians }) => [
    name,
    ...medians.map((one, at) => slower(one / (own.medians[at] as number))),
  ])
  return markdown([[`times slower than ${own.name}`, "keywords", "mistyped", "questions"], ...rows])
}

const isKeywords = (kind: string) => kind === "three words" || kind === "three keywords"
const isMistyped = (kind: string) => kind.startsWith("three words, ")
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
const slower = (ratio: number) =>
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
const share = (value: number, digits: number) => value.toFixed(digits)
const ms = (value: number) =>
  value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : value.toFixed(0)

function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows.map((cells) => `| ${cells.join(" | ")} |`)
  return [head, `|${" --- |".repeat(rows[0]?.length ?? 0)}`, ...rest].join("\n")
}
