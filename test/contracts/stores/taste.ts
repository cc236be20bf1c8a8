import { expect, test } from "vitest"
import type { Given } from "../stores.ts"
import { aPaper, aTitledPaper, at } from "./builders.ts"

export function tasteFacts({ stores }: Given): void {
  test("what a person says about a paper replaces what they said before", async () => {
    const { taste } = stores()
    expect(await taste.set("ada", "2401.00001", "less", at(1))).toBeUndefined()
    expect(await taste.set("ada", "2401.00001", "more", at(2))).toBe("less")
    expect(await taste.of("ada")).toEqual({ marks: [{ paper: "2401.00001", mark: "more", at: at(2) }] })
  })

  test("what is taken back is gone, and what others said stays", async () => {
    const { taste } = stores()
    await taste.set("ada", "2401.00001", "less", at(1))
    await taste.set("bob", "2401.00001", "more", at(1))
    expect(await taste.set("ada", "2401.00001", undefined, at(2))).toBe("less")
    expect(await taste.of("ada")).toEqual({ marks: [] })
    expect((await taste.of("bob")).marks).toHaveLength(1)
  })

  test("marks come newest first", async () => {
    const { taste } = stores()
    for (const [paper, day] of [
      ["2401.00001", 1],
      ["2401.00003", 3],
      ["2401.00002", 2],
    ] as const)
      await taste.set("ada", paper, "more", at(day))
    const papers = (await taste.of("ada")).marks.map(({ paper }) => paper)
    expect(papers).toEqual(["2401.00003", "2401.00002", "2401.00001"])
  })

  test("a start keeps what was said before it, and is taken back as a whole", async () => {
    const { taste } = stores()
    await taste.set("ada", "2401.00001", "less", at(1))
    await taste.startAt("ada", at(2))
    await taste.startAt("ada", at(3))
    expect(await taste.of("ada")).toMatchObject({ marks: [{ mark: "less" }], since: at(3) })
    expect(await taste.of("bob")).toEqual({ marks: [] })
    await taste.startAt("ada", undefined)
    expect((await taste.of("ada")).since).toBeUndefined()
  })

  test("of two papers that turn out to be one, what was said last holds", async () => {
    const { papers, taste } = stores()
    const titled = aTitledPaper("One and the same")
    const identified = aPaper({ id: "2401.00009", title: titled.title })
    await papers.save([titled], at(0))
    await taste.set("ada", titled.id, "less", at(2))
    await taste.set("ada", identified.id, "more", at(1))
    await taste.set("bob", titled.id, "more", at(1))
    await papers.save([identified], at(3))
    expect((await taste.of("ada")).marks).toEqual([{ paper: identified.id, mark: "less", at: at(2) }])
    expect((await taste.of("bob")).marks).toEqual([{ paper: identified.id, mark: "more", at: at(1) }])
    expect(await taste.set("bob", titled.id, undefined, at(4))).toBe("more")
  })

  test("of two persons who are one, the last word about a paper and the last start hold", async () => {
    const { members, taste } = stores()
    await taste.set("ada", "2401.00001", "less", at(2))
    await taste.set("bob", "2401.00001", "more", at(1))
    await taste.set("bob", "2401.00002", "more", at(1))
    await taste.startAt("ada", at(1))
    await taste.startAt("bob", at(5))
    await members.join("bob", "ada")
    const both = await taste.of("ada")
    expect(both.marks.map(({ paper, mark }) => [paper, mark])).toEqual([
      ["2401.00001", "less"],
      ["2401.00002", "more"],
    ])
    expect(both.since).toBe(at(5))
    expect(await taste.of("bob")).toEqual({ marks: [] })
  })
}
