import { expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { aPaper, idsFor } from "../a-paper.ts"

const index = createSearchIndex()
index.add([
  aPaper({ id: "web", title: "Paper2Web: Let Papers Speak", abstract: "Pages for papers." }),
  aPaper({ id: "poster", title: "Paper2Web-Poster: One Page Instead", upvotes: 90 }),
  aPaper({ id: "qa", title: "VisOnlyQA: Models Struggle with Shapes" }),
  aPaper({ id: "see", title: "SeeThrough3D in the Kitchen" }),
  aPaper({ id: "dataset", title: "Dataset Cards for Everyone" }),
  aPaper({
    id: "other",
    title: "Two Papers about the Web",
    abstract: "Paper 2 is about the web.",
    upvotes: 9,
  }),
  aPaper({ id: "shapes", title: "Only Shapes", abstract: "What only shapes tell.", upvotes: 9 }),
])

test.each([
  ["paper 2 web", "web"],
  ["paper2 web", "web"],
  ["Vis Only QA", "qa"],
  ["see through 3 d", "see"],
  ["web paper 2", "other"],
  ["only shapes", "shapes"],
])("%s finds the paper %s first", (query, id) => {
  expect(idsFor(index, query)[0]).toBe(id)
})

test("what is no name is no title: neighbors are joined in any paper", () => {
  const more = createSearchIndex()
  const abstract = "A data set, and one more data set."
  more.add([
    aPaper({ id: "word", title: "Dataset Cards" }),
    aPaper({ id: "set", title: "The Data Set", abstract }),
  ])
  expect(idsFor(more, "data set")[0]).toBe("set")
})

test("a name that a filter leaves out is left out", () => {
  expect(idsFor(index, "paper 2 web upvotes:>5")).not.toContain("web")
})
