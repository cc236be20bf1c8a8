import { spawn } from "node:child_process"
import { once } from "node:events"
import { describe, expect, test } from "vitest"
import { hasEnded, livingLeases, thisProcess } from "../../adapters/leases.ts"
import { openStores } from "../open-stores.ts"

const now = "2026-11-24T08:00:00Z"
const until = "2026-11-24T08:00:30Z"

describe("a lease", () => {
  test("of a bot that has ended is free at once", async () => {
    const { leases } = await openStores()
    await leases.take("delivering", "the killed one", until, now)
    const living = livingLeases(leases, (holder) => holder === "the killed one")
    expect(await living.take("delivering", "this one", until, now)).toBe(true)
    expect(await living.holders("delivering", now)).toEqual(new Map([["delivering", "this one"]]))
  })

  test("of a bot that has ended is nobody's", async () => {
    const { leases } = await openStores()
    await leases.take("shard 0", "the killed one", until, now)
    await leases.take("shard 1", "a living one", until, now)
    const living = livingLeases(leases, (holder) => holder === "the killed one")
    expect([...(await living.holders("shard ", now)).keys()]).toEqual(["shard 1"])
    expect([...(await leases.holders("shard ", now)).keys()]).toEqual(["shard 1"])
  })

  test("of a bot that lives is waited for", async () => {
    const { leases } = await openStores()
    await leases.take("delivering", "a living one", until, now)
    const living = livingLeases(leases, () => false)
    expect(await living.take("delivering", "this one", until, now)).toBe(false)
    expect(await living.take("delivering", "this one", "2026-11-24T08:01:00Z", until)).toBe(true)
  })
})

describe("a process", () => {
  test("that runs has not ended", () => {
    expect(hasEnded(thisProcess())).toBe(false)
  })

  test("that is over has ended", async () => {
    const child = spawn(process.execPath, ["-e", ""])
    const name = thisProcess().replace(String(process.pid), String(child.pid))
    await once(child, "exit")
    expect(hasEnded(name)).toBe(true)
  })

  test("of another machine, and whatever is called otherwise, is not known to have ended", () => {
    expect(hasEnded(thisProcess().replace(/ on \S+/, " on another-machine"))).toBe(false)
    expect(hasEnded("somebody")).toBe(false)
  })
})
