import { expect, test } from "vitest"
import { createPlaces } from "../../../src/delivery/places.ts"
import { createTellFailures } from "../../../src/delivery/tell-failures.ts"
import { textOf } from "../../../src/rendering/inline.ts"
import { PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { silentLog } from "../../silent-log.ts"
import { aSubscription } from "../editions/world.ts"
import { community, createDigestWorld, type DigestWorld, reasonsIn, who } from "./world.ts"

const mondayNoon = "2026-11-23T12:00:00Z"
/** A quarter of an hour past eight: all who chose eight have got theirs. */
const atEight = (day: string) => `${day}T08:15:00Z`

/** Turns the clock to each morning and lets what is due be sent. */
async function mornings(
  world: DigestWorld,
  days: readonly string[],
  bot = world.begin("one"),
): Promise<void> {
  for (const day of days) {
    world.clock.set(atEight(day))
    await world.tick(bot)
  }
}

test("what one follows comes first, then what suits one, then the day's best, each with its reason", async () => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada")
  world.suited.followed.push("f1")
  world.suited.recommended.push("r1", "r2", "r3", "r4", "r5")
  await mornings(world, ["2026-11-24"])
  expect(world.brought("ada")).toEqual([["f1", "r1", "r2", "r3", "2026-11-23-1"]])
  const [card] = world.chat.messages.map((message) => message.card)
  expect(card && reasonsIn(card)).toEqual([
    "you follow Ada",
    ...["because you voted", "because you voted", "because you voted"],
    words.digests.best("Daily Papers · Mon, Nov 23"),
  ])
})

test("it comes on its days alone, at most fifteen minutes after the time that was chosen", async () => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada", { time: "7:30", days: "mon,thu" })
  const digest = await world.digests.of(who("ada"))
  const chosen = Temporal.Instant.from("2026-11-26T07:30:00Z")
  const delay = chosen.until(digest?.next ?? "").total("minutes")
  expect(delay).toBeGreaterThanOrEqual(0)
  expect(delay).toBeLessThan(15)
  expect(digest?.chosen.schedule).toBe("30 7 * * 1,4")
  await mornings(world, ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"])
  expect(world.brought("ada")).toHaveLength(1)
})

test("a paper that the member voted for, saved or saw in a channel lately is not brought", async () => {
  const world = await createDigestWorld(mondayNoon)
  const { stores, saved } = world
  await world.on("ada", { budget: 10 })
  await stores.votes.set({ community, member: "ada", paper: "2026-11-23-1" }, true, mondayNoon)
  await saved.save(who("ada"), "2026-11-23-2")
  const post = { community, place: "papers", kind: "post" as const }
  await stores.posts.add({ ...post, message: "m1", paper: "r1", at: mondayNoon })
  await stores.posts.add({ ...post, message: "m2", paper: "r2", at: "2026-11-16T12:00:00Z" })
  world.suited.recommended.push("r1", "r2")
  await mornings(world, ["2026-11-24"])
  expect(world.brought("ada")).toEqual([["r2", "2026-11-23-3"]])
})

test("another member's votes and saved papers change nothing", async () => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada")
  await world.stores.votes.set({ community, member: "bob", paper: "2026-11-23-1" }, true, mondayNoon)
  await world.saved.save(who("bob"), "2026-11-23-2")
  await mornings(world, ["2026-11-24"])
  expect(world.brought("ada")).toEqual([["2026-11-23-1", "2026-11-23-2", "2026-11-23-3"]])
})

test("a day without anything new is quiet, and the digest says so", async () => {
  const world = await createDigestWorld("2026-11-27T12:00:00Z")
  await world.on("ada", { days: "daily" })
  // The weekend has no list: Friday's comes on Saturday, and once.
  await mornings(world, ["2026-11-28", "2026-11-29", "2026-11-30"])
  expect(world.brought("ada")).toHaveLength(1)
  expect((await world.digests.of(who("ada")))?.last?.reason).toBe(words.digests.reason.quiet)
})

test("in a month of weekdays there is a digest every morning, and no paper twice", async () => {
  const world = await createDigestWorld("2026-11-01T12:00:00Z")
  await world.on("ada")
  await world.on("bob", { days: "daily", budget: 2 })
  const days = Array.from({ length: 28 }, (_, index) =>
    Temporal.PlainDate.from("2026-11-02").add({ days: index }).toString(),
  )
  const bot = world.begin("one")
  for (const [index, day] of days.entries()) {
    if (index % 3 === 0) world.suited.followed.push(`f${index}`)
    world.suited.recommended.push(`r${index}`)
    await mornings(world, [day], bot)
  }
  const weekdays = days.filter((day) => Temporal.PlainDate.from(day).dayOfWeek < 6)
  expect(world.brought("ada")).toHaveLength(weekdays.length)
  for (const member of ["ada", "bob"]) {
    const papers = world.brought(member).flat()
    expect(new Set(papers).size).toBe(papers.length)
  }
  expect(await world.digests.of(who("ada"))).toMatchObject({ sent: weekdays.length, failed: 0 })
})

test("what was followed while the digest was off is not made up for", async () => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada")
  await world.digests.turnOff(who("ada"))
  world.suited.followed.push("f1")
  await world.on("ada")
  world.suited.followed.push("f2")
  await mornings(world, ["2026-11-24"])
  expect(world.brought("ada")[0]?.[0]).toBe("f2")
})

test("of more followed papers than it holds it says how many more there are", async () => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada", { budget: 2 })
  world.suited.followed.push("f1", "f2", "f3")
  await mornings(world, ["2026-11-24", "2026-11-25"])
  expect(world.brought("ada")).toEqual([
    ["f1", "f2"],
    ["2026-11-24-1", "2026-11-24-2"],
  ])
  const note = world.chat.messages[0]?.card.blocks.find((block) => block.kind === "note")
  expect(note?.kind === "note" && textOf(note.text)).toBe(words.digests.moreFollowed(1).replaceAll("`", ""))
})

test("turned off it ends at once, and turned on again it is as it was", async () => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada", { budget: 3, days: "daily" })
  await world.digests.turnOff(who("ada"))
  await mornings(world, ["2026-11-24"])
  expect(world.brought("ada")).toEqual([])
  expect(await world.digests.turnOff(who("ada"))).toBeUndefined()
  const again = await world.digests.turnOn(who("ada"), {})
  expect(again?.digest.chosen).toMatchObject({ budget: 3, schedule: "0 8 * * *" })
})

test("where nobody knows the member's zone it is asked for, once", async () => {
  const world = await createDigestWorld(mondayNoon)
  expect(await world.digests.turnOn(who("ada"), {})).toBeUndefined()
  expect((await world.digests.turnOn(who("ada"), { zone: "tokyo" }))?.digest.chosen.timeZone).toBe(
    "Asia/Tokyo",
  )
  expect(await world.persons.timeZoneOf(who("ada"))).toBe("Asia/Tokyo")
  await expect(world.digests.turnOn(who("ada"), { zone: "nowhere" })).rejects.toThrow(
    words.channels.zone.unknown("nowhere"),
  )
})

test("a person has one digest, whichever of their accounts asks", async () => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada")
  const [one, other] = [who("ada"), who("ada-elsewhere")]
  const { person } = await world.persons.ensure(one)
  const joined = await world.persons.ensure(other)
  await world.stores.members.join(joined.person, person)
  await world.digests.turnOn(other, { budget: 2 })
  expect((await world.digests.of(one))?.chosen.budget).toBe(2)
  await mornings(world, ["2026-11-24"])
  expect([world.brought("ada").length, world.brought("ada-elsewhere").length]).toEqual([1, 0])
})

test("from where no direct messages are it comes to a linked account that has them, in that one's zone", async () => {
  const world = await createDigestWorld(mondayNoon)
  const { openDirect: _, ...withoutDirects } = world.chat
  world.adapters.set("page", { ...withoutDirects, platform: "page" })
  world.adapters.set("chat", {
    ...{ ...world.chat, platform: "chat", ownCommunity: (member: string) => `chat:@${member}` },
    timeZoneOf: async () => "Asia/Tokyo",
  })
  const there = who("ada-there", { platform: "page", community: "page:local" })
  expect(await world.digests.comesTo(there)).toBeUndefined()
  await expect(world.digests.turnOn(there, { zone: "UTC" })).rejects.toThrow(words.digests.noDirects)
  const { person } = await world.persons.ensure(there)
  for (const [member, of] of [
    ["ada", "chat:@ada"],
    ["ada", "chat:team"],
  ] as const)
    await world.stores.members.join(
      (await world.persons.ensure(who(member, { community: of }))).person,
      person,
    )
  expect(await world.digests.comesTo(there)).toBe("chat")
  const on = await world.digests.turnOn(there, {})
  expect(on?.digest.subscription).toMatchObject({
    ...{ community: "chat:team", audience: { kind: "member", member: "ada" } },
    ...{ timeZone: "Asia/Tokyo", active: true },
  })
  expect((await world.digests.turnOff(there))?.subscription.active).toBe(false)
  expect((await world.digests.of(who("ada", { community: "chat:team" })))?.subscription.active).toBe(false)
})

const closed = () => new PlatformError("web", "closed", "no messages", { placeGone: "closed" })

test("a member who closes their messages gets no more, hears it once in private, and can start again", async () => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada")
  await world.on("bob")
  let tries = 0
  world.chat.before = (call, place) => {
    if (call !== "send" || place !== "with ada") return
    tries += 1
    throw closed()
  }
  await mornings(world, ["2026-11-24", "2026-11-25", "2026-11-26"])
  expect(tries).toBe(1)
  expect(world.brought("bob")).toHaveLength(3)
  expect(await world.digests.of(who("ada"))).toMatchObject({ paused: words.digests.closed })
  expect(await world.digests.news(who("bob"))).toBeUndefined()
  expect(await world.digests.news(who("ada"))).toBe(words.digests.closedNews)
  expect(await world.digests.news(who("ada"))).toBeUndefined()
  world.chat.before = () => undefined
  await world.on("ada")
  await mornings(world, ["2026-11-27"])
  expect(world.brought("ada")).toHaveLength(1)
})

test("a refusal at the first opening is said at once and pauses that digest alone", async () => {
  const world = await createDigestWorld(mondayNoon)
  world.chat.before = (call, place) => {
    if (call === "openDirect" && place === "with ada") throw closed()
  }
  expect((await world.on("ada"))?.opening.kind).toBe("closed")
  expect(await world.digests.news(who("ada"))).toBeUndefined()
  await world.on("bob")
  await mornings(world, ["2026-11-24"])
  expect([world.brought("ada").length, world.brought("bob").length]).toEqual([0, 1])
})

test("no admin hears of a digest that failed, and no list of a place or community names one", async () => {
  const world = await createDigestWorld(mondayNoon)
  const { stores, chat } = world
  await stores.subscriptions.save(aSubscription({ createdBy: "ada", place: "papers" }))
  await world.on("ada")
  const told: string[] = []
  chat.before = (call, place) => {
    if (call === "send" && place === "with ada") throw closed()
  }
  await mornings(world, ["2026-11-24"])
  const tell = async ({ place }: { readonly place: string }) => void told.push(place)
  const adapters = new Map([["web", { ...chat, tell }]])
  await createTellFailures({ ...stores, adapters, clock: world.clock, random: () => 0.5, log: silentLog })()
  expect(told).toEqual([])
  const listed = [
    ...(await stores.subscriptions.ofCommunity(community)),
    ...(await stores.subscriptions.ofPlace(community, "with ada")),
  ]
  expect(listed.map(({ place }) => place)).toEqual(["papers"])
  expect(await stores.posts.ofPaper(community, "2026-11-23-1")).toHaveLength(1)
})

test.each([
  ["leaves", (places: Places) => places.memberGone({ community, member: "ada" })],
  ["loses the bot", (places: Places) => places.placeGone({ community, reason: "removed" })],
])("the digest ends when the member's community %s", async (_, end) => {
  const world = await createDigestWorld(mondayNoon)
  await world.on("ada")
  await end(createPlaces({ ...world.stores, adapters: new Map(), log: silentLog }))
  await mornings(world, ["2026-11-24"])
  expect(world.brought("ada")).toEqual([])
})
type Places = ReturnType<typeof createPlaces>

test("a preview shows what would come and sends nothing", async () => {
  const world = await createDigestWorld(mondayNoon)
  world.clock.set(atEight("2026-11-24"))
  const card = await world.digests.preview(who("ada"), { budget: 2 })
  expect(JSON.stringify(card)).toContain("2026-11-23-1")
  expect(world.chat.messages).toEqual([])
  expect(await world.digests.of(who("ada"))).toBeUndefined()
})
