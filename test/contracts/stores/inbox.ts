import { expect, test } from "vitest"
import type { KeptEvent, Statement } from "../../../src/vocabulary/platform-stores.ts"
import type { Given } from "../stores.ts"
import { at } from "./builders.ts"

const platform = "slack"
const leaseMinutes = 5

function anEvent(given: Partial<KeptEvent> = {}): KeptEvent {
  const { id = "Ev1" } = given
  return { platform, id, body: `body ${id}`, at: at(0), ...given }
}

export function inboxFacts({ stores, another }: Given): void {
  const inbox = () => stores().inbox
  const keep = (given: Partial<KeptEvent> = {}, minute = 0) =>
    inbox().keep(anEvent(given), at(minute + leaseMinutes))
  const claim = (minute: number, limit = 10) =>
    inbox().claim({ platform, now: at(minute), leaseUntil: at(minute + leaseMinutes), limit })
  const idsAt = async (minute: number, limit?: number) => (await claim(minute, limit)).map(({ id }) => id)

  test("an event is kept once, handled or not", async () => {
    expect(await keep()).toBe(true)
    expect(await keep()).toBe(false)
    await inbox().done(platform, "Ev1")
    expect(await keep()).toBe(false)
    expect(await keep({ platform: "discord" })).toBe(true)
  })

  test("an event is its keeper's until the lease ends, then whoever claims it first has it", async () => {
    await keep()
    expect(await claim(4)).toEqual([])
    expect(await claim(5)).toEqual([{ platform, id: "Ev1", body: "body Ev1", at: at(0), tries: 2 }])
    expect(await claim(9)).toEqual([])
    expect(await claim(10)).toMatchObject([{ tries: 3 }])
  })

  test("an event that was handled is nobody's any more", async () => {
    await keep()
    await inbox().done(platform, "Ev1")
    expect(await claim(99)).toEqual([])
  })

  test("an event of one platform is not another's", async () => {
    await keep({ platform: "discord" })
    expect(await claim(99)).toEqual([])
  })

  test("an event that is put off is claimed when its time has come", async () => {
    await keep()
    expect(await inbox().defer({ platform, id: "Ev1", tries: 1 }, at(30))).toBe(true)
    expect(await claim(29)).toEqual([])
    expect(await idsAt(30)).toEqual(["Ev1"])
  })

  test("whoever lost an event to another neither puts it off nor holds it", async () => {
    await keep()
    const slow = { platform, id: "Ev1", tries: 1 }
    const [quick] = await claim(5)
    if (quick === undefined) throw new Error("there is nothing to claim")
    expect(await inbox().defer(slow, at(6))).toBe(false)
    expect(await claim(6)).toEqual([])
    expect(await inbox().defer(quick, at(60))).toBe(true)
    await inbox().done(platform, "Ev1")
    expect(await inbox().defer(quick, at(70))).toBe(false)
    expect(await claim(99)).toEqual([])
  })

  test("no more are claimed than wanted, the longest waiting first", async () => {
    await keep({ id: "late" }, 3)
    for (const id of ["c", "a", "b"]) await keep({ id }, 1)
    expect(await idsAt(8, 2)).toEqual(["c", "a"])
    expect(await idsAt(8)).toEqual(["b", "late"])
  })

  test("events that several claim at once on several connections are one's each", async () => {
    for (let index = 0; index < 60; index++) await keep({ id: `Ev${index}` })
    const replicas = [stores(), await another(), await another()]
    const claimed = await Promise.all(
      replicas.flatMap((replica) =>
        [1, 2, 3, 4].map(() => replica.inbox.claim({ platform, now: at(5), leaseUntil: at(10), limit: 5 })),
      ),
    )
    const ids = claimed.flat().map(({ id }) => id)
    expect(ids).toHaveLength(60)
    expect(new Set(ids).size).toBe(60)
  })

  test("an event that several keep at once is kept by one", async () => {
    const replicas = [stores(), await another(), await another()]
    const kept = await Promise.all(replicas.map((replica) => replica.inbox.keep(anEvent(), at(5))))
    expect(kept.filter(Boolean)).toHaveLength(1)
  })

  test("an id that is only noted is known, and nobody's to handle", async () => {
    expect(await inbox().note(platform, "trigger", at(0))).toBe(true)
    expect(await (await another()).inbox.note(platform, "trigger", at(0))).toBe(false)
    expect(await claim(99)).toEqual([])
  })

  test("of all that was said of a subject the greatest holds, whatever came last, also when it was handled", async () => {
    const say = (order: string, says: string, subject = "a reaction") =>
      keep({ id: `${subject} ${order}`, statement: { subject, order, says } })
    const newest = (subject: string) => inbox().newest(platform, subject)
    expect(await newest("a reaction")).toBeUndefined()
    await say("10.000001", "on")
    await say("10.000003", "off")
    await say("10.000002", "on")
    await say("10.000009", "on", "another")
    const last: Statement = { subject: "a reaction", order: "10.000003", says: "off" }
    expect(await newest("a reaction")).toEqual(last)
    await inbox().done(platform, "a reaction 10.000003")
    expect(await newest("a reaction")).toEqual(last)
    expect(await inbox().newest("discord", "a reaction")).toBeUndefined()
  })

  test("the ids of events long handled are forgotten, waiting ones are not", async () => {
    for (const id of ["a", "b"]) await keep({ id })
    await inbox().done(platform, "a")
    await inbox().note(platform, "c", at(0))
    const week = 7 * 24 * 60
    expect(await stores().dataRights.forgetOld(at(week))).toEqual({})
    expect(await stores().dataRights.forgetOld(at(week + 1))).toEqual({ keptEvent: 2 })
    expect(await idsAt(99)).toEqual(["b"])
  })
}
