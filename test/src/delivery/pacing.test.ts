import { expect, test } from "vitest"
import { createPacing } from "../../../src/delivery/pacing.ts"
import type { Claim } from "../../../src/vocabulary/delivery-stores.ts"
import { PlatformError } from "../../../src/vocabulary/errors.ts"
import { createFakeClock } from "../../clock.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"
import { aSubscription, createWorld } from "../editions/world.ts"

const start = "2026-11-24T08:00:00Z"

function adapterWith(perSecond: number, per: "bot" | "community") {
  return { ...createFakePlatform("chat"), rate: { perSecond, per } }
}

function claims(count: number, community = "chat:1"): readonly Claim[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: `${community}/${index}`, edition: "e", position: 0, community, place: `p${index}` },
    ...{ card: { title: [], tone: "plain", blocks: [] }, form: "digest", state: "waiting", attempts: 1 },
    ...{ notBefore: start, fence: 1, uncertain: false },
  }))
}

test("messages of a bot are spread over its platform's rate, whichever process sends them", async () => {
  const { rates } = await openStores()
  const clock = createFakeClock(start)
  const [one, other] = [createPacing({ rates, clock }).waits, createPacing({ rates, clock }).waits]
  const adapter = adapterWith(10, "bot")
  expect([...(await one(adapter, claims(3))).values()]).toEqual([0, 100, 200])
  expect([...(await other(adapter, claims(2, "chat:2"))).values()]).toEqual([300, 400])
  expect([...(await one(adapter, claims(1))).values()]).toEqual([500])
})

test("a message that takes two requests takes two places", async () => {
  const { rates } = await openStores()
  const pacing = createPacing({ rates, clock: createFakeClock(start) })
  const base = adapterWith(10, "bot")
  const adapter = { ...base, rate: { ...base.rate, requestsFor: () => 2 } }
  expect([...(await pacing.waits(adapter, claims(2))).values()]).toEqual([0, 200])
  expect([...(await pacing.waits(adapter, claims(1))).values()]).toEqual([400])
})

test("a community that asks to wait is left alone by every process, and another is not kept waiting", async () => {
  const { rates } = await openStores()
  const clock = createFakeClock(start)
  const adapter = adapterWith(1, "community")
  const [message] = claims(1)
  const refusal = new PlatformError("chat", "ratelimited", "wait", { retryAfterMs: 40_000 })
  if (message) await createPacing({ rates, clock }).hold(adapter, message, "2026-11-24T08:00:40Z", refusal)
  const waits = await createPacing({ rates, clock }).waits(adapter, [...claims(1), ...claims(1, "chat:2")])
  expect([...waits.values()]).toEqual([40_000, 0])
})

test.each([
  ["the whole bot is waited for by every process", true, 40_000],
  ["one channel holds up no other", false, 0],
])("of a rate that all share, a wait of %s", async (_, isWholeRate, wait) => {
  const { rates } = await openStores()
  const clock = createFakeClock(start)
  const adapter = adapterWith(50, "bot")
  const [message] = claims(1)
  const refusal = new PlatformError("chat", "429", "wait", { retryAfterMs: 40_000, isWholeRate })
  if (message) await createPacing({ rates, clock }).hold(adapter, message, "2026-11-24T08:00:40Z", refusal)
  expect([...(await createPacing({ rates, clock }).waits(adapter, claims(1))).values()]).toEqual([wait])
})

test("a process that was held up does not send in a bunch what is overdue", async () => {
  const { rates } = await openStores()
  const clock = createFakeClock(start)
  const pacing = createPacing({ rates, clock })
  const sent: number[] = []
  const { signal } = new AbortController()
  const began = clock.now().epochMilliseconds
  for (const message of claims(25))
    void pacing
      .open(adapterWith(10, "bot"), message, signal)
      .then(() => sent.push(clock.now().epochMilliseconds - began))
  await clock.advance({ seconds: 5 })
  const inSecond = (from: number) => sent.filter((at) => at >= from && at < from + 1000).length
  expect(sent).toHaveLength(25)
  expect(Math.max(...sent)).toBe(2000)
  expect(Math.max(...sent.map(inSecond))).toBe(10)
})

test("communities that have a rate each do not wait for one another", async () => {
  const { rates } = await openStores()
  const pacing = createPacing({ rates, clock: createFakeClock(start) })
  const waits = await pacing.waits(adapterWith(1, "community"), [...claims(1), ...claims(1, "chat:2")])
  expect([...waits.values()]).toEqual([0, 0])
})

test("a message whose place is far away goes back, and comes at that time", async () => {
  const world = await createWorld(start)
  const { rates } = world.stores
  await world.stores.subscriptions.save(aSubscription())
  await rates.hold("web", "2026-11-24T08:01:00Z")
  const bot = world.start({
    rates,
    chat: { ...world.chat, invite: undefined, rate: { perSecond: 1, per: "bot" } },
  })
  await world.tick(bot)
  expect(world.posted()).toEqual([])
  await world.clock.advance({ seconds: 61 })
  await world.tick(bot)
  expect(world.posted()).toHaveLength(1)
})

test("a message that the whole rate refused keeps its place before other channels' posts", async () => {
  const world = await createWorld(start)
  const { rates } = world.stores
  const places = ["a", "b", "c", "d"]
  for (const place of places)
    await world.stores.subscriptions.save(aSubscription({ id: place, place, form: "messages" }))
  const order: string[] = []
  const refused = new Set<string>()
  world.chat.before = (call, place) => {
    if (call !== "send") return
    // Its second message: the header stands already.
    if (place === "a" && order.includes("a") && !refused.has(place)) {
      refused.add(place)
      throw new PlatformError("web", "429", "wait", { retryAfterMs: 2_000, isWholeRate: true })
    }
    order.push(place)
  }
  const rate = { perSecond: 1, per: "bot" } as const
  const bot = world.start({ rates, workers: 1, chat: { ...world.chat, invite: undefined, rate } })
  for (let second = 0; second < 40; second++) {
    await bot.tick()
    await world.clock.advance({ seconds: 1 })
  }
  expect(refused).toEqual(new Set(["a"]))
  expect(order.filter((place) => place === "a")).toHaveLength(4)
  expect(order.slice(0, order.lastIndexOf("a") + 1).filter((place) => place === "d").length).toBeLessThan(4)
})
