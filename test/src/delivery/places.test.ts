import { describe, expect, test } from "vitest"
import { createPlaces } from "../../../src/delivery/places.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { type GoneReason, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { silentLog } from "../../silent-log.ts"
import { aSubscription, createWorld } from "../editions/world.ts"

const monday = "2026-11-23T12:00:00Z"
const tuesdayMorning = "2026-11-24T08:00:00Z"
const community = "web:local"

test("a deleted channel gets nothing more", async () => {
  const { stores, clock, start, tick, posted } = await createWorld(monday)
  const places = createPlaces({ ...stores, adapters: new Map(), log: silentLog })
  await stores.subscriptions.save(aSubscription())
  await stores.subscriptions.save(aSubscription({ id: "s2", place: "general" }))
  await places.placeGone({ community, place: "daily", reason: "deleted" })
  clock.set(tuesdayMorning)
  await tick(start())
  expect(posted("daily")).toEqual([])
  expect(posted("general")).toHaveLength(1)
})

/** The bot is removed from its server while a post waits there. */
async function lostWhileDue() {
  const world = await createWorld(monday)
  const { stores, clock, chat, start, tick } = world
  const places = createPlaces({ ...stores, adapters: new Map(), log: silentLog })
  await stores.subscriptions.save(aSubscription())
  clock.set(tuesdayMorning)
  chat.before = () => {
    throw new PlatformError("web", "busy", "Wait.", { retryAfterMs: 60_000 })
  }
  await tick(start())
  await places.placeGone({ community, reason: "removed" })
  return { ...world, places }
}

test("what waits for a server is not sent once the bot is removed from it", async () => {
  const { stores } = await lostWhileDue()
  const [edition] = await stores.editions.ofSubscription("s1", 1)
  expect(edition).toMatchObject({ state: "skipped", reason: words.delivery.gone.removed })
})

test("a list that was lost with its server is linked by the first post after", async () => {
  const { clock, chat, places, start, tick } = await lostWhileDue()
  chat.before = () => undefined
  await places.placeBack({ community })
  await clock.advance({ hours: 24 })
  await tick(start())
  const [header] = chat.messages
  expect(JSON.stringify(header?.card)).toContain("https://huggingface.co/papers/date/2026-11-23")
})

test("a channel that is back gets the newest list it missed", async () => {
  const { stores, clock, start, tick, posted } = await createWorld(monday)
  const places = createPlaces({ ...stores, adapters: new Map(), log: silentLog })
  await stores.subscriptions.save(aSubscription())
  await places.placeGone({ community, reason: "removed" })
  clock.set("2026-11-26T12:00:00Z")
  await places.placeBack({ community })
  await tick(start())
  expect(posted("daily")).toHaveLength(1)
})

test("a community that is lost as a whole, or is back, is told, and a single channel is not", async () => {
  const { stores } = await createWorld(monday)
  const told: [string, boolean][] = []
  const wholeCommunity = async (...what: [string, boolean]) => void told.push(what)
  const places = createPlaces({ ...stores, adapters: new Map(), log: silentLog, wholeCommunity })
  await places.placeGone({ community, place: "daily", reason: "deleted" })
  await places.placeBack({ community, place: "daily" })
  await places.placeGone({ community, reason: "removed" })
  await places.placeBack({ community })
  expect(told).toEqual([
    [community, true],
    [community, false],
  ])
})

test("a channel that refuses as deleted is not asked again", async () => {
  const { stores, clock, chat, start, tick } = await createWorld(monday)
  await stores.subscriptions.save(aSubscription())
  clock.set(tuesdayMorning)
  let requests = 0
  chat.before = () => {
    requests += 1
    throw new PlatformError("web", "10003", "No channel.", { placeGone: "deleted" })
  }
  const scheduler = start()
  await tick(scheduler)
  clock.set("2026-11-25T08:00:00Z")
  await tick(scheduler)
  expect(requests).toBe(1)
  expect((await stores.subscriptions.get("s1"))?.gone).toBe("deleted")
})

test("what a platform no longer lists after an absence is lost, and what it lists again is taken up", async () => {
  const { stores } = await createWorld(monday)
  const places = createPlaces({ ...stores, adapters: new Map(), log: silentLog })
  const given = {
    left: "web:left",
    found: "web:found",
    back: "web:back",
    kept: "web:kept",
    other: "web:other",
    away: "chat:away",
  }
  for (const [id, community] of Object.entries(given))
    await stores.subscriptions.save(aSubscription({ id, community }))
  await stores.subscriptions.save(aSubscription({ id: "channel", community: given.kept, place: "deleted" }))
  await stores.subscriptions.save(aSubscription({ id: "old", community: given.back, place: "old" }))
  await places.placeGone({ community: given.back, place: "old", reason: "deleted" })
  await places.placeGone({ community: given.back, reason: "removed" })
  await places.placeGone({ community: given.found, place: "daily", reason: "deleted" })
  await places.present({
    platform: "web",
    covers: (community) => community !== given.other,
    isIn: (community) => community !== given.left,
    whyGone: async ({ place }) => (place === "deleted" ? "deleted" : undefined),
    isThere: async ({ community }) => community === given.found,
  })
  const gone = async (id: string) => (await stores.subscriptions.get(id))?.gone
  expect(await gone("left")).toBe("removed")
  expect(await gone("back")).toBeUndefined()
  expect(await gone("old")).toBe("deleted")
  expect(await gone("found")).toBeUndefined()
  expect(await gone("kept")).toBeUndefined()
  expect(await gone("channel")).toBe("deleted")
  expect(await gone("other")).toBeUndefined()
  expect(await gone("away")).toBeUndefined()
})

test("a channel that came back unnoticed is found again within an hour", async () => {
  const { stores, clock, chat, start, tick, posted } = await createWorld(monday)
  const places = createPlaces({ ...stores, adapters: new Map(), log: silentLog })
  await stores.subscriptions.save(aSubscription())
  await places.placeGone({ community, place: "daily", reason: "kicked" })
  let missing: readonly string[] = ["View Channel"]
  const bot = start({ chat: { ...chat, missingPermissions: async () => missing } })
  clock.set(tuesdayMorning)
  await tick(bot)
  missing = []
  await clock.advance({ minutes: 61 })
  await tick(bot)
  expect(posted("daily")).toHaveLength(1)
})

test("a member's digest ends when they leave, and the hour brings no closed messages back", async () => {
  const { stores, clock, chat, start, tick, posted } = await createWorld(monday)
  const places = createPlaces({ ...stores, adapters: new Map(), log: silentLog })
  const own = (id: string, member: string) =>
    stores.subscriptions.save(
      aSubscription({ id, place: `with ${member}`, audience: { kind: "member", member } }),
    )
  await own("s1", "ada")
  await own("s2", "bob")
  await stores.subscriptions.save(aSubscription({ id: "s3" }))
  await places.placeGone({ community, place: "with bob", reason: "closed" })
  await places.memberGone({ community, member: "ada" })
  const covered = { platform: chat.platform, covers: () => true, isIn: () => true }
  await places.present({
    ...covered,
    whyGone: async ({ place }) => (place === "daily" ? undefined : "deleted"),
  })
  const bot = start({ chat: { ...chat, missingPermissions: async () => [] } })
  clock.set(tuesdayMorning)
  await tick(bot)
  expect(posted("daily")).toHaveLength(1)
  expect([...posted("with ada"), ...posted("with bob")]).toEqual([])
  expect(await stores.subscriptions.get("s1")).toBeUndefined()
  expect((await stores.subscriptions.get("s2"))?.gone).toBe("closed")
})

describe("a channel that is closed to the bot", () => {
  async function closedFor(reason: GoneReason, { times = 1, active = true } = {}) {
    const { stores, chat } = await createWorld(monday)
    const told: { readonly member: string; readonly card: string }[] = []
    const adapter = {
      ...chat,
      tell: async ({ member }: { readonly member: string }, card: Card) =>
        void told.push({ member, card: plain(card) }),
      missingPermissions: async () => ["View Channel (to see the channel)"],
    }
    await stores.subscriptions.save(aSubscription({ createdBy: "admin", active }))
    const places = createPlaces({ ...stores, adapters: new Map([["web", adapter]]), log: silentLog })
    for (let time = 0; time < times; time++) await places.placeGone({ community, place: "daily", reason })
    return told
  }

  test("is told to the admin who set its post up, once, with why and what to do", async () => {
    const told = await closedFor("kicked", { times: 2 })
    expect(told.map(({ member }) => member)).toEqual(["admin"])
    expect(told[0]?.card).toContain(words.cards.failed.title(1))
    expect(told[0]?.card).toContain(words.delivery.gone.kicked)
    expect(told[0]?.card).toContain("View Channel (to see the channel)")
  })

  test("is told where it was archived, and where it was deleted or its post is off nobody is told", async () => {
    expect(await closedFor("archived")).toMatchObject([
      { card: expect.stringContaining(words.delivery.gone.archived) },
    ])
    expect(await closedFor("deleted")).toEqual([])
    expect(await closedFor("kicked", { active: false })).toEqual([])
  })
})
