import { expect, test } from "vitest"
import { editDistance } from "../../../src/search/edit-distance.ts"

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
])("from %s to %s it takes %d, more than two counting as three", (a, b, expected) => {
  expect(editDistance(a, b, 2)).toBe(expected)
  expect(editDistance(b, a, 2)).toBe(expected)
})
