import { expect, test } from "vitest"
import type { ChangeKind } from "../../../src/vocabulary/stores.ts"
import type { Given } from "../stores.ts"
import { aDelivery, anEdition, aPaper, aSubscription, at } from "./builders.ts"

/** What several replicas need to work as one. */
export function sharedUseFacts({ stores, another }: Given): void {
  const zero = Temporal.Instant.from(at(0))
  const after = (ms: number) => zero.add({ milliseconds: ms }).toString()

  test("a budget's places lie apart, the first at once", async () => {
    const waits = []
    for (let i = 0; i < 4; i++) waits.push(await stores().rates.take("discord", after(0), 50))
    expect(waits).toEqual([0, 20, 40, 60])
  })

  test("a place that nobody took in time is lost, not saved up", async () => {
    await stores().rates.take("discord", after(0), 50)
    expect(await stores().rates.take("discord", after(5_000), 50)).toBe(0)
    expect(await stores().rates.take("discord", after(5_000), 50)).toBe(20)
  })

  test("a place counts from when it was asked for", async () => {
    await stores().rates.take("slack", after(0), 1)
    expect(await stores().rates.take("slack", after(300), 1)).toBe(700)
  })

  test("budgets know nothing of each other", async () => {
    await stores().rates.take("discord", after(0), 1)
    expect(await stores().rates.take("slack", after(0), 1)).toBe(0)
  })

  test("replicas that ask at once get a place each, never more than the rate in a second", async () => {
    const replicas = [stores(), await another(), await another()]
    const asked = Array.from({ length: 90 }, (_, i) => replicas[i % 3]?.rates.take("discord", after(0), 30))
    const places = (await Promise.all(asked)).map((wait) => wait ?? Number.NaN)
    expect(new Set(places).size).toBe(90)
    const inSecond = (start: number) => places.filter((place) => place >= start && place < start + 1000)
    for (const start of places) expect(inSecond(start).length).toBeLessThanOrEqual(30)
    expect(Math.max(...places)).toBeLessThanOrEqual(3_000)
  })

  test("a budget that is held gives no place before, and the first then", async () => {
    await stores().rates.hold("discord", after(10_000))
    expect(await stores().rates.take("discord", after(0), 50)).toBe(10_000)
    await stores().rates.hold("discord", after(1_000))
    expect(await stores().rates.take("discord", after(0), 50)).toBe(10_020)
  })

  test("a place that a clock given a year ahead has taken keeps nobody waiting", async () => {
    await stores().rates.take("discord", after(365 * 86_400_000), 50)
    expect(await stores().rates.take("discord", after(0), 50)).toBe(0)
    expect(await stores().rates.take("discord", after(0), 50)).toBe(20)
  })

  test("a lease that a clock a year ahead has taken keeps nobody out", async () => {
    const year = 365 * 24 * 60
    await stores().leases.take("delivery", "gone", at(year + 1), at(year))
    expect(await stores().leases.holders("delivery", at(0))).toEqual(new Map())
    expect(await stores().leases.take("delivery", "b", at(1), at(0))).toBe(true)
  })

  test("a lease is one holder's until it ends, and then whoever takes it first", async () => {
    const other = await another()
    expect(await stores().leases.take("delivery", "a", at(1), at(0))).toBe(true)
    expect(await other.leases.take("delivery", "b", at(2), at(0))).toBe(false)
    expect(await other.leases.holders("delivery", at(0))).toEqual(new Map([["delivery", "a"]]))
    expect(await other.leases.take("delivery", "b", at(2), at(1))).toBe(true)
    expect(await stores().leases.take("delivery", "a", at(3), at(1))).toBe(false)
  })

  test("its holder makes a lease longer", async () => {
    await stores().leases.take("delivery", "a", at(1), at(0))
    expect(await stores().leases.take("delivery", "a", at(9), at(0))).toBe(true)
    expect(await stores().leases.take("delivery", "b", at(9), at(5))).toBe(false)
  })

  test("a lease that was given back is free, and only its holder gives it back", async () => {
    await stores().leases.take("delivery", "a", at(9), at(0))
    await stores().leases.release("delivery", "b")
    expect(await stores().leases.holders("delivery", at(0))).toEqual(new Map([["delivery", "a"]]))
    await stores().leases.release("delivery", "a")
    expect(await stores().leases.holders("delivery", at(0))).toEqual(new Map())
    expect(await stores().leases.take("delivery", "b", at(9), at(0))).toBe(true)
  })

  test("leases are told by how their names begin, those that ran out left away", async () => {
    const { leases } = stores()
    await leases.take("gateway 1 shard 0", "a", at(9), at(0))
    await leases.take("gateway 1 shard 10", "b", at(9), at(0))
    await leases.take("gateway 1 shard 2", "a", at(1), at(0))
    await leases.take("gateway 10 shard 0", "c", at(9), at(0))
    expect([...(await leases.holders("gateway 1 ", at(1)))]).toEqual([
      ["gateway 1 shard 0", "a"],
      ["gateway 1 shard 10", "b"],
    ])
  })

  test("leases of different names are different leases", async () => {
    await stores().leases.take("shard 0", "a", at(9), at(0))
    expect(await stores().leases.take("shard 1", "b", at(9), at(0))).toBe(true)
  })

  test("of many that take a lease at once one has it", async () => {
    const replicas = [stores(), await another(), await another()]
    const taken = replicas.map((one, i) => one.leases.take("delivery", `replica ${i}`, at(1), at(0)))
    expect((await Promise.all(taken)).filter(Boolean)).toHaveLength(1)
  })

  const changes: readonly (readonly [
    ChangeKind,
    (by: ReturnType<Given["stores"]>, i: number) => Promise<unknown>,
  ])[] = [
    ["papers", (by, i) => by.papers.save([aPaper({ upvotes: i })], at(0))],
    ["subscriptions", (by, i) => by.subscriptions.save(aSubscription({ budget: i + 1 }))],
    ["deliveries", (by, i) => by.editions.plan(...editionOf(i))],
  ]

  // Three times, since a wake may come for no reason, once when one begins to listen.
  test.each(changes)("whoever waits for %s is woken by another's changes", async (what, change) => {
    const other = await another()
    let woken = Promise.withResolvers<void>()
    stores().onChange((which) => which === what && woken.resolve())
    for (const i of [1, 2, 3]) {
      woken = Promise.withResolvers()
      await change(other, i)
      await woken.promise
    }
  })

  test("whoever stopped waiting is not woken", async () => {
    const other = await another()
    const heard: ChangeKind[] = []
    const woken = Promise.withResolvers<void>()
    stores().onChange((what) => heard.push(what))()
    stores().onChange(() => woken.resolve())
    await other.papers.save([aPaper()], at(0))
    await woken.promise
    expect(heard).toEqual([])
  })
}

function editionOf(i: number) {
  const edition = anEdition({ id: `e${i}`, dueAt: at(i) })
  return [edition, [aDelivery({ id: `d${i}`, edition: edition.id })], at(60)] as const
}
