/** Measures Paperboy over so many papers, in this process: `node growth.ts <papers>`. Prints JSON. */
import "../../../adapters/runtime.mjs"
import type { Paper } from "../../../src/papers/paper.ts"
import { stem } from "../../../src/search/index/stem.ts"
import { stopWords, wordsOf } from "../../../src/search/index/words.ts"
import { createSearchIndex, loadSearchIndex, type SearchIndex } from "../../../src/search/index.ts"
import { realPapers } from "./judged-sets.ts"
import { makeKnownItems, seeded } from "./known-items.ts"
import { cpuSeconds, memoryNow } from "./process-cost.ts"
import { quantile } from "./quality.ts"

export type GrowthResult = {
  readonly papers: number
  readonly keywords: QueryCost
  readonly mistyped: QueryCost
  readonly questions: QueryCost
  readonly buildSeconds: number
  readonly loadSeconds: number
  readonly bytesAPaper: number
}
/** Median CPU milliseconds, what reading the postings alone would take, and how many there are, in the median. */
type QueryCost = { readonly cpuMedian: number; readonly bound: number; readonly postings: number }

const batch = 20_000
const count = Number(process.argv[2])
const real = realPapers(count)
const sample = real.filter((_, at) => at % Math.ceil(real.length / 4000) === 0)
const queries = makeKnownItems(sample, 150, 99, new Set())
const questions = sample
  .filter(({ abstract }) => abstract.length > 400)
  .slice(0, 150)
  .map(questionOf)

const before = await memoryNow()
const index = createSearchIndex()
const started = cpuSeconds()
for (let from = 0; from < count; from += batch) index.add(papersFrom(from, Math.min(count, from + batch)))
const buildSeconds = cpuSeconds() - started
const bytesAPaper = ((await memoryNow()) - before) / count
const frequencies = frequenciesIn(sample)

const ofKind = (kind: string) => queries.filter((one) => one.kind === kind).map(({ query }) => query)
const result: GrowthResult = {
  papers: count,
  keywords: cost(index, ofKind("three words")),
  mistyped: cost(index, ofKind("three words, one typo")),
  questions: cost(index, questions),
  buildSeconds,
  bytesAPaper,
  loadSeconds: loadTime(index),
}
process.stdout.write(JSON.stringify(result))

/** Real ones as far as they reach; beyond, made: the words of two real papers, mixed, under new names. */
function papersFrom(from: number, to: number): Paper[] {
  const random = seeded(from)
  return Array.from({ length: to - from }, (_, i) => {
    const known = real[from + i]
    if (known !== undefined) return known
    const [one, other] = [0, 1].map(() => real[Math.floor(random() * real.length)]) as [Paper, Paper]
    const words = `${one.abstract} ${other.abstract}`.split(" ").filter(() => random() < 0.5)
    return {
      ...one,
      id: `made/${from + i}`,
      abstract: words.join(" "),
      title: `${one.title} ${other.title.split(" ")[0]}`,
    }
  })
}

/** A sentence of an abstract, as a person would ask: eight to ten words. */
function questionOf({ abstract }: Paper): string {
  const sentence = abstract.split(". ")[1] ?? abstract
  return `what is known about ${sentence.split(" ").slice(0, 10).join(" ")}`
}

function cost(searched: SearchIndex, texts: readonly string[]): QueryCost {
  for (const text of texts) searched.search({ text, offset: 0, limit: 10 })
  const times = texts.map((text) => {
    const begun = process.cpuUsage()
    searched.search({ text, offset: 0, limit: 10 })
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  })
  const postings = quantile(texts.map(postingsOf), 0.5)
  return {
    cpuMedian: quantile(times, 0.5),
    postings: Math.round(postings),
    bound: postings * secondsAPosting() * 1000,
  }
}

/** Postings of a query's words, from how frequent they are in a sample of the papers. */
function postingsOf(text: string): number {
  const stems = new Set(
    wordsOf(text)
      .filter((word) => !stopWords.has(word.text))
      .map((word) => stem(word.text)),
  )
  return [...stems].reduce((sum, one) => sum + ((frequencies.get(one) ?? 0) / sample.length) * count, 0)
}

function frequenciesIn(papers: readonly Paper[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { title, abstract } of papers)
    for (const one of new Set(wordsOf(`${title} ${abstract}`).map((word) => stem(word.text))))
      counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

/** The tightest loop that adds impacts up: what this machine's memory and arithmetic allow. */
function secondsAPosting(): number {
  const postings = 4_000_000
  const papers = Uint16Array.from({ length: postings }, (_, i) => (i * 7) & 65_535)
  const impacts = new Uint8Array(postings).fill(3)
  const sums = new Uint32Array(65_536)
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const begun = cpuSeconds()
    for (let i = 0; i < postings; i++) {
      const paper = papers[i] as number
      sums[paper] = (sums[paper] as number) + 500 * (impacts[i] as number)
    }
    least = Math.min(least, cpuSeconds() - begun)
  }
  return least / postings
}

function loadTime(saved: SearchIndex): number {
  const bytes = saved.save()
  const begun = cpuSeconds()
  const loaded = loadSearchIndex(bytes)
  const seconds = cpuSeconds() - begun
  if (loaded.size !== saved.size) throw new Error(`Loaded ${loaded.size} papers of ${saved.size}.`)
  return seconds
}
