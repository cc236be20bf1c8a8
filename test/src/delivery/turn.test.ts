import { describe, expect, test } from "vitest"
import { createTurn, deliveringLease } from "../../../src/delivery/turn.ts"
import { createScheduler } from "../../../src/editions/scheduler.ts"
import type { LeaseStore } from "../../../src/vocabulary/stores.ts"
import { words } from "../../../src/words/words.ts"
import { createHeardLog } from "../../silent-log.ts"
import { aSubscription, createWorld } from "../editions/world.ts"

describe("of two bots on one store", () => {
  async function two() {
    const world = await createWorld("2026-11-24T07:59:50Z")
    await world.stores.subscriptions.save(aSubscription())
    const bot = (holder: string) => {
      const log = createHeardLog()
      const { editions, subscriptions, leases, votes, facts } = world.stores
      const scheduler = createScheduler({
        ...{ editions, subscriptions, library: world.library, clock: world.clock, log },
        adapters: new Map([["web", world.chat]]),
        votes,
        facts,
        random: () => 0.5,
      })
      const turn = createTurn({ leases, lease: deliveringLease, holder, clock: world.clock, log })
      const tick = async () => {
        if (await turn.take()) await world.tick(scheduler)
      }
      return { tick, turn, log }
    }
    return { ...world, first: bot("first"), second: bot("second") }
  }

  test("one delivers, and the other stands by and says so once", async () => {
    const { first, second, clock, posted } = await two()
    for (let ticks = 0; ticks < 5; ticks++) {
      await first.tick()
      await second.tick()
      await clock.advance({ seconds: 5 })
    }
    expect(posted()).toHaveLength(1)
    expect(second.log.lines.filter(({ message }) => message === words.delivery.log.theirTurn)).toHaveLength(1)
    expect(first.turn.health().detail).toBe(words.delivery.turn.ours)
    expect(second.turn.health().detail).toBe(words.delivery.turn.theirs("first"))
  })

  test("the other takes over when the first is killed, and at once when it ends in order", async () => {
    const { first, second, clock, posted, stores } = await two()
    const holder = async () => [
      ...(await stores.leases.holders("delivering", clock.now().toString())).values(),
    ]
    await first.tick()
    await clock.advance({ seconds: 31 })
    await second.tick()
    expect(posted()).toHaveLength(1)
    expect(await holder()).toEqual(["second"])
    await second.turn.giveBack()
    await first.tick()
    expect(await holder()).toEqual(["first"])
  })
})

describe("a turn", () => {
  async function aTurn() {
    const { stores, clock } = await createWorld("2026-11-24T07:59:50Z")
    let broken = false
    const leases: LeaseStore = {
      ...stores.leases,
      take: (...asked) =>
        broken ? Promise.reject(new Error("the disk is away")) : stores.leases.take(...asked),
    }
    const log = createHeardLog()
    const turn = createTurn({ leases, lease: deliveringLease, holder: "first", clock, log })
    const breakStore = () => {
      broken = true
    }
    return { turn, clock, breakStore }
  }

  test("lasts as long as it was lent where the store cannot be read", async () => {
    const { turn, clock, breakStore } = await aTurn()
    expect(await turn.take()).toBe(true)
    breakStore()
    await clock.advance({ seconds: 29 })
    expect(await turn.take()).toBe(true)
    await clock.advance({ seconds: 1 })
    expect(await turn.take()).toBe(false)
  })

  test("is nobody's where the store could never be read", async () => {
    const { turn, breakStore } = await aTurn()
    breakStore()
    expect(await turn.take()).toBe(false)
  })
})
