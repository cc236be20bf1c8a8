import { expect, test } from "vitest"
import { foundCard } from "../../../src/cards/search-card.ts"
import { textOf } from "../../../src/rendering/inline.ts"
import { parseQuery } from "../../../src/search/index.ts"

test.each([
  [1, false, "x · by LeCun: 1 paper"],
  [999, false, "x · by LeCun: 999 papers"],
  [100, true, "x · by LeCun: at least 100 papers"],
  [1000, true, "x · by LeCun: at least 1,000 papers"],
])("%i papers found (more: %j) are told as far as they were counted", (total, atLeast, title) => {
  const { understood } = parseQuery("x author:LeCun")
  const found = { hits: [], total, atLeast, understood, from: "store" } as const
  const card = foundCard({ found, asked: { query: "x" }, page: 1, limit: 5 }, new Map())
  expect(textOf(card.title)).toBe(title)
})
