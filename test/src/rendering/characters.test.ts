import { expect, test } from "vitest"
import { displayWidth } from "../../../src/rendering/characters.ts"

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
