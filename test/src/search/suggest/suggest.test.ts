import { describe, expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { aPaper } from "../a-paper.ts"

function theIndex() {
  const index = createSearchIndex()
  index.add([
    aPaper({
      id: "1",
      title: "Attention Is All You Need",
      authors: ["Ashish Vaswani"],
      organization: "Google",
    }),
    aPaper({
      id: "2",
      title: "Sparse Attention",
      authors: ["Yann LeCun", "Wei Li"],
      organization: "Meta AI",
    }),
    aPaper({
      id: "3",
      title: "Attentive Readers",
      authors: ["Yann LeCun"],
      upvotes: 5,
      organization: "Meta AI",
    }),
    aPaper({ id: "4", title: "A Study of Speech", authors: ["Li Wei", "José García"] }),
    aPaper({ id: "5", title: "Attention Sinks", authors: ["Lee Kuan"], upvotes: 9 }),
  ])
  return index
}

const values = (kind: "paper" | "author" | "organization", typed: string, limit = 5) =>
  theIndex()
    .suggest(kind, typed, limit)
    .map(({ value }) => value)

describe("titles", () => {
  test.each([
    [
      "attention",
      ["5", "1", "2"],
      "titles that begin with the whole word, by upvotes, before ones that hold it",
    ],
    ["attenti", ["5", "3", "1", "2"], "while the word goes on, by upvotes"],
    ["all you n", ["1"], "from the middle"],
    ["study of", ["4"], "without the article"],
    ["atention is", ["1"], "a letter left out"],
    ["attnetion sin", ["5"], "letters swapped"],
    ["spxrse", ["2"], "a letter replaced"],
    ["zzzz", [], "what is nowhere"],
  ])("%s offers %j: %s", (typed, expected) => {
    expect(values("paper", typed).slice(0, Math.max(1, expected.length))).toEqual(expected)
  })

  test("a suggestion is the paper's id, and its whole title", () => {
    expect(theIndex().suggest("paper", "spar", 1)).toEqual([{ value: "2", label: "Sparse Attention" }])
  })

  test("nothing typed offers what is liked most", () => {
    expect(values("paper", "", 2)).toEqual(["5", "3"])
  })
})

describe("names", () => {
  test.each([
    ["lecun", "Yann LeCun", "by the family name"],
    ["yann l", "Yann LeCun", "from the beginning"],
    ["LeCun Yann", "Yann LeCun", "the other way round"],
    ["yan lecun", "Yann LeCun", "with a slip"],
    ["garcia", "José García", "without accents"],
  ])("%s offers %s: %s", (typed, expected) => {
    expect(values("author", typed)[0]).toBe(expected)
  })

  test("who is on more papers goes first", () => {
    expect(theIndex().suggest("author", "y", 1)).toEqual([
      { value: "Yann LeCun", label: "Yann LeCun", detail: "2 papers" },
    ])
  })

  test("organisations are offered with how many papers they have", () => {
    expect(theIndex().suggest("organization", "met", 3)).toEqual([
      { value: "Meta AI", label: "Meta AI", detail: "2 papers" },
    ])
  })

  test("names that no paper bears any more are not offered", () => {
    const index = theIndex()
    index.suggest("author", "ashish", 1)
    index.remove(["1"])
    expect(index.suggest("author", "ashish", 1)).toEqual([])
  })

  test("names that came later are offered too", () => {
    const index = theIndex()
    index.suggest("author", "z", 1)
    index.add([aPaper({ id: "9", authors: ["Zoë Newcomer"] })])
    expect(index.suggest("author", "zoe", 1)[0]?.value).toBe("Zoë Newcomer")
  })
})
