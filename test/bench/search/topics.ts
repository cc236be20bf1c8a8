import type { Paper } from "../../../src/papers/paper.ts"
import type { Engine } from "./engines/engine.ts"

/** One or two words that name what papers are about, and the ids of the papers about it. */
export type Topic = { readonly text: string; readonly about: ReadonlySet<string> }

/** A keyword on so many papers is one that people ask for; a topic has at least so many papers. */
const fewest = { withKeyword: 10, about: 25 }

/** The frequent keywords of one or two words, each with the papers whose title or keywords hold it. */
export function topicsOf(papers: readonly Paper[]): readonly Topic[] {
  const counts = new Map<string, number>()
  for (const { keywords } of papers)
    for (const keyword of new Set(keywords.map((one) => one.toLowerCase())))
      counts.set(keyword, (counts.get(keyword) ?? 0) + 1)
  const asked = [...counts].filter(
    ([text, count]) => count >= fewest.withKeyword && /^[a-z0-9-]{3,}( [a-z0-9-]+)?$/.test(text),
  )
  const about = new Map(asked.map(([text]) => [plain(text), new Set<string>()]))
  for (const { id, title, keywords } of papers)
    for (const text of [title, ...keywords]) for (const run of runsOf(plain(text))) about.get(run)?.add(id)
  return asked
    .map(([text]) => ({ text, about: about.get(plain(text)) ?? new Set() }))
    .filter((topic) => topic.about.size >= fewest.about)
    .sort((a, b) => (a.text < b.text ? -1 : 1))
}

/** Words without signs and plurals. */
function plain(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.map((word) => word.replace(/(?<=...)s$/, "")).join(" ")
}

/** Up to four neighboring words, from each word on. */
function runsOf(text: string): readonly string[] {
  const words = text.split(" ")
  return words.flatMap((_, at) => [1, 2, 3, 4].map((count) => words.slice(at, at + count).join(" ")))
}

/** Of the first ten: their votes beside those of the ten most upvoted of the topic, and how many are about it. */
export type TopicResult = { readonly votes: number; readonly about: number }

export async function measureTopics(
  engine: Engine,
  papers: readonly Paper[],
  topics: readonly Topic[],
): Promise<TopicResult> {
  const votesOf = new Map(papers.map(({ id, upvotes }) => [id, upvotes]))
  const sum = (ids: readonly string[]) => ids.reduce((votes, id) => votes + (votesOf.get(id) ?? 0), 0)
  let [votes, about] = [0, 0]
  for (const topic of topics) {
    const ids = await engine.search(topic.text, 10)
    const best = [...topic.about].sort((a, b) => (votesOf.get(b) ?? 0) - (votesOf.get(a) ?? 0)).slice(0, 10)
    votes += sum(ids) / Math.max(1, sum(best))
    about += ids.filter((id) => topic.about.has(id)).length / Math.max(1, ids.length)
  }
  return { votes: votes / topics.length, about: about / topics.length }
}
