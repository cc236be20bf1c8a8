import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Paper } from "../../../src/papers/paper.ts"
import { createSearchIndex, markMatches, parseQuery } from "../../../src/search/index.ts"
import { aPaper, find } from "./a-paper.ts"

describe("any string is a legal query", () => {
  const list = [
    aPaper({
      id: "1",
      title: "Sparse Attention",
      abstract: "Long documents are read with attention that skips.",
    }),
    aPaper({ id: "2", title: "Diffusion for 3D", authors: ["Yann LeCun"], organization: "Meta AI" }),
  ]
  const index = createSearchIndex()
  index.add(list)
  const pieces = [
    '"',
    "-",
    ":",
    " ",
    "author:",
    "after:",
    "upvotes:>",
    "has:",
    "attention",
    "é",
    "😀",
    "\ud800",
    "שלום",
    "\0",
    "$\\alpha$",
    "2401.12345",
    "(",
    "*",
  ]

  test("100,000 random ones, and none throws", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((list) => list.join("")),
    )
    fc.assert(
      fc.property(text, (typed) => {
        for (const hit of find(index, typed, 3).hits) markMatches(list[Number(hit.id) - 1] as Paper, hit)
        index.suggest("paper", typed, 3)
      }),
      { numRuns: 100_000 },
    )
  })

  test.each([
    ["10,000 characters", "attention ".repeat(1000)],
    ["10,000 characters in one word", "a".repeat(10_000)],
    ["10,000 different words", Array.from({ length: 2000 }, (_, i) => `w${i}`).join(" ")],
    ["only stop words", "the of is what all you"],
    ["only a dash", "-"],
    ["many dashes", "- -- --- ----"],
    ["unbalanced quotes", '"sparse "attention" "'],
    ["only quotes", '""""""'],
    ["emoji", "😀👩‍👩‍👧‍👦🏳️‍🌈 attention"],
    ["right to left", "تعلم عميق שלום attention"],
    ["a lone surrogate", "\ud800 attention \udfff"],
    ["nothing but spaces", " \t\n "],
    ["many filters", "author:x ".repeat(1000)],
    ["names of an object's own", "__proto__ constructor has:__proto__ toString:x"],
    ["regular expression", "(a+)+$ [[[ \\ .*"],
  ])("%s", (_, text) => {
    expect(() => {
      find(index, text)
      index.suggest("paper", text, 5)
      index.suggest("author", text, 5)
      parseQuery(text)
    }).not.toThrow()
  })
})
