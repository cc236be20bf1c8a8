import fc from "fast-check"
import { expect, test } from "vitest"
import { fit as cosine, profileOf, type Weighed, weightOf } from "../../../src/recommending/profile.ts"
import { diverse, ranked } from "../../../src/recommending/rank.ts"
import type { PaperVector } from "../../../src/vocabulary/library.ts"

const now = Temporal.Instant.from("2026-11-24T15:00:00Z")

function vectorOf(words: readonly number[]): PaperVector {
  const keys = [...new Set(words)]
  return {
    keys: Int32Array.from(keys),
    weights: Float32Array.from(keys, () => 1 / Math.sqrt(keys.length || 1)),
  }
}

const signOf = (paper: string, words: readonly number[], weight = 1): Weighed => ({
  ...{ paper, sign: "upvoted", at: now, weight },
  vector: vectorOf(words),
})

const words = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 })
const votes = fc
  .array(words, { minLength: 1, maxLength: 8 })
  .map((all) => all.map((one, at) => signOf(`p${at}`, one)))
const raw = (signs: readonly Weighed[], vector: PaperVector) => {
  const profile = profileOf(signs)
  return cosine(profile, vector) * profile.length
}

test("a vote half counts after ninety days, and a quarter after a hundred and eighty", () => {
  const voted = (days: number) =>
    ({ paper: "p", sign: "upvoted", at: now.subtract({ hours: 24 * days }) }) as const
  expect([0, 90, 180].map((days) => weightOf(voted(days), now))).toEqual([1, 0.5, 0.25])
  expect(weightOf(voted(-3), now)).toBe(1)
  expect(weightOf({ ...voted(90), sign: "less" }, now)).toBeCloseTo(-0.35)
})

test("one more vote never lowers a paper that holds all its words", () => {
  fc.assert(
    fc.property(votes, words, words, (signs, voted, more) => {
      const paper = vectorOf([...voted, ...more])
      expect(raw([...signs, signOf("x", voted)], paper)).toBeGreaterThanOrEqual(raw(signs, paper) - 1e-9)
    }),
  )
})

test("a vote changes nothing for papers that share no word with it", () => {
  fc.assert(
    fc.property(votes, words, (signs, voted) => {
      const paper = vectorOf([
        100,
        101,
        ...Array.from({ length: 13 }, (_, at) => at).filter((at) => !voted.includes(at)),
      ])
      expect(raw([...signs, signOf("x", voted)], paper)).toBeCloseTo(raw(signs, paper), 9)
    }),
  )
})

test("the order of votes changes nothing, to the last digit", () => {
  fc.assert(
    fc.property(
      votes.chain((signs) =>
        fc.tuple(fc.constant(signs), fc.shuffledSubarray(signs, { minLength: signs.length })),
      ),
      words,
      ([signs, shuffled], paper) => {
        expect(cosine(profileOf(shuffled), vectorOf(paper))).toBe(cosine(profileOf(signs), vectorOf(paper)))
      },
    ),
  )
})

test("of papers that are all alike, another one that fits comes before the second of them", () => {
  const profile = profileOf([signOf("a", [1, 2, 3]), signOf("b", [7, 8], 0.9)])
  const candidate = (id: string, keys: readonly number[]) => ({ id, upvotes: 0, vector: vectorOf(keys) })
  const all = ranked(profile, [
    candidate("same1", [1, 2, 3]),
    candidate("same2", [1, 2, 3]),
    candidate("other", [7, 8]),
    candidate("none", [50]),
  ])
  expect(all.map(({ id }) => id)).not.toContain("none")
  expect(diverse(all, 3).map(({ id }) => id)).toEqual(["same1", "other", "same2"])
})
