import { expect, test } from "vitest"
import type { Given } from "../stores.ts"
import { at } from "./builders.ts"

const here = { community: "discord:1", member: "ada" }
const there = { community: "discord:2", member: "ada" }
const onSlack = { community: "slack:T1", member: "ada" }
const paper = "2401.00001"

export function memberFacts({ stores, another }: Given): void {
  const members = () => stores().members
  const personOf = async (account: typeof here, everywhere?: boolean) =>
    (await members().ensure(account, everywhere)).person

  test("who never wrote anything is nobody, and stays so when looked for", async () => {
    expect(await members().find(here, true)).toBeUndefined()
    expect(await members().find(here, true)).toBeUndefined()
  })

  test("an account is one person, however often it is made", async () => {
    const [one, other] = await Promise.all([personOf(here), personOf(here)])
    expect(one).toBe(other)
    expect(await members().find(here)).toEqual({ ...here, person: one })
  })

  test("the same id in another community is somebody else", async () => {
    expect(await personOf(here)).not.toBe(await personOf(there))
  })

  test("where ids are the same everywhere, so is the person, and on no other platform", async () => {
    const person = await personOf(here, true)
    expect((await members().find(there, true))?.person).toBe(person)
    expect(await members().find(there)).toBeUndefined()
    expect(await personOf(there, true)).toBe(person)
    expect(await members().find(onSlack, true)).toBeUndefined()
    expect(await members().membersOf(person)).toEqual([
      { ...here, person },
      { ...there, person },
    ])
  })

  test("two processes that meet somebody at once agree who it is", async () => {
    const elsewhere = await another()
    const persons = await Promise.all(
      [here, there, { ...here, community: "discord:3" }].flatMap((account) => [
        members().ensure(account, true),
        elsewhere.members.ensure(account, true),
      ]),
    )
    expect(new Set(persons.map(({ person }) => person)).size).toBe(1)
  })

  test("a member's zone and language are kept, and taken back", async () => {
    const person = await personOf(here)
    await members().update(here, { timeZone: "Europe/Berlin", locale: "de" })
    await members().update(here, { locale: null })
    expect(await members().find(here)).toEqual({ ...here, person, timeZone: "Europe/Berlin" })
  })

  test("of two persons that become one, everything is kept once", async () => {
    const [ada, other] = [await personOf(here), await personOf(onSlack)]
    await stores().readings.save(ada, paper, { note: "from Discord", tags: ["a"] }, at(0))
    await stores().readings.save(other, paper, { note: "from Slack", tags: ["b"], state: "read" }, at(1))
    await stores().readings.save(other, "2401.00002", {}, at(2))
    await members().join(other, ada)
    expect(await members().membersOf(other)).toEqual([])
    expect(await members().find(onSlack)).toEqual({ ...onSlack, person: ada })
    expect(await stores().readings.all(ada)).toEqual([
      { paper: "2401.00002", state: "later", tags: [], addedAt: at(2), changedAt: at(2) },
      {
        paper,
        state: "read",
        note: "from Discord\nfrom Slack",
        tags: ["a", "b"],
        addedAt: at(0),
        changedAt: at(1),
      },
    ])
    expect(await stores().readings.all(other)).toEqual([])
  })

  test("who parts keeps a copy, and nothing is shared any more", async () => {
    const ada = await personOf(here)
    await stores().readings.save(ada, paper, { note: "kept" }, at(0))
    await members().join(await personOf(onSlack), ada)
    expect(await members().part(onSlack)).toBe(true)
    const slack = await personOf(onSlack)
    expect(slack).not.toBe(ada)
    expect(await stores().readings.all(slack)).toEqual(await stores().readings.all(ada))
    expect(await stores().readings.counts(slack)).toMatchObject({ later: 1 })
    await stores().readings.remove(slack, paper, at(1))
    expect(await stores().readings.all(ada)).toHaveLength(1)
  })

  test("an account that is the same everywhere parts as a whole", async () => {
    const ada = await personOf(here, true)
    await personOf(there, true)
    expect(await members().part(here, true)).toBe(false)
    await members().join(await personOf(onSlack), ada)
    expect(await members().part(here, true)).toBe(true)
    expect((await members().membersOf(ada)).map(({ community }) => community)).toEqual([onSlack.community])
    expect(await personOf(here, true)).toBe(await personOf(there, true))
  })

  test("a code is its account's until it is used, ends, or is replaced", async () => {
    await members().offer("AAAA", here, at(10))
    expect(await members().offeredBy("AAAA", at(9))).toEqual(here)
    await members().offer("BBBB", here, at(10))
    expect(await members().offeredBy("AAAA", at(9))).toBeUndefined()
    expect(await members().use("BBBB")).toBe(true)
    expect(await members().use("BBBB")).toBe(false)
    await members().offer("CCCC", here, at(10))
    expect(await members().offeredBy("CCCC", at(10))).toBeUndefined()
  })
}
