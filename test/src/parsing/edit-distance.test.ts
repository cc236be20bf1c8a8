import fc from "fast-check"
import { expect, test } from "vitest"
import { editDistance, nearestWord } from "../../../src/parsing/edit-distance.ts"

test.each([
  ["sparse", "sparse", 0],
  ["sparse", "spare", 1],
  ["sparse", "sprase", 1],
  ["sparse", "sparsed", 1],
  ["sparse", "spxrse", 1],
  ["sparse", "sprsae", 2],
  ["sparse", "dense", 3],
  ["", "ab", 2],
  ["a", "abcdef", 3],
  ["search", "search", 0],
  ["serach", "search", 1],
  ["seach", "search", 1],
  ["searchh", "search", 1],
  ["seatch", "search", 1],
  ["sparse", "search", 3],
  ["", "abc", 3],
])("from %s to %s it takes %d, more than two counting as three", (a, b, expected) => {
  expect(editDistance(a, b, 2)).toBe(expected)
  expect(editDistance(b, a, 2)).toBe(expected)
})

test("the distance is the same both ways", () => {
  const word = fc.string({ maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b, 8)).toBe(editDistance(b, a, 8))
    }),
  )
})

test.each([
  ["PROT", 1, "PORT"],
  ["prot", 1, "PORT"],
  ["HOTS", 2, "HOST"],
  ["PROT", 0, undefined],
  ["DATABASE", 2, undefined],
])("of PORT and HOST, %s is within %d of %s", (word, most, nearest) => {
  expect(nearestWord(word, ["PORT", "HOST"], most)).toBe(nearest)
})
