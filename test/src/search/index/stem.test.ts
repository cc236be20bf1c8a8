import { expect, test } from "vitest"
import { stem } from "../../../../src/search/index/stem.ts"

// Pairs from Porter's paper, and words of the trade.
test.each([
  ["caresses", "caress"],
  ["ponies", "poni"],
  ["agreed", "agre"],
  ["plastered", "plaster"],
  ["motoring", "motor"],
  ["hopping", "hop"],
  ["falling", "fall"],
  ["filing", "file"],
  ["happy", "happi"],
  ["sky", "sky"],
  ["relational", "relat"],
  ["vietnamization", "vietnam"],
  ["hopefulness", "hope"],
  ["electrical", "electr"],
  ["adjustment", "adjust"],
  ["controlling", "control"],
  ["networks", "network"],
  ["transformers", "transform"],
  ["eed", "eed"],
  ["gpt4", "gpt4"],
  ["3d", "3d"],
  ["ai", "ai"],
  ["変換", "変換"],
])("the stem of %s is %s", (word, expected) => {
  expect(stem(word)).toBe(expected)
})
