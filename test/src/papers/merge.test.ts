import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { mergePapers } from "../../../src/papers/merge.ts"
import type { Paper } from "../../../src/papers/paper.ts"
import { aPaper } from "../../builders.ts"

const aReading = (given: Partial<Paper>) => aPaper({ id: "2401.12345", abstract: "", authors: [], ...given })

const site = aReading({ upvotes: 12, comments: 3, abstract: "From the site.", authors: ["A", "B"] })
const page = aReading({
  id: "t:0123456789abcdef",
  source: "page",
  comments: 5,
  authorCount: 3,
  abstract: "From the page.",
})

describe("mergePapers", () => {
  it("an arXiv id replaces the key of a title, whichever came first", () => {
    expect(mergePapers(page, site).id).toBe("2401.12345")
    expect(mergePapers(site, page).id).toBe("2401.12345")
  })
  it("two papers with different ids are never made one", () => {
    expect(() => mergePapers(site, aReading({ id: "2401.00001" }))).toThrow("2401.12345 and 2401.00001")
  })
  it("the better source's text stands, whichever came first", () => {
    expect(mergePapers(page, site).abstract).toBe("From the site.")
    expect(mergePapers(site, page).abstract).toBe("From the site.")
  })
  it("of two readings of one source the fresh one stands", () => {
    expect(mergePapers(site, { ...site, abstract: "Corrected." }).abstract).toBe("Corrected.")
  })
  it("votes follow the site down as well as up", () => {
    expect(mergePapers(site, { ...site, upvotes: 11 }).upvotes).toBe(11)
  })
  it("a source that counts no votes takes none away", () => {
    expect(mergePapers(site, aReading({ source: "arxiv" })).upvotes).toBe(12)
  })
  it("an answer without comments takes none away", () => {
    expect(mergePapers(site, { ...site, comments: 0 }).comments).toBe(3)
  })
  it("the count of authors goes with the authors", () => {
    expect(mergePapers(page, site)).toMatchObject({ authors: ["A", "B"], authorCount: 2 })
    expect(mergePapers(page, page).authorCount).toBe(3)
  })
  it("a summary keeps the name of who wrote it", () => {
    const starter = aReading({ source: "starter", summary: "Ours.", summaryBy: "summary by Paperboy" })
    expect(mergePapers(starter, site)).toMatchObject({ summary: "Ours.", summaryBy: "summary by Paperboy" })
    const summed = { ...site, summary: "Theirs.", summaryBy: "AI summary" }
    expect(mergePapers(starter, summed)).toMatchObject({ summary: "Theirs.", summaryBy: "AI summary" })
  })
  it("the stars of a repository survive an answer without them", () => {
    const url = "https://github.com/a/b"
    const starred = { ...site, code: { url, stars: 7 } }
    expect(mergePapers(starred, { ...site, code: { url } }).code).toEqual({ url, stars: 7 })
    expect(mergePapers(starred, { ...site, code: { url: "https://github.com/a/c" } }).code?.stars).toBe(
      undefined,
    )
  })
  it("a withdrawn paper stays withdrawn", () => {
    expect(mergePapers(aReading({ source: "arxiv", withdrawn: true }), site).withdrawn).toBe(true)
  })

  it("the same again changes nothing", () => {
    fc.assert(
      fc.property(anyReading, anyReading, (known, fresh) => {
        const once = mergePapers(known, fresh)
        expect(mergePapers(once, fresh)).toEqual(once)
        expect(mergePapers(once, once)).toEqual(once)
      }),
    )
  })
  it("nothing that either knew is lost", () => {
    fc.assert(
      fc.property(anyReading, anyReading, (known, fresh) => {
        const merged = mergePapers(known, fresh)
        const filled = (paper: Paper) =>
          Object.entries(paper).flatMap(([name, value]) => (isBlank(value) ? [] : [name]))
        expect(filled(merged)).toEqual(expect.arrayContaining([...filled(known), ...filled(fresh)]))
      }),
    )
  })
  it("papers of different sources come out the same in either order, counts apart", () => {
    fc.assert(
      fc.property(anyReading, anyReading, (one, other) => {
        fc.pre(one.source !== other.source)
        const withoutCounts = (paper: Paper) => ({ ...paper, upvotes: 0, comments: 0 })
        expect(withoutCounts(mergePapers(one, other))).toEqual(withoutCounts(mergePapers(other, one)))
      }),
    )
  })
})

const isBlank = (value: unknown) =>
  value === "" || value === 0 || value === false || (Array.isArray(value) && value.length === 0)

const text = fc.constantFrom("", "one", "two")
const list = fc.constantFrom<readonly string[]>([], ["a"], ["b", "c"])
const count = fc.constantFrom(0, 1, 2)
const anyReading: fc.Arbitrary<Paper> = fc
  .record(
    {
      id: fc.constantFrom("2401.12345", "t:0123456789abcdef"),
      title: fc.constantFrom("one", "two"),
      abstract: text,
      authors: list,
      extraAuthors: count,
      keywords: list,
      categories: list,
      media: list,
      upvotes: count,
      comments: count,
      source: fc.constantFrom("huggingface", "page", "arxiv", "rss", "file", "starter"),
      summary: fc.constantFrom("one", "two"),
      organization: fc.constantFrom("one", "two"),
      publishedOn: fc.constantFrom("2024-01-01", "2024-01-02"),
      updatedOn: fc.constantFrom("2024-02-01", "2024-02-02"),
      code: fc.constantFrom({ url: "https://github.com/a/b" }, { url: "https://github.com/a/b", stars: 3 }),
      withdrawn: fc.constant(true),
    },
    {
      requiredKeys: [
        "id",
        "title",
        "abstract",
        "authors",
        "extraAuthors",
        "keywords",
        "categories",
        "media",
        "upvotes",
        "comments",
        "source",
      ],
    },
  )
  .map(({ extraAuthors, ...paper }) => ({ ...paper, authorCount: paper.authors.length + extraAuthors }))
