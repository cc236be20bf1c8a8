import fc from "fast-check"
import { expect, test } from "vitest"
import { createSimilarIndex } from "../../../src/following/similar-index.ts"
import type { PaperVector } from "../../../src/vocabulary/library.ts"

/** A few keys that most vectors have, and many that few have. */
const keys = fc.uniqueArray(fc.oneof(fc.nat(6), fc.integer({ min: 10, max: 400 })), {
  minLength: 1,
  maxLength: 12,
})
const vector = fc
  .tuple(keys, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 12, maxLength: 12 }))
  .map(([keys, given]): PaperVector => {
    const weights = keys.map((_, at) => given[at] ?? 1)
    const length = Math.hypot(...weights)
    return { keys: Int32Array.from(keys), weights: Float32Array.from(weights, (one) => one / length) }
  })

function cosine(one: PaperVector, other: PaperVector): number {
  const own = new Map(Array.from(one.keys, (key, at) => [key, one.weights[at] ?? 0]))
  return other.keys.reduce((sum, key, at) => sum + (own.get(key) ?? 0) * (other.weights[at] ?? 0), 0)
}

test("papers are alike exactly where their vectors' cosine says so, however common what they share is", () => {
  let [found, withoutRare] = [0, 0]
  fc.assert(
    fc.property(
      fc.array(vector, { minLength: 1, maxLength: 60 }),
      fc.array(vector, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(0.05, 0.3, 0.8),
      (followed, papers, least) => {
        const named = new Map(followed.map((one, at) => [String(at), one]))
        const index = createSimilarIndex(least)
        for (const [name, one] of named) index.add(name, one)
        for (const paper of papers) {
          const alike = [...named].filter(([, one]) => cosine(paper, one) >= least).map(([name]) => name)
          expect(index.alike(paper).toSorted()).toEqual(alike.toSorted())
          found += alike.length
          if (alike.length > 0 && paper.keys.every((key) => key < 10)) withoutRare++
        }
      },
    ),
    { numRuns: 150 },
  )
  expect(found).toBeGreaterThan(100)
  expect(withoutRare).toBeGreaterThan(3)
})

test("where nothing is followed nothing is alike", () => {
  expect(createSimilarIndex().alike({ keys: Int32Array.of(1), weights: Float32Array.of(1) })).toEqual([])
})
