import { expect, test } from "vitest"
import { createPlaceHealth } from "../../../src/channels/place-health.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { EditionStore } from "../../../src/vocabulary/delivery-stores.ts"
import { NetworkError, PlatformError, StoreError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { anActor } from "../../builders.ts"
import type { FakePlatform } from "../../fake-platform.ts"
import { aSubscription, createWorld } from "../editions/world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"

async function forbidden() {
  const world = await createWorld(nineOnTuesday)
  const told: { readonly member: string; readonly card: Card }[] = []
  const chat = {
    ...world.chat,
    tell: async ({ member }: { readonly member: string }, card: Card) => void told.push({ member, card }),
    missingPermissions: async () => ["Send Messages (to post papers)"],
  }
  world.chat.before = (call) => {
    if (call === "send") throw new PlatformError("web", "50013", "the bot may not write there")
  }
  await world.stores.subscriptions.save(aSubscription({ createdBy: "admin" }))
  const bot = world.start({ chat })
  const days = async (count: number) => {
    for (let day = 0; day < count; day++) {
      await world.tick(bot)
      await world.clock.advance({ seconds: 5 })
      await world.tick(bot)
      await world.clock.advance({ hours: 23, minutes: 59, seconds: 55 })
    }
  }
  return { ...world, told, days }
}

test("a channel that is closed to the bot is told to its admin once, not in the channel and not every day", async () => {
  const world = await forbidden()
  await world.days(4)
  expect(world.posted()).toEqual([])
  expect(world.told.map(({ member }) => member)).toEqual(["admin"])
  const [first] = world.told
  expect(first && plain(first.card)).toMatch(
    /daily[\s\S]*couldn't post[\s\S]*Send Messages \(to post papers\)/,
  )
})

test("one that fails anew after it has worked is told anew", async () => {
  const world = await forbidden()
  await world.days(1)
  const refusing = world.chat.before
  world.chat.before = () => undefined
  await world.days(1)
  world.chat.before = refusing
  await world.days(1)
  expect(world.told).toHaveLength(2)
})

/** A channel that is closed to the bot, and an admin who cannot be told of it. */
async function unheard(refusal: () => Error) {
  const world = await forbidden()
  let asked = 0
  const missingPermissions = async () => []
  const chat = {
    ...world.chat,
    tell: async () => {
      asked += 1
      throw refusal()
    },
  }
  const health = createPlaceHealth(
    { ...world.stores, clock: world.clock },
    { missingPermissions, upcoming: async () => [] },
  )
  return {
    ...world,
    chat,
    asked: () => asked,
    async troubles() {
      const [place] = await health(anActor({ community: "web:local", place: "daily" }))
      return place?.troubles.map(({ what }) => what)
    },
  }
}

test("an admin who cannot be told is told again after minutes, for two hours, and health says so", async () => {
  const world = await unheard(() => new NetworkError("chat.test", "the connection was cut"))
  const bot = world.start({ chat: world.chat })
  await world.tick(bot)
  await world.tick(bot)
  expect(world.asked()).toBe(1)
  expect(await world.troubles()).toContain(words.channels.health.untold.later.what)
  await world.tick(bot)
  expect(world.asked()).toBe(1)
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute++) {
      await world.clock.advance({ minutes: 1 })
      await world.tick(bot)
    }
  }
  await minutes(2)
  expect(world.asked()).toBe(2)
  await minutes(180)
  expect(world.asked()).toBe(7)
  expect(await world.troubles()).toContain(words.channels.health.untold.never.what)
})

test("an admin who could not be told is told once when they can be, also by another process", async () => {
  const world = await unheard(() => new NetworkError("chat.test", "the connection was cut"))
  const bot = world.start({ chat: world.chat })
  await world.tick(bot)
  await world.tick(bot)
  await world.days(1)
  expect(world.told.map(({ member }) => member)).toEqual(["admin"])
  expect(await world.troubles()).not.toContain(words.channels.health.untold.later.what)
})

test("an admin whose direct messages are closed is not asked again", async () => {
  const world = await unheard(() => new PlatformError("web", "50007", "closed"))
  const bot = world.start({ chat: world.chat })
  await world.tick(bot)
  await world.tick(bot)
  await world.clock.advance({ minutes: 5 })
  await world.tick(bot)
  expect(world.asked()).toBe(1)
  expect(await world.troubles()).toContain(words.channels.health.untold.never.what)
})

/** A channel that is closed to the bot, which `admin` set up, and other channels of others. */
async function amongOthers(chat: Partial<FakePlatform>) {
  const world = await forbidden()
  for (const createdBy of ["member", "moderator"])
    await world.stores.subscriptions.save(
      aSubscription({ id: createdBy, place: `of ${createdBy}`, createdBy, active: false }),
    )
  const told: string[] = []
  const tell = async ({ member }: { readonly member: string }) => {
    if (member === "admin") throw new PlatformError("web", "50007", "closed")
    told.push(member)
  }
  const bot = world.start({ chat: { ...world.chat, tell, ...chat } })
  await world.tick(bot)
  await world.tick(bot)
  return { told }
}

const onlyOf =
  (...admins: readonly string[]) =>
  async ({ member }: { readonly member: string }) =>
    admins.includes(member)

test("where an admin takes no messages, another who may manage the channel is told", async () => {
  const { told } = await amongOthers({ mayManage: onlyOf("admin", "moderator") })
  expect(told).toEqual(["moderator"])
})

test("where a platform does not say who may manage a closed channel, one is told who manages another", async () => {
  const mayManage: FakePlatform["mayManage"] = async ({ place, member }) => {
    if (place === "daily") throw new PlatformError("web", "50001", "Missing Access")
    return member === "moderator"
  }
  expect((await amongOthers({ mayManage })).told).toEqual(["moderator"])
})

test("an admin who left is told where there is nobody else, and after others where there is", async () => {
  const told: string[] = []
  const tell = async ({ member }: { readonly member: string }) => void told.push(member)
  await amongOthers({ tell, mayManage: onlyOf("moderator") })
  await amongOthers({ tell, mayManage: onlyOf() })
  expect(told).toEqual(["moderator", "admin"])
})

/** Three channels of one admin, each closed for a reason of its own. */
async function threeClosed(change: (editions: EditionStore) => Partial<EditionStore> = () => ({})) {
  const world = await createWorld(nineOnTuesday)
  const told: Card[] = []
  const names = new Map([
    ["c1", "papers"],
    ["c2", "vision"],
    ["c3", "speech"],
  ])
  for (const place of names.keys())
    await world.stores.subscriptions.save(aSubscription({ id: place, place, createdBy: "admin" }))
  world.chat.before = (call, place) => {
    if (call === "send")
      throw new PlatformError("web", "closed", `Closed: ${place}.`, { hint: `Open ${place} again.` })
  }
  const describePlace = async ({ place }: { readonly place: string }) =>
    ({ name: names.get(place) ?? place, communityName: "Paper Club", kind: "text" }) as const
  const tell = async (_: unknown, card: Card) => void told.push(card)
  const { editions } = world.stores
  const bot = world.start({
    chat: { ...world.chat, tell, describePlace },
    editions: { ...editions, ...change(editions) },
  })
  await world.tick(bot)
  await world.tick(bot)
  return { ...world, told: () => told.map((card) => plain(card)) }
}

test("channels that fail together are one message, with server, channel, reason and remedy of each", async () => {
  const { told } = await threeClosed()
  const [message = "", ...more] = await told()
  expect(more).toEqual([])
  expect(message).toContain(words.cards.failed.title(3))
  for (const [name, place] of [
    ["papers", "c1"],
    ["vision", "c2"],
    ["speech", "c3"],
  ])
    expect(message).toMatch(
      new RegExp(
        `#${name} in Paper Club[\\s\\S]*Closed: ${place}\\. Open ${place} again\\.[\\s\\S]*chat\\.test/${place}`,
      ),
    )
})

test("a failure that cannot be read keeps no other from being told", async () => {
  const { told } = await threeClosed((editions) => ({
    ofSubscription: (id, ...rest) =>
      id === "c1" && rest[0] === 40 && rest[1] === undefined
        ? Promise.reject(new StoreError("corrupt", "damaged", ""))
        : editions.ofSubscription(id, ...rest),
  }))
  const [message = "", ...more] = await told()
  expect(more).toEqual([])
  expect(message).toContain(words.cards.failed.title(2))
  expect(message).toContain("#vision")
  expect(message).not.toContain("#papers")
})

test("health says once what refused all messages of a post", async () => {
  const world = await unheard(() => new NetworkError("chat.test", "the connection was cut"))
  await world.stores.subscriptions.save(aSubscription({ createdBy: "admin", form: "messages", budget: 2 }))
  const bot = world.start({ chat: world.chat })
  await world.tick(bot)
  const [edition] = await world.stores.editions.ofSubscription("s1", 1)
  const failed = await world.stores.editions.deliveries(edition?.id ?? "")
  expect(failed.filter(({ state }) => state === "failed").length).toBeGreaterThan(3)
  const refusals = (await world.troubles())?.filter((what) => what.includes("the bot may not write there"))
  expect(refusals).toHaveLength(1)
})
