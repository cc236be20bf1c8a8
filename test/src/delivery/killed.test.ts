import { describe, expect, test } from "vitest"
import { textOf } from "../../../src/rendering/inline.ts"
import { NetworkError } from "../../../src/vocabulary/errors.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import type { FakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"
import { aSubscription, createWorld, type World } from "../editions/world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
const platforms = [
  { title: "on a platform that knows a message again", idempotent: true },
  { title: "on a platform where it has to be looked up", idempotent: false },
]

/** Two places need no more; each idle worker would only add steps of asking in vain. */
const workers = 2

const list = "Daily Papers · Mon, Nov 23"
const rest = `Paper 3 of ${list}`
/** Three messages in one place, in order, and one in another; and under the first of each a thread with the rest. */
const expected = {
  papers: [list, "The day's best", "A middling one", rest],
  digest: [list, rest],
  inThreads: [rest, rest],
}
const budget = 2

/** Runs share a store, since opening one takes longer than a run; their places have names of their own. */
async function worldOfTwoPlaces(stores: Stores, run: number, idempotent: boolean) {
  const world = await createWorld(nineOnTuesday, { idempotent, stores })
  const [papers, digest] = [`papers ${run}`, `digest ${run}`]
  await stores.subscriptions.save(aSubscription({ id: papers, place: papers, form: "messages", budget }))
  await stores.subscriptions.save(aSubscription({ id: digest, place: digest, budget }))
  const inThreads = () =>
    world.chat.messages.flatMap(({ thread, card }) => (thread ? [textOf(card.title)] : []))
  return {
    ...world,
    /** A new process reads all subscriptions: those of earlier runs would make every run longer than the one before. */
    async end() {
      for (const id of [papers, digest]) await stores.subscriptions.remove(id)
    },
    outcome: () => ({
      papers: world.posted(papers),
      digest: world.posted(digest),
      inThreads: inThreads(),
    }),
  }
}

describe.each(platforms)("$title", ({ idempotent }) => {
  test("a process killed at any step loses no message and doubles none", async () => {
    const stores = await openStores()
    let step = 1
    for (let killed = true; killed; step++) {
      const world = await worldOfTwoPlaces(stores, step, idempotent)
      killed = await runUntilKilled(world, step)
      await comeBack(world)
      expect({ step, ...world.outcome() }).toEqual({ step, ...expected })
      await world.end()
    }
    // Each call is a step before and a step after its work: planning two editions, sending six messages, two edits.
    expect(step).toBeGreaterThan(30)
  })

  test("one that is killed two hundred times gets there in the end", async () => {
    const stores = await openStores()
    let kills = 0
    for (let run = 0; kills < 200; run++) {
      const world = await worldOfTwoPlaces(stores, run, idempotent)
      while (await runUntilKilled(world, 1 + ((kills * 7) % 23))) {
        kills += 1
        await world.clock.advance({ minutes: 1 + (kills % 6) })
      }
      await comeBack(world)
      expect({ run, ...world.outcome() }).toEqual({ run, ...expected })
      await world.end()
    }
  })

  test("a message whose answer is lost is there once", async () => {
    const world = await worldOfTwoPlaces(await openStores(), 1, idempotent)
    let answers = 0
    world.chat.after = (call) => {
      answers += 1
      if (call === "send" && answers % 2 === 1) throw new NetworkError("chat.test", "the connection was cut")
    }
    await comeBack(world)
    expect(world.outcome()).toEqual(expected)
  })
})

/** Lets a new process finish what was left: leases end, retries come due. */
async function comeBack(world: World): Promise<void> {
  const bot = world.start({ workers })
  for (let tick = 0; tick < 8; tick++) {
    await world.clock.advance({ minutes: 2 })
    await world.tick(bot)
  }
}

/** Runs a process that dies at a step: from then on nothing that it does reaches anything. Says whether it came so far. */
async function runUntilKilled(world: World, lastStep: number): Promise<boolean> {
  let steps = 0
  const live = () => {
    steps += 1
    if (steps >= lastStep) throw new Error("killed")
  }
  const mortal = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, key) {
        const value: unknown = Reflect.get(object, key)
        if (typeof value !== "function") return value
        return async (...given: readonly unknown[]) => {
          live()
          const outcome: unknown = await Reflect.apply(value, object, given)
          live()
          return outcome
        }
      },
    })
  const bot = world.start({
    editions: mortal(world.stores.editions),
    subscriptions: mortal(world.stores.subscriptions),
    chat: mortal<FakePlatform>(world.chat),
    workers,
  })
  await world.tick(bot)
  return steps >= lastStep
}
