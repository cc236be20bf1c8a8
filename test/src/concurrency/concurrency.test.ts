import fc from "fast-check"
import { describe, expect, test, vi } from "vitest"
import { createAllowances } from "../../../src/concurrency/allowances.ts"
import { createBoundedMap } from "../../../src/concurrency/bounded-map.ts"
import { createLatestOnly, createQueues, createShared } from "../../../src/concurrency/by-key.ts"
import { withDeadline, within } from "../../../src/concurrency/deadline.ts"
import { createPace } from "../../../src/concurrency/pace.ts"
import { poll } from "../../../src/concurrency/poll.ts"
import { backOff, retry } from "../../../src/concurrency/retry.ts"
import { createFakeClock, settled } from "../../clock.ts"

const start = "2026-03-02T08:00:00Z"
const never = new Promise<never>(() => undefined)

describe("a deadline", () => {
  test("passes on what comes in time", async () => {
    expect(await within(createFakeClock(start), 100, Promise.resolve(3))).toEqual({ inTime: true, value: 3 })
  })

  test("stops waiting for what is late, and says so", async () => {
    const clock = createFakeClock(start)
    const waiting = within(clock, 100, never)
    await clock.advance({ milliseconds: 100 })
    expect(await waiting).toEqual({ inTime: false })
  })

  test("tells the work to stop, and the caller why", async () => {
    const clock = createFakeClock(start)
    const stopped = vi.fn()
    const working = withDeadline(
      clock,
      { ms: 100, stopAfterMs: 60, late: () => new Error("late") },
      (signal) => {
        signal.addEventListener("abort", () => stopped(clock.now().toString()))
        return never
      },
    )
    const failed = expect(working).rejects.toThrow("late")
    await clock.advance({ milliseconds: 100 })
    await failed
    expect(stopped.mock.calls).toEqual([["2026-03-02T08:00:00.06Z"]])
  })
})

describe("queues by key", () => {
  test("run one piece of work at a time, in order, whatever fails before it", async () => {
    const { run, idle } = createQueues()
    const log: string[] = []
    const first = Promise.withResolvers<void>()
    const failing = run("a", () => first.promise.then(() => Promise.reject(new Error("no"))))
    const second = run("a", async () => void log.push("second"))
    const other = run("b", async () => void log.push("other"))
    await other
    expect(log).toEqual(["other"])
    first.resolve()
    await expect(failing).rejects.toThrow("no")
    await second
    await idle()
    expect(log).toEqual(["other", "second"])
  })

  test("shared work runs once for all who ask meanwhile, and again for who asks later", async () => {
    const share = createShared<number>()
    let runs = 0
    const work = async () => ++runs
    expect(await Promise.all([share("a", work), share("a", work)])).toEqual([1, 1])
    expect(await share("a", work)).toBe(2)
  })

  test("of what is asked while work runs, only the latest runs after it", async () => {
    const { run, idle } = createLatestOnly()
    const seen: number[] = []
    for (const value of [1, 2, 3]) run("a", async () => void seen.push(value))
    await idle()
    expect(seen).toEqual([1, 3])
  })
})

test("a bounded map holds what was set last", () => {
  const operations = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer()), { maxLength: 60 })
  fc.assert(
    fc.property(operations, fc.integer({ min: 1, max: 5 }), (sets, most) => {
      const map = createBoundedMap<number, number>(most)
      for (const [key, value] of sets) map.set(key, value)
      const order = sets.map(([key]) => key).filter((key, at, all) => all.lastIndexOf(key) === at)
      const kept = order.slice(-most)
      expect(map.size).toBe(kept.length)
      for (let key = 0; key < 10; key++) {
        const last = sets.findLast(([one]) => one === key)?.[1]
        expect(map.get(key)).toBe(kept.includes(key) ? last : undefined)
      }
    }),
  )
})

describe("trying again", () => {
  test("waits as told, and throws the last failure", async () => {
    const clock = createFakeClock(start)
    const tries: string[] = []
    const work = async (attempt: number) => {
      tries.push(clock.now().toString().slice(17, 19))
      throw new Error(`failure ${attempt}`)
    }
    const waitMs = (_: unknown, attempt: number) => (attempt < 3 ? attempt * 1_000 : undefined)
    const failed = expect(retry(work, { clock, waitMs })).rejects.toThrow("failure 3")
    await clock.advance({ seconds: 10 })
    await failed
    expect(tries).toEqual(["00", "01", "03"])
  })

  test("ends with the last failure when the waiting is called off", async () => {
    const clock = createFakeClock(start)
    const controller = new AbortController()
    const work = () => Promise.reject(new Error("away"))
    const failed = expect(
      retry(work, { clock, waitMs: () => 1_000, signal: controller.signal }),
    ).rejects.toThrow("away")
    await settled()
    controller.abort()
    await failed
  })

  test("grows the waits up to a bound, the second half at random", () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) => backOff({ firstMs: 100, mostMs: 500 }, attempt, () => 1))
    expect(waits).toEqual([100, 200, 400, 500, 500])
    expect(backOff({ firstMs: 100, mostMs: 500 }, 1, () => 0)).toBe(50)
  })
})

describe("polling", () => {
  test("goes on after a failure, and however the clock is turned", async () => {
    const clock = createFakeClock(start)
    const ending = new AbortController()
    let runs = 0
    const failed = vi.fn()
    const work = async () => {
      runs += 1
      if (runs === 2) throw new Error("once")
    }
    const polling = poll(work, { clock, everyMs: 5_000, signal: ending.signal, failed })
    await clock.advance({ seconds: 10 })
    clock.set("2026-03-02T07:00:00Z")
    await clock.advance({ seconds: 10 })
    clock.set("2026-04-02T07:00:00Z")
    await clock.advance({ seconds: 10 })
    ending.abort()
    await polling
    expect(runs).toBe(6)
    expect(failed).toHaveBeenCalledOnce()
  })
})

describe("an allowance", () => {
  test("is each one's own, comes back by and by, and never grows beyond itself", () => {
    const clock = createFakeClock(start)
    const allowances = createAllowances({ most: 2, perMs: 1_000 }, clock)
    allowances.take("ada")
    allowances.take("ada")
    expect([allowances.waitMs("ada"), allowances.waitMs("ben")]).toEqual([500, 0])
    clock.set("2026-03-02T08:00:00.200Z")
    expect(allowances.waitMs("ada")).toBe(300)
    clock.set("2026-03-02T09:00:00Z")
    for (const _ of [1, 2]) allowances.take("ada")
    expect(allowances.waitMs("ada")).toBe(500)
  })

  test("is neither given nor taken by a clock that is set back", () => {
    const clock = createFakeClock(start)
    const allowances = createAllowances({ most: 1, perMs: 1_000 }, clock)
    allowances.take("ada")
    clock.set("2026-03-02T07:00:00Z")
    expect(allowances.waitMs("ada")).toBe(1_000)
  })
})

describe("a pace", () => {
  test("lets no more begin in any stretch than its limit says", async () => {
    const limits = fc.record({
      requests: fc.integer({ min: 1, max: 5 }),
      perMs: fc.integer({ min: 1, max: 50 }),
      spacingMs: fc.integer({ min: 0, max: 20 }),
    })
    const pauses = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(limits, pauses, async (limit, comings) => {
        const clock = createFakeClock(start)
        const pace = createPace(limit, clock)
        const starts: number[] = []
        for (const pause of comings) {
          await clock.advance({ milliseconds: pause })
          void pace.enter().then((leave) => {
            starts.push(clock.now().epochMilliseconds)
            leave()
          })
        }
        await clock.advance({ seconds: 5 })
        expect(starts).toHaveLength(comings.length)
        for (const [at, begun] of starts.entries()) {
          const before = starts[at - limit.requests]
          if (before !== undefined) expect(begun - before).toBeGreaterThanOrEqual(limit.perMs)
          const last = starts[at - 1]
          if (last !== undefined) expect(begun - last).toBeGreaterThanOrEqual(limit.spacingMs)
        }
      }),
      { numRuns: 30 },
    )
  })

  test("a clock that is turned back stops nothing", async () => {
    const clock = createFakeClock(start)
    const pace = createPace({ requests: 1, perMs: 1_000 }, clock)
    ;(await pace.enter())()
    pace.holdUntil(clock.now().add({ seconds: 2 }))
    clock.set("2026-02-02T08:00:00Z")
    const entered = vi.fn()
    void pace.enter().then(entered)
    await clock.advance({ seconds: 2 })
    expect(entered).toHaveBeenCalledOnce()
  })

  test("a caller that gives up leaves the line at once, and takes no turn", async () => {
    const clock = createFakeClock(start)
    const pace = createPace({ requests: 1, perMs: 1_000, connections: 1 }, clock)
    const leave = await pace.enter()
    const controller = new AbortController()
    const given = expect(pace.enter(controller.signal)).rejects.toThrow("enough")
    controller.abort(new Error("enough"))
    await given
    const third = vi.fn()
    void pace.enter().then(third)
    leave()
    await clock.advance({ seconds: 1 })
    expect(third).toHaveBeenCalledOnce()
  })
})
