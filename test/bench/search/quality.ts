import type { Engine } from "./engines/engine.ts"
import type { Question } from "./judged-sets.ts"
import type { KnownItem } from "./known-items.ts"

/** How an engine did on the queries of one kind. Times are milliseconds a query. */
export type KindResult = {
  readonly kind: string
  readonly queries: number
  readonly first: number
  readonly amongFive: number
  readonly cpuMedian: number
  readonly cpuP99: number
}

const suggested = new Set([
  "title prefix of 8",
  "title prefix of 16",
  "mistyped title prefix of 16",
  "author with a typo",
])

export async function measureKind(
  engine: Engine,
  kind: string,
  items: readonly KnownItem[],
): Promise<KindResult> {
  const times: number[] = []
  let [first, amongFive] = [0, 0]
  const ask = ({ query }: KnownItem) => {
    if (!suggested.has(kind) || engine.suggest === undefined) return engine.search(query, 5)
    return engine.suggest(kind === "author with a typo" ? "author" : "paper", query, 5)
  }
  for (const item of warmUp(items)) await ask(item)
  for (const item of items) {
    const started = process.cpuUsage()
    const ids = await ask(item)
    const { user, system } = process.cpuUsage(started)
    times.push((user + system) / 1000)
    const place = ids.indexOf(item.id)
    if (place === 0) first++
    if (place >= 0 && place < 5) amongFive++
  }
  const [share, shareOfFive] = [first / items.length, amongFive / items.length]
  return {
    kind,
    queries: items.length,
    first: share,
    amongFive: shareOfFive,
    cpuMedian: quantile(times, 0.5),
    cpuP99: quantile(times, 0.99),
  }
}

/** What is compiled while it runs for the first time is no part of a query. */
function warmUp<T>(queries: readonly T[]): readonly T[] {
  return queries.slice(0, Math.ceil(queries.length / 5))
}

export type QuestionResult = {
  readonly queries: number
  readonly ndcg: number
  readonly recall: number
  readonly cpuMedian: number
  readonly cpuP99: number
}

/** nDCG@10 and recall@100 over all the questions; the time is that of a page of ten. */
export async function measureQuestions(
  engine: Engine,
  questions: readonly Question[],
): Promise<QuestionResult> {
  const times: number[] = []
  let [gain, recalled] = [0, 0]
  for (const { text } of warmUp(questions)) await engine.search(text, 10)
  for (const { text, relevant } of questions) {
    const started = process.cpuUsage()
    await engine.search(text, 10)
    const { user, system } = process.cpuUsage(started)
    times.push((user + system) / 1000)
    const ids = await engine.search(text, 100)
    gain += ndcg(ids, relevant, 10)
    recalled += ids.slice(0, 100).filter((id) => relevant.has(id)).length / relevant.size
  }
  const count = questions.length
  return {
    queries: count,
    ndcg: gain / count,
    recall: recalled / count,
    cpuMedian: quantile(times, 0.5),
    cpuP99: quantile(times, 0.99),
  }
}

/** Normalised discounted cumulative gain of the first `most`, with judgements of yes and no. */
export function ndcg(ids: readonly string[], relevant: ReadonlySet<string>, most: number): number {
  const discounted = (place: number) => 1 / Math.log2(place + 2)
  const gain = ids
    .slice(0, most)
    .reduce((sum, id, place) => sum + (relevant.has(id) ? discounted(place) : 0), 0)
  const ideal = Array.from({ length: Math.min(most, relevant.size) }, (_, place) => discounted(place))
  return gain / ideal.reduce((sum, one) => sum + one, 0)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
