import { expect, it } from "vitest"
import type { Given } from "../stores.ts"
import { aSubscription, at } from "./builders.ts"

/** Addresses that members gave, and how often some were asked for. */
export function addressFacts({ stores }: Given): void {
  const ada = { community: "discord:1", member: "ada", sealed: "sealed", state: "asked", at: at(0) } as const

  it("an address is asked, confirmed and ended, each from where it may be", async () => {
    const { addresses } = stores()
    await addresses.add({ ...ada, id: "one" })
    expect(await addresses.get("one")).toEqual({ ...ada, id: "one" })
    expect(await addresses.change("one", ["asked"], { state: "confirmed", at: at(1) })).toBe(true)
    expect(await addresses.change("one", ["asked"], { state: "confirmed", at: at(2) })).toBe(false)
    const end = { state: "ended", at: at(3), end: "refused" } as const
    expect(await addresses.change("one", ["asked", "confirmed"], end)).toBe(true)
    expect(await addresses.ofMember("discord:1", "ada")).toEqual([{ ...ada, id: "one", ...end }])
    expect(await addresses.ofMember("discord:2", "ada")).toEqual([])
  })

  it("an allowance is used up, and is there again after a while", async () => {
    const { addresses } = stores()
    const ask = (minute: number, since: number) =>
      addresses.ask([{ hash: "h", most: 2 }], at(minute), at(since))
    expect([await ask(5, 0), await ask(5, 0), await ask(6, 0)]).toEqual([true, true, false])
    expect(await ask(7, 5)).toBe(true)
  })

  it("of many that ask at once, no more are allowed than may", async () => {
    const { addresses } = stores()
    const asked = Array.from({ length: 8 }, (_, second) =>
      addresses.ask([{ hash: "h", most: 3 }], `2026-03-02T09:00:0${second}Z`, at(-5)),
    )
    expect((await Promise.all(asked)).filter((isAllowed) => isAllowed)).toHaveLength(3)
  })

  it("what nobody confirmed, and what ended, goes after a week; the others stay", async () => {
    const { addresses, dataRights } = stores()
    await addresses.add({ ...ada, id: "old" })
    await addresses.add({ ...ada, id: "kept", state: "confirmed" })
    await addresses.add({ ...ada, id: "ended", state: "ended", end: "stopped" })
    const later = Temporal.Instant.from(at(0)).add({ hours: 24 * 8 })
    await dataRights.forgetOld(later.toString())
    expect((await addresses.ofMember("discord:1", "ada")).map(({ id }) => id)).toEqual(["kept"])
  })

  it("a digest by mail is a member's own, and closed direct messages leave it alone", async () => {
    const { subscriptions } = stores()
    const mailed = aSubscription({ id: "mail", place: "one", audience: { kind: "address", member: "ada" } })
    await subscriptions.save(mailed)
    expect(await subscriptions.get("mail")).toEqual(mailed)
    expect(await subscriptions.ofPlace(mailed.community, "one")).toEqual([])
    const { community } = mailed
    expect(await subscriptions.setGone({ community, member: "ada" }, "closed")).toEqual([])
    expect(await subscriptions.setGone({ community, place: "one" }, "closed")).toHaveLength(1)
  })
}
