import { describe, expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { aPaper, find, idsFor } from "../a-paper.ts"

/** A small library in our own words; every expectation below says why that order. */
const papers = [
  aPaper({
    id: "attention",
    title: "Attention Is All You Need",
    abstract: "A network for translation built from attention alone, without recurrence.",
    authors: ["Ashish Vaswani", "Noam Shazeer"],
    upvotes: 90,
  }),
  aPaper({
    id: "survey",
    title: "A Survey of Attention in Vision",
    abstract: "We collect how attention is used in vision models.",
    authors: ["Mei Lin"],
  }),
  aPaper({
    id: "sparse",
    title: "Sparse Self-Attention for Long Documents",
    abstract: "Reading long documents needs attention that skips most of them.",
    authors: ["Wei Zhang", "Mei Lin"],
  }),
  aPaper({
    id: "documents",
    title: "Summaries of Long Documents",
    abstract: "Sparse labels are enough. Attention of the reader is measured elsewhere. Self-made data.",
    authors: ["Rosa Weber"],
  }),
  aPaper({
    id: "diffusion",
    title: "Diffusion Transformers for 3D Scenes",
    abstract: "Scenes grow out of noise with a diffusion model and a transformer.",
    authors: ["Yann Müller"],
    organization: "Institut für Bilder",
  }),
  aPaper({
    id: "gpt",
    title: "What GPT-4o Hears",
    abstract: "Speech in, speech out.",
    authors: ["Amy Zhang"],
    keywords: ["speech", "language models"],
  }),
  aPaper({
    id: "lora",
    title: "LoRA Learns Less",
    abstract: "Low-rank adaptation of language models, measured.",
    authors: ["Ada Long"],
  }),
  aPaper({
    id: "context",
    title: "Long Context without Tears",
    abstract: "A long context helps language models with books.",
    authors: ["Bo Chen"],
  }),
]

function theIndex() {
  const index = createSearchIndex()
  index.add(papers)
  return index
}

describe("ranking", () => {
  test.each([
    ["attention is all you need", "attention", "the whole title, stop words and all"],
    ["attention is all", "attention", "how a title begins goes before titles that hold the word"],
    ["self attention", "sparse", "a hyphen makes no difference"],
    ["selfattention long", "sparse", "nor does its absence"],
    ["sparse documents", "sparse", "both words in the title go before both in title and abstract"],
    ["vaswani", "attention", "a family name is found"],
    ["zhang documents", "sparse", "author and word of one paper go before either of another"],
    ["mei lin", "survey", "the first author goes before a later one"],
    ["long context", "context", "a common word that is also somebody's name is read as a word"],
    ["muller", "diffusion", "accents are folded"],
    ["MÜLLER", "diffusion", "on both sides"],
    ["gpt4o", "gpt", "a compound without its hyphen"],
    ["GPT 4o", "gpt", "or with a space"],
    ["3D", "diffusion", "short names are words"],
    ["lora", "lora", "whatever their case"],
    ["which network translates without recurrence?", "attention", "a question by its telling words"],
    ["institut bilder", "diffusion", "an organisation"],
  ])("%s finds %s: %s", (text, first) => {
    expect(idsFor(theIndex(), text)[0]).toBe(first)
  })

  test("words that stand together go before the same words apart", () => {
    const index = createSearchIndex()
    index.add([
      aPaper({
        id: "apart",
        abstract: "The policy was tested. Later, and elsewhere, somebody spoke of a gradient.",
      }),
      aPaper({
        id: "together",
        abstract: "The policy gradient was tested. Later, and elsewhere, somebody spoke of a thing.",
      }),
    ])
    expect(idsFor(index, "policy gradient")).toEqual(["together", "apart"])
  })

  test("equal papers are ordered by upvotes, then date, then identifier", () => {
    const index = createSearchIndex()
    const same = { title: "Same Words" }
    index.add([
      aPaper({ id: "a", ...same }),
      aPaper({ id: "b", ...same }),
      aPaper({ id: "old", ...same, publishedOn: "2020-01-01" }),
      aPaper({ id: "liked", ...same, upvotes: 3 }),
    ])
    expect(idsFor(index, "same words")).toEqual(["liked", "old", "b", "a"])
  })

  test("a title that begins as typed goes first, its last word unfinished, and nothing is corrected", () => {
    const index = createSearchIndex()
    index.add([
      aPaper({ id: "deep", title: "Deep Residual Learning for Pictures", upvotes: 1 }),
      aPaper({
        id: "reid",
        title: "Deep ReID",
        abstract: "Deep, deep and deeper: reid of people.",
        upvotes: 90,
      }),
    ])
    const found = index.search({ text: "deep resid", offset: 0, limit: 5 })
    expect(found.hits[0]?.id).toBe("deep")
    expect(found.correction).toBeUndefined()
  })

  test("a title that is typed to its end goes before the more notable one that goes on", () => {
    const index = createSearchIndex()
    index.add([
      aPaper({ id: "whole", title: "Segment Anything" }),
      aPaper({ id: "longer", title: "Segment Anything in Motion", upvotes: 90 }),
    ])
    expect(index.search({ text: "segment anything", offset: 0, limit: 5 }).hits[0]?.id).toBe("whole")
  })

  test("a query of stop words alone is searched as it stands", () => {
    expect(idsFor(theIndex(), "is all you")[0]).toBe("attention")
  })

  test.each(["2401.12345", "https://arxiv.org/abs/2401.12345v2", "arXiv:2401.12345"])(
    "%s names its paper",
    (text) => {
      const index = theIndex()
      index.add([aPaper({ id: "2401.12345" })])
      expect(find(index, text)).toMatchObject({ hits: [{ id: "2401.12345", why: "identifier" }], total: 1 })
    },
  )
})

describe("forgiveness", () => {
  test.each([
    ["difusion transfomer", "diffusion", "difusion transfomer", "diffusion transformer"],
    ["atention survey", "survey", "atention survey", "attention survey"],
    ["sprase documnets", "sparse", "sprase documnets", "sparse documents"],
    ["vaswnai", "attention", "vaswnai", "vaswani"],
    ["longcontext", "context", "longcontext", "long context"],
  ])("%s finds %s and says what was corrected", (text, first, from, to) => {
    const found = find(theIndex(), text)
    expect(found.hits[0]?.id).toBe(first)
    expect(found.correction).toEqual({ from, to })
    expect(found.hits[0]?.why).toContain(" for ")
  })

  test("an exact request corrects nothing", () => {
    const found = theIndex().search({ text: "difusion", offset: 0, limit: 5, exact: true })
    expect(found).toEqual({ hits: [], total: 0 })
  })

  test("a word that is known is believed", () => {
    expect(find(theIndex(), "sparse documents").correction).toBeUndefined()
  })

  test("a rare word that is found is not told as a slip", () => {
    const index = theIndex()
    index.add([
      ...Array.from({ length: 40 }, (_, at) =>
        aPaper({ id: `m${at}`, title: "Mamba", abstract: "State spaces." }),
      ),
      aPaper({ id: "samba", title: "Samba", abstract: "A dance of spaces." }),
    ])
    expect(find(index, "samba dance").hits[0]?.id).toBe("samba")
    expect(find(index, "samba dance").correction).toBeUndefined()
    expect(find(index, "samba state").correction).toEqual({ from: "samba state", to: "mamba state" })
  })

  test("a rare word is not taken for a commoner one that finds no more", () => {
    const index = theIndex()
    index.add([
      ...Array.from({ length: 40 }, (_, at) => aPaper({ id: `m${at}`, title: "Meta Learning" })),
      aPaper({ id: "beta", title: "Beta Schedules" }),
      aPaper({ id: "vae", title: "VAE Posteriors" }),
    ])
    const found = find(index, "beta vae")
    expect(found.correction).toBeUndefined()
    expect(found.hits.map(({ id }) => id).sort()).toEqual(["beta", "vae"])
  })

  test("a number is never taken for another", () => {
    expect(find(theIndex(), "attention 40").correction).toBeUndefined()
  })
})

describe("what must and must not be", () => {
  test("a phrase must stand as it is quoted", () => {
    expect(idsFor(theIndex(), '"long documents"').sort()).toEqual(["documents", "sparse"])
    expect(idsFor(theIndex(), '"documents long"')).toEqual([])
  })

  test("a phrase whose beginning comes twice is found at the second", () => {
    const index = createSearchIndex()
    index.add([aPaper({ id: "x", title: "Deep deep learning", abstract: "Deep-deep nets." })])
    expect(idsFor(index, '"deep learning"')).toEqual(["x"])
    expect(idsFor(index, '"deep deep nets"')).toEqual(["x"])
    expect(idsFor(index, '"deep deep deep"')).toEqual([])
  })

  test("a phrase reaches over no field's end", () => {
    const index = createSearchIndex()
    index.add([aPaper({ id: "x", title: "About one", abstract: "Two things." })])
    expect(idsFor(index, '"one two"')).toEqual([])
  })

  test("an excluded word takes its other forms with it", () => {
    expect(idsFor(theIndex(), "attention -visions")).not.toContain("survey")
  })

  test("an excluded phrase leaves papers with its words apart", () => {
    const ids = idsFor(theIndex(), 'documents -"long documents"')
    expect(ids).toEqual([])
    expect(idsFor(theIndex(), 'documents -"documents long"').sort()).toEqual(["documents", "sparse"])
  })

  test("the total counts papers with every word, and where these are few, the rest of what is listed", () => {
    expect(find(theIndex(), "attention").total).toBe(4)
    expect(find(theIndex(), "sparse attention vision").total).toBe(4)
  })
})

describe("similar papers", () => {
  test("the ones that share what is rare come first, and never the paper itself", () => {
    const similar = theIndex().similar("sparse", 3)
    expect(similar[0]?.id).toBe("documents")
    expect(similar.map(({ id }) => id)).not.toContain("sparse")
  })

  test("of an unknown paper there are none", () => {
    expect(theIndex().similar("nobody", 3)).toEqual([])
  })

  test("of papers with as many words in common, those of the same people go first", () => {
    const index = createSearchIndex()
    const about = { title: "Sparse Routing", abstract: "We route sparsely." }
    index.add([
      aPaper({ id: "this", ...about, authors: ["Ada Quill"] }),
      aPaper({ id: "voted", ...about, authors: ["Bo Fox"], upvotes: 9 }),
      aPaper({ id: "same people", ...about, authors: ["Ada Quill"] }),
    ])
    expect(index.similar("this", 2).map(({ id }) => id)).toEqual(["same people", "voted"])
  })

  test("the same people alone make no paper similar", () => {
    const index = createSearchIndex()
    index.add([
      aPaper({ id: "this", title: "Sparse Routing", authors: ["Ada Quill"] }),
      aPaper({ id: "weather", title: "Rain in Spring", authors: ["Ada Quill"] }),
    ])
    expect(index.similar("this", 2)).toEqual([])
  })
})
