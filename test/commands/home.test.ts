import { describe, expect, test } from "vitest"
import type { ListedPapers } from "../../src/vocabulary/library.ts"
import type { SavedPaper } from "../../src/vocabulary/readers.ts"
import { words } from "../../src/words/words.ts"
import { aPaper } from "../builders.ts"
import { aSubscription, listed } from "../src/editions/world.ts"
import { answer, ask, buttons, type Given, read } from "./asking.ts"

const voted = aPaper({ id: "2510.00009", title: "Voted For" })
const papers = [
  aPaper({ id: "2510.00001", title: "Second", upvotes: 3 }),
  aPaper({ id: "2510.00002", title: "First", upvotes: 9 }),
]

// The builders' clock: Monday, 27 October 2025, 15:00 UTC.
type Lists = Readonly<Record<string, ListedPapers>>

const given = (lists: Lists): Given => ({
  library: {
    list: async ({ key }) => lists[key] ?? listed(key, { papers }),
    papers: async (ids) => (ids.includes(voted.id) ? [voted] : []),
  },
  community: {
    votesOf: async () => [voted.id],
    linkTo: () => undefined,
    nameOf: async ({ place }) => `#${place}`,
  },
  schedules: { ofCommunity: async () => [aSubscription({ place: "papers" })] },
})

const home = ({ lists = {} }: { readonly lists?: Lists } = {}) => answer("home", given(lists))

describe("home", () => {
  test("shows the best of today, the member's votes, and which channels get posts", async () => {
    const text = await home()
    expect(text).toMatch(/Daily Papers · Mon, Oct 27[\s\S]*First[\s\S]*Second/)
    expect(text).toMatch(new RegExp(`${words.cards.home.upvoted}[\\s\\S]*Voted For`))
    expect(text).toMatch(/#papers\n.*Daily Papers on Hugging Face · every day at 09:00, Europe\/Berlin/)
  })

  test("leads to whom the operator named, and to what is kept", async () => {
    const links = { support: "https://example.org/help", privacy: "https://example.org/privacy" }
    const { card } = await ask("home", { ...given({}), links })
    const shown = JSON.stringify(card)
    expect(shown).toContain(links.support)
    expect(shown).toContain(links.privacy)
  })

  test("says how to save papers, and shows those that are saved with their notes", async () => {
    const { home: sayings } = words.cards
    expect(await home()).toContain(sayings.nothingSaved)
    const at = "2025-10-26T09:00:00Z"
    const saved: SavedPaper = {
      ...{ paper: voted.id, state: "later", note: "for Monday", tags: [] },
      ...{ addedAt: at, changedAt: at },
    }
    const counts = { later: 12, reading: 0, read: 31, dropped: 0 }
    const reader = {
      ...given({}),
      saved: { counts: async () => counts, list: async () => ({ saved: [saved], total: 12 }) },
    }
    const { card } = await ask("home", reader)
    expect(read(card)).toMatch(new RegExp(`${sayings.toRead}[\\s\\S]*Voted For\\n.*for Monday`))
    expect(read(card)).toContain(sayings.savedStats(12, 0, 31))
    expect(buttons(card)).toMatchObject({
      [words.readers.buttons.markRead]: { calls: "read", paper: voted.id },
      [sayings.allSaved]: { calls: "saved" },
    })
    const done = { ...reader.saved, counts: async () => ({ ...counts, later: 0 }) }
    expect(await answer("home", { ...reader, saved: done })).toContain(sayings.allRead)
    const begun = { ...reader.saved, counts: async () => ({ ...counts, later: 0, reading: 2 }) }
    const text = await answer("home", { ...reader, saved: begun })
    expect(text).toContain(sayings.savedStats(0, 2, 31))
    expect(text).not.toContain(sayings.allRead)
  })

  test("shows what follows brought this week, or how to follow", async () => {
    const { home: sayings } = words.cards
    expect(await home()).toContain(sayings.following)
    expect(await home()).toContain("video diffusion")
    const follow = {
      ...({ id: "f1", person: "p1", kind: "author", text: "Ada Okafor", name: "Ada Okafor" } as const),
      ...{ createdAt: "2025-10-01T09:00:00Z", since: 0 },
    }
    const news = { paper: voted, by: [follow], foundAt: "2025-10-26T09:00:00Z" }
    const quiet = { follow, papers: [] }
    const reader = { ...given({}), follows: { list: async () => [{ follow, papers: [news] }, quiet] } }
    const { card } = await ask("home", reader)
    expect(read(card)).toMatch(/Ada Okafor[\s\S]*Voted For/)
    expect(buttons(card)).toMatchObject({ [sayings.allFollows]: { calls: "follow" } })
    const silent = { ...given({}), follows: { list: async () => [quiet] } }
    expect(await answer("home", silent)).toContain(sayings.noNews(1))
  })

  test("has an Upvote for each of the best, and where to find more", async () => {
    const { card } = await ask("home", given({}))
    expect(buttons(card)).toMatchObject({
      [words.cards.paper.buttons.upvote]: { calls: "upvote" },
      [words.cards.home.search]: { calls: "search" },
    })
    expect(buttons(card)).not.toHaveProperty(words.cards.home.add)
  })

  test("lets admins edit a channel's post and add a channel", async () => {
    const { card } = await ask("home", given({}), { isAdmin: true })
    expect(buttons(card)).toMatchObject({
      [words.cards.home.edit]: { calls: "setup", place: "papers", post: "s1" },
      [words.cards.home.add]: { calls: "setup" },
    })
  })

  test("shows Friday's list as long as Monday's is empty", async () => {
    const empty = listed("2025-10-27", { papers: [] })
    const weekend = { state: "weekend" } as const
    const lists = { "2025-10-27": empty, "2025-10-26": weekend, "2025-10-25": weekend }
    expect(await home({ lists })).toContain("Daily Papers · Fri, Oct 24")
  })

  test("says why there is nothing new", async () => {
    const away = { state: "unreachable", why: "the cable is out" } as const
    expect(await home({ lists: { "2025-10-27": away } })).toContain("the cable is out")
  })

  test("without a network shows the newest list that is stored, and asks for no other", async () => {
    const away = { state: "unreachable", why: "The cable is out.", newest: "2025-10-20" } as const
    const text = await home({
      lists: { "2025-10-27": away, "2025-10-26": { ...away, newest: "2025-10-02" } },
    })
    expect(text).toMatch(/Daily Papers · Mon, Oct 20[\s\S]*First/)
    expect(text).toContain(words.cards.home.newestStored("The cable is out."))
  })
})
