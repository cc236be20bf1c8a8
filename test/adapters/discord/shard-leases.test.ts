/** Who of several bots holds which shards, told round by round. */
import { expect, test } from "vitest"
import { createShardLeases } from "../../../adapters/discord/shard-leases.ts"
import { createFakeClock } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"

async function bots() {
  const { leases } = await openStores()
  const clock = createFakeClock("2026-11-24T08:00:00Z")
  const bot = (holder: string) => createShardLeases({ leases, holder, application: "900", clock })
  return { clock, bot }
}

const ids = ({ hold }: { readonly hold: readonly { readonly id: number }[] }) => hold.map(({ id }) => id)

test("one bot holds all shards", async () => {
  const { bot } = await bots()
  expect(ids(await bot("first").take(3))).toEqual([0, 1, 2])
})

test("a bot that comes gets its share as soon as the first has left it", async () => {
  const { bot } = await bots()
  const [first, second] = [bot("first"), bot("second")]
  await first.take(3)
  expect(ids(await second.take(3))).toEqual([])
  const { hold, leave } = await first.take(3)
  expect(hold.map(({ id }) => id)).toEqual([0, 1])
  expect(leave).toEqual([{ id: 2, count: 3 }])
  // What is left is still connected: nobody else takes it before it is given back.
  expect(ids(await second.take(3))).toEqual([])
  await first.giveBack(leave)
  expect(ids(await second.take(3))).toEqual([2])
})

test("of more bots than shards some wait", async () => {
  const { bot } = await bots()
  const all = [bot("first"), bot("second"), bot("third")]
  const held = []
  for (const one of all) held.push(ids(await one.take(1)))
  expect(held).toEqual([[0], [], []])
})

test("the shards of a bot that is killed go to the others when its leases end", async () => {
  const { clock, bot } = await bots()
  const [first, second] = [bot("first"), bot("second")]
  await first.take(2)
  await second.take(2)
  await first.giveBack((await first.take(2)).leave)
  expect(ids(await second.take(2))).toEqual([1])
  await clock.advance({ seconds: 29 })
  expect(ids(await second.take(2))).toEqual([1])
  await clock.advance({ seconds: 1 })
  expect(ids(await second.take(2))).toEqual([1, 0])
})

test("the shards of a bot that ends are free at once", async () => {
  const { bot } = await bots()
  const [first, second] = [bot("first"), bot("second")]
  await first.take(2)
  await second.take(2)
  await first.leave()
  expect(ids(await second.take(2))).toEqual([0, 1])
})

test("a bot that slept longer than its leases loses what others have taken", async () => {
  const { clock, bot } = await bots()
  const [first, second] = [bot("first"), bot("second")]
  await first.take(2)
  await clock.advance({ seconds: 31 })
  await second.take(2)
  const awake = await first.take(2)
  expect(awake.hold).toEqual([])
  expect(awake.leave.map(({ id }) => id)).toEqual([0, 1])
})

test("all go by one number of shards, whatever each would choose", async () => {
  const { clock, bot } = await bots()
  const [first, second] = [bot("first"), bot("second")]
  await first.take(2)
  await second.take(4)
  await first.giveBack((await first.take(2)).leave)
  expect((await second.take(4)).hold).toEqual([{ id: 1, count: 2 }])
  // Whoever goes by it keeps it up, also when the one that settled it has ended.
  await first.leave()
  await clock.advance({ seconds: 29 })
  expect((await second.take(4)).hold).toHaveLength(2)
})

test("a new number holds once no bot goes by the old one", async () => {
  const { clock, bot } = await bots()
  const [first, second] = [bot("first"), bot("second")]
  await first.take(2)
  await first.leave()
  await clock.advance({ seconds: 30 })
  expect((await second.take(4)).hold).toHaveLength(4)
})

test("the bots of another application share among themselves", async () => {
  const { leases } = await openStores()
  const clock = createFakeClock("2026-11-24T08:00:00Z")
  const one = createShardLeases({ leases, holder: "first", application: "900", clock })
  const other = createShardLeases({ leases, holder: "second", application: "9001", clock })
  await one.take(2)
  expect(ids(await other.take(2))).toEqual([0, 1])
})

test("of many bots that start at once no two hold a shard", async () => {
  const { bot } = await bots()
  const all = Array.from({ length: 6 }, (_, index) => bot(`bot ${index}`))
  const shares = await Promise.all(all.map((one) => one.take(4)))
  const held = shares.flatMap(ids)
  expect(new Set(held).size).toBe(held.length)
})
