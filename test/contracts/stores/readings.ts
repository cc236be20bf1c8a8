import { expect, test } from "vitest"
import { readingStates, type SavedFilter } from "../../../src/vocabulary/readers.ts"
import { seeded } from "../../src/following/world.ts"
import type { Given } from "../stores.ts"
import { aPaper, aTitledPaper, at } from "./builders.ts"

const paper = "2401.00001"
const other = "2401.00002"
const ada = "person-ada"
const ben = "person-ben"
const message = "papers/100"

export function readingFacts({ stores }: Given): void {
  const readings = () => stores().readings
  const titlesOf = async (person: string) => (await readings().all(person)).map((saved) => saved.paper)

  test("a saved paper is to be read, and its person's alone", async () => {
    const saved = { paper, state: "later", tags: [], addedAt: at(0), changedAt: at(0) }
    expect(await readings().save(ada, paper, {}, at(0))).toEqual({ saved })
    expect(await readings().of(ada, [paper, other])).toEqual(new Map([[paper, saved]]))
    expect(await readings().of(ben, [paper])).toEqual(new Map())
    expect(await readings().all(ben)).toEqual([])
    expect(await readings().counts(ben)).toEqual({ later: 0, reading: 0, read: 0, dropped: 0 })
  })

  test("what is not named stays as it was", async () => {
    const note = "for “Monday” \u0026 100 %"
    await readings().save(ada, paper, { note, tags: ["video", "to-try"] }, at(0))
    const { saved, before } = await readings().save(ada, paper, { state: "read" }, at(1))
    expect(before).toMatchObject({ state: "later", note })
    expect(saved).toEqual({
      paper,
      state: "read",
      note,
      tags: ["video", "to-try"],
      addedAt: at(0),
      changedAt: at(1),
    })
    expect((await readings().save(ada, paper, { note: "", tags: [] }, at(2))).saved).toMatchObject({
      tags: [],
    })
    expect((await readings().of(ada, [paper])).get(paper)).not.toHaveProperty("note")
  })

  test("whatever happens to saved papers, their counts are those of the rows", async () => {
    const random = seeded(11)
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const titled = Array.from({ length: 3 }, (_, n) => aTitledPaper(`Untold ${n}`))
    await stores().papers.save(titled, at(0))
    const ids = [paper, other, ...titled.map(({ id }) => id), "2401.00003", "2401.00004"]
    const persons = await Promise.all(
      ["ada", "ben", "cleo"].map(async (member) => {
        const account = { community: "discord:1", member }
        return (await stores().members.ensure(account, false)).person
      }),
    )
    const steps: readonly ((person: string, minute: number) => Promise<unknown>)[] = [
      (person, minute) => readings().save(person, pick(ids), {}, at(minute)),
      (person, minute) =>
        readings().save(person, pick(ids), { state: pick(["later", "read", "dropped"]) }, at(minute)),
      (person, minute) =>
        readings().save(
          person,
          pick(ids),
          { note: pick(["", "mine"]), tags: pick([[], ["a"], ["a", "b"]]) },
          at(minute),
        ),
      (person, minute) => readings().remove(person, pick(ids), at(minute)),
      (_, minute) => {
        const { title } = pick(titled)
        return stores().papers.save([aPaper({ id: pick(["2403.1", "2403.2"]), title })], at(minute))
      },
      (person) => stores().members.join(person, pick(persons.filter((one) => one !== person))),
    ]
    for (let step = 0; step < 120; step++) {
      await pick(steps.slice(0, step % 10 === 9 ? 6 : 4))(pick(persons), step * 60)
      if (step % 6 === 0) for (const person of persons) await expectCounted(person)
    }
  })

  async function expectCounted(person: string): Promise<void> {
    const rows = await readings().all(person)
    const counts = await readings().counts(person)
    for (const state of readingStates) {
      expect(counts[state]).toBe(rows.filter((row) => row.state === state).length)
      expect((await readings().page(person, { state }, { offset: 0, limit: 1 })).total).toBe(counts[state])
    }
    const total = async (filter: SavedFilter) =>
      (await readings().page(person, filter, { offset: 0, limit: 1 })).total
    expect(await total({})).toBe(rows.length)
    expect(await total({ tag: "b" })).toBe(rows.filter(({ tags }) => tags.includes("b")).length)
    expect(await total({ hasNote: true })).toBe(rows.filter(({ note }) => note !== undefined).length)
    const listed = (await readings().tagLists(person)).map(
      ({ tags, papers }) => [tags.join(), papers] as const,
    )
    const tagged = Map.groupBy(rows, ({ tags }) => tags.join())
    expect(new Map(listed)).toEqual(new Map([...tagged].map(([tags, each]) => [tags, each.length])))
  }

  test("what was removed comes back with its note within a day, and is new after that", async () => {
    await readings().save(ada, paper, { note: "mine", tags: ["a"], state: "read" }, at(0))
    expect(await readings().remove(ada, paper, at(1))).toMatchObject({ note: "mine" })
    expect(await readings().remove(ada, paper, at(1))).toBeUndefined()
    expect(await titlesOf(ada)).toEqual([])
    const { saved, before } = await readings().save(ada, paper, {}, at(2))
    expect([saved, before]).toEqual([expect.objectContaining({ note: "mine", state: "read" }), undefined])
    await readings().remove(ada, paper, at(3))
    await readings().save(ben, other, {}, at(24 * 60 + 4))
    expect((await readings().save(ada, paper, {}, at(24 * 60 + 5))).saved).toEqual({
      paper,
      state: "later",
      tags: [],
      addedAt: at(24 * 60 + 5),
      changedAt: at(24 * 60 + 5),
    })
  })

  test("a reaction takes away what it saved, and nothing else", async () => {
    await readings().save(ada, paper, {}, at(0), message)
    expect(await readings().remove(ada, paper, at(1), "papers/200")).toBeUndefined()
    expect(await readings().remove(ada, paper, at(1), message)).toBeDefined()
    await readings().save(ada, paper, {}, at(2), message)
    await readings().save(ada, paper, { note: "worth it" }, at(3))
    expect(await readings().remove(ada, paper, at(4), message)).toBeUndefined()
    await readings().save(ada, other, {}, at(5))
    await readings().save(ada, other, {}, at(6), message)
    expect(await readings().remove(ada, other, at(7), message)).toBeUndefined()
    expect(await titlesOf(ada)).toEqual([other, paper])
  })

  test("pages come newest first, by state, tag and note, with how many there are", async () => {
    for (const [index, id] of ["2401.1", "2401.2", "2401.3", "2401.4"].entries())
      await readings().save(
        ada,
        id,
        {
          state: index % 2 ? "read" : "later",
          tags: index < 3 ? ["a"] : ["ab"],
          ...(index === 1 && { note: "why" }),
        },
        at(index),
      )
    const page = async (filter: Parameters<ReturnType<typeof readings>["page"]>[1], offset = 0) => {
      const { saved, total } = await readings().page(ada, filter, { offset, limit: 2 })
      return [saved.map((one) => one.paper), total]
    }
    expect(await page({})).toEqual([["2401.4", "2401.3"], 4])
    expect(await page({}, 2)).toEqual([["2401.2", "2401.1"], 4])
    expect(await page({}, 4)).toEqual([[], 4])
    expect(await page({ state: "later" })).toEqual([["2401.3", "2401.1"], 2])
    expect(await page({ tag: "a" })).toEqual([["2401.3", "2401.2"], 3])
    expect(await page({ tag: "ab", state: "read" })).toEqual([["2401.4"], 1])
    expect(await page({ hasNote: true })).toEqual([["2401.2"], 1])
    expect(await readings().counts(ada)).toEqual({ later: 2, reading: 0, read: 2, dropped: 0 })
  })

  test("a saved title follows to its identifier, with notes and tags of both", async () => {
    const titled = aTitledPaper("A Paper Without a Number")
    const identified = aPaper({ id: "2403.00007", title: titled.title })
    await stores().papers.save([titled], at(0))
    await readings().save(ada, titled.id, { note: "by title", tags: ["a", "b"] }, at(1))
    await readings().save(
      ada,
      identified.id,
      { note: "by number", tags: ["b", "c"], state: "reading" },
      at(2),
    )
    await readings().save(ben, titled.id, { note: "Ben's" }, at(3))
    await readings().save("person-eva", titled.id, { note: "gone" }, at(3))
    await readings().save("person-eva", identified.id, { note: "kept" }, at(3))
    await readings().remove("person-eva", titled.id, at(4))
    await stores().papers.save([identified], at(5))
    expect((await readings().of(ada, [titled.id])).get(titled.id)).toEqual({
      paper: identified.id,
      state: "reading",
      note: "by title\nby number",
      tags: ["a", "b", "c"],
      addedAt: at(1),
      changedAt: at(2),
    })
    expect(await readings().all(ben)).toMatchObject([{ paper: identified.id, note: "Ben's" }])
    expect(await readings().all("person-eva")).toMatchObject([{ paper: identified.id, note: "kept" }])
    await readings().save(ben, titled.id, { state: "read" }, at(6))
    expect(await readings().all(ben)).toMatchObject([{ paper: identified.id, state: "read", note: "Ben's" }])
  })
}
