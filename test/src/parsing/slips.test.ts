import fc from "fast-check"
import { expect, test } from "vitest"
import { slipsBetween } from "../../../src/parsing/slips.ts"

test.each([
  ["search", "search", 0],
  ["serach", "search", 1],
  ["seach", "search", 1],
  ["searchh", "search", 1],
  ["seatch", "search", 1],
  ["sparse", "search", 3],
  ["", "abc", 3],
])("%j and %j are %i slips apart", (a, b, slips) => {
  expect(slipsBetween(a, b)).toBe(slips)
})

test("the distance is the same both ways", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      expect(slipsBetween(a, b)).toBe(slipsBetween(b, a))
    }),
  )
})
