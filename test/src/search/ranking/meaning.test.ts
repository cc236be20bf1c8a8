import { describe, expect, test } from "vitest"
import { createSearchIndex, meaningSought, parseQuery } from "../../../../src/search/index.ts"
import { aPaper } from "../a-paper.ts"

const index = createSearchIndex()
const papers = Array.from({ length: 150 }, (_, at) =>
  aPaper({ id: `2611.${String(at).padStart(5, "0")}`, title: `Sparse attention ${at}`, upvotes: at }),
)
const tides = aPaper({ id: "2612.00001", title: "Tides of the Moon", upvotes: 3 })
index.add([...papers, tides])

const near = [
  { id: tides.id, score: 0.9 },
  { id: papers[120]?.id ?? "", score: 0.8 },
  { id: "2612.99999", score: 0.7 },
]
const search = (text: string, offset = 0, limit = 10) =>
  index.search({ text, offset, limit }, near).hits.map(({ id }) => id)

describe("meaning among words", () => {
  test("a paper of other words is found, and what is in no index is not", () => {
    const found = index.search({ text: "gravity", offset: 0, limit: 10 }, near)
    expect(found.hits.map(({ id }) => id)).toEqual([tides.id, papers[120]?.id])
    expect(found.total).toBe(2)
  })

  test.each([
    ["an exclusion", "gravity -moon"],
    ["a filter", "gravity upvotes:>50"],
    ["a phrase", 'gravity "attention 120"'],
  ])("%s holds for it too", (_, text) => {
    expect(search(text)).toEqual([papers[120]?.id])
  })

  test("every paper is on one page", () => {
    const pages = Array.from({ length: 16 }, (_, page) => search("sparse attention", page * 10)).flat()
    expect(pages).toHaveLength(151)
    expect(new Set(pages).size).toBe(151)
  })

  test("a paper is not similar to itself", () => {
    const ids = index.similar(tides.id, 5, near).map(({ id }) => id)
    expect(ids).toEqual([papers[120]?.id])
  })
})

test.each([
  ["how do tides work after:2020", "how do tides work"],
  ["1706.03762", undefined],
  ["sort:newest tides", undefined],
  ['"tides of the moon"', undefined],
  ["after:2020", undefined],
])("of %j a model is asked %j", (text, sought) => {
  expect(meaningSought({ text, query: parseQuery(text), offset: 0, limit: 10 })).toBe(sought)
})
