import type { Paper } from "../../papers/paper.ts"
import { numbersIn, pieceAt } from "./bytes.ts"
import { fingerprintOf, setFacts } from "./columns.ts"
import { wordsOfNames } from "./paper-text.ts"
import { buildSegment, largestSegment, mergeSegments, type Segment, type Shared } from "./segment.ts"
import { Names, Vocabulary } from "./vocabulary.ts"
import { wordsAt } from "./word-texts.ts"

/** A paper of the index: its segment and its number there. */
export type PaperRef = { readonly segment: Segment; readonly at: number }

/** All papers of an index: adding, changing and removing them. Searching reads `segments` and `shared`. */
export class IndexedPapers {
  readonly shared: Shared
  /** Each is at least twice as large as the next, or the largest possible. */
  segments: readonly Segment[]
  readonly #papers = new Map<string, PaperRef>()

  constructor(
    shared: Shared = { vocabulary: new Vocabulary(), authors: new Names(), organizations: new Names() },
    segments: readonly Segment[] = [],
  ) {
    this.shared = shared
    this.segments = segments
    for (const segment of segments) this.#register(segment)
  }

  get size(): number {
    return this.#papers.size
  }

  locate(id: string): PaperRef | undefined {
    return this.#papers.get(id)
  }

  /** A paper whose words did not change only gets its new dates and counts, which is most of what changes. */
  add(papers: readonly Paper[]): void {
    const fresh = [...new Map(papers.map((paper) => [paper.id, paper])).values()].filter((paper) => {
      const place = this.#papers.get(paper.id)
      const same =
        place !== undefined && place.segment.columns.fingerprints[place.at] === fingerprintOf(paper)
      if (same) setFacts(place.segment.columns, place.at, paper)
      return !same
    })
    this.remove(fresh.map(({ id }) => id))
    for (let from = 0; from < fresh.length; from += batchSize) {
      const segment = buildSegment(fresh.slice(from, from + batchSize), this.shared)
      this.segments = [...this.segments, segment]
      this.#register(segment)
      this.#compact()
    }
  }

  remove(ids: readonly string[]): void {
    const touched = new Map<Segment, Set<number>>()
    for (const id of ids) {
      const place = this.#papers.get(id)
      if (place === undefined) continue
      this.#papers.delete(id)
      touched.set(place.segment, (touched.get(place.segment) ?? new Set()).add(place.at))
    }
    for (const [segment, papers] of touched) this.#markRemoved(segment, papers)
    if (touched.size > 0) this.#compact()
  }

  #register(segment: Segment): void {
    for (const [at, id] of segment.ids.entries())
      if (segment.dead[at] === 0) this.#papers.set(id, { segment, at })
  }

  /** Marks papers as removed and takes them out of all counts, so they no longer affect any score. */
  #markRemoved({ postings, texts, people, columns, dead }: Segment, papers: ReadonlySet<number>): void {
    const { vocabulary, authors, organizations } = this.shared
    for (const paper of papers) {
      dead[paper] = 1
      const bylines = numbersIn(pieceAt(people, paper))
      for (const author of bylines) authors.counts.add(author, -1)
      const names = wordsOfNames(
        Array.from(bylines, (author) => authors.text(author)),
        vocabulary,
      )
      for (const word of new Set([...Array.from(wordsAt(texts, paper)), ...names]))
        vocabulary.wordCounts.add(word, -1)
      const organization = columns.organizations[paper] as number
      if (organization !== 0) organizations.counts.add(organization, -1)
    }
    for (let i = 0; i < postings.terms.length; i++)
      for (let at = postings.starts[i] as number; at < (postings.starts[i + 1] as number); at++)
        if (papers.has(postings.papers[at] as number))
          vocabulary.termCounts.add(postings.terms[i] as number, -1)
  }

  /** Merges the last two segments while they are of similar size, and rewrites one if half of it was removed. */
  #compact(): void {
    const segments = this.segments.flatMap((segment) => {
      const living = liveCount(segment)
      if (living === 0) return []
      return [living * 2 < segment.ids.length ? this.#merged([segment]) : segment]
    })
    while (segments.length > 1) {
      const [before, last] = segments.slice(-2) as [Segment, Segment]
      const together = before.ids.length + last.ids.length
      if (last.ids.length * 2 < before.ids.length || together > largestSegment) break
      segments.splice(-2, 2, this.#merged([before, last]))
    }
    this.segments = segments
  }

  #merged(segments: readonly Segment[]): Segment {
    const merged = mergeSegments(segments)
    this.#register(merged)
    return merged
  }
}

/** Papers are indexed this many at a time, because unpacked they take ten times the memory. */
const batchSize = 8192

function liveCount({ dead }: Segment): number {
  return dead.reduce((living, isDead) => living + 1 - isDead, 0)
}
