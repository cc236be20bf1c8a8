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
const sayings = words.cards.search
const said = (text: Text) => text.map((run) => run.text).join("")
const nothing = page([])

function finding(found: SearchPage, more: Given = {}) {
  const requests: SearchRequest[] = []
  const search = async (request: SearchRequest) => {
    requests.push(request)
    const { understood, problems } = parseQuery(request.text, request.today)
    return problems.length > 0 ? { ...nothing, understood, problems } : { ...found, understood }
  }
  return { given: { ...more, library: { search, suggest: async () => [], ...more?.library } }, requests }
}

describe("search", () => {
  test("lists what the store has under what was understood", async () => {
    const { given } = finding(page([aPaper()]), {
      community: { paperStats: async () => new Map([["1706.03762", aStanding({ votes: 2 })]]) },
    })
    const text = await answer("search attention", given)
    expect(text).toMatch(/^attention: 1 paper\n\n1\. Attention Is All You Need\n/)
  })

  test("asks the library for exactly what was said", async () => {
    const { given, requests } = finding(page([aPaper()]))
    await ask(
      "search sparse attention after:2024-06 before:2025 upvotes:5 limit:3 page:2 sort:newest --with-code --exact --author lecun",
      given,
    )
    expect(requests).toEqual([
      {
        text: "sparse attention author:lecun since:2024-06 before:2025 upvotes:5 has:code sort:newest",
        today: "2025-10-27",
        exact: true,
        offset: 3,
        limit: 3,
        local: undefined,
        own: undefined,
      },
    ])
  })

  test("an option is a field of the query", async () => {
    const { given } = finding(page([aPaper()]))
    expect(await answer('search video --author "Yann LeCun" --with-code --sort newest', given)).toMatch(
      /^video · by Yann LeCun · with code · newest first: 1 paper\n/,
    )
  })

  test("turns pages with buttons that keep everything else", async () => {
    const { given } = finding(page([aPaper()], { total: 12 }))
    const { card } = await ask("search x after:2024-06 --with-code limit:5 page:2", given)
    const kept = { calls: "search", query: "x since:2024-06 has:code", limit: 5 }
    expect(buttons(card)).toMatchObject({
      [sayings.previous]: { ...kept, page: 1 },
      [sayings.next(5)]: { ...kept, page: 3 },
      [sayings.change]: kept,
    })
  })

  test("a name that was typed alone is offered as a filter, and nothing else changes", async () => {
    const names = [{ label: "by Yann LeCun", query: 'author:"Yann LeCun"', papers: 23 }]
    const { given } = finding(page([aPaper()], { names }))
    const { card } = await ask("search Yann LeCun", given)
    expect(buttons(card)).toMatchObject({
      "Papers by Yann LeCun (23)": { calls: "search", query: 'author:"Yann LeCun"' },
    })
  })

  test("the way back from a correction keeps what else was understood", async () => {
    const correction = { from: "difusion sort:newest", to: "diffusion sort:newest" }
    const { given } = finding(page([aPaper()], { correction }))
    const { card } = await ask("search latest papers on difusion", given)
    expect(buttons(card)[sayings.exactly(correction.from)]).toMatchObject({
      query: correction.from,
      exact: true,
    })
  })

  test("a short answer leads to the whole one", async () => {
    const { given } = finding(page([aPaper(), aPaper()], { total: 12 }))
    const { card } = await ask("search x limit:2", given)
    expect(buttons(card)[sayings.all(12, false)]).toEqual({ calls: "search", query: "x" })
    expect(buttons(card)[sayings.change]).toBeUndefined()
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
    expect(read(card)).toContain("Showing results for attention. Search instead for “atention”.")
    expect(buttons(card)).toMatchObject({ [sayings.exactly("atention")]: { query: "atention", exact: true } })
  })

  test("a field and words that a shell kept together are told apart", async () => {
    const search = async ({ text }: SearchRequest) => ({
      ...(text.includes('"') ? nothing : page([aPaper()])),
      understood: parseQuery(text).understood,
    })
    const given = { library: { search } }
    expect(await answer('search author:"lecun diffusion"', given)).toMatch(/^diffusion · by lecun: 1 paper/)
  })

  test("a filter that means nothing finds nothing, and one click mends it", async () => {
    const { given } = finding(page([aPaper()]))
    const { card } = await ask("search attention has:kode", given)
    expect(read(card)).toMatch(/^“has:kode” is not a filter\. Use has:code, /)
    expect(buttons(card)).toEqual({
      [sayings.searchFor("attention has:code")]: { calls: "search", query: "attention has:code" },
    })
  })

  test("a name that no paper has is asked about, with counts", async () => {
    const suggest = async () => [{ value: "Yann LeCun", label: "Yann LeCun", detail: "5 papers" }]
    const { given } = finding(nothing, { library: { suggest } })
    const { card, later } = await ask("search author:LeCunn world models", given)
    expect(later).toBeUndefined()
    expect(read(card)).toContain(sayings.didYouMean)
    expect(buttons(card)).toMatchObject({
      "Yann LeCun (5 papers)": { query: 'author:"Yann LeCun" world models' },
      [sayings.remove("by LeCunn")]: { query: "world models" },
    })
  })

  test("looks up what the community touched only when the query asks for it", async () => {
    const touched = { discussed: new Set(["a"]), voted: new Set(["b"]) }
    const { given, requests } = finding(page([aPaper()]), { community: { touched: async () => touched } })
    await ask("search attention here:voted", given)
    expect(requests[0]?.local).toEqual(touched)
  })

  test("passes on what the asker saved only when the query asks for it, and asks nobody else for it", async () => {
    const saved = { paper: "a", state: "later", tags: ["thesis"], addedAt: "", changedAt: "" } as const
    const { given, requests } = finding(nothing, { saved: { all: async () => [saved] } })
    const { later } = await ask("search attention tag:thesis", given)
    expect(requests[0]?.own).toEqual(new Map([["a", saved]]))
    expect(later).toBeUndefined()
    const plain = finding(page([aPaper()]))
    await ask("search attention", plain.given)
    expect(plain.requests[0]?.own).toBeUndefined()
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
    expect(later && read(await later)).toMatch(/^obscure .*: found on Hugging Face/)
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
    expect(read(card)).toMatch(/^by nobody: no papers\n\nRemove a filter/)
  })
})
