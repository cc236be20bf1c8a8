import { describe, expect, test } from "vitest"
import type { Follow } from "../../../src/vocabulary/following.ts"
import type { Given } from "../stores.ts"
import { aPaper, aTitledPaper, at } from "./builders.ts"

const most = 3

function aFollow(given: Partial<Follow> = {}): Omit<Follow, "since"> {
  const { since: _, ...follow } = {
    ...{ id: "f1", person: "ada", kind: "author" as const, text: "Yann LeCun", name: "Yann LeCun" },
    ...{ createdAt: at(0), since: 0 },
    ...given,
  }
  return follow
}

const aFind = (given: Partial<{ follow: string; paper: string; number: number }> = {}) => ({
  ...{ follow: "f1", paper: "2401.00001", number: 1, at: at(1) },
  ...given,
})

export function followFacts({ stores }: Given): void {
  test("a follow is there until it is taken back, with all that it found", async () => {
    const { following: follows } = stores()
    const follow = await follows.add(aFollow(), most)
    expect(await follows.ofPerson("ada")).toEqual([follow])
    expect(await follows.all()).toEqual([follow])
    await follows.addFinds([aFind()])
    expect(await follows.remove("ada", "f1")).toEqual(follow)
    expect(await follows.remove("ada", "f1")).toBeUndefined()
    expect(await follows.ofPerson("ada")).toEqual([])
    expect(await follows.findsAfter("ada", 0)).toEqual([])
  })

  test("what is followed already stays the one that it is", async () => {
    const { following: follows } = stores()
    const first = await follows.add(aFollow(), most)
    expect(await follows.add(aFollow({ id: "f2", createdAt: at(5) }), most)).toEqual(first)
    expect(await follows.ofPerson("ada")).toHaveLength(1)
  })

  test("nobody has more than the most, and others have theirs", async () => {
    const { following: follows } = stores()
    for (const number of [1, 2, 3])
      await follows.add(aFollow({ id: `f${number}`, text: `A ${number}` }), most)
    expect(await follows.add(aFollow({ id: "f4", text: "A 4" }), most)).toBe("full")
    expect(await follows.add(aFollow({ id: "f5", person: "ben" }), most)).toMatchObject({ id: "f5" })
    expect((await follows.ofPerson("ada")).map(({ id }) => id)).toEqual(["f3", "f2", "f1"])
  })

  test("two presses at once make one follow", async () => {
    const { following: follows } = stores()
    const added = await Promise.all(["f1", "f2", "f3"].map((id) => follows.add(aFollow({ id }), most)))
    expect(new Set(added.map((one) => (one === "full" ? one : one.id))).size).toBe(1)
    expect(await follows.ofPerson("ada")).toHaveLength(1)
  })

  test("it knows which papers were there before it", async () => {
    const { following: follows, papers } = stores()
    await papers.save([aPaper()], at(0))
    const { cursor } = await papers.changesSince(0, 10)
    expect(await papers.newestChange()).toBe(cursor)
    expect(await follows.add(aFollow(), most)).toMatchObject({ since: cursor })
  })

  test("every change of follows has a version of its own", async () => {
    const { following: follows } = stores()
    const versions = [await follows.version()]
    const steps = [
      () => follows.add(aFollow(), most),
      () => follows.exclude("ada", "f1", ["bo fox"], "2401.00001"),
      () => follows.remove("ada", "f1"),
    ]
    for (const step of steps) {
      await step()
      versions.push(await follows.version())
    }
    expect(new Set(versions).size).toBe(4)
  })

  describe("finds", () => {
    test("each paper is found once by a follow, as it was at first", async () => {
      const { following: follows } = stores()
      await follows.add(aFollow(), most)
      await follows.addFinds([aFind({ number: 4 })])
      await follows.addFinds([aFind({ number: 9 })])
      expect(await follows.findsAfter("ada", 0)).toEqual([aFind({ number: 4 })])
      expect(await follows.findsAfter("ada", 4)).toEqual([])
      expect(await follows.newestFinds("ada")).toEqual(new Map([["f1", at(1)]]))
    })

    test("nobody sees another person's", async () => {
      const { following: follows } = stores()
      await follows.add(aFollow(), most)
      await follows.addFinds([aFind()])
      expect(await follows.findsAfter("ben", 0)).toEqual([])
      expect(await follows.newestFinds("ben")).toEqual(new Map())
      expect(await follows.remove("ben", "f1")).toBeUndefined()
      expect(await follows.exclude("ben", "f1", ["bo fox"], "2401.00001")).toBeUndefined()
      expect(await follows.findsAfter("ada", 0)).toHaveLength(1)
    })

    test("those of a follow that is gone are not kept", async () => {
      const { following: follows } = stores()
      await follows.addFinds([aFind()])
      await follows.add(aFollow(), most)
      expect(await follows.findsAfter("ada", 0)).toEqual([])
    })

    test("an excluded paper is not brought, and its co-authors are kept", async () => {
      const { following: follows } = stores()
      await follows.add(aFollow({ exclusions: ["ada quill"] }), most)
      await follows.addFinds([aFind(), aFind({ paper: "2401.00002", number: 2 })])
      const changed = await follows.exclude("ada", "f1", ["bo fox", "ada quill"], "2401.00001")
      expect(changed?.exclusions).toEqual(["ada quill", "bo fox"])
      expect(await follows.ofPerson("ada")).toEqual([changed])
      expect((await follows.findsAfter("ada", 0)).map(({ paper }) => paper)).toEqual(["2401.00002"])
      await follows.addFinds([aFind({ number: 12 })])
      expect(await follows.findsAfter("ada", 2)).toEqual([])
    })
  })

  describe("when a paper known by its title gets its identifier,", () => {
    const titled = aTitledPaper("A Paper Without a Number")
    const identified = aPaper({ id: "2403.00007", title: titled.title })

    test("it was found once, and came when its title came", async () => {
      const { following: follows, papers } = stores()
      await papers.save([titled], at(0))
      await follows.add(aFollow(), most)
      await follows.addFinds([aFind({ paper: titled.id, number: 1 })])
      await papers.save([identified], at(1))
      await follows.addFinds([aFind({ paper: identified.id, number: 3 })])
      expect(await follows.findsAfter("ada", 0)).toEqual([aFind({ paper: identified.id, number: 1 })])
      const { changes } = await papers.changesSince(0, 10)
      expect(changes.find(({ id }) => id === identified.id)).toMatchObject({ first: 1 })
    })

    test("who follows papers like it follows the identified one", async () => {
      const { following: follows, papers } = stores()
      await papers.save([titled], at(0))
      await follows.add(aFollow({ kind: "similar", text: titled.id }), most)
      await papers.save([identified], at(1))
      expect(await follows.ofPerson("ada")).toMatchObject([{ kind: "similar", text: identified.id }])
      const again = await follows.add(aFollow({ id: "f2", kind: "similar", text: titled.id }), most)
      expect(again).toMatchObject({ id: "f1" })
    })
  })
}
