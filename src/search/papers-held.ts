import type { Paper } from "../papers/paper.ts"
import { fingerprintOf, setFacts } from "./columns.ts"
import { Names } from "./names.ts"
import { wordsOfNames } from "./paper-text.ts"
import { buildSegment, largestSegment, mergeSegments, type Segment, type Shared } from "./segment.ts"
import { pieceAt } from "./strings.ts"
import { numbersIn } from "./varint.ts"
import { Vocabulary } from "./vocabulary.ts"

/** Where a paper is. */
export type Place = { readonly segment: Segment; readonly at: number }

/** All papers of an index: adding, changing and removing them. Searching reads `segments` and `shared`. */
export class PapersHeld {
  readonly shared: Shared
  /** Larger ones first, nearly: each at least twice as large as the next, or the largest possible. */
  segments: readonly Segment[]
  readonly #places = new Map<string, Place>()

  constructor(
    shared: Shared = { vocabulary: new Vocabulary(), authors: new Names(), organizations: new Names() },
    segments: readonly Segment[] = [],
  ) {
    this.shared = shared
    this.segments = segments
    for (const segment of segments) this.#place(segment)
  }

  get size(): number {
    return this.#places.size
  }

  place(id: string): Place | undefined {
    return this.#places.get(id)
  }

  /** A paper whose words are as they were only gets its new dates and counts; that is most of what changes. */
  add(papers: readonly Paper[]): void {
    const fresh = [...new Map(papers.map((paper) => [paper.id, paper])).values()].filter((paper) => {
      const place = this.#places.get(paper.id)
      const same =
        place !== undefined && place.segment.columns.fingerprints[place.at] === fingerprintOf(paper)
      if (same) setFacts(place.segment.columns, place.at, paper)
      return !same
    })
    this.remove(fresh.map(({ id }) => id))
    for (let from = 0; from < fresh.length; from += batchSize) {
      const segment = buildSegment(fresh.slice(from, from + batchSize), this.shared)
      this.segments = [...this.segments, segment]
      this.#place(segment)
      this.#tidy()
    }
  }

  remove(ids: readonly string[]): void {
    const touched = new Map<Segment, Set<number>>()
    for (const id of ids) {
      const place = this.#places.get(id)
      if (place === undefined) continue
      this.#places.delete(id)
      touched.set(place.segment, (touched.get(place.segment) ?? new Set()).add(place.at))
    }
    for (const [segment, papers] of touched) this.#bury(segment, papers)
    if (touched.size > 0) this.#tidy()
  }

  #place(segment: Segment): void {
    for (const [at, id] of segment.ids.entries())
      if (segment.dead[at] === 0) this.#places.set(id, { segment, at })
  }

  /** Marks papers dead and takes them out of all counts, so that no score remembers them. */
  #bury({ postings, texts, people, columns, dead }: Segment, papers: ReadonlySet<number>): void {
    const { vocabulary, authors, organizations } = this.shared
    for (const paper of papers) {
      dead[paper] = 1
      const bylines = numbersIn(pieceAt(people, paper))
      for (const author of bylines) authors.counts.add(author, -1)
      const names = wordsOfNames(
        Array.from(bylines, (author) => authors.text(author)),
        vocabulary,
      )
      for (const word of new Set([...numbersIn(pieceAt(texts, paper)), ...names]))
        vocabulary.wordCounts.add(word, -1)
      const organization = columns.organizations[paper] as number
      if (organization !== 0) organizations.counts.add(organization, -1)
    }
    for (let i = 0; i < postings.terms.length; i++)
      for (let at = postings.starts[i] as number; at < (postings.starts[i + 1] as number); at++)
        if (papers.has(postings.papers[at] as number))
          vocabulary.termCounts.add(postings.terms[i] as number, -1)
  }

  /** Keeps segments few: merges the last two while they are of like size, and rewrites one that is half dead. */
  #tidy(): void {
    const segments = this.segments.flatMap((segment) => {
      const living = livingIn(segment)
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
    this.#place(merged)
    return merged
  }
}

/** Papers are indexed so many at a time: what is unpacked of them takes ten times their place. */
const batchSize = 8192

function livingIn({ dead }: Segment): number {
  return dead.reduce((living, isDead) => living + 1 - isDead, 0)
}
