import fc from "fast-check"
import { expect, test } from "vitest"
import { impactsFor } from "../../../../src/search/index/bm25f.ts"
import { IndexedPapers } from "../../../../src/search/index/indexed-papers.ts"
import { impactIn } from "../../../../src/search/index/postings.ts"
import type { Segment } from "../../../../src/search/index/segment.ts"
import { Spelling } from "../../../../src/search/index/spelling.ts"
import { parseQuery } from "../../../../src/search/query/parse-query.ts"
import { planQuery } from "../../../../src/search/query/plan.ts"
import type { Slot } from "../../../../src/search/query/slots.ts"
import { findCandidates } from "../../../../src/search/ranking/candidates.ts"
import { type Candidate, isMoreNotable } from "../../../../src/search/ranking/top-k.ts"
import { makeKnownItems } from "../../../bench/search/known-items.ts"
import { starterPapers } from "../../../bench/search/real-papers.ts"
import { aPaper } from "../a-paper.ts"

// What the fast search finds beside what plain arithmetic over every paper finds: the same papers, scores and order.

/** All that hold any of the words, the best first. */
function scoredOneByOne(segments: readonly Segment[], slots: readonly Slot[]): readonly Candidate[] {
  const worth = impactsFor(slots.length)
  const all = segments.flatMap((segment) =>
    [...segment.ids.keys()].flatMap((at): readonly Candidate[] => {
      const gains = slots.flatMap(({ alternatives }) => {
        const first = alternatives.find(({ term }) => impactIn(segment.postings, term, at) > 0)
        const impact = first ? impactIn(segment.postings, first.term, at) : 0
        return first ? [first.weight * (worth[impact] as number)] : []
      })
      const score = gains.reduce((sum, gain) => sum + gain, 0)
      return gains.length === 0 || segment.dead[at] === 1 ? [] : [{ segment, at, score, held: gains.length }]
    }),
  )
  return all.sort((a, b) => b.score - a.score || (isMoreNotable(a, b) ? -1 : 1))
}

function expectTheSame(segments: readonly Segment[], slots: readonly Slot[], most: number): void {
  const plain = scoredOneByOne(segments, slots)
  const found = findCandidates(segments, slots, most, () => undefined)
  const named = ({ segment, at, score, held }: Candidate) => ({ id: segment.ids[at], score, held })
  expect(found.best.map(named)).toEqual(plain.slice(0, most).map(named))
  expect(found.holdingAll).toBe(plain.filter(({ held }) => held === slots.length).length)
  expect(Math.min(most, found.holdingAny)).toBe(Math.min(most, plain.length))
  const odd = findCandidates(segments, slots, most, () => (at) => at % 2 === 1)
  expect(odd.best.map(named)).toEqual(
    plain
      .filter(({ at }) => at % 2 === 1)
      .slice(0, most)
      .map(named),
  )
}

test("short, mistyped and long queries over real papers", () => {
  const papers = starterPapers(
    new URL("../../../../src/sources/starter-library.jsonl", import.meta.url).pathname,
  )
  const indexed = new IndexedPapers()
  // Several segments, and papers that were removed.
  for (let from = 0; from < papers.length; from += 97) indexed.add(papers.slice(from, from + 97))
  indexed.remove(papers.filter((_, at) => at % 13 === 0).map(({ id }) => id))
  const corpus = {
    vocabulary: indexed.shared.vocabulary,
    spelling: new Spelling(indexed.shared.vocabulary),
    papers: indexed.size,
  }
  const short = makeKnownItems(papers, 12, 7, new Set()).map(({ query }) => query)
  const long = papers.filter((_, at) => at % 25 === 0).map(({ abstract }) => abstract.slice(0, 400))
  for (const [at, query] of [...short, ...long].entries()) {
    const { slots } = planQuery(parseQuery(query), at % 2 === 0 ? "unknown words" : "rare words", corpus)
    expectTheSame(indexed.segments, slots, [1, 10, 130][at % 3] as number)
  }
})

test("any words, terms that stand for one another, and papers that are alike", () => {
  const word = fc.nat(99).map((n) => `w${Math.floor((n / 100) ** 3 * 12)}x`)
  const text = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(" "))
  const parts = fc.array(fc.array(text, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 3 })
  const query = fc.array(fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(parts, query, fc.integer({ min: 1, max: 20 }), (texts, sought, most) => {
      const indexed = new IndexedPapers()
      for (const [part, abstracts] of texts.entries())
        indexed.add(abstracts.map((abstract, at) => aPaper({ id: `${part}.${at}`, abstract })))
      const slots = sought.flatMap((numbers): readonly Slot[] => {
        const alternatives = [...new Set(numbers)].flatMap((number) => {
          const term = indexed.shared.vocabulary.knownTerm(`w${number}x`)
          return term === undefined ? [] : [{ term, weight: 900 - 70 * number, isAuthor: false }]
        })
        return alternatives.length === 0 ? [] : [{ word: "", gap: 1, alternatives }]
      })
      expectTheSame(indexed.segments, slots, most)
    }),
    { numRuns: 100 },
  )
})
