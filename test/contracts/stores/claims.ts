import { expect, test } from "vitest"
import type { Claim, Delivery } from "../../../src/vocabulary/delivery-stores.ts"
import { words } from "../../../src/words/words.ts"
import type { Given } from "../stores.ts"
import { aDelivery, anEdition, aSubscription, at, deliveries } from "./builders.ts"

export function claimFacts({ stores, another }: Given): void {
  const plan = (of: readonly Delivery[]) => stores().editions.plan(anEdition(), of, at(60))
  const claim = (minute: number, limit = 10) =>
    stores().editions.claim({ now: at(minute), leaseUntil: at(minute + 5), limit })
  const claimOne = async (minute: number): Promise<Claim> => {
    const [one] = await claim(minute)
    if (one === undefined) throw new Error("there is nothing to claim")
    return one
  }
  const confirm = (one: Claim) => stores().editions.confirm(one, messageOf(one), at(1))

  test("a claim is the delivery, with the proof of it", async () => {
    await plan([aDelivery()])
    expect(await claim(0)).toEqual([
      { ...aDelivery({ attempts: 1 }), since: at(0), fence: 1, uncertain: false },
    ])
  })

  test("what is in a place is taken, also where a message has a place of its own", async () => {
    const [one = aDelivery(), other = aDelivery()] = deliveries(2)
    await plan([one, other])
    await confirm(await claimOne(0))
    const second = await claimOne(1)
    await stores().editions.confirm(second, { ...messageOf(second), place: "a-forum's-post" }, at(2))
    const { community, place } = one
    expect(await stores().editions.taken({ community, place })).toEqual(new Set(["m-d0", "m-d1"]))
    expect(await stores().editions.taken({ community, place: "a-forum's-post" })).toEqual(new Set(["m-d1"]))
    expect(await stores().editions.taken({ community, place: "elsewhere" })).toEqual(new Set())
  })

  test("a message that is another delivery's is not confirmed again: the delivery stays uncertain", async () => {
    await plan(deliveries(2))
    const first = await claimOne(0)
    await confirm(first)
    const second = await claimOne(1)
    expect(await stores().editions.confirm(second, messageOf(first), at(2))).toBe(false)
    expect(await claimOne(3)).toMatchObject({ id: "d1", uncertain: true })
  })

  test("a claim may be of one platform alone", async () => {
    await plan([aDelivery(), aDelivery({ id: "d1", position: 1, community: "slack:T1" })])
    const slack = await stores().editions.claim({
      now: at(0),
      leaseUntil: at(5),
      limit: 10,
      platform: "slack",
    })
    expect(slack.map(({ id }) => id)).toEqual(["d1"])
  })

  test("a claim may leave communities out that have enough under way", async () => {
    await plan([aDelivery(), aDelivery({ id: "d1", position: 1, community: "discord:2" })])
    const request = { now: at(0), leaseUntil: at(5), limit: 10, except: ["discord:1", "discord:3"] }
    const claims = await stores().editions.claim(request)
    expect(claims.map(({ id }) => id)).toEqual(["d1"])
  })

  test("what is to stand in a message's thread is claimed once that is sent, and knows where it lies", async () => {
    const [root = aDelivery(), rest = aDelivery()] = deliveries(2)
    await plan([root, { ...rest, inThreadOf: 0 }])
    const first = await claimOne(0)
    expect(first).not.toHaveProperty("under")
    expect(await claim(1)).toEqual([])
    await stores().editions.confirm(first, { ...messageOf(first), place: "a-forum's-post" }, at(1))
    const { community } = root
    const under = { community, place: "a-forum's-post", message: "m-d0", title: root.card.title }
    expect(await claim(1)).toMatchObject([{ id: "d1", inThreadOf: 0, under }])
  })

  test("what was to stand in the thread of a message that is given up is given up with it", async () => {
    const [root = aDelivery(), rest = aDelivery(), other = aDelivery()] = deliveries(3)
    await plan([root, { ...rest, inThreadOf: 0 }, other])
    await stores().editions.fail(await claimOne(0), "forbidden", at(3))
    expect(await stores().editions.deliveries("e1")).toMatchObject([{}, { state: "waiting" }, {}])
    await stores().editions.fail(await claimOne(3), "forbidden", undefined)
    expect(await stores().editions.deliveries("e1")).toMatchObject([
      { state: "failed", error: "forbidden" },
      { state: "failed", error: words.storage.deliveries.rootNotPosted("forbidden") },
      { state: "waiting" },
    ])
    expect((await claim(4)).map(({ id }) => id)).toEqual(["d2"])
  })

  test("an uncertain claim says since when its message may be there", async () => {
    await plan([aDelivery()])
    await claim(0)
    expect(await claim(500)).toMatchObject([{ uncertain: true, since: anEdition().plannedAt }])
  })

  test("a claimed delivery is nobody else's until the lease ends", async () => {
    await plan([aDelivery()])
    expect(await claim(0)).toHaveLength(1)
    expect(await claim(4)).toEqual([])
  })

  test("a lease that ran out is claimed again, as uncertain", async () => {
    await plan([aDelivery()])
    await claim(0)
    expect(await claim(5)).toMatchObject([{ id: "d0", fence: 2, attempts: 2, uncertain: true }])
  })

  test("a stale fence confirms nothing", async () => {
    await plan([aDelivery()])
    const slow = await claimOne(0)
    const quick = await claimOne(5)
    expect(await confirm(slow)).toBe(false)
    expect(await stores().editions.fail(slow, "too late", undefined)).toBe(false)
    expect(await confirm(quick)).toBe(true)
  })

  test("a lease that ran out without another claim still confirms", async () => {
    await plan([aDelivery()])
    const slow = await claimOne(0)
    expect(await stores().editions.confirm(slow, messageOf(slow), at(30))).toBe(true)
  })

  test("a delivery is confirmed once", async () => {
    await plan([aDelivery()])
    const one = await claimOne(0)
    expect(await confirm(one)).toBe(true)
    expect(await confirm(one)).toBe(false)
  })

  test("a place gets its messages one at a time, in order", async () => {
    await plan(deliveries(3).toReversed())
    const sent: string[] = []
    for (const minute of [0, 1, 2]) {
      const claims = await claim(minute)
      expect(claims).toHaveLength(1)
      for (const one of claims) sent.push(one.id)
      expect(await claim(minute)).toEqual([])
      for (const one of claims) await confirm(one)
    }
    expect(sent).toEqual(["d0", "d1", "d2"])
  })

  test("an earlier edition of a place goes first", async () => {
    await plan([aDelivery({ notBefore: at(5) })])
    await stores().editions.plan(
      anEdition({ id: "e2", dueAt: at(1) }),
      [aDelivery({ id: "next", edition: "e2" })],
      undefined,
    )
    expect(await claim(1)).toEqual([])
    expect(await claim(5)).toMatchObject([{ id: "d0" }])
  })

  test("a place that has to wait delays no other", async () => {
    await plan([
      aDelivery({ notBefore: at(30) }),
      aDelivery({ id: "d1", place: "general" }),
      aDelivery({ id: "d2", community: "slack:T1" }),
    ])
    expect((await claim(1)).map((one) => one.id)).toEqual(["d1", "d2"])
  })

  test("what a clock that was ahead has put off or held is due when it is set back", async () => {
    const { editions } = stores()
    await plan([aDelivery(), aDelivery({ id: "d1", place: "other", position: 1 })])
    const [put, held] = await claim(0)
    if (put === undefined || held === undefined) throw new Error("two were to be claimed")
    await editions.fail(put, "cut off", at(5_000))
    await editions.restore(at(-60), { tries: at(-30), leases: at(-30), refreshes: at(-30) })
    expect(await claim(-61)).toEqual([])
    expect(await claim(-60)).toMatchObject([
      { id: put.id, uncertain: false },
      { id: held.id, uncertain: true },
    ])
  })

  test("no more are claimed than wanted, the longest waiting first", async () => {
    await plan([
      aDelivery({ id: "late", place: "a", notBefore: at(2) }),
      aDelivery({ id: "early", place: "b", notBefore: at(1) }),
      aDelivery({ id: "latest", place: "c", notBefore: at(3) }),
    ])
    expect((await claim(5, 2)).map((one) => one.id)).toEqual(["early", "late"])
  })

  test("a refused delivery waits for its time and is certain", async () => {
    await plan([aDelivery()])
    expect(await stores().editions.fail(await claimOne(0), "too many requests", at(3))).toBe(true)
    expect(await claim(2)).toEqual([])
    expect(await claim(3)).toMatchObject([{ attempts: 2, uncertain: false, error: "too many requests" }])
  })

  test("a delivery without an answer is uncertain when it is tried again", async () => {
    await plan([aDelivery()])
    await stores().editions.fail(await claimOne(0), "the connection broke", at(3), "unknown")
    expect(await claim(3)).toMatchObject([{ uncertain: true }])
  })

  test("what was uncertain stays so until it is sent", async () => {
    await plan([aDelivery()])
    await claimOne(0)
    await stores().editions.fail(await claimOne(5), "could not be looked up", at(6))
    expect(await claim(6)).toMatchObject([{ uncertain: true }])
  })

  test("a message given up makes way for the next", async () => {
    await plan(deliveries(2))
    await stores().editions.fail(await claimOne(0), "forbidden", undefined)
    expect(await claim(0)).toMatchObject([{ id: "d1" }])
  })

  test("a message that went out is confirmed though its subscription is gone", async () => {
    await stores().subscriptions.save(aSubscription())
    await plan([aDelivery()])
    const one = await claimOne(0)
    await stores().subscriptions.remove("s1")
    expect(await confirm(one)).toBe(true)
    expect(await stores().editions.deliveries("e1")).toMatchObject([{ state: "sent", message: "m-d0" }])
  })

  test("workers on several connections never hold the same delivery", async () => {
    const places = Array.from({ length: 60 }, (_, place) => `place ${place}`)
    await plan(places.map((place, position) => aDelivery({ id: `d${position}`, position, place })))
    const workers = [stores(), await another(), await another()]
    const claimed = await Promise.all(
      workers.flatMap(({ editions }) =>
        [1, 2, 3, 4].map(() => editions.claim({ now: at(1), leaseUntil: at(6), limit: 5 })),
      ),
    )
    const ids = claimed.flat().map((one) => one.id)
    expect(ids).toHaveLength(60)
    expect(new Set(ids).size).toBe(60)
  })
}

function messageOf({ community, place, id }: Claim) {
  return { community, place, message: `m-${id}` }
}
