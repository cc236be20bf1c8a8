import { describe, expect, test } from "vitest"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { settled } from "../../clock.ts"
import { createLibraryWorld } from "./world.ts"

const attention = aPaper({ id: "1706.03762", title: "Attention Is All You Need", upvotes: 10 })
const sparse = aPaper({ id: "1904.10509", title: "Sparse Attention for Long Sequences" })
const linear = aPaper({ id: "2006.16236", title: "Linear Attention Made Simple" })
const doubt = aPaper({ id: "2611.00005", title: "Memory and Why Attention Is All but Enough" })
const here = { papers: [attention, sparse, linear] }

describe("a paper named in words", () => {
  test.each([
    ["its whole title, whatever its case and marks", "attention is all you need!", "1706.03762"],
    ["the beginning of one title", "sparse atten", "1904.10509"],
    ["the middle of one title", "long sequences", "1904.10509"],
    ["three words that begin it, though another holds them", "attention is all", "1706.03762"],
  ])("is found by %s", async (_title, text, id) => {
    const { library } = await createLibraryWorld({ papers: [...here.papers, doubt] })
    expect(await library.find({ kind: "words", text })).toMatchObject({ kind: "one", paper: { id } })
  })

  test("by words of several titles asks which", async () => {
    const { library } = await createLibraryWorld(here)
    const found = await library.find({ kind: "words", text: "attention" })
    // One title begins with it, but a single word that three titles hold names none of them.
    expect(found.kind === "several" && found.papers.length).toBe(3)
  })

  test("by words that nothing has is not found", async () => {
    const { library } = await createLibraryWorld(here)
    expect(await library.find({ kind: "words", text: "xylophone" })).toEqual({ kind: "none" })
  })

  test("may hold what the query language would take for a filter", async () => {
    const paper = aPaper({ id: "2611.1", title: 'Author: a "study" of -minus signs' })
    const { library } = await createLibraryWorld({ papers: [paper, attention] })
    expect(await library.find({ kind: "words", text: paper.title })).toMatchObject({ kind: "one", paper })
  })
})

describe("a paper named by its identifier", () => {
  test("is found here without asking anybody", async () => {
    const { library } = await createLibraryWorld(here)
    expect(await library.find({ kind: "id", id: "1706.03762" })).toMatchObject({ kind: "one" })
  })

  test("that is not here is asked for at Hugging Face, and kept", async () => {
    const fresh = aPaper({ id: "2611.00009", title: "Fresh" })
    const { library, stores } = await createLibraryWorld({ huggingFace: { paper: async () => fresh } })
    expect(await library.find({ kind: "id", id: fresh.id })).toEqual({ kind: "one", paper: fresh })
    expect(await stores.papers.count()).toBe(1)
  })

  test("that Hugging Face does not know is asked for at arXiv", async () => {
    const fresh = aPaper({ id: "2611.00009", title: "Fresh", source: "arxiv" })
    const { library } = await createLibraryWorld({
      huggingFace: { paper: async () => undefined },
      arXiv: { paper: async () => fresh },
    })
    expect(await library.find({ kind: "id", id: fresh.id })).toMatchObject({ kind: "one", paper: fresh })
  })

  test("of the old form is asked for at arXiv alone", async () => {
    const old = aPaper({ id: "math/0611800", source: "arxiv" })
    const { library } = await createLibraryWorld({
      arXiv: { paper: async () => old },
    })
    expect(await library.find({ kind: "id", id: old.id })).toMatchObject({ kind: "one" })
  })

  test("that nobody knows is not found", async () => {
    const { library } = await createLibraryWorld({
      huggingFace: { paper: async () => undefined },
      arXiv: { paper: async () => undefined },
    })
    expect(await library.find({ kind: "id", id: "2611.99999" })).toEqual({ kind: "none" })
  })

  test("that cannot be asked for is not called unknown", async () => {
    const { library } = await createLibraryWorld()
    await expect(library.find({ kind: "id", id: "2611.99999" })).rejects.toThrow(
      words.library.notStoredYet("2611.99999", ""),
    )
  })

  test("is not waited for long where one source has just been away", async () => {
    const { library, clock } = await createLibraryWorld({
      arXiv: { paper: () => new Promise(() => undefined) },
    })
    const asking = library.find({ kind: "id", id: "2611.99999" })
    const refused = expect(asking).rejects.toThrow(words.library.network.noAnswerWithin(2.5))
    await settled()
    await clock.advance({ milliseconds: 2500 })
    await refused
  })
})

test("a paper known by a short entry alone is whole when it is shown again", async () => {
  const bare = aPaper({ id: "1706.03762", abstract: "", source: "starter" })
  let asked = 0
  const paper = async () => {
    asked += 1
    return aPaper({ id: bare.id, abstract: "In full." })
  }
  const { library } = await createLibraryWorld({ papers: [bare], huggingFace: { paper } })
  const find = () => library.find({ kind: "id", id: bare.id })
  expect(await find()).toMatchObject({ paper: { abstract: "" } })
  await settled()
  expect(await find()).toMatchObject({ paper: { abstract: "In full." } })
  expect(asked).toBe(1)
})

describe("searching elsewhere", () => {
  const found = aPaper({ id: "2611.00009", title: "Found far away", source: "arxiv" })
  const none = { values: [], leftOut: [] }

  test("takes Hugging Face's answer where it has one, and keeps it", async () => {
    const { library, stores } = await createLibraryWorld({
      huggingFace: { search: async () => ({ values: [found], leftOut: [] }) },
    })
    expect(await library.searchElsewhere("far away", 5)).toMatchObject({ from: "huggingface", total: 1 })
    expect(await stores.papers.count()).toBe(1)
  })

  test("goes on to arXiv where Hugging Face has nothing or is away", async () => {
    const arXiv = { search: async () => ({ values: [found], leftOut: [] }) }
    const { library: empty } = await createLibraryWorld({ huggingFace: { search: async () => none }, arXiv })
    expect(await empty.searchElsewhere("far away", 5)).toMatchObject({ from: "arxiv", total: 1 })
    const { library: away } = await createLibraryWorld({ arXiv })
    expect(await away.searchElsewhere("far away", 5)).toMatchObject({ from: "arxiv", total: 1 })
  })

  test("says that nothing was found where one of them could look", async () => {
    const { library } = await createLibraryWorld({ huggingFace: { search: async () => none } })
    expect(await library.searchElsewhere("far away", 5)).toMatchObject({ hits: [], total: 0 })
  })

  test("says that nobody could look where both are away", async () => {
    const { library } = await createLibraryWorld()
    await expect(library.searchElsewhere("far away", 5)).rejects.toThrow("No other source could be searched")
  })
})

describe("linked models and datasets", () => {
  const repos = { models: [{ id: "a/b", url: "https://huggingface.co/a/b" }], datasets: [], spaces: [] }

  test("are asked for where Hugging Face can know them", async () => {
    const { library } = await createLibraryWorld({ huggingFace: { linked: async () => repos } })
    expect(await library.linked(aPaper({ id: "2611.00001" }))).toEqual(repos)
    expect(await library.linked(aPaper({ id: "math/0611800" }))).toBeUndefined()
  })

  test("that cannot be asked for are not called none", async () => {
    const { library } = await createLibraryWorld()
    await expect(library.linked(aPaper())).rejects.toThrow("huggingface.co cannot be reached")
  })
})

describe("a random paper", () => {
  test("is one of those that are here, whatever the dice say", async () => {
    const { library } = await createLibraryWorld(here)
    const drawn = await Promise.all([0, 0.4, 0.7, 0.999999].map((value) => library.random(() => value)))
    expect(new Set(drawn.map((paper) => paper?.id))).toEqual(new Set(here.papers.map(({ id }) => id)))
  })

  test("is none where there is none", async () => {
    const { library } = await createLibraryWorld()
    expect(await library.random(() => 0.5)).toBeUndefined()
  })
})
