import { describe, expect, test } from "vitest"
import type { ListedPapers } from "../../src/vocabulary/library.ts"
import { words } from "../../src/words/words.ts"
import { aPaper } from "../builders.ts"
import { aSubscription, listed } from "../src/editions/world.ts"
import { answer } from "./asking.ts"

const voted = aPaper({ id: "2510.00009", title: "Voted For" })
const papers = [
  aPaper({ id: "2510.00001", title: "Second", upvotes: 3 }),
  aPaper({ id: "2510.00002", title: "First", upvotes: 9 }),
]

// The builders' clock: Monday, 27 October 2025, 15:00 UTC.
const home = (
  given: { readonly lists?: Readonly<Record<string, ListedPapers>>; readonly admin?: boolean } = {},
) =>
  answer(
    "home",
    {
      library: {
        list: async ({ key }) => given.lists?.[key] ?? listed(key, { papers }),
        papers: async (ids) => (ids.includes(voted.id) ? [voted] : []),
      },
      community: { votesOf: async () => [voted.id], linkTo: () => undefined },
      schedules: { ofCommunity: async () => [aSubscription({ place: "papers", filter: "diffusion" })] },
    },
    { isAdmin: given.admin ?? false },
  )

describe("home", () => {
  test("shows the best of today, the member's votes, and which channels get posts", async () => {
    const text = await home()
    expect(text).toMatch(/Daily Papers · Mon, Oct 27[\s\S]*First[\s\S]*Second/)
    expect(text).toMatch(new RegExp(`${words.cards.home.upvoted}[\\s\\S]*Voted For`))
    expect(text).toMatch(/papers\n.*every day at 09:00, Europe\/Berlin/)
    expect(text).not.toContain("diffusion")
  })

  test("shows the channels' settings to admins", async () => {
    expect(await home({ admin: true })).toContain(`${words.cards.channel.settings.filter}: diffusion`)
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
