import { createSimilarIndex } from "../../../src/following/similar-index.ts"
import type { Paper } from "../../../src/papers/index.ts"
import { createSearchIndex } from "../../../src/search/index.ts"
import type { PaperVector } from "../../../src/vocabulary/library.ts"
import { seeded } from "../../src/following/world.ts"
import type { Day } from "../posts/measure.ts"

const followedPapers = 1_000
const lastDays = 100
/** A keyword that more papers have names a field rather than a topic. */
const mostTelling = 20

/**
 * What follows of papers like one bring over the last days, by how alike papers have to be: how many papers, and how many of
 * those share a keyword that few papers have. The index knows no keywords.
 */
export function printLikeness(days: readonly Day[], papers: readonly Paper[]): void {
  const index = createSearchIndex()
  index.add(papers.map((paper) => ({ ...paper, keywords: [] })))
  const recent = new Set(days.slice(-lastDays).flatMap((day) => day.papers.map(({ id }) => id)))
  const older = papers.filter(({ id }) => !recent.has(id))
  const random = seeded(5)
  const followed = Array.from(
    { length: Math.min(followedPapers, older.length) },
    () => older[Math.floor(random() * older.length)] as Paper,
  )
  const telling = tellingKeywords(papers)
  const vectors = new Map(followed.map(({ id }) => [id, index.vector(id) as PaperVector]))
  const share = (id: string, other: string) =>
    (telling.get(id) ?? []).some((one) => telling.get(other)?.includes(one))
  let pairs = 0
  for (const id of recent) for (const other of vectors.keys()) if (share(id, other)) pairs++
  const chance = pairs / (recent.size * vectors.size)

  console.log(`\n${vectors.size} papers followed, ${recent.size} new ones in ${lastDays} days\n`)
  console.log("| alike | papers a follow brings | follows that bring any | of them share a telling keyword |")
  console.log("| --- | --- | --- | --- |")
  for (const least of [0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12]) {
    const similar = createSimilarIndex(least)
    for (const [id, vector] of vectors) similar.add(id, vector)
    const brought = [...recent].flatMap((id) =>
      similar.alike(index.vector(id) as PaperVector).map((other) => ({ id, other })),
    )
    const right = brought.filter(({ id, other }) => share(id, other)).length
    const any = new Set(brought.map(({ other }) => other)).size
    console.log(
      `| ${least} | ${(brought.length / vectors.size).toFixed(2)} | ${percent(any / vectors.size)} | ${percent(right / brought.length)} |`,
    )
  }
  console.log(`| by chance | | | ${(100 * chance).toFixed(2)} % |`)
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`

function tellingKeywords(papers: readonly Paper[]): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, number>()
  const keywordsOf = ({ keywords }: Paper) => [
    ...new Set(keywords.map((keyword) => keyword.toLowerCase().trim())),
  ]
  for (const keyword of papers.flatMap(keywordsOf)) counts.set(keyword, (counts.get(keyword) ?? 0) + 1)
  const isTelling = (keyword: string) => (counts.get(keyword) ?? 0) <= mostTelling
  return new Map(papers.map((paper) => [paper.id, keywordsOf(paper).filter(isTelling)]))
}
