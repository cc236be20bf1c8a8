import { expect, test } from "vitest"
import type { Given } from "../stores.ts"
import { aPaper, aPost, aThread, aTitledPaper, at } from "./builders.ts"

const community = "discord:1"
const [one, other] = ["2401.00001", "2401.00002"]

export function statsFacts({ stores }: Given): void {
  const statsOf = (paper: string, member?: string) =>
    stores()
      .stats.of(community, member, [paper])
      .then((stats) => stats.get(paper))

  test("of a page are votes, threads and posts of each paper", async () => {
    await stores().votes.set({ community, member: "ada", paper: one }, true, at(0))
    await stores().votes.set({ community, member: "ben", paper: one }, true, at(1))
    await stores().threads.add(aThread({ paper: one, replies: 3 }))
    await stores().posts.add(aPost({ paper: other }))
    const stats = await stores().stats.of(community, "ben", [one, other, "2401.00003"])
    expect(stats).toEqual(
      new Map([
        [one, { votes: 2, mine: true, threads: [aThread({ paper: one, replies: 3 })], posts: [] }],
        [
          other,
          { votes: 0, mine: false, threads: [], posts: [{ community, place: "papers", message: "100" }] },
        ],
        ["2401.00003", { votes: 0, mine: false, threads: [], posts: [] }],
      ]),
    )
  })

  test("say whose a vote is only to its member", async () => {
    await stores().votes.set({ community, member: "ada", paper: one }, true, at(0))
    expect(await statsOf(one, "ben")).toMatchObject({ votes: 1, mine: false })
    expect(await statsOf(one)).toMatchObject({ votes: 1, mine: false })
  })

  test("of another community are its own", async () => {
    await stores().votes.set({ community: "slack:T1", member: "ada", paper: one }, true, at(0))
    await stores().threads.add(aThread({ community: "slack:T1", paper: one }))
    expect(await statsOf(one)).toEqual({ votes: 0, mine: false, threads: [], posts: [] })
  })

  test("count no answers and no threads' openings as posts, and have the newest post first", async () => {
    await stores().posts.add(aPost({ paper: one, message: "1", at: at(1) }))
    await stores().posts.add(aPost({ paper: one, message: "2", at: at(2) }))
    await stores().posts.add(aPost({ paper: one, message: "3", kind: "answer" }))
    await stores().posts.add(aPost({ paper: one, message: "4", kind: "thread-opening" }))
    expect((await statsOf(one))?.posts.map(({ message }) => message)).toEqual(["2", "1"])
  })

  test("are asked for under an id that the paper used to have", async () => {
    const title = "A Paper Without a Number"
    const titled = aTitledPaper(title)
    await stores().papers.save([titled, aPaper({ id: "2403.00007", title })], at(0))
    await stores().votes.set({ community, member: "ada", paper: "2403.00007" }, true, at(0))
    const stats = await stores().stats.of(community, "ada", [titled.id, "2403.00007", one])
    expect([...stats].map(([paper, { votes, mine }]) => [paper, votes, mine])).toEqual([
      [titled.id, 1, true],
      ["2403.00007", 1, true],
      [one, 0, false],
    ])
  })

  test("of no papers are none", async () => {
    expect(await stores().stats.of(community, "ada", [])).toEqual(new Map())
  })
}
