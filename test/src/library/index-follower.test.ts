import { describe, expect, test } from "vitest"
import { createIndexFollower, type IndexFile } from "../../../src/library/index-follower.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { createFakeClock, settled } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"
import { createHeardLog } from "../../silent-log.ts"

function createMemoryFile(bytes?: Uint8Array): IndexFile & { bytes: Uint8Array | undefined; writes: number } {
  const file = {
    bytes,
    writes: 0,
    read: async () => file.bytes,
    write: async (written: Uint8Array) => {
      file.bytes = written
      file.writes += 1
    },
  }
  return file
}

async function world(file = createMemoryFile()) {
  const stores = await openStores()
  const clock = createFakeClock("2026-11-24T15:00:00Z")
  const log = createHeardLog()
  const follow = () => createIndexFollower({ papers: stores.papers, file, clock, log })
  const save = (...ids: readonly string[]) =>
    stores.papers.save(
      ids.map((id) => aPaper({ id, title: `Paper ${id}` })),
      clock.now().toString(),
    )
  return { stores, clock, log, file, follow, save }
}

describe("a follower", () => {
  test("finds what another process stored, and forgets what it removed", async () => {
    const { stores, clock, follow, save } = await world()
    const follower = follow()
    await follower.open()
    const stopping = new AbortController()
    const following = follower.follow(stopping.signal)
    await save("2611.00001", "2611.00002")
    await clock.advance({ seconds: 2 })
    expect(follower.index().size).toBe(2)
    await stores.papers.remove(["2611.00001"])
    await clock.advance({ seconds: 2 })
    expect(follower.index().has("2611.00001")).toBe(false)
    stopping.abort()
    await following
  })

  test("saves the index once the store has been quiet for a while", async () => {
    const { clock, file, follow, save } = await world()
    const follower = follow()
    await follower.open()
    const stopping = new AbortController()
    const following = follower.follow(stopping.signal)
    await save("2611.00001")
    await clock.advance({ seconds: 20 })
    expect(file.writes).toBe(0)
    await clock.advance({ minutes: 5 })
    expect(file.writes).toBe(1)
    stopping.abort()
    await following
  })

  test("that fails once goes on following", async () => {
    const { stores, clock, log, save } = await world()
    let failures = 1
    const papers = {
      ...stores.papers,
      changesSince: (cursor: number, limit: number) => {
        failures -= 1
        if (failures === 0) throw new Error("the disk is busy")
        return stores.papers.changesSince(cursor, limit)
      },
    }
    const follower = createIndexFollower({ papers, clock, log })
    const stopping = new AbortController()
    const following = follower.follow(stopping.signal)
    await save("2611.00001")
    await clock.advance({ seconds: 5 })
    expect(follower.index().size).toBe(1)
    expect(log.lines).toEqual([{ level: "error", message: words.library.log.indexBehind }])
    stopping.abort()
    await following
  })

  test("tells how far it is while it builds", async () => {
    const { follow, save } = await world()
    await save(...Array.from({ length: 1_200 }, (_, index) => `2611.${String(index).padStart(5, "0")}`))
    const seen: (readonly [number, number])[] = []
    await follow().open((indexed, total) => seen.push([indexed, total]))
    expect(seen).toEqual([
      [500, 1_200],
      [1_000, 1_200],
      [1_200, 1_200],
    ])
  })
})

describe("a saved index", () => {
  async function saved() {
    const before = await world()
    await before.save("2611.00001", "2611.00002")
    const follower = before.follow()
    await follower.open()
    await follower.save()
    return before
  }

  test("is loaded, and only what changed since is taken in", async () => {
    const { follow, save, stores } = await saved()
    await save("2611.00003")
    const follower = follow()
    const asked: number[] = []
    const changesSince = stores.papers.changesSince
    stores.papers.changesSince = (cursor, limit) => {
      asked.push(cursor)
      return changesSince(cursor, limit)
    }
    await follower.open()
    expect(follower.index().size).toBe(3)
    expect(asked[0]).toBeGreaterThan(0)
  })

  test.each([
    ["cut short", (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    ["emptied", () => new Uint8Array()],
    ["of something else", () => new TextEncoder().encode("#!/bin/sh\nexit 0\n")],
  ])("that is %s is built anew, and the log says so", async (_how, damage) => {
    const { file, follow, log } = await saved()
    file.bytes = damage(file.bytes ?? new Uint8Array())
    const follower = follow()
    await follower.open()
    expect(follower.index().size).toBe(2)
    expect(log.lines.filter(({ level }) => level === "warn")).toHaveLength(1)
  })

  test("of another store is built anew", async () => {
    const { file } = await saved()
    const other = await world(file)
    await other.save("2612.00001")
    const follower = other.follow()
    await follower.open()
    await settled()
    expect([follower.index().size, follower.index().has("2612.00001")]).toEqual([1, true])
  })

  test("is not written again while nothing changed", async () => {
    const { file, follow } = await saved()
    const follower = follow()
    await follower.open()
    await follower.save()
    expect(file.writes).toBe(1)
  })
})
