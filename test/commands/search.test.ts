import { describe, expect, test } from "vitest"
import type { Paper } from "../../src/papers/index.ts"
import { parseQuery } from "../../src/search/index.ts"
import type { Text } from "../../src/vocabulary/card.ts"
import { UserError } from "../../src/vocabulary/errors.ts"
import type { SearchHit, SearchPage, SearchRequest } from "../../src/vocabulary/search-request.ts"
import { words } from "../../src/words/words.ts"
import { aPaper, aStanding } from "../builders.ts"
import { answer, ask, buttons, type Given, read } from "./asking.ts"

const hit = (paper: Paper): SearchHit => ({ paper, title: [{ text: paper.title }], why: "title" })
const page = (papers: readonly Paper[], more: Partial<SearchPage> = {}): SearchPage => ({
  hits: papers.map(hit),
  total: papers.length,
  from: "store",
  ...more,
})
const said = (text: Text) => text.map((run) => run.text).join("")
const nothing = page([])

function finding(found: SearchPage, more: Given = {}) {
  const requests: SearchRequest[] = []
  const search = async (request: SearchRequest) => {
    requests.push(request)
    return found
  }
  return { given: { ...more, library: { search, ...more?.library } }, requests }
}

describe("search", () => {
  test("lists what the store has, with votes and why it matches", async () => {
    const { given } = finding(page([aPaper()]), {
      community: { paperStats: async () => new Map([["1706.03762", aStanding({ votes: 2 })]]) },
    })
    expect(await answer("search attention", given)).toBe(
      "1 paper for “attention”\n\n1. Attention Is All You Need\n   Ashish Vaswani, Noam Shazeer\n" +
        `   ${words.cards.paper.foundBy("title")}`,
    )
  })

  test("asks the library for exactly what was said", async () => {
    const { given, requests } = finding(page([aPaper()]))
    await ask(
      "search sparse attention after:2024-06 before:2025 upvotes:5 limit:3 page:2 sort:newest --with-code --exact --author lecun",
      given,
    )
    expect(requests).toEqual([
      {
        text: "sparse attention",
        query: parseQuery("sparse attention"),
        filters: {
          authors: ["lecun"],
          after: "2024-06-01",
          before: "2025-01-01",
          minUpvotes: 5,
          has: ["code"],
        },
        sort: "newest",
        exact: true,
        offset: 3,
        limit: 3,
      },
    ])
  })

  test("turns pages with buttons that keep everything else", async () => {
    const { given } = finding(page([aPaper()], { total: 12 }))
    const { card } = await ask("search x after:2024-06 --with-code limit:5 page:2", given)
    const kept = { calls: "search", query: "x", after: "2024-06-01", "with-code": true, limit: 5 }
    expect(buttons(card)).toMatchObject({ Previous: { ...kept, page: 1 }, Next: { ...kept, page: 3 } })
    expect(read(card)).toContain("Page 2 of 3")
  })

  test("numbers go on from page to page", async () => {
    const { given } = finding(page([aPaper()], { total: 12 }))
    expect(await answer("search x limit:5 page:2", given)).toContain("\n6. Attention")
  })

  test("a page beyond the last leads back to the last", async () => {
    const { given } = finding(page([], { total: 12 }))
    const { card } = await ask("search x limit:5 page:9", given)
    expect(read(card)).toBe(words.cards.search.noPage(9, 3))
    expect(buttons(card)).toEqual({
      [words.cards.search.lastPage(3)]: { calls: "search", query: "x", limit: 5, page: 3 },
    })
  })

  test("says what it corrected, and one click takes it back", async () => {
    const { given } = finding(page([aPaper()], { correction: { from: "atention", to: "attention" } }))
    const { card } = await ask("search atention", given)
    expect(read(card)).toContain("Showing results for attention instead of “atention”.")
    expect(buttons(card)).toMatchObject({ [words.cards.search.exactly]: { query: "atention", exact: true } })
  })

  test("tells which filter it did not understand, and searches all the same", async () => {
    const { given } = finding(page([aPaper()]))
    expect(await answer("search attention has:kode", given)).toMatch(/Did you mean has:code\?/)
  })

  test("looks up what the community touched only when the query asks for it", async () => {
    const touched = { discussed: new Set(["a"]), voted: new Set(["b"]) }
    const { given, requests } = finding(page([aPaper()]), { community: { touched: async () => touched } })
    await ask("search attention here:voted", given)
    expect(requests[0]?.local).toEqual(touched)
  })

  test("without words asks for some, with an example that works", async () => {
    expect(await answer("search")).toMatch(/^What are you looking for\?\n\nFor example: \/paper search/)
  })
})

describe("search, when the store has nothing", () => {
  const elsewhere = (searchElsewhere: (text: string, limit: number) => Promise<SearchPage>) =>
    finding(nothing, { library: { searchElsewhere } }).given

  test("answers at once and asks the others meanwhile", async () => {
    const given = elsewhere(async () => page([aPaper()], { from: "huggingface" }))
    const { card, later } = await ask('search obscure -video author:lecun "exact phrase"', given)
    expect(read(card)).toContain(words.cards.search.asking)
    expect(later && read(await later)).toMatch(/^Found on Hugging Face for “obscure/)
  })

  test("asks them for the words alone", async () => {
    let asked: unknown[] = []
    const given = elsewhere(async (...args) => {
      asked = args
      return nothing
    })
    await (await ask('search obscure author:lecun "exact phrase" limit:3', given)).later
    expect(asked).toEqual(["obscure exact phrase", 3])
  })

  test("says so when they have nothing either", async () => {
    const { later } = await ask(
      "search obscure",
      elsewhere(async () => nothing),
    )
    expect(later && read(await later)).toContain(said(words.cards.search.nowhere))
  })

  test("no longer says that it is asking when nobody can be asked", async () => {
    const { later } = await ask(
      "search obscure",
      elsewhere(async () => {
        throw new UserError("sources-unreachable", "No other source could be searched.")
      }),
    )
    const text = later && read(await later)
    expect(text).toContain("No other source could be searched.")
    expect(text).not.toContain("Asking")
  })

  test("has nobody to ask for filters alone", async () => {
    const { later, card } = await ask("search --author nobody", finding(nothing).given)
    expect(later).toBeUndefined()
    expect(read(card)).toMatch(/^No papers\n\nTry fewer words or filters/)
  })
})
