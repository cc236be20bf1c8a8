import { expect, test } from "vitest"
import type { Subject } from "../../../src/vocabulary/data-rights.ts"
import type { Account } from "../../../src/vocabulary/readers.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { anActor } from "../../builders.ts"
import type { Given } from "../stores.ts"
import { aDelivery, anEdition, aSubscription, at } from "./builders.ts"

const paper = "2401.00001"
const direct = "discord:dm:ada"

/** Puts something of an account into every table that names members or persons. */
export async function leaveTraces(stores: Stores, account: Account): Promise<void> {
  const { community, member } = account
  const { person } = await stores.members.ensure(account)
  const id = idOf(account)
  await stores.readings.save(person, paper, { note: `a note of ${member}`, tags: ["rl"] }, at(0))
  await stores.votes.set({ community, member, paper }, true, at(0))
  const post = { community, place: "papers", message: "m1" }
  await stores.votes.set({ community, member, paper }, true, at(0), { ...post, reaction: "👍" })
  await stores.threads.add({
    ...{ community, place: `place of ${id}`, thread: id, paper },
    ...{ openedBy: member, at: at(0), replies: 0 },
  })
  await stores.subscriptions.save(aSubscription({ id: `post ${id}`, community, createdBy: member }))
  const digest = `digest ${id}`
  await stores.subscriptions.save(
    aSubscription({ id: digest, community, createdBy: member, audience: { kind: "member", member } }),
  )
  const delivery = aDelivery({ id: `d ${id}`, edition: `e ${id}`, community, place: `direct ${id}` })
  await stores.editions.plan(anEdition({ id: `e ${id}`, subscription: digest }), [delivery], at(0))
  await stores.posts.add({ community, place: `direct ${id}`, message: id, paper, kind: "post", at: at(0) })
  await stores.members.offer(`code ${id}`, account, at(60))
}

/** What rows of an account are called that stay: not after it. */
function idOf({ community, member }: Account): string {
  return Buffer.from(`${community} ${member}`).toString("hex")
}

export function subjectOf(account: Account, person?: string): Subject {
  return { accounts: [account], person, everywhere: [], own: [] }
}

export function dataRightFacts({ stores, another }: Given): void {
  const ada = { community: "slack:T1", member: "ada" }
  const ben = { community: "slack:T1", member: "ben" }
  const adaElsewhere = { community: "slack:T2", member: "ada" }

  const whole = async (account: Account): Promise<Subject> =>
    subjectOf(account, (await stores().members.find(account))?.person)
  const held = async (account: Account) => stores().dataRights.holdings(await whole(account))

  test("what was kept as long as its table says goes, and nothing else", async () => {
    const { responses, leases, members, readings, audit, subscriptions } = stores()
    const days = (count: number) => at(count * 24 * 60)
    const response = { url: "https://example.org", status: 200, headers: {}, body: "", storedAt: at(0) }
    await responses.put(response)
    await leases.take("one", "somebody", at(0), at(0))
    await members.offer("AAAA", ada, at(0))
    const { person } = await members.ensure(ada)
    for (const id of ["2401.00001", "2401.00002"]) await readings.save(person, id, {}, at(0))
    await readings.remove(person, "2401.00001", at(0))
    const admin = anActor({ ...ada, memberName: "Ada" })
    await audit.during(admin, at(0), () => subscriptions.save(aSubscription({ community: ada.community })))
    expect(await stores().dataRights.forgetOld(at(0))).toEqual({})
    expect(await stores().dataRights.forgetOld(days(180))).toEqual({
      response: 1,
      lease: 1,
      linkCode: 1,
      reading: 1,
    })
    expect(await stores().dataRights.forgetOld(days(181))).toEqual({ audit: 1 })
    expect((await readings.all(person)).map(({ paper }) => paper)).toEqual(["2401.00002"])
  })

  test("who left nothing has nothing", async () => {
    expect(await held(ada)).toEqual({})
  })

  test("what is kept of a member is in every table, and of nobody else", async () => {
    for (const account of [ada, ben, adaElsewhere]) await leaveTraces(stores(), account)
    const found = await held(ada)
    expect(Object.keys(found).toSorted()).toEqual(
      [
        "delivery",
        "edition",
        "linkCode",
        "member",
        "reading",
        "readingCount",
        "subscription",
        "thread",
        "vote",
        "voteWay",
      ].toSorted(),
    )
    const text = JSON.stringify(found)
    expect(text).toContain("a note of ada")
    expect(text).not.toMatch(/ben|slack:T2/)
  })

  test("after forgetting nothing of the member is left, and the others' is as it was", async () => {
    for (const account of [ada, ben, adaElsewhere]) await leaveTraces(stores(), account)
    const before = JSON.stringify([await held(ben), await held(adaElsewhere)])
    await stores().dataRights.forget(await whole(ada), at(1))
    expect(await held(ada)).toEqual({})
    expect(JSON.stringify([await held(ben), await held(adaElsewhere)])).toBe(before)
    expect(
      await stores().posts.at({
        community: "slack:T1",
        place: "direct slack:T1 ada",
        message: "slack:T1 ada",
      }),
    ).toBeUndefined()
  })

  test("the votes leave the counts, and other processes hear of it", async () => {
    for (const account of [ada, ben]) await leaveTraces(stores(), account)
    const elsewhere = await another()
    const { cursor } = await elsewhere.votes.changedElsewhere(0, 100)
    await stores().dataRights.forget(await whole(ada), at(1))
    expect(await stores().votes.tallies("slack:T1", [paper])).toEqual(new Map([[paper, 1]]))
    const { changes } = await elsewhere.votes.changedElsewhere(cursor, 100)
    expect(changes).toEqual([{ community: "slack:T1", paper }])
  })

  test("a thread and a channel's daily post stay, without the name", async () => {
    await leaveTraces(stores(), ada)
    await stores().dataRights.forget(await whole(ada), at(1))
    expect(await stores().threads.at("slack:T1", idOf(ada))).toMatchObject({ openedBy: "" })
    expect(await stores().subscriptions.get(`post ${idOf(ada)}`)).toMatchObject({ createdBy: "" })
    expect(await stores().subscriptions.get(`digest ${idOf(ada)}`)).toBeUndefined()
  })

  test("an account that is the same everywhere is forgotten everywhere, with its direct messages", async () => {
    const here = { community: "discord:1", member: "ada" }
    const there = { community: "discord:2", member: "ada" }
    for (const account of [here, there, ben]) await leaveTraces(stores(), account)
    await stores().posts.add({ community: direct, place: "c", message: "m", paper, kind: "post", at: at(0) })
    const everywhere = [{ platform: "discord", member: "ada" }]
    await stores().dataRights.forget({ ...(await whole(here)), everywhere, own: [direct] }, at(1))
    expect(await stores().votes.ofMember("discord:2", "ada")).toEqual([])
    expect(await stores().posts.at({ community: direct, place: "c", message: "m" })).toBeUndefined()
    expect(await stores().votes.ofMember("slack:T1", "ben")).toHaveLength(1)
    expect(await stores().dataRights.known("discord:2", ["ada", "ben"])).toEqual(new Set(["ben"]))
  })

  test("who is forgotten is known again once they do something", async () => {
    expect(await stores().dataRights.known("slack:T1", ["ada", "ben"])).toEqual(new Set(["ada", "ben"]))
    await leaveTraces(stores(), ada)
    await stores().dataRights.forget(await whole(ada), at(1))
    expect(await stores().dataRights.known("slack:T1", ["ada", "ben"])).toEqual(new Set(["ben"]))
    expect(await stores().dataRights.known("slack:T2", ["ada"])).toEqual(new Set(["ada"]))
    await stores().dataRights.isBack(ada)
    expect(await stores().dataRights.known("slack:T1", ["ada", "ben"])).toEqual(new Set(["ada", "ben"]))
    await stores().dataRights.forget(await whole(ada), at(2))
    expect(await stores().dataRights.known("slack:T1", ["ada"])).toEqual(new Set())
  })

  test("a community that was left is told after its time, unless the bot came back", async () => {
    const { leave, leftBefore } = stores().dataRights
    await leave("slack:T1", at(0))
    await leave("slack:T1", at(50))
    await leave("slack:T2", at(0))
    await leave("slack:T2", undefined)
    await leave("slack:T3", at(50))
    expect(await leftBefore(at(30))).toEqual(["slack:T1"])
  })

  test("of a community that is forgotten nothing is left, and everything of others", async () => {
    for (const account of [ada, ben, adaElsewhere]) await leaveTraces(stores(), account)
    await stores().facts.put("welcomed slack:T1", at(0))
    await stores().dataRights.leave("slack:T1", at(0))
    await stores().dataRights.forgetCommunity("slack:T1")
    expect(await stores().votes.papers("slack:T1")).toEqual([])
    expect(await stores().threads.papers("slack:T1")).toEqual([])
    expect(await stores().subscriptions.ofPlatform("slack")).toMatchObject([
      { community: "slack:T2" },
      { community: "slack:T2" },
    ])
    expect(await stores().facts.get("welcomed slack:T1")).toBeUndefined()
    expect(await stores().dataRights.leftBefore(at(30))).toEqual([])
    expect(await stores().votes.ofMember("slack:T2", "ada")).toHaveLength(1)
  })
}
