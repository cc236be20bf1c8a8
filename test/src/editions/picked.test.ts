import { describe, expect, test } from "vitest"
import { createSchedules } from "../../../src/channels/schedules.ts"
import { foundBySearch } from "../../../src/digests/found.ts"
import { createPapersOf } from "../../../src/digests/mix.ts"
import type { Paper } from "../../../src/papers/index.ts"
import { createPersons } from "../../../src/reading/persons.ts"
import { createSavedPapers } from "../../../src/reading/saved-papers.ts"
import { textOf } from "../../../src/rendering/inline.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import type { ListedPapers } from "../../../src/vocabulary/library.ts"
import { plainText } from "../../../src/words/runs.ts"
import { words } from "../../../src/words/words.ts"
import { anActor, aPaper } from "../../builders.ts"
import { aSubscription, createWorld, listed } from "./world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
const aSearch = { kind: "query", text: "diffusion", name: "Images" } as const

/** Each day's list has two papers on diffusion and one on something else. */
function papersOn(key: string): readonly Paper[] {
  const paper = (number: number, topic: string) =>
    aPaper({ id: `${key}-${number}`, title: `${topic} ${number} of ${key}`, upvotes: 10 - number })
  return [paper(1, "Diffusion"), paper(2, "Robots"), paper(3, "Diffusion")]
}

async function channelWith(given: Partial<Subscription>) {
  const world = await createWorld(nineOnTuesday)
  const { stores, clock, chat } = world
  const known = new Map<string, Paper>()
  world.library.list = async ({ key }): Promise<ListedPapers> => {
    const list = listed(key, { papers: papersOn(key) })
    // A list that is still to come is not open.
    if (key > clock.now().toString().slice(0, 10)) return { state: "weekend" }
    await stores.lists.put(list.list)
    for (const paper of list.papers) known.set(paper.id, paper)
    return list
  }
  const library = {
    ...world.library,
    list: (period: Parameters<typeof world.library.list>[0]) => world.library.list(period),
    papers: async (ids: readonly string[]) => ids.flatMap((id) => known.get(id) ?? []),
    search: async () => ({ hits: [], total: 0, from: "store" as const }),
    listedOn: async () => [],
  }
  const adapters = new Map([["web", chat]])
  const persons = createPersons({ ...stores, adapters })
  const suited: string[] = []
  const papersOf = createPapersOf({
    ...{ ...stores, library, persons, saved: createSavedPapers({ ...stores, persons, clock }) },
    sources: {
      followed: async () => ({ picks: [], cursor: 0 }),
      followCursor: async () => 0,
      found: foundBySearch({ library, lists: stores.lists }),
      recommended: async (_, limit, except) =>
        suited
          .filter((id) => !except.has(id))
          .slice(0, limit)
          .map((id) => ({
            paper: aPaper({ id, title: `About ${id}` }),
            reason: plainText(`because of ${id}`),
          })),
    },
  })
  await stores.subscriptions.save(aSubscription({ form: "messages", ...given }))
  const bot = world.start({ papersOf })
  const schedules = createSchedules({ ...stores, library, adapters, clock, papersOf, wake: () => undefined })
  return {
    ...world,
    suited,
    schedules,
    async day() {
      const before = chat.messages.length
      await world.tick(bot)
      await clock.advance({ hours: 24 })
      return chat.messages.slice(before)
    },
  }
}

const papersIn = (messages: readonly { readonly card: { readonly paper?: string } }[]) =>
  messages.flatMap(({ card }) => card.paper ?? [])

describe("a channel with a search", () => {
  test("gets the new papers that match, once, under the search's name", async () => {
    const channel = await channelWith({ content: aSearch, budget: 25 })
    const first = await channel.day()
    expect(textOf(first[0]?.card.title ?? [])).toBe(words.digests.foundFor("Images"))
    // The lists of a week, up to the one that is open now.
    expect(papersIn(first)).toHaveLength(12)
    const second = await channel.day()
    expect(papersIn(second)).toEqual(["2026-11-25-1", "2026-11-25-3"])
  })

  test("has what is beyond its number in the thread, a line each", async () => {
    const channel = await channelWith({ content: aSearch, budget: 3 })
    const first = await channel.day()
    expect(papersIn(first)).toHaveLength(3)
    const lines = first.flatMap(({ card, thread }) => (thread ? card.blocks : []))
    const items = lines.flatMap((block) => (block.kind === "items" ? block.items : []))
    expect(items).toHaveLength(9)
  })

  test.each([
    ["silent", 0],
    ["say", 1],
  ] as const)("on a day without papers, %s, posts %i messages", async (whenEmpty, count) => {
    const channel = await channelWith({ content: { ...aSearch, text: "graphs" }, whenEmpty })
    const messages = await channel.day()
    expect(messages).toHaveLength(count)
    for (const { card } of messages) expect(plain(card)).toContain(words.digests.reason.noneFound("graphs"))
  })

  test("also takes its filter into account", async () => {
    const channel = await channelWith({ content: aSearch, filter: "upvotes:>8" })
    for (const id of papersIn(await channel.day())) expect(id).toMatch(/-1$/)
  })

  test("why says which search found a paper, and why another is not there", async () => {
    const channel = await channelWith({ content: aSearch, budget: 25 })
    await channel.day()
    const actor = anActor({ community: "web:local", place: "daily" })
    const [found, robots] = papersOn("2026-11-23")
    const why = async (paper: Paper | undefined) => (paper ? await channel.schedules.why(actor, paper) : [])
    expect(await why(found)).toMatchObject([{ posted: true, rule: words.editions.why.found("diffusion") }])
    const [decision] = await why(robots)
    expect(decision).toMatchObject({ posted: false, advice: words.editions.why.changeSearch })
    expect(decision?.rule).toContain("`diffusion`")
  })

  test("is rehearsed by the lists of the last days, and previewed as it would be posted now", async () => {
    const channel = await channelWith({ content: aSearch })
    const subscription = aSubscription({ content: aSearch, form: "messages" })
    const [week, month] = await channel.schedules.rehearse(subscription, { ask: true })
    expect(week).toMatchObject({ days: 7, posts: 5, papers: 10 })
    expect(month?.papers).toBeGreaterThan(40)
    const [preview] = await channel.schedules.setUp.preview(subscription, 3)
    expect(preview?.papers).toBe(12)
    const posted = await channel.day()
    expect(preview?.cards.map(({ card }) => textOf(card.title))).toEqual(
      posted.map(({ card }) => textOf(card.title)),
    )
  })

  test("`deliver` posts what is new, and says so where nothing is", async () => {
    const channel = await channelWith({ content: aSearch })
    const actor = anActor({ community: "web:local", place: "daily", isAdmin: true })
    expect(await channel.schedules.deliverNow(actor)).toMatchObject({ kind: "planned" })
    await expect(channel.schedules.deliverNow(actor)).rejects.toThrow(words.editions.deliver.nothing)
  })
})

describe("a channel with what suits its community", () => {
  test("gets papers with their reasons, none of them twice", async () => {
    const channel = await channelWith({ content: { kind: "recommended" }, budget: 2 })
    channel.suited.push("r1", "r2", "r3")
    const first = await channel.day()
    expect(textOf(first[0]?.card.title ?? [])).toBe(words.digests.ofPlace)
    expect(papersIn(first)).toEqual(["r1", "r2"])
    for (const { card } of first.slice(1)) expect(plain(card)).toContain(`because of ${card.paper}`)
    expect(papersIn(await channel.day())).toEqual(["r3"])
    expect(await channel.day()).toEqual([])
  })

  test("what a message says keeps its reason for when its votes change", async () => {
    const channel = await channelWith({ content: { kind: "recommended" }, budget: 2 })
    channel.suited.push("r1")
    const [, post] = await channel.day()
    const card = post && (await channel.stores.editions.cardOf(post))
    expect(card?.reason).toEqual(plainText("because of r1"))
  })
})
