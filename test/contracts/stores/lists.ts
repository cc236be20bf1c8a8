import { expect, test } from "vitest"
import type { PaperList } from "../../../src/papers/index.ts"
import type { Given } from "../stores.ts"
import { at } from "./builders.ts"

const entries = [
  { paper: "2401.00002", upvotes: 40, comments: 2 },
  { paper: "2401.00001", upvotes: 7, comments: 0 },
]

function aList(given: Partial<PaperList> = {}): PaperList {
  return { key: "2026-03-02", entries, closed: false, readAt: at(0), source: "huggingface", ...given }
}

export function listFacts({ stores }: Given): void {
  test("a list comes back in the order it was given", async () => {
    await stores().lists.put(aList())
    expect(await stores().lists.get("2026-03-02")).toEqual(aList())
    expect(await stores().lists.get("2026-03-03")).toBeUndefined()
  })

  test.each(["trending", "2026-W10", "2026-03"])("the list %s comes back", async (key) => {
    await stores().lists.put(aList({ key }))
    expect(await stores().lists.get(key)).toEqual(aList({ key }))
  })

  test("a newer reading replaces the list", async () => {
    await stores().lists.put(aList())
    const later = aList({ entries: entries.slice(0, 1), closed: true, readAt: at(60) })
    await stores().lists.put(later)
    expect(await stores().lists.get("2026-03-02")).toEqual(later)
  })

  test("an open list never replaces a closed one", async () => {
    await stores().lists.put(aList({ closed: true }))
    await stores().lists.put(aList({ closed: false, entries: [] }))
    expect(await stores().lists.get("2026-03-02")).toEqual(aList({ closed: true }))
  })

  test("a closed list may be read again", async () => {
    await stores().lists.put(aList({ closed: true }))
    await stores().lists.put(aList({ closed: true, readAt: at(60) }))
    expect((await stores().lists.get("2026-03-02"))?.readAt).toBe(at(60))
  })

  test("a paper stands on a list once", async () => {
    await stores().lists.put(aList({ entries: [...entries, ...entries] }))
    expect((await stores().lists.get("2026-03-02"))?.entries).toEqual(entries)
  })

  test("an empty list is a list", async () => {
    await stores().lists.put(aList({ entries: [] }))
    expect(await stores().lists.get("2026-03-02")).toEqual(aList({ entries: [] }))
  })

  test("days come oldest first, both ends included, without weeks and months", async () => {
    for (const key of ["2026-03-03", "2026-03-01", "2026-03-02", "2026-03", "2026-W10", "2026-02-28"])
      await stores().lists.put(aList({ key }))
    const days = await stores().lists.days("2026-03-01", "2026-03-02")
    expect(days).toEqual([aList({ key: "2026-03-01" }), aList({ key: "2026-03-02" })])
  })

  test("the newest day is the newest with papers", async () => {
    expect(await stores().lists.newestDay()).toBeUndefined()
    await stores().lists.put(aList({ key: "2026-03-06" }))
    await stores().lists.put(aList({ key: "2026-03-07", entries: [] }))
    await stores().lists.put(aList({ key: "2026-W44" }))
    expect(await stores().lists.newestDay()).toBe("2026-03-06")
  })

  test("a paper's days are told, weeks are not", async () => {
    for (const key of ["2026-03-04", "2026-03-02", "2026-W10"]) await stores().lists.put(aList({ key }))
    expect(await stores().lists.daysOf(["2401.00001", "2401.99999"])).toEqual(
      new Map([
        ["2401.00001", ["2026-03-02", "2026-03-04"]],
        ["2401.99999", []],
      ]),
    )
  })
}
