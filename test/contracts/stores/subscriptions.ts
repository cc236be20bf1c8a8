import { expect, test } from "vitest"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import { words } from "../../../src/words/words.ts"
import type { Given } from "../stores.ts"
import { anEdition, aSubscription, at, deliveries } from "./builders.ts"

export function subscriptionFacts({ stores }: Given): void {
  test("a subscription comes back as it was saved", async () => {
    await stores().subscriptions.save(aSubscription())
    expect(await stores().subscriptions.get("s1")).toEqual(aSubscription())
    expect(await stores().subscriptions.get("s2")).toBeUndefined()
  })

  test("whom a post notifies, whether it is published, its tags and its pause come back too", async () => {
    const given = aSubscription({
      mention: "81384788765712384",
      publish: true,
      tags: [{ tag: "Vision, 3D", filter: 'cat:cs.CV "3d"' }],
      pausedUntil: at(60),
    })
    await stores().subscriptions.save(given)
    expect(await stores().subscriptions.get("s1")).toEqual(given)
    await stores().subscriptions.save(aSubscription())
    expect(await stores().subscriptions.get("s1")).toEqual(aSubscription())
  })

  test.each<Subscription["content"]>([
    { kind: "query", text: 'org:nvidia "video"', name: "video at NVIDIA" },
    { kind: "followed" },
    { kind: "recommended" },
    { kind: "mix", since: 417 },
  ])("what it brings comes back: %o", async (content) => {
    const given = aSubscription({ content })
    await stores().subscriptions.save(given)
    expect(await stores().subscriptions.get("s1")).toEqual(given)
    await stores().subscriptions.save(aSubscription())
    expect(await stores().subscriptions.get("s1")).toEqual(aSubscription())
  })

  test("what a member gets for themselves is theirs alone, wherever they read it", async () => {
    const { subscriptions } = stores()
    const own = aSubscription({
      audience: { kind: "member", member: "ada" },
      content: { kind: "mix", since: 0 },
    })
    await subscriptions.save(own)
    await subscriptions.save(aSubscription({ id: "s2", audience: { kind: "member", member: "bob" } }))
    expect(await subscriptions.ofMember("discord:1", "ada")).toEqual([own])
    expect(await subscriptions.ofMember("discord:2", "ada")).toEqual([])
    expect(await subscriptions.ofPlace(own.community, own.place)).toEqual([])
    expect(await subscriptions.ofCommunity("discord:1")).toEqual([])
    expect(await subscriptions.ofPlatform("discord")).toHaveLength(2)
    await subscriptions.setGone({ community: own.community, place: own.place }, "closed")
    expect(await subscriptions.due(at(0), 5)).toEqual([])
  })

  test("when direct messages were opened is counted by platform, and where they lie is written with it", async () => {
    const { subscriptions } = stores()
    const own = aSubscription({ place: "", audience: { kind: "member", member: "ada" } })
    await subscriptions.save(own)
    await subscriptions.opened("s1", at(-30))
    expect(await subscriptions.get("s1")).toEqual({ ...own, openedAt: at(-30) })
    await subscriptions.opened("s1", at(-20), "with ada")
    expect(await subscriptions.get("s1")).toEqual({ ...own, openedAt: at(-20), place: "with ada" })
    await subscriptions.save(aSubscription({ id: "s2", openedAt: at(-70) }))
    await subscriptions.save(aSubscription({ id: "s3", community: "slack:T1", openedAt: at(-1) }))
    expect(await subscriptions.openedSince("discord", at(-60))).toBe(1)
    expect(await subscriptions.openedSince("discord", at(-20))).toBe(0)
  })

  test("those whose direct messages were never opened wait in turn", async () => {
    const { subscriptions } = stores()
    const own = { place: "", audience: { kind: "member", member: "ada" } } as const
    await subscriptions.save(aSubscription({ ...own, id: "tried", openedAt: at(-30) }))
    await subscriptions.save(aSubscription({ ...own, id: "later", createdAt: at(-10) }))
    await subscriptions.save(aSubscription({ ...own, id: "first", createdAt: at(-20) }))
    await subscriptions.save(aSubscription({ ...own, id: "open", place: "with ada" }))
    await subscriptions.save(aSubscription({ ...own, id: "off", active: false }))
    await subscriptions.save(aSubscription({ ...own, id: "closed", gone: "closed" }))
    await subscriptions.save(aSubscription({ id: "channel" }))
    const ids = async (limit: number) => (await subscriptions.unopened(limit)).map(({ id }) => id)
    expect(await ids(9)).toEqual(["first", "later", "tried"])
    expect(await ids(1)).toEqual(["first"])
  })

  test("an inactive one has no next run", async () => {
    const { nextRunAt: _, ...resting } = aSubscription({ active: false })
    await stores().subscriptions.save(aSubscription())
    await stores().subscriptions.save(resting)
    expect(await stores().subscriptions.get("s1")).toEqual(resting)
  })

  test("those of a place and of a community come in the order of their creation", async () => {
    const place = "general"
    await stores().subscriptions.save(aSubscription({ id: "s3", createdAt: at(-5) }))
    await stores().subscriptions.save(aSubscription({ id: "s2", createdAt: at(-10) }))
    await stores().subscriptions.save(aSubscription({ id: "s1", createdAt: at(-7), place }))
    await stores().subscriptions.save(aSubscription({ id: "s0", community: "slack:T1" }))
    const ids = (found: readonly { readonly id: string }[]) => found.map((one) => one.id)
    expect(ids(await stores().subscriptions.ofPlace("discord:1", "papers"))).toEqual(["s2", "s3"])
    expect(ids(await stores().subscriptions.ofCommunity("discord:1"))).toEqual(["s2", "s1", "s3"])
    expect(ids(await stores().subscriptions.ofPlatform("discord"))).toEqual(
      expect.arrayContaining(["s1", "s2", "s3"]),
    )
    expect(ids(await stores().subscriptions.ofPlatform("slack"))).toEqual(["s0"])
  })

  test("the longest overdue come first, inactive and later ones not at all", async () => {
    for (const [id, minute, active] of [
      ["now", 0, true],
      ["overdue", -9, true],
      ["later", 1, true],
      ["resting", -5, false],
    ] as const)
      await stores().subscriptions.save(aSubscription({ id, nextRunAt: at(minute), active }))
    const due = await stores().subscriptions.due(at(0), 5)
    expect(due.map((one) => one.id)).toEqual(["overdue", "now"])
    expect(await stores().subscriptions.due(at(0), 1)).toHaveLength(1)
  })

  test.each([
    ["2026-03-02T09:00:00Z", "2026-03-02T09:00:00.000Z"],
    ["2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00Z"],
    ["2026-03-02T09:00:00Z", "2026-03-02T09:00:00.001Z"],
    ["2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z"],
  ])("what is due at %s is due at %s", async (nextRunAt, now) => {
    await stores().subscriptions.save(aSubscription({ nextRunAt }))
    expect(await stores().subscriptions.due(now, 5)).toHaveLength(1)
  })

  test("a next run is moved on from where it was seen, and nowhere else", async () => {
    const { subscriptions } = stores()
    await subscriptions.save(aSubscription())
    await subscriptions.reschedule("s1", at(0), at(10))
    await subscriptions.reschedule("s1", at(0), at(20))
    expect(await subscriptions.get("s1")).toEqual(aSubscription({ nextRunAt: at(10) }))
    await subscriptions.save(aSubscription({ active: false }))
    await subscriptions.reschedule("s1", at(0), at(20))
    expect(await subscriptions.get("s1")).toEqual(aSubscription({ active: false }))
  })

  test("a removed one sends nothing more, and what it sent stays told", async () => {
    await stores().subscriptions.save(aSubscription())
    await stores().editions.plan(anEdition(), deliveries(2), at(60))
    await stores().subscriptions.remove("s1")
    expect(await stores().subscriptions.get("s1")).toBeUndefined()
    expect(await stores().editions.claim({ now: at(1), leaseUntil: at(2), limit: 5 })).toEqual([])
    expect(await stores().editions.ofSubscription("s1", 5)).toEqual([
      anEdition({ state: "failed", reason: words.storage.subscriptionRemovedEarly }),
    ])
  })

  test("what an early one of arXiv's categories wants is kept", async () => {
    const wanted = aSubscription({ list: "arxiv", categories: ["cs.LG", "stat.ML"], early: true })
    await stores().subscriptions.save(wanted)
    expect(await stores().subscriptions.get("s1")).toEqual(wanted)
  })

  test("a place that is gone is not due until it is back", async () => {
    const { subscriptions } = stores()
    const [community, place] = ["discord:1", "papers"]
    await subscriptions.save(aSubscription())
    expect(await subscriptions.setGone({ community, place }, "deleted")).toEqual([
      aSubscription({ gone: "deleted" }),
    ])
    expect(await subscriptions.setGone({ community, place }, "archived")).toEqual([])
    expect(await subscriptions.due(at(0), 5)).toEqual([])
    expect(await subscriptions.setGone({ community, place }, undefined)).toEqual([aSubscription()])
    expect(await subscriptions.due(at(0), 5)).toHaveLength(1)
  })

  test("a community that is back brings back only what went with it", async () => {
    const { subscriptions } = stores()
    const community = "discord:1"
    await subscriptions.save(aSubscription())
    await subscriptions.save(aSubscription({ id: "s2", place: "general" }))
    await subscriptions.setGone({ community, place: "general" }, "deleted")
    await subscriptions.setGone({ community }, "removed")
    expect(await subscriptions.setGone({ community }, undefined)).toEqual([aSubscription()])
    expect((await subscriptions.get("s2"))?.gone).toBe("deleted")
  })
}
