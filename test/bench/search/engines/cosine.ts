import type { Paper } from "../../../../src/papers/paper.ts"
import { stem } from "../../../../src/search/index/stem.ts"
import { stopWords, wordsOf } from "../../../../src/search/index/words.ts"

/** The textbook's similarity: cosine of (1 + log tf) · log(N / df) over the stems of title and abstract. */
export function createCosine(papers: readonly Paper[]) {
  const vectors = tfIdfVectors(papers)
  const postings = new Map<string, { readonly at: number; readonly weight: number }[]>()
  for (const [at, vector] of vectors.entries())
    for (const [term, weight] of vector) {
      const known = postings.get(term) ?? []
      known.push({ at, weight })
      postings.set(term, known)
    }
  const places = new Map(papers.map(({ id }, at) => [id, at]))
  return (paper: Pick<Paper, "id">, limit: number): readonly string[] => {
    const sums = new Float64Array(papers.length)
    for (const [term, own] of vectors[places.get(paper.id) ?? -1] ?? [])
      for (const { at, weight } of postings.get(term) ?? []) sums[at] = (sums[at] as number) + own * weight
    const order = Array.from(sums.keys()).sort((a, b) => (sums[b] as number) - (sums[a] as number))
    return order.slice(0, limit).map((at) => papers[at]?.id ?? "")
  }
}

function tfIdfVectors(papers: readonly Paper[]): Map<string, number>[] {
  const frequencies = papers.map(termFrequencies)
  const holding = new Map<string, number>()
  for (const terms of frequencies)
    for (const term of terms.keys()) holding.set(term, (holding.get(term) ?? 0) + 1)
  return frequencies.map((terms) => {
    const weighed = [...terms].map(
      ([term, times]) =>
        [term, (1 + Math.log(times)) * Math.log(papers.length / (holding.get(term) ?? 1))] as const,
    )
    const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1
    return new Map(weighed.map(([term, weight]) => [term, weight / length]))
  })
}

function termFrequencies({ title, abstract }: Paper): Map<string, number> {
  const times = new Map<string, number>()
  for (const { text } of wordsOf(`${title} ${abstract}`))
    if (!stopWords.has(text)) times.set(stem(text), (times.get(stem(text)) ?? 0) + 1)
  return times
}
