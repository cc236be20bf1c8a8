import { describe, expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { aPaper, find, idsFor } from "../a-paper.ts"

/** So many papers say the same of a topic that their text alone does not tell them apart. */
const many = Array.from({ length: 20 }, (_, n) =>
  aPaper({
    id: `unknown-${n}`,
    title: `Sparse Routing, Experiment ${n}`,
    abstract: "We route sparsely.",
    authors: ["Ada Long"],
    publishedOn: "2023-05-01",
    upvotes: 1,
  }),
)
const popular = aPaper({
  id: "popular",
  title: "How We Made Sparse Routing Work",
  abstract: "We route sparsely.",
  authors: ["Bo Chen"],
  publishedOn: "2025-10-20",
  upvotes: 120,
})

function indexOf(...more: readonly Parameters<typeof aPaper>[0][]) {
  const index = createSearchIndex()
  index.add([...many, popular, ...more.map(aPaper)])
  return index
}

describe("one or two words that many papers hold", () => {
  test("a popular recent paper goes before unknown old ones", () => {
    expect(idsFor(indexOf(), "sparse routing", 1)).toEqual(["popular"])
    expect(idsFor(indexOf(), "routing", 1)).toEqual(["popular"])
  })

  test("votes of long ago count less", () => {
    const old = { id: "old", title: popular.title, abstract: popular.abstract }
    const index = indexOf({ ...old, publishedOn: "2016-10-20", upvotes: 200 })
    expect(idsFor(index, "sparse routing", 1)).toEqual(["popular"])
  })

  test("a paper that only mentions the topic does not pass those about it", () => {
    const mention = { title: "Weather", abstract: "Unlike sparse routing.", publishedOn: "2025-10-20" }
    const ids = idsFor(indexOf({ ...mention, id: "mention", upvotes: 900 }), "sparse routing", 22)
    expect(ids.at(-1)).toBe("mention")
  })

  test("a longer query asks for what a paper says, whatever its votes", () => {
    expect(idsFor(indexOf(), "sparse routing experiment 7", 1)).toEqual(["unknown-7"])
  })

  test("a name is nobody's topic", () => {
    const index = indexOf({ id: "voted", authors: ["Bo Chen", "Ada Long"], upvotes: 900 })
    expect(idsFor(index, "ada long", 1)[0]).toMatch(/^unknown/)
  })
})

describe("papers of one series", () => {
  const series = ["Routex2", "Routex2.5", "Routex3"].map((name, n) => ({
    id: name,
    title: `${name}: Sparse Routing`,
    abstract: "We route sparsely.",
    publishedOn: "2025-10-20",
    upvotes: 300 + n,
  }))
  const index = indexOf(...series)

  test("only the best is among a topic's first ten; the others come next", () => {
    const ids = idsFor(index, "sparse routing", 12)
    expect(ids[0]).toBe("Routex3")
    expect(ids.slice(10).toSorted()).toEqual(["Routex2", "Routex2.5"])
  })

  test("asked for by their name they stand together", () => {
    expect(idsFor(index, "routex", 3).toSorted()).toEqual(["Routex2", "Routex2.5", "Routex3"])
  })

  test("no score is above the one before", () => {
    const scores = find(index, "sparse routing", 30).hits.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })

  test("a model's nearness does not bring them together again", () => {
    const near = series.map(({ id }) => ({ id, score: 1 }))
    const ids = index.search({ text: "sparse routing", offset: 0, limit: 10 }, near).hits.map(({ id }) => id)
    expect(ids.filter((id) => id.startsWith("Routex"))).toHaveLength(1)
  })
})
