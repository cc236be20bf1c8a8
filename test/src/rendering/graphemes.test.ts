import { expect, test } from "vitest"
import { displayWidth } from "../../../src/rendering/graphemes.ts"
import { wrap } from "../../../src/rendering/wrap.ts"

test.each([
  ["Attention", 9],
  ["注意力", 6],
  ["ﾊﾝｶｸ", 4],
  ["e\u0301", 1],
  ["👩‍👩‍👧‍👦", 2],
  ["❤️", 2],
  ["▲", 1],
  ["한국어", 6],
  ["", 0],
])("%j takes %i columns", (text, width) => {
  expect(displayWidth(text)).toBe(width)
})

test.each([
  ["one two three", 7, "one two\nthree"],
  ["one\ntwo", 7, "one\ntwo"],
  ["注意力就是你所需要的一切", 8, "注意力就\n是你所需\n要的一切"],
  ["abcdefghij", 4, "abcd\nefgh\nij"],
])("%j wrapped at %i", (text, width, expected) => {
  expect(wrap(text, width)).toBe(expected)
})
