import { expect, test } from "vitest"
import type { Feed } from "../../../src/vocabulary/feeds.ts"
import type { Given } from "../stores.ts"
import { aPaper, aTitledPaper, at } from "./builders.ts"

const own: Feed = { id: "f1", kind: "saved", person: "ada", createdAt: at(1), generation: 1 }
const channel: Feed = {
  ...{ id: "f2", kind: "channel", text: "papers", community: "slack:T1", place: "C1", createdBy: "U1" },
  ...{ createdAt: at(2), generation: 1 },
}

export function feedFacts({ stores }: Given): void {
  test("a feed is found by the hash of its address, and by its owner alone", async () => {
    const { feedAddresses } = stores()
    await feedAddresses.add(own, "h1", 20)
    await feedAddresses.add(channel, "h2", 20)
    expect(await feedAddresses.byHash("h1")).toEqual(own)
    expect(await feedAddresses.byHash("h2")).toEqual(channel)
    expect(await feedAddresses.byHash("h3")).toBeUndefined()
    expect(await feedAddresses.ofPerson("ada")).toEqual([{ feed: own, hash: "h1" }])
    expect(await feedAddresses.ofPerson("bob")).toEqual([])
    expect(await feedAddresses.ofPlace("slack:T1", "C1")).toEqual([{ feed: channel, hash: "h2" }])
    expect(await feedAddresses.ofPlace("slack:T2", "C1")).toEqual([])
  })

  test("the same feed is not made twice, and nobody has more than they may", async () => {
    const { feedAddresses } = stores()
    await feedAddresses.add(own, "h1", 2)
    expect(await feedAddresses.add({ ...own, id: "f9" }, "h9", 2)).toEqual({ feed: own, hash: "h1" })
    await feedAddresses.add({ ...own, id: "f3", kind: "search", text: "diffusion" }, "h3", 2)
    expect(await feedAddresses.add({ ...own, id: "f4", kind: "search", text: "agents" }, "h4", 2)).toBe(
      "full",
    )
    await feedAddresses.add(channel, "h7", 2)
    expect(await feedAddresses.add({ ...channel, id: "f8", text: "renamed" }, "h8", 2)).toMatchObject({
      hash: "h7",
    })
    expect(await feedAddresses.add({ ...own, id: "f5", person: "bob" }, "h5", 2)).toMatchObject({
      hash: "h5",
    })
  })

  test("a renewed feed is found by its new address alone, and an ended one by none", async () => {
    const { feedAddresses } = stores()
    await feedAddresses.add(own, "h1", 20)
    await feedAddresses.renew({ ...own, generation: 2 }, "h2")
    expect(await feedAddresses.byHash("h1")).toBeUndefined()
    expect(await feedAddresses.byHash("h2")).toEqual({ ...own, generation: 2 })
    await feedAddresses.remove(own)
    expect(await feedAddresses.byHash("h2")).toBeUndefined()
  })

  test("what a feed shows for the first time is later than all it showed, and never moves", async () => {
    const { feedAddresses } = stores()
    await feedAddresses.add(own, "h1", 20)
    await feedAddresses.add(channel, "h2", 20)
    const first = await feedAddresses.show("f1", [
      { paper: "2510.00001", at: "2025-10-27T08:00:00Z" },
      { paper: "2510.00002", at: "2025-10-27T08:00:00.7Z" },
    ])
    expect(first).toEqual([
      { paper: "2510.00002", as: "2510.00002", at: "2025-10-27T08:00:01Z" },
      { paper: "2510.00001", as: "2510.00001", at: "2025-10-27T08:00:00Z" },
    ])
    const late = await feedAddresses.show("f1", [
      { paper: "2510.00001", at: "2025-11-01T08:00:00Z" },
      { paper: "2510.00003", at: "2025-10-20T08:00:00Z" },
    ])
    expect(late).toEqual([{ paper: "2510.00003", as: "2510.00003", at: "2025-10-27T08:00:02Z" }, ...first])
    expect(await feedAddresses.shown("f1")).toEqual(late)
    expect(await feedAddresses.shown("f2")).toEqual([])
    await feedAddresses.remove(own)
    expect(await feedAddresses.shown("f1")).toEqual([])
    expect(await feedAddresses.show("f1", [{ paper: "2510.00001", at: at(1) }])).toEqual([])
  })

  test("two that show papers at once agree on their dates", async () => {
    const { feedAddresses } = stores()
    await feedAddresses.add(own, "h1", 20)
    const papers = (from: number) =>
      [0, 1, 2].map((n) => ({ paper: `2510.0000${from + n}`, at: "2025-10-27T08:00:00Z" }))
    await Promise.all([1, 2, 3, 4].map((from) => feedAddresses.show("f1", papers(from))))
    const shown = await feedAddresses.shown("f1")
    expect(shown).toHaveLength(6)
    expect(new Set(shown.map(({ at }) => at)).size).toBe(6)
  })

  test("an entry keeps its id when its paper gets an identifier", async () => {
    const { feedAddresses, papers } = stores()
    await feedAddresses.add(own, "h1", 20)
    const titled = aTitledPaper("Quiet Sums")
    await papers.save([titled], at(1))
    await feedAddresses.show("f1", [{ paper: titled.id, at: at(1) }])
    await papers.save([aPaper({ id: "2510.00001", title: "Quiet Sums" })], at(2))
    expect(await feedAddresses.shown("f1")).toMatchObject([{ paper: "2510.00001", as: titled.id }])
  })

  const span = { listsFrom: "2025-10-13", listsTo: "2025-10-27", postsSince: "2025-09-01T00:00:00Z" }

  test("a feed's stamp changes with what it holds, and with its address", async () => {
    const { feedAddresses, papers, readings, lists, posts, following } = stores()
    const kinds = ["saved", "list", "followed"] as const
    for (const kind of kinds) await feedAddresses.add({ ...own, id: kind, kind }, kind, 20)
    await feedAddresses.add(channel, "channel", 20)
    const all = async () => Promise.all([...kinds, "channel"].map((hash) => feedAddresses.stamp(hash, span)))
    let before = await all()
    const changed = async () => {
      const now = await all()
      const kindsChanged = [...kinds, "channel"].filter((_, index) => now[index] !== before[index])
      before = now
      return kindsChanged
    }
    expect(await changed()).toEqual([])
    await readings.save("ada", "2510.00001", {}, at(1))
    expect(await changed()).toEqual(["saved"])
    await readings.remove("ada", "2510.00001", at(2))
    expect(await changed()).toEqual(["saved"])
    await readings.save("bob", "2510.00001", {}, at(2))
    expect(await changed()).toEqual([])
    const list = { key: "2025-10-27", entries: [], closed: false, source: "huggingface" } as const
    await lists.put({ ...list, readAt: at(3) })
    expect(await changed()).toEqual(["list"])
    await lists.put({ ...list, key: "2025-10-01", readAt: at(4) })
    expect(await changed()).toEqual([])
    const post = {
      community: "slack:T1",
      place: "C1",
      message: "1",
      paper: "2510.00001",
      kind: "post",
    } as const
    await posts.add({ ...post, at: at(5) })
    expect(await changed()).toEqual(["channel"])
    await posts.add({ ...post, place: "C2", at: at(5) })
    expect(await changed()).toEqual([])
    await following.remove("ada", "none")
    expect(await changed()).toEqual(["followed"])
    await papers.save([aPaper()], at(6))
    expect(await changed()).toEqual([...kinds, "channel"])
    await feedAddresses.renew({ ...channel, generation: 2 }, "other")
    expect(await feedAddresses.stamp("channel", span)).toBeUndefined()
    expect(await feedAddresses.stamp("other", span)).toBeDefined()
  })
}
