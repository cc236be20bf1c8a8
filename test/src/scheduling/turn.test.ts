import { describe, expect, test } from "vitest"
import { createScheduler } from "../../../src/scheduling/scheduler.ts"
import { standingsBefore } from "../../../src/scheduling/standings-before.ts"
import { createHeardLog } from "../../silent-log.ts"
import { aSubscription, createWorld } from "./world.ts"

describe("of two bots on one store", () => {
  async function two() {
    const world = await createWorld("2026-11-24T07:59:50Z")
    await world.stores.subscriptions.save(aSubscription())
    const bot = (holder: string) => {
      const log = createHeardLog()
      const { editions, subscriptions, leases, votes } = world.stores
      const scheduler = createScheduler({
        ...{ editions, subscriptions, library: world.library, clock: world.clock, log },
        adapters: new Map([["web", world.chat]]),
        standings: standingsBefore(votes),
        random: () => 0.5,
        turn: { leases, holder },
      })
      return { scheduler, log }
    }
    return { ...world, first: bot("first"), second: bot("second") }
  }

  test("one delivers, and the other stands by and says so once", async () => {
    const { first, second, clock, posted, tick } = await two()
    for (let ticks = 0; ticks < 5; ticks++) {
      await tick(first.scheduler)
      await tick(second.scheduler)
      await clock.advance({ seconds: 5 })
    }
    expect(posted()).toHaveLength(1)
    expect(second.log.lines.filter(({ message }) => message.includes("stands by"))).toHaveLength(1)
  })

  test("the other takes over when the first is killed, and at once when it ends in order", async () => {
    const { first, second, clock, posted, tick, stores } = await two()
    const holder = () => stores.leases.holder("delivering", clock.now().toString())
    await tick(first.scheduler)
    await clock.advance({ seconds: 31 })
    await tick(second.scheduler)
    expect(posted()).toHaveLength(1)
    expect(await holder()).toBe("second")
    await second.scheduler.stop()
    await tick(first.scheduler)
    expect(await holder()).toBe("first")
  })
})
