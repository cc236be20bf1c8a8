import { expect, test } from "vitest"
import type { EditionStore } from "../../../src/vocabulary/delivery-stores.ts"
import { words } from "../../../src/words/words.ts"
import type { Given } from "../stores.ts"
import { aCard, aDelivery, anEdition, aSubscription, at, deliveries } from "./builders.ts"

export function editionFacts({ stores, another }: Given): void {
  test("a plan writes the edition, its deliveries and the next run", async () => {
    await stores().subscriptions.save(aSubscription())
    expect(await stores().editions.plan(anEdition(), deliveries(2), at(60))).toBe(true)
    expect(await stores().editions.ofSubscription("s1", 5)).toEqual([anEdition()])
    expect(await stores().editions.deliveries("e1")).toEqual(deliveries(2))
    expect((await stores().subscriptions.get("s1"))?.nextRunAt).toBe(at(60))
  })

  test("an occurrence happens once", async () => {
    await stores().subscriptions.save(aSubscription())
    await stores().editions.plan(anEdition(), deliveries(1), at(60))
    const again = anEdition({ id: "e2", dueAt: "2026-03-02T09:00:00.000Z" })
    expect(await stores().editions.plan(again, [aDelivery({ id: "d9", edition: "e2" })], at(120))).toBe(false)
    expect(await stores().editions.deliveries("e2")).toEqual([])
    expect((await stores().subscriptions.get("s1"))?.nextRunAt).toBe(at(60))
  })

  test("of processes that plan the same occurrence one does", async () => {
    const all = [stores(), await another(), await another()]
    const planned = await Promise.all(
      all.map(({ editions }, index) =>
        editions.plan(
          anEdition({ id: `e${index}` }),
          [aDelivery({ id: `d${index}`, edition: `e${index}` })],
          at(60),
        ),
      ),
    )
    expect(planned.filter(Boolean)).toHaveLength(1)
    expect(await stores().editions.ofSubscription("s1", 5)).toHaveLength(1)
  })

  test("a plan that cannot be written leaves nothing behind", async () => {
    await stores().subscriptions.save(aSubscription())
    const twice = [aDelivery(), aDelivery({ position: 1 })]
    await expect(stores().editions.plan(anEdition(), twice, at(60))).rejects.toThrow()
    expect(await stores().editions.ofSubscription("s1", 5)).toEqual([])
    expect((await stores().subscriptions.get("s1"))?.nextRunAt).toBe(at(0))
  })

  test("a plan without a next run leaves nothing due", async () => {
    await stores().subscriptions.save(aSubscription())
    await stores().editions.plan(anEdition({ state: "skipped", reason: "the list is empty" }), [], undefined)
    expect(await stores().subscriptions.due(at(9_999), 5)).toEqual([])
  })

  const seen = { nextRunAt: at(0), newest: undefined }

  test("a plan of what was seen due moves the next run on", async () => {
    await stores().subscriptions.save(aSubscription())
    expect(await stores().editions.plan(anEdition(), deliveries(1), at(60), seen)).toBe(true)
    expect((await stores().subscriptions.get("s1"))?.nextRunAt).toBe(at(60))
  })

  test("a known occurrence that is planned again moves the next run on, and nothing else", async () => {
    await stores().subscriptions.save(aSubscription())
    await stores().editions.plan(anEdition(), deliveries(1), at(0))
    const again = [aDelivery({ id: "d9", edition: "e2" })]
    const seenAgain = { ...seen, newest: "e1" }
    expect(await stores().editions.plan(anEdition({ id: "e2" }), again, at(60), seenAgain)).toBe(false)
    expect((await stores().subscriptions.get("s1"))?.nextRunAt).toBe(at(60))
    expect(await stores().editions.deliveries("e2")).toEqual([])
  })

  test("a plan that did not see the newest edition writes nothing", async () => {
    await stores().subscriptions.save(aSubscription())
    await stores().editions.plan(anEdition(), deliveries(1), at(0), seen)
    const other = anEdition({ id: "e2", dueAt: at(1) })
    const one = [aDelivery({ id: "d9", edition: "e2" })]
    expect(await stores().editions.plan(other, one, at(60), seen)).toBe(false)
    expect(await stores().editions.ofSubscription("s1", 5)).toEqual([anEdition()])
    expect((await stores().subscriptions.get("s1"))?.nextRunAt).toBe(at(0))
  })

  test("of processes that plan by hand and by the schedule at once one does", async () => {
    await stores().subscriptions.save(aSubscription())
    const all = [stores(), await another()]
    const planned = await Promise.all(
      all.map(({ editions }, i) => {
        const edition = anEdition({ id: `e${i}`, dueAt: at(i) })
        return editions.plan(edition, [aDelivery({ id: `d${i}`, edition: edition.id })], at(60 * i), seen)
      }),
    )
    expect(planned.filter(Boolean)).toHaveLength(1)
    expect(await stores().editions.ofSubscription("s1", 5)).toHaveLength(1)
  })

  test("what is switched off is planned for as it is", async () => {
    const { nextRunAt: _, ...off } = aSubscription({ active: false })
    await stores().subscriptions.save(off)
    const asSeen = { nextRunAt: undefined, newest: undefined }
    expect(await stores().editions.plan(anEdition(), deliveries(1), undefined, asSeen)).toBe(true)
    expect(await stores().subscriptions.get("s1")).toEqual(off)
  })

  test.each([
    ["switched off", { active: false }],
    ["moved to another time", { nextRunAt: at(30) }],
  ])("a plan of what was %s meanwhile writes nothing", async (_, change) => {
    await stores().subscriptions.save(aSubscription(change))
    expect(await stores().editions.plan(anEdition(), deliveries(1), at(60), seen)).toBe(false)
    expect(await stores().editions.ofSubscription("s1", 5)).toEqual([])
    expect(await stores().subscriptions.get("s1")).toEqual(aSubscription(change))
  })

  test("of processes that see the same next run and plan different occurrences one does", async () => {
    await stores().subscriptions.save(aSubscription())
    const all = [stores(), await another(), await another()]
    const planned = await Promise.all(
      all.map(({ editions }, i) => {
        const edition = anEdition({ id: `e${i}`, dueAt: at(i) })
        const of = [aDelivery({ id: `d${i}`, edition: edition.id })]
        return editions.plan(edition, of, at(60 + i), seen)
      }),
    )
    expect(planned.filter(Boolean)).toHaveLength(1)
    const [edition] = await stores().editions.ofSubscription("s1", 5)
    const minutes = Number(edition?.id.slice(1))
    expect((await stores().subscriptions.get("s1"))?.nextRunAt).toBe(at(60 + minutes))
  })

  test("an edition that comes instead of another leaves nothing of that to send", async () => {
    await stores().subscriptions.save(aSubscription({ nextRunAt: at(1) }))
    await stores().editions.plan(anEdition(), deliveries(2), at(1))
    const next = anEdition({ id: "e2", dueAt: at(1) })
    const instead = { editions: ["e1"], why: "overtaken" }
    const one = [aDelivery({ id: "d9", edition: "e2" })]
    await stores().editions.plan(next, one, at(60), { nextRunAt: at(1), newest: "e1", instead })
    expect(await stores().editions.ofSubscription("s1", 5)).toEqual([
      next,
      anEdition({ state: "skipped", reason: "overtaken" }),
    ])
    expect(await claimed()).toEqual(["d9"])
  })

  test("what waits of a withdrawn edition is not sent, and nobody is told of a failure", async () => {
    const { editions } = stores()
    await editions.plan(anEdition(), deliveries(3), at(60))
    await sendNext(editions)
    await editions.withdraw("s1", "switched off")
    expect(await claimed()).toEqual([])
    expect((await editions.deliveries("e1")).map(({ state }) => state)).toEqual(["sent", "failed", "failed"])
    expect(await editions.ofSubscription("s1", 5)).toEqual([
      anEdition({ state: "failed", reason: "switched off" }),
    ])
    expect(await editions.takeUntold(5)).toEqual([])
  })

  test("a message that was under way when its edition was withdrawn is confirmed", async () => {
    const { editions } = stores()
    await editions.plan(anEdition(), deliveries(1), at(60))
    const [claim] = await editions.claim({ now: at(0), leaseUntil: at(5), limit: 1 })
    await editions.withdraw("s1", "switched off")
    expect(claim && (await editions.confirm(claim, { ...claim, message: "m1" }, at(1)))).toBe(true)
    expect(await editions.ofSubscription("s1", 5)).toMatchObject([{ state: "done" }])
  })

  test("what may be there already is claimed once more when its edition is withdrawn, and dropped for good", async () => {
    const { editions } = stores()
    await editions.plan(anEdition(), deliveries(2), at(60))
    await editions.claim({ now: at(0), leaseUntil: at(5), limit: 1 })
    await editions.withdraw("s1", "switched off")
    expect((await editions.deliveries("e1")).map(({ state }) => state)).toEqual(["waiting", "failed"])
    const [claim] = await editions.claim({ now: at(9), leaseUntil: at(15), limit: 9 })
    expect(claim).toMatchObject({ id: "d0", uncertain: true, late: { why: "switched off" } })
    expect(claim && (await editions.shorten(claim, aCard(), "too old"))).toBe(false)
    expect(claim && (await editions.drop({ ...claim, fence: 9 }, "switched off"))).toBe(false)
    expect(claim && (await editions.drop(claim, "switched off"))).toBe(true)
    expect(await claimed()).toEqual([])
    expect(await editions.ofSubscription("s1", 5)).toMatchObject([{ state: "skipped" }])
  })

  test("an edition that is overtaken when its first message may be there waits, whole", async () => {
    const { editions, subscriptions } = stores()
    await subscriptions.save(aSubscription({ nextRunAt: at(1) }))
    await editions.plan(anEdition(), deliveries(2), at(1))
    await editions.claim({ now: at(0), leaseUntil: at(5), limit: 1 })
    const instead = { editions: ["e1"], why: "overtaken" }
    const next = anEdition({ id: "e2", dueAt: at(1) })
    await editions.plan(next, [aDelivery({ id: "d9", edition: "e2" })], at(60), {
      ...{ nextRunAt: at(1), newest: "e1", instead },
    })
    const [claim] = await editions.claim({ now: at(9), leaseUntil: at(15), limit: 9 })
    expect(claim?.late).toEqual({ why: "overtaken" })
    expect(claim && (await editions.confirm(claim, { ...claim, message: "m1" }, at(9)))).toBe(true)
    expect(await claimed()).toEqual(["d1"])
  })

  test("a shortened edition is one message that says something else, and is claimed again", async () => {
    const { editions } = stores()
    const late = { after: at(1), card: aCard("2401.00007") }
    const [first = aDelivery(), ...others] = deliveries(3)
    await editions.plan(anEdition({ refreshAt: at(30) }), [{ ...first, late }, ...others], at(60))
    const [claim] = await editions.claim({ now: at(0), leaseUntil: at(5), limit: 1 })
    expect(claim?.late).toEqual(late)
    expect(claim && (await editions.shorten({ ...claim, fence: 9 }, late.card, "too old"))).toBe(false)
    expect(claim && (await editions.shorten(claim, late.card, "too old"))).toBe(true)
    expect(await editions.ofSubscription("s1", 5)).toEqual([anEdition({ reason: "too old" })])
    expect(await editions.deliveries("e1")).toEqual([aDelivery({ card: late.card, attempts: 1 })])
    expect(await claimed()).toEqual(["d0"])
  })

  test("editions are asked for by their list, and by whether they had messages", async () => {
    const { editions } = stores()
    await editions.plan(anEdition(), deliveries(1), at(60))
    const empty = anEdition({ id: "e2", dueAt: at(1), state: "skipped" })
    await editions.plan(empty, [], at(60))
    const other = anEdition({ id: "e3", dueAt: at(2), state: "skipped", listKey: "2026-03-02" })
    await editions.plan(other, [], at(60))
    const ids = async (only: Parameters<EditionStore["ofSubscription"]>[2]) =>
      (await editions.ofSubscription("s1", 5, only)).map(({ id }) => id)
    expect(await ids({ listKey: "2026-03-01" })).toEqual(["e2", "e1"])
    expect(await ids({ withMessages: true })).toEqual(["e1"])
  })

  async function claimed(): Promise<readonly string[]> {
    const claims = await stores().editions.claim({ now: at(9), leaseUntil: at(15), limit: 9 })
    return claims.map(({ id }) => id)
  }

  test("editions come newest first", async () => {
    for (const day of [1, 3, 2])
      await stores().editions.plan(anEdition({ id: `e${day}`, dueAt: at(day) }), [], at(9))
    const editions = await stores().editions.ofSubscription("s1", 2)
    expect(editions.map((edition) => edition.id)).toEqual(["e3", "e2"])
  })

  test("a confirmed delivery tells its message", async () => {
    const { editions } = stores()
    await editions.plan(anEdition(), deliveries(1), at(60))
    expect(await sendNext(editions)).toBe(true)
    expect(await editions.deliveries("e1")).toEqual([
      aDelivery({ state: "sent", attempts: 1, message: "m-d0", confirmedAt: at(2) }),
    ])
  })

  test("a confirmed card about one paper is a post", async () => {
    const { editions, posts } = stores()
    await editions.plan(anEdition(), [aDelivery({ card: aCard("2401.00001") })], at(60))
    await sendNext(editions)
    expect(await posts.at({ community: "discord:1", place: "papers", message: "m-d0" })).toEqual({
      community: "discord:1",
      place: "papers",
      message: "m-d0",
      paper: "2401.00001",
      kind: "post",
      at: at(2),
    })
  })

  test("a confirmed card about no paper is none", async () => {
    await stores().editions.plan(anEdition(), deliveries(1), at(60))
    await sendNext(stores().editions)
    expect(await stores().posts.since("discord:1", at(0))).toEqual([])
  })

  test("a confirmed card that opened a place of its own is its paper's thread", async () => {
    const { editions, threads } = stores()
    await editions.plan(anEdition(), [aDelivery({ card: aCard("2401.00001") })], at(60))
    await sendNext(editions, "a-post-of-the-forum")
    expect(await threads.of("discord:1", "2401.00001")).toMatchObject([
      { place: "papers", thread: "a-post-of-the-forum", replies: 0 },
    ])
  })

  test("what was sent with a message is found by it, in order", async () => {
    const { editions } = stores()
    const cards = ["2401.00001", "2401.00002", "2401.00003"].map((paper) => aCard(paper))
    await editions.plan(
      anEdition(),
      cards.map((card, position) => aDelivery({ id: `d${position}`, position, card })),
      at(60),
    )
    await sendNext(editions)
    await sendNext(editions)
    const ref = { community: "discord:1", place: "papers", message: "m-d0" }
    expect(await editions.cardsWith(ref)).toEqual(cards.slice(0, 2))
    expect(await editions.cardsWith({ ...ref, place: "general" })).toEqual([])
  })

  test("an edition is done when its last message is sent", async () => {
    const { editions } = stores()
    await editions.plan(anEdition(), deliveries(2), at(60))
    await sendNext(editions)
    expect((await editions.ofSubscription("s1", 1))[0]?.state).toBe("sending")
    await sendNext(editions)
    expect(await editions.ofSubscription("s1", 1)).toEqual([anEdition({ state: "done" })])
  })

  test("an edition with a message given up has failed, and says how many", async () => {
    const { editions } = stores()
    await editions.plan(anEdition(), deliveries(2), at(60))
    const [claim] = await editions.claim({ now: at(1), leaseUntil: at(3), limit: 1 })
    if (claim) await editions.fail(claim, "the channel is closed to the bot", undefined)
    await sendNext(editions)
    expect(await editions.ofSubscription("s1", 1)).toEqual([
      anEdition({ state: "failed", reason: words.storage.deliveries.someFailed(1, 2) }),
    ])
    expect(await editions.deliveries("e1")).toMatchObject([
      { state: "failed", error: "the channel is closed to the bot" },
      { state: "sent" },
    ])
  })

  test("an edition was planned at an instant at the latest, and never later than it was", async () => {
    await stores().editions.plan(anEdition(), [aDelivery()], at(60))
    const plannedAt = async () => (await stores().editions.ofSubscription("s1", 1))[0]?.plannedAt
    await stores().editions.plannedBefore("e1", at(60))
    expect(await plannedAt()).toBe(at(0))
    await stores().editions.plannedBefore("e1", at(-60))
    expect(await plannedAt()).toBe(at(-60))
  })

  test("an edition that is to be refreshed is claimed by one, until the claim ends", async () => {
    await stores().editions.plan(anEdition({ refreshAt: at(30) }), deliveries(1), at(60))
    const claim = async (editions: EditionStore, now: number) =>
      (await editions.claimRefresh({ now: at(now), until: at(now + 10), limit: 5 })).map(({ id }) => id)
    expect(await claim(stores().editions, 29)).toEqual([])
    expect(await claim(stores().editions, 30)).toEqual(["e1"])
    expect(await claim((await another()).editions, 35)).toEqual([])
    expect(await claim(stores().editions, 40)).toEqual(["e1"])
    await stores().editions.refreshed("e1", undefined)
    expect(await claim(stores().editions, 99)).toEqual([])
  })

  test("a revised message is known with its new card, and how often it was revised", async () => {
    await stores().editions.plan(anEdition(), deliveries(1), at(60))
    await stores().editions.revised("d0", aCard("2401.00002"))
    await stores().editions.revised("d0", aCard("2401.00003"))
    const [delivery] = await stores().editions.deliveries("e1")
    expect(delivery).toMatchObject({ card: aCard("2401.00003"), edits: 2 })
  })

  test("a message that stands in a thread is known with it", async () => {
    await stores().editions.plan(anEdition(), deliveries(1), at(60))
    const [claim] = await stores().editions.claim({ now: at(1), leaseUntil: at(3), limit: 1 })
    const sent = { community: "discord:1", place: "papers", message: "m1", thread: "t1" }
    expect(claim && (await stores().editions.confirm(claim, sent, at(2)))).toBe(true)
    expect(await stores().editions.deliveries("e1")).toMatchObject([{ message: "m1", thread: "t1" }])
  })

  test("an edition that gets more to send is sending again, and what it has stays as it is", async () => {
    const { editions } = stores()
    await editions.plan(anEdition(), deliveries(1), at(60))
    await sendNext(editions)
    const more = aDelivery({ id: "d1", position: 1, inThreadOf: 0 })
    await editions.append("e1", [more])
    expect(await editions.ofSubscription("s1", 1)).toEqual([anEdition()])
    expect(await sendNext(editions)).toBe(true)
    await editions.append("e1", [{ ...more, card: aCard("2401.00009") }])
    expect(await editions.ofSubscription("s1", 1)).toEqual([anEdition({ state: "done" })])
    expect(await editions.deliveries("e1")).toMatchObject([{ id: "d0" }, { card: aCard(), state: "sent" }])
    expect(await sendNext(editions)).toBe(false)
  })

  test("what failed or is still being sent is found for all subscriptions, since an instant", async () => {
    const { editions } = stores()
    const on = (day: number) => `2026-03-0${day}T09:00:00Z`
    const failed = anEdition({
      id: "e3",
      subscription: "s2",
      dueAt: on(3),
      state: "failed",
      reason: "forbidden",
    })
    const sending = anEdition({ id: "e4", dueAt: on(4) })
    const others = [
      anEdition({ id: "e1", dueAt: on(1), state: "failed" }),
      anEdition({ id: "e2", dueAt: on(2), state: "done" }),
    ]
    for (const edition of [...others, failed, sending]) await editions.plan(edition, [], undefined)
    expect(await editions.undone(on(2), 5)).toEqual([sending, failed])
    expect(await editions.undone(on(2), 1)).toEqual([sending])
  })

  test("a failed edition is handed out once, to be told", async () => {
    await stores().editions.plan(anEdition({ state: "failed", reason: "forbidden" }), [], at(60))
    const taken = await Promise.all([stores(), await another()].map(({ editions }) => editions.takeUntold(5)))
    expect(taken.flat().map(({ id }) => id)).toEqual(["e1"])
    expect(await stores().editions.takeUntold(5)).toEqual([])
    expect(await stores().editions.untold("s1")).toBeUndefined()
  })

  test("one of which nobody could be told is handed out again, but to who asks for others", async () => {
    const { editions } = stores()
    const failed = anEdition({ state: "failed", reason: "forbidden" })
    await editions.plan(failed, [], at(60))
    await editions.takeUntold(5)
    await editions.notTold(["e1"], true)
    expect(await editions.untold("s1")).toEqual({ edition: failed, again: true })
    expect(await editions.takeUntold(5, ["e1"])).toEqual([])
    expect(await editions.takeUntold(5, ["e2"])).toEqual([failed])
  })

  test("one of which nobody can be told is not handed out again, and known", async () => {
    const { editions } = stores()
    const failed = anEdition({ state: "failed", reason: "forbidden" })
    await editions.plan(failed, [], at(60))
    await editions.notTold(["e1"], false)
    expect(await editions.takeUntold(5)).toEqual([])
    expect(await editions.untold("s1")).toEqual({ edition: failed, again: false })
  })
}

/** Claims the next delivery at 9:01 and confirms it at 9:02. */
async function sendNext(editions: EditionStore, into?: string): Promise<boolean> {
  const [claim] = await editions.claim({ now: at(1), leaseUntil: at(3), limit: 1 })
  if (claim === undefined) return false
  const { community, place, id } = claim
  return editions.confirm(claim, { community, place: into ?? place, message: `m-${id}` }, at(2))
}
