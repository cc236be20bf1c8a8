import { describe, expect, test } from "vitest"
import type { Paper, Period } from "../../src/papers/index.ts"
import type { ListedPapers } from "../../src/vocabulary/library.ts"
import { words } from "../../src/words/words.ts"
import { aPaper } from "../builders.ts"
import { answer, ask, buttons, type Given, read } from "./asking.ts"

// The builders' clock: Monday, 27 October 2025, 15:00 UTC.
const papers = [
  aPaper({ id: "2510.00001", title: "First", upvotes: 3 }),
  aPaper({ id: "2510.00002", title: "Second", upvotes: 9 }),
  aPaper({ id: "2510.00003", title: "Third", upvotes: 9 }),
]

const listed = (some: readonly Paper[] = papers, closed = true): ListedPapers => ({
  state: "listed",
  list: { key: "x", entries: [], closed, readAt: "2025-10-27T14:00:00Z", source: "huggingface" },
  papers: some,
  freshness: { from: "store", unreachable: "huggingface.co" },
})

function listing(state: ListedPapers, more: Given = {}) {
  const asked: string[] = []
  const list = async (period: Period) => {
    asked.push(period.key)
    return state
  }
  return { given: { ...more, library: { list, ...more?.library } }, asked }
}

const endingWith = (text: string) => new RegExp(`${RegExp.escape(text)}$`)
const titles = (text: string) => [...text.matchAll(/^\d+\. (.*)$/gm)].map((match) => match[1])

describe("today", () => {
  test.each([
    ["today", "2025-10-27"],
    ["today yesterday", "2025-10-26"],
    ["today Oct 24", "2025-10-24"],
    ["today date:2025-W43", "2025-W43"],
    ["today last month", "2025-09"],
  ])("%j is the list %s", async (line, key) => {
    const { given, asked } = listing(listed())
    await ask(line, given)
    expect(asked).toEqual([key])
  })

  test("shows the list in its order and says where it was read", async () => {
    const text = await answer("today", listing(listed()).given)
    expect(text).toMatch(/^Papers of Monday, October 27, 2025/)
    expect(titles(text)).toEqual(["First", "Second", "Third"])
    expect(text).toMatch(endingWith(words.cards.list.stored(undefined, "huggingface.co")))
  })

  test("says that an open list may grow", async () => {
    expect(await answer("today", listing(listed(papers, false)).given)).toContain(words.commands.today.open)
  })

  test("of a list that closed since it was read says that some may be missing", async () => {
    const text = await answer("today 2025-10-24", listing(listed(papers, false)).given)
    expect(text).toContain(words.commands.today.incomplete)
    expect(text).not.toContain(words.commands.today.open)
  })

  test("turns pages within the same list, even after midnight", async () => {
    const { card } = await ask("today limit:2", listing(listed()).given)
    expect(buttons(card)).toMatchObject({ Next: { calls: "today", date: "2025-10-27", limit: 2, page: 2 } })
  })

  test("a page beyond the last shows the last, since lists shrink", async () => {
    const text = await answer("today limit:2 page:7", listing(listed()).given)
    expect(titles(text)).toEqual(["Third"])
    expect(text).toContain("Page 2 of 2")
  })
})

const { noList } = words.cards
const today = "Monday, October 27, 2025"

describe("a list that is not there", () => {
  const states: readonly (readonly [string, ListedPapers, string, readonly string[]])[] = [
    [
      "not open yet",
      { state: "not-open", opensAt: "2025-10-28T01:30:00Z" },
      `${noList.notOpen(today)}\n\n${noList.opens("on Oct 28, 2025 at 02:30 (Europe/Berlin), in about 11 hours")}`,
      [noList.yesterday],
    ],
    [
      "a weekend",
      { state: "weekend" },
      `${noList.weekend(today)}\n\n${noList.weekdays}`,
      [noList.friday, noList.trending],
    ],
    [
      "out of reach",
      { state: "unreachable", why: "huggingface.co cannot be reached", newest: "2025-10-24" },
      `${noList.unreachable(today)}\n\nhuggingface.co cannot be reached. `,
      [noList.papersOf("Oct 24, 2025"), noList.random],
    ],
    [
      "out of reach, with an empty store",
      { state: "unreachable", why: "no network" },
      `${noList.unreachable(today)}\n\nno network. `,
      [noList.random],
    ],
    ["empty so far", listed([]), words.commands.today.empty(today), []],
  ]

  test.each(states)("%s has its own words and its own way on", async (_, state, said, ways) => {
    const { card } = await ask("today", listing(state).given)
    expect(read(card)).toContain(said)
    expect(Object.keys(buttons(card))).toEqual(ways)
  })

  test.each(states)("%s is said by top as well", async (_, state, said) => {
    const { given } = listing(state, { community: { top: async () => [] } })
    expect(await answer("top today", given)).toContain(
      state.state === "listed" ? words.commands.top.noPapers(today) : said,
    )
  })
})

test("after a weekend's day Friday's list is offered", async () => {
  const { card } = await ask("today 2025-10-26", listing({ state: "weekend" }).given)
  expect(buttons(card)).toMatchObject({ [noList.friday]: { calls: "today", date: "2025-10-24" } })
})

describe("top", () => {
  const votedHere = { community: { top: async () => [{ paper: "2510.00001", votes: 2 }] } }
  const stored = {
    library: { papers: async (ids: readonly string[]) => papers.filter(({ id }) => ids.includes(id)) },
  }

  test("puts what was voted for here first, then the site's favourites", async () => {
    const { given, asked } = listing(listed(), { ...votedHere, ...stored })
    expect(titles(await answer("top", given))).toEqual(["First", "Second", "Third"])
    expect(asked).toEqual(["2025-W44"])
  })

  test("by the site alone leaves our votes out", async () => {
    expect(titles(await answer("top by:site", listing(listed()).given))).toEqual(["Second", "Third", "First"])
  })

  test("says when the site's votes are not known", async () => {
    const uncounted = papers.map((paper) => ({ ...paper, upvotes: 0 }))
    expect(await answer("top by:site", listing(listed(uncounted)).given)).toContain(words.commands.top.byList)
  })

  test("by our votes alone needs no list", async () => {
    expect(titles(await answer("top by:here", { ...votedHere, ...stored }))).toEqual(["First"])
  })

  test("shows our votes when the site cannot be reached, and says what is missing", async () => {
    const { given } = listing({ state: "unreachable", why: "no network" }, { ...votedHere, ...stored })
    const text = await answer("top", given)
    expect(titles(text)).toEqual(["First"])
    expect(text).toContain(words.commands.top.siteMissing("no network"))
  })

  test("offers the site's favourites where nobody voted", async () => {
    const { card } = await ask("top last week by:here", {
      community: { top: async () => [] },
      library: { papers: async () => [] },
    })
    expect(read(card)).toMatch(/^Nobody voted here in week 43/)
    expect(buttons(card)).toEqual({
      [words.commands.top.onSite]: { calls: "top", period: "2025-W43", by: "site" },
    })
  })

  test("counts the votes of whole days in the asker's zone", async () => {
    let span: readonly string[] = []
    const top = async (_: string, from: string, to: string) => {
      span = [from, to]
      return []
    }
    await ask("top 2025-W43 by:here", { community: { top }, library: { papers: async () => [] } })
    expect(span).toEqual(["2025-10-19T22:00:00Z", "2025-10-26T23:00:00Z"])
  })
})

describe("trending", () => {
  test("shows what the site talks about", async () => {
    const text = await answer("trending limit:2", { library: { trending: async () => listed() } })
    expect(text).toMatch(/^Trending papers/)
    expect(titles(text)).toEqual(["First", "Second"])
  })

  test("says when its source cannot be reached", async () => {
    const trending = async (): Promise<ListedPapers> => ({ state: "unreachable", why: "no network" })
    expect(await answer("trending", { library: { trending } })).toContain(
      noList.unreachable(words.commands.trending.what),
    )
  })
})
