import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createTicks } from "../../../src/delivery/ticks.ts"
import type { Clock } from "../../../src/vocabulary/system.ts"
import { words } from "../../../src/words/words.ts"
import { createFakeClock } from "../../clock.ts"
import { createHeardLog, silentLog } from "../../silent-log.ts"

const noon = "2026-11-24T12:00:00Z"

test("a tick that fails is logged, and the next one comes", async () => {
  const log = createHeardLog()
  const clock = createFakeClock(noon)
  let ticks = 0
  const tick = async () => {
    ticks += 1
    if (ticks === 1) throw new Error("the disk is busy")
  }
  void createTicks({ clock, log }).run(tick, new AbortController().signal)
  await clock.advance({ seconds: 10 })
  expect(ticks).toBe(2)
  expect(log.lines).toContainEqual({ level: "error", message: words.delivery.log.tickFailed })
})

test.each([
  ["back five minutes", "2026-11-24T11:55:00Z"],
  ["back an hour", "2026-11-24T11:00:00Z"],
  ["ahead a day", "2026-11-25T12:00:00Z"],
  ["ahead a month", "2026-12-24T12:00:00Z"],
])("after the clock is set %s the next tick comes within five seconds, and only one", async (_, instant) => {
  const clock = createFakeClock(noon)
  let ticks = 0
  const running = createTicks({ clock, log: silentLog })
  void running.run(async () => {
    ticks += 1
  }, new AbortController().signal)
  await clock.advance({ seconds: 5 })
  clock.set(instant)
  await clock.advance({ seconds: 5 })
  expect(ticks).toBe(2)
  expect(running.health()).toEqual({
    up: true,
    detail: words.delivery.tick.last(Temporal.Instant.from(instant).add({ seconds: 5 }).toString()),
  })
})

test("health is down while a tick does not end", async () => {
  const clock = createFakeClock(noon)
  const ticks = createTicks({ clock, log: silentLog })
  const { promise, resolve } = Promise.withResolvers<void>()
  void ticks.run(() => promise, new AbortController().signal)
  expect(ticks.health()).toEqual({ up: true, detail: words.delivery.tick.none })
  await clock.advance({ seconds: 130 })
  expect(ticks.health().up).toBe(false)
  resolve()
  await clock.advance({ seconds: 1 })
  expect(ticks.health().up).toBe(true)
})

describe("through a clock change of the machine's own zone", () => {
  const zone = process.env.TZ
  /** The machine's timers, as the program has them. */
  const machine: Clock = {
    now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        setTimeout(resolve, ms)
        signal?.addEventListener("abort", () => reject(signal.reason))
      }),
  }
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  test.each([
    ["Europe/Berlin", "spring", "2026-03-29T00:00:00Z"],
    ["Europe/Berlin", "autumn", "2026-10-25T00:00:00Z"],
    ["America/New_York", "spring", "2026-03-08T06:00:00Z"],
    ["America/New_York", "autumn", "2026-11-01T05:00:00Z"],
    ["Australia/Lord_Howe", "spring", "2026-10-03T14:30:00Z"],
    ["Australia/Lord_Howe", "autumn", "2026-04-04T14:00:00Z"],
  ])("%s in %s, a tick comes every five seconds", async (name, _season, hourBefore) => {
    process.env.TZ = name
    vi.setSystemTime(hourBefore)
    expect(new Date(hourBefore).getTimezoneOffset()).not.toBe(
      new Date(Date.parse(hourBefore) + 3 * 3_600_000).getTimezoneOffset(),
    )
    const stopping = new AbortController()
    let ticks = 0
    void createTicks({ clock: machine, log: silentLog }).run(async () => {
      ticks += 1
    }, stopping.signal)
    await vi.advanceTimersByTimeAsync(3 * 3_600_000)
    stopping.abort()
    expect(ticks).toBe((3 * 3_600) / 5)
  })
})
