import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Paper } from "../../../src/papers/paper.ts"
import { createSearchIndex, loadSearchIndex, type SearchIndex } from "../../../src/search/index.ts"
import type { SearchFilters, SearchSort } from "../../../src/vocabulary/search-request.ts"
import { aPaper, find } from "./a-paper.ts"

const word = fc.constantFrom(
  ..."sparse attention diffusion model learning agent vision long context self-attention GPT-4o LoRA 3D the of is".split(
    " ",
  ),
)
const words = (most: number) =>
  fc.array(word, { minLength: 1, maxLength: most }).map((list) => list.join(" "))
const names = ["Yann LeCun", "Wei Zhang", "Ada Long", "José García", "Mei Lin"]

const paper = fc
  .record(
    {
      id: fc.integer({ min: 0, max: 30 }).map((n) => `2401.${String(n).padStart(5, "0")}`),
      title: words(6),
      abstract: words(25),
      summary: words(8),
      authors: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
      organization: fc.constantFrom("Meta AI", "Google", "ETH Zürich"),
      keywords: fc.array(word, { maxLength: 3 }),
      categories: fc.uniqueArray(fc.constantFrom("cs.CL", "cs.LG", "math.CO"), { maxLength: 2 }),
      publishedOn: fc.constantFrom("2023-05-01", "2024-01-31", "2024-06-15", "2025-10-27"),
      upvotes: fc.integer({ min: 0, max: 9 }),
      code: fc.constant({ url: "https://example.org" }),
      source: fc.constantFrom("huggingface", "arxiv", "page"),
    },
    { requiredKeys: ["id", "title", "abstract", "authors", "categories", "upvotes", "source", "keywords"] },
  )
  .map((given) => aPaper(given as Partial<Paper> & { id: string }))
const papers = fc.uniqueArray(paper, { maxLength: 25, selector: ({ id }) => id })

const queries = [
  "sparse attention",
  "difusion modle",
  "zhang vision",
  "what is long context",
  "selfattention",
  "lecun",
  "",
]

/** Everything that an index answers to some questions. */
function answers(index: SearchIndex) {
  return {
    size: index.size,
    searches: queries.map((text) => find(index, text, 30)),
    suggestions: ["att", "sprase", "zh"].map((typed) => index.suggest("paper", typed, 5)),
    authors: ["y", "lecn", "garcia"].map((typed) => index.suggest("author", typed, 5)),
    organizations: index.suggest("organization", "m", 5),
    similar: index.similar("2401.00003", 5),
  }
}

function indexOf(list: readonly Paper[]): SearchIndex {
  const index = createSearchIndex()
  index.add(list)
  return index
}

describe("an index is what is in it", () => {
  test("adding, then removing, is nothing", () => {
    fc.assert(
      fc.property(papers, papers, (stay, go) => {
        const index = indexOf(stay)
        const others = go.map((one) => ({ ...one, id: `x${one.id}` }))
        index.add(others)
        index.remove(others.map(({ id }) => id))
        expect(answers(index)).toEqual(answers(indexOf(stay)))
      }),
      { numRuns: 60 },
    )
  })

  test("the order of arrival, and in how many parts, makes no difference", () => {
    fc.assert(
      fc.property(papers, fc.integer({ min: 1, max: 5 }), (list, parts) => {
        const index = createSearchIndex()
        const turned = [...list].reverse()
        for (let from = 0; from < turned.length; from += parts) index.add(turned.slice(from, from + parts))
        expect(answers(index)).toEqual(answers(indexOf(list)))
      }),
      { numRuns: 60 },
    )
  })

  test("a paper that comes again replaces itself", () => {
    fc.assert(
      fc.property(papers, papers, (before, after) => {
        const index = indexOf(before)
        index.add(after)
        const both = new Map([...before, ...after].map((one) => [one.id, one]))
        expect(answers(index)).toEqual(answers(indexOf([...both.values()])))
      }),
      { numRuns: 60 },
    )
  })

  test("a saved index answers like the one that was saved, and goes on like it", () => {
    fc.assert(
      fc.property(papers, papers, (list, more) => {
        const index = indexOf(list)
        const loaded = loadSearchIndex(index.save(42))
        expect(loaded.cursor).toBe(42)
        expect(answers(loaded)).toEqual(answers(index))
        for (const one of [index, loaded]) {
          one.add(more)
          one.remove(more.slice(0, 3).map(({ id }) => id))
        }
        expect(answers(loaded)).toEqual(answers(index))
      }),
      { numRuns: 60 },
    )
  })
})

const filters: fc.Arbitrary<SearchFilters> = fc.record(
  {
    authors: fc.constantFrom<readonly string[]>(["lecun"], ["garcia"], ["wei zhang", "lin"], ["nobody"]),
    organizations: fc.constantFrom<readonly string[]>(["meta"], ["eth zurich", "google"]),
    categories: fc.constantFrom<readonly string[]>(["cs.CL"], ["cs"], ["math", "cs.lg"]),
    after: fc.constantFrom("2024-01-31", "2024-02-01"),
    before: fc.constantFrom("2024-06-15", "2025-10-28"),
    minUpvotes: fc.integer({ min: 0, max: 9 }),
    maxUpvotes: fc.integer({ min: 0, max: 9 }),
    has: fc.constantFrom<NonNullable<SearchFilters["has"]>>(
      ["code"],
      ["summary", "code"],
      ["abstract"],
      ["project"],
    ),
    sources: fc.constantFrom<NonNullable<SearchFilters["sources"]>>(["arxiv"], ["page", "huggingface"]),
    here: fc.constantFrom<NonNullable<SearchFilters["here"]>>(["voted"], ["voted", "discussed"]),
  },
  { requiredKeys: [] },
)
const local = { voted: new Set(["2401.00001", "2401.00002"]), discussed: new Set(["2401.00005"]) }

/** The filters' meaning, said once more in the plainest way. */
function passes(one: Paper, asked: SearchFilters): boolean {
  const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const hasAll = (text: string, sought: string) =>
    plain(sought)
      .split(" ")
      .every((part) => plain(text).split(" ").includes(part))
  const date = one.publishedOn
  const facts = {
    code: one.code,
    summary: one.summary,
    project: one.projectPage,
    abstract: one.abstract || undefined,
  }
  return [
    asked.authors?.some((name) => one.authors.some((author) => hasAll(author, name))),
    asked.organizations?.some((name) => hasAll(one.organization ?? "", name)),
    asked.categories?.some((name) =>
      one.categories.some((category) =>
        [plain(category), plain(category).split(".")[0]].includes(plain(name)),
      ),
    ),
    asked.after === undefined ? undefined : date !== undefined && date >= asked.after,
    asked.before === undefined ? undefined : date !== undefined && date < asked.before,
    asked.minUpvotes === undefined ? undefined : one.upvotes >= asked.minUpvotes,
    asked.maxUpvotes === undefined ? undefined : one.upvotes <= asked.maxUpvotes,
    asked.has?.every((fact) => facts[fact] !== undefined),
    asked.sources?.includes(one.source),
    asked.here?.some((what) => local[what].has(one.id)),
  ].every((test) => test !== false)
}

describe("filters", () => {
  test("let through what a plain scan does, with a word and without", () => {
    fc.assert(
      fc.property(papers, filters, fc.constantFrom("", "attention"), (list, asked, text) => {
        const holds = (one: Paper) =>
          text === "" ||
          /\b(self-)?attention\b/.test([one.title, one.abstract, one.summary, ...one.keywords].join(" "))
        const expected = list.filter((one) => holds(one) && passes(one, asked)).map(({ id }) => id)
        const found = indexOf(list).search({ text, filters: asked, local, offset: 0, limit: 100 })
        expect(found.hits.map(({ id }) => id).sort()).toEqual(expected.sort())
        expect(found.total).toBe(expected.length)
      }),
      { numRuns: 300 },
    )
  })

  test("orders by column hold whatever is sought", () => {
    const order = fc.constantFrom<SearchSort>("newest", "oldest", "upvotes")
    fc.assert(
      fc.property(
        papers,
        order,
        fc.constantFrom("", "sparse", "sparse attention vision"),
        (list, sort, text) => {
          const byId = new Map(list.map((one) => [one.id, one]))
          const { hits } = indexOf(list).search({ text, sort, offset: 0, limit: 100 })
          const keys = hits.map(({ id }) => sortKey(byId.get(id), sort))
          expect(keys).toEqual([...keys].sort((a, b) => b - a))
        },
      ),
      { numRuns: 100 },
    )
  })

  test("pages follow one another without gap or repetition", () => {
    fc.assert(
      fc.property(papers, fc.integer({ min: 1, max: 7 }), (list, limit) => {
        const index = indexOf(list)
        const whole = find(index, "attention model", 100).hits.map(({ id }) => id)
        const pages = Array.from({ length: Math.ceil(whole.length / limit) }, (_, page) =>
          index.search({ text: "attention model", offset: page * limit, limit }).hits.map(({ id }) => id),
        )
        expect(pages.flat()).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })
})

function sortKey(one: Paper | undefined, sort: SearchSort): number {
  if (sort === "upvotes") return one?.upvotes ?? 0
  const day = Date.parse(one?.publishedOn ?? "")
  if (Number.isNaN(day)) return Number.MIN_SAFE_INTEGER
  return sort === "oldest" ? -day : day
}
