import fc from "fast-check"
import { expect, test } from "vitest"
import { buildSegment } from "../../../../src/search/index/segment.ts"
import { Names, Vocabulary } from "../../../../src/search/index/vocabulary.ts"
import type { Slot } from "../../../../src/search/query/slots.ts"
import { findCandidates } from "../../../../src/search/ranking/candidates.ts"
import { aPaper } from "../a-paper.ts"

const words = "common usual frequent rare odd scarce".split(" ")
/** The first words are in most papers, the last in few. */
const text = fc
  .array(
    fc.nat(99).map((n) => words[Math.floor((n / 100) ** 3 * words.length)]),
    { minLength: 1, maxLength: 30 },
  )
  .map((list) => list.join(" "))

function segmentsOf(parts: readonly (readonly string[])[]) {
  const shared = { vocabulary: new Vocabulary(), authors: new Names(), organizations: new Names() }
  const segments = parts.map((abstracts, part) =>
    buildSegment(
      abstracts.map((abstract, at) => aPaper({ id: `${part}.${at}`, abstract })),
      shared,
    ),
  )
  const alternatives = words.map((word, at) => {
    const number = shared.vocabulary.knownWord(word)
    const weight = 10 + 90 * at
    return number === undefined ? [] : [{ term: shared.vocabulary.termOf(number), weight, isAuthor: false }]
  })
  const slots = words.flatMap((word, at): Slot[] =>
    alternatives[at]?.length === 0 ? [] : [{ word, gap: 1, alternatives: alternatives[at] ?? [] }],
  )
  /** As `slots`, but that each word may be the next one too. */
  const either = slots.map((slot, at) => ({
    ...slot,
    alternatives: [...slot.alternatives, ...(slots[at + 1]?.alternatives ?? [])],
  }))
  return { segments, slots, either }
}

const everything = () => undefined

test("papers that hold every word are counted, also where none of a part is among the best", () => {
  const { segments, slots } = segmentsOf([
    ["common usual rare odd scarce frequent", "common"],
    ["usual scarce common rare odd common frequent", "common"],
  ])
  expect(findCandidates(segments, slots, 1, everything).holdingAll).toBe(2)
})

test("passing papers over loses none of the best", () => {
  const parts = fc.array(fc.array(text, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 5 })
  const dead = fc.array(fc.tuple(fc.nat(4), fc.nat(29)), { maxLength: 10 })
  fc.assert(
    fc.property(parts, dead, fc.integer({ min: 1, max: 10 }), fc.boolean(), (texts, gone, most, isEither) => {
      const { segments, slots, either } = segmentsOf(texts)
      for (const [segment, at] of gone) segments[segment]?.dead.fill(1, at, at + 1)
      const sought = isEither ? either : slots
      // A test that lets all through is one all the same: nothing is known of how many are better.
      const all = findCandidates(segments, sought, 10_000, () => () => true)
      const few = findCandidates(segments, sought, most, everything)
      expect(few.best).toEqual(all.best.slice(0, most))
      expect(few.holdingAll).toBe(all.holdingAll)
    }),
    { numRuns: 300 },
  )
})

test("a search reads each posting of its words once, and no other", () => {
  const { segments, slots } = segmentsOf([
    ["common rare", "common", "odd"],
    ["common odd", "scarce"],
  ])
  const sought = slots.filter(({ word }) => word === "common" || word === "odd")
  expect(findCandidates(segments, sought, 10, everything).postingsRead).toBe(5)
})

test("the longest query reads no more than its forty-eight words", () => {
  const { segments, slots } = segmentsOf([Array.from({ length: 200 }, () => words.join(" "))])
  const { postingsRead } = findCandidates(segments, slots, 10, everything)
  expect(postingsRead).toBe(200 * words.length)
})
