import { expect, test } from "vitest"
import type { Feed } from "../../../src/vocabulary/feeds.ts"
import type { Given } from "../stores.ts"
import { at } from "./builders.ts"

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
}
