import { expect, test } from "vitest"
import { foundCard } from "../../../src/cards/search-card.ts"
import { textOf } from "../../../src/rendering/inline.ts"

test.each([
  [1, false, "1 paper for “x”"],
  [999, false, "999 papers for “x”"],
  [100, true, "At least 100 papers for “x”"],
  [1000, true, "At least 1,000 papers for “x”"],
])("%i papers found (more: %j) are told as far as they were counted", (total, atLeast, title) => {
  const found = { hits: [], total, atLeast, from: "store" } as const
  const card = foundCard({ found, asked: { query: "x" }, page: 1, limit: 5, problems: [] }, new Map())
  expect(textOf(card.title)).toBe(title)
})
