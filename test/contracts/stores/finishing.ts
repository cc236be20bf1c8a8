import { expect, test } from "vitest"
import type { Claim, Delivery, Unfinished } from "../../../src/vocabulary/delivery-stores.ts"
import type { Given } from "../stores.ts"
import { aCard, aDelivery, anEdition, at } from "./builders.ts"

const inviting = { ...aCard("2401.00001"), invites: "upvote" } as const

export function finishingFacts({ stores, another }: Given): void {
  const plan = (...of: readonly Partial<Delivery>[]) =>
    stores().editions.plan(
      anEdition(),
      of.map((one, position) => aDelivery({ id: `d${position}`, position, ...one })),
      undefined,
    )
  const claim = (minute: number) =>
    stores().editions.claim({ now: at(minute), leaseUntil: at(minute + 5), limit: 10 })
  const confirm = async (claims: readonly Claim[], thread?: string) => {
    for (const { id, community, place, ...rest } of claims) {
      const sent = { community, place, message: `m-${id}`, ...(thread && { thread }) }
      await stores().editions.confirm({ ...rest, id, community, place }, sent, at(1))
    }
  }
  const unfinished = (minute: number, limit = 10) =>
    stores().editions.claimUnfinished({
      ...{ now: at(minute), until: at(minute + 5), limit, platform: "discord" },
    })
  const named = (all: readonly Unfinished[]) => all.map(({ delivery: { id }, step }) => `${step} ${id}`)

  test("the rest of an edition comes after what stands in any place", async () => {
    await plan({ inThreadOf: 5, isRest: true, place: "a" }, { place: "b", notBefore: at(1) })
    expect((await claim(2)).map(({ id }) => id)).toEqual(["d1", "d0"])
  })

  test("a message keeps what it says later, its tags and that it is handed on", async () => {
    const given = { complete: aCard("2401.00002"), tags: ["Vision", "two words"], publish: true } as const
    await plan(given)
    expect(await stores().editions.deliveries("e1")).toMatchObject([given])
    expect(await claim(0)).toMatchObject([given])
  })

  test("nothing is left to do to what was not sent, and nothing to a message that asks for nothing", async () => {
    await plan({ card: inviting, publish: true }, { place: "b" })
    expect(await unfinished(9)).toEqual([])
    await confirm((await claim(0)).filter(({ id }) => id === "d1"))
    expect(await unfinished(9)).toEqual([])
  })

  test("a root is complete once all of its rest stands in its thread", async () => {
    const complete = aCard("2401.00002")
    await plan({ complete }, { inThreadOf: 0, isRest: true }, { inThreadOf: 0, isRest: true })
    await confirm(await claim(0))
    await confirm(await claim(1), "t1")
    expect(await unfinished(9)).toEqual([])
    await confirm(await claim(1), "t1")
    const [one] = await unfinished(9)
    expect(one).toMatchObject({ step: "complete", delivery: { id: "d0", message: "m-d0", complete } })
    if (one) await stores().editions.finished(one)
    expect(await stores().editions.deliveries("e1")).toMatchObject([{ card: complete }, {}, {}])
    expect((await stores().editions.deliveries("e1"))[0]).not.toHaveProperty("edits")
    expect(await unfinished(20)).toEqual([])
  })

  test("a root whose rest went into the place is not", async () => {
    await plan({ complete: aCard() }, { inThreadOf: 0 })
    await confirm(await claim(0))
    await confirm(await claim(1))
    expect(await unfinished(9)).toEqual([])
  })

  test("edits come first, then invitations, an edition's first message first", async () => {
    await plan({ place: "a" }, { card: inviting, place: "b" }, { card: inviting, place: "c", publish: true })
    await confirm(await claim(0))
    const [handedOn, ...more] = await unfinished(2)
    expect(named([...(handedOn ? [handedOn] : []), ...more])).toEqual(["publish d2"])
    expect(named(await unfinished(2, 1))).toEqual(["invite d1"])
    expect(named(await unfinished(2))).toEqual(["invite d2"])
    expect(named(await unfinished(2))).toEqual([])
    if (handedOn) await stores().editions.finished(handedOn)
    expect(named(await unfinished(7))).toEqual(["invite d1", "invite d2"])
  })

  test("what is put off is due then", async () => {
    await plan({ card: inviting })
    await confirm(await claim(0))
    const [one] = await unfinished(2)
    if (one) await stores().editions.putOff(one, at(60))
    expect(await unfinished(59)).toEqual([])
    expect(named(await unfinished(60))).toEqual(["invite d0"])
  })

  test("a message that may have been sent twice is checked when it is due, as it was sent", async () => {
    const { editions } = stores()
    const [complete, card] = [aCard("2401.00002"), aCard("2401.00003")]
    await plan({ card, complete }, { inThreadOf: 0, isRest: true })
    for (const one of [...(await claim(0)), ...(await claim(0))]) {
      const { community, place, id } = one
      await editions.confirm(one, { community, place, message: `m-${id}`, thread: "t" }, at(1), at(3))
    }
    for (const one of await claim(1)) {
      const { community, place, id } = one
      await editions.confirm(one, { community, place, message: `m-${id}`, thread: "t" }, at(1), at(3))
    }
    for (const edit of await unfinished(2)) await editions.finished(edit)
    const checks = await unfinished(3)
    expect(named(checks)).toEqual(["check d0", "check d1"])
    const since = anEdition().plannedAt
    const under = { message: "m-d0" }
    expect(checks).toMatchObject([
      { since, delivery: { card, message: "m-d0" } },
      { since, under },
    ])
    for (const check of checks) await editions.finished(check)
    expect(await unfinished(60)).toEqual([])
  })

  test("a check outlives its edition", async () => {
    const { editions } = stores()
    await plan({})
    const [one] = await claim(0)
    if (one) await editions.confirm(one, { ...one, message: "m" }, at(1), at(3))
    await editions.takeOut("e1", "it went wrong", at(9))
    expect(named(await unfinished(3))).toEqual(["check d0"])
  })

  test("a message is surplus where it is no delivery's, while none of its place is under way", async () => {
    const { editions } = stores()
    await plan({ place: "a" }, { place: "b" }, { place: "a" })
    const where = { community: aDelivery().community, place: "a" }
    expect(await editions.isSurplus(where, "m")).toBe(true)
    const claims = await claim(0)
    expect(await editions.isSurplus(where, "m")).toBe(false)
    await confirm(claims)
    expect(await editions.isSurplus(where, "m")).toBe(true)
    expect(await editions.isSurplus(where, "m-d0")).toBe(false)
    for (const one of await claim(1)) await editions.fail(one, "cut", at(5), "unknown")
    expect(await editions.isSurplus(where, "m")).toBe(false)
    expect(await editions.isSurplus({ ...where, place: "b" }, "m")).toBe(true)
  })

  test("communities that have enough are left out", async () => {
    await plan({ card: inviting }, { card: inviting, community: "discord:2" })
    await confirm(await claim(0))
    const request = { now: at(2), until: at(7), limit: 9, platform: "discord", except: ["discord:2"] }
    expect(named(await stores().editions.claimUnfinished(request))).toEqual(["invite d0"])
  })

  test("it is of one platform alone", async () => {
    await plan({ card: inviting, community: "slack:T1" })
    await confirm(await claim(0))
    expect(await unfinished(2)).toEqual([])
  })

  test("of an edition that is taken out nothing more is sent, and what was sent is left to be removed", async () => {
    const { editions } = stores()
    await plan({ card: inviting, publish: true }, {}, { place: "b" })
    await confirm((await claim(0)).filter(({ id }) => id === "d0"))
    const left = await editions.takeOut("e1", "it went wrong", at(1))
    expect(named(left)).toEqual(["remove d0"])
    // The one in the other place was under way, so it is only looked up.
    const doubtful = await claim(9)
    expect(doubtful).toMatchObject([{ id: "d2", late: { why: "it went wrong" } }])
    for (const one of doubtful) await editions.drop(one, "it went wrong")
    expect(await claim(20)).toEqual([])
    expect(named(await unfinished(9))).toEqual(["remove d0"])
    for (const one of left) await editions.finished(one)
    expect(await unfinished(60)).toEqual([])
    expect(await stores().posts.ofPaper("discord:1", "2401.00001")).toEqual([])
    const states = (await editions.deliveries("e1")).map(({ state }) => state)
    expect(states).toEqual(["removed", "failed", "failed"])
    expect(await editions.ofSubscription("s1", 5)).toEqual([
      anEdition({ state: "removed", reason: "it went wrong" }),
    ])
    expect(await editions.takeUntold(5)).toEqual([])
  })

  test("a message that was under way when its edition was taken out is left to be removed", async () => {
    const { editions } = stores()
    await plan({ publish: true })
    const claims = await claim(0)
    expect(await editions.takeOut("e1", "it went wrong", at(1))).toEqual([])
    await confirm(claims)
    expect(named(await unfinished(9))).toEqual(["remove d0"])
    expect(await editions.ofSubscription("s1", 5)).toMatchObject([{ state: "removed" }])
  })

  test("an edition taken out before it was posted can be put back, and no other", async () => {
    const { editions } = stores()
    await editions.plan(anEdition({ state: "removed" }), [], undefined)
    expect(await editions.ofSubscription("s1", 5, { withMessages: true })).toHaveLength(1)
    expect(await editions.putBack("e1")).toBe(true)
    expect(await editions.putBack("e1")).toBe(false)
    await plan({})
    await editions.takeOut("e1", "it went wrong", at(1))
    expect(await editions.putBack("e1")).toBe(false)
  })

  test("workers on several connections never do the same", async () => {
    const places = Array.from({ length: 20 }, (_, index) => `p${index}`)
    await plan(...places.map((place) => ({ place, publish: true as const })))
    for (let claims = await claim(0); claims.length > 0; claims = await claim(0)) await confirm(claims)
    const workers = [stores(), await another(), await another()]
    const request = { now: at(2), until: at(7), limit: 7, platform: "discord" }
    const claimed = await Promise.all(workers.map(({ editions }) => editions.claimUnfinished(request)))
    const ids = claimed.flat().map(({ delivery }) => delivery.id)
    expect(new Set(ids).size).toBe(ids.length)
  })
}
