import { expect, test } from "vitest"
import type { Given } from "../stores.ts"
import { at } from "./builders.ts"

const community = "discord:1"
const paper = "2401.00001"
const ada = { community, member: "ada", paper }
const ben = { community, member: "ben", paper }
const post = { community, place: "papers", message: "100" }

export function voteFacts({ stores, another }: Given): void {
  test("a member votes for a paper once", async () => {
    expect(await stores().votes.set(ada, true, at(0))).toEqual({ changed: true, votes: 1 })
    expect(await stores().votes.set(ada, true, at(1))).toEqual({ changed: false, votes: 1 })
    expect(await stores().votes.ofMember(community, "ada")).toEqual([{ ...ada, at: at(0) }])
  })

  test("a vote is taken back once", async () => {
    await stores().votes.set(ada, true, at(0))
    await stores().votes.set(ben, true, at(0))
    expect(await stores().votes.set(ada, false, at(1))).toEqual({ changed: true, votes: 1 })
    expect(await stores().votes.set(ada, false, at(2))).toEqual({ changed: false, votes: 1 })
  })

  test("votes of other communities do not count here", async () => {
    await stores().votes.set(ada, true, at(0))
    await stores().votes.set({ ...ada, community: "slack:T1" }, true, at(0))
    expect(await stores().votes.tallies(community, [paper])).toEqual(new Map([[paper, 1]]))
  })

  test("a paper without votes has none", async () => {
    expect(await stores().votes.tallies(community, [paper])).toEqual(new Map([[paper, 0]]))
  })

  test("a member's votes come newest first", async () => {
    await stores().votes.set(ada, true, at(0))
    await stores().votes.set({ ...ada, paper: "2401.00002" }, true, at(1))
    const votes = await stores().votes.ofMember(community, "ada")
    expect(votes.map((vote) => vote.paper)).toEqual(["2401.00002", paper])
  })

  test("the top is by votes, then by id, as many as wanted", async () => {
    for (const [member, of] of [
      ["ada", "2401.00003"],
      ["ada", "2401.00002"],
      ["ben", "2401.00002"],
      ["ada", "2401.00001"],
    ] as const)
      await stores().votes.set({ community, member, paper: of }, true, at(0))
    expect(await stores().votes.top(community, at(0), at(1), 2)).toEqual([
      { paper: "2401.00002", votes: 2 },
      { paper: "2401.00001", votes: 1 },
    ])
  })

  test("the top counts votes from the first instant up to, not at, the last", async () => {
    for (const [member, minute] of [
      ["early", -1],
      ["first", 0],
      ["within", 5],
      ["last", 10],
    ] as const)
      await stores().votes.set({ community, member, paper }, true, at(minute))
    expect(await stores().votes.top(community, at(0), at(10), 5)).toEqual([{ paper, votes: 2 }])
  })

  test.each([
    ["2026-03-02", "2026-03-03", 1],
    ["2026-03-03", "2026-03-04", 0],
    ["0000", "9999", 1],
  ])("the top may be bounded by dates and years: %s to %s", async (from, to, counted) => {
    await stores().votes.set(ada, true, at(0))
    expect(await stores().votes.top(community, from, to, 5)).toHaveLength(counted)
  })

  test("instants are compared as instants, however they are spelled", async () => {
    await stores().votes.set(ada, true, "2026-03-02T09:00:00.5Z")
    expect(
      await stores().votes.top(community, "2026-03-02T09:00:00.500Z", "2026-03-02T09:00:01.000Z", 5),
    ).toHaveLength(1)
    expect(await stores().votes.top(community, at(-1), "2026-03-02T09:00:00Z", 5)).toHaveLength(0)
  })

  test("members who voted by a reaction are known by the post", async () => {
    await stores().votes.set(ada, true, at(0), post)
    await stores().votes.set(ben, true, at(1))
    expect(await stores().votes.via(post)).toEqual(["ada"])
    expect(await stores().votes.via({ ...post, place: "general" })).toEqual([])
  })

  test("a vote that is taken back came by no post", async () => {
    await stores().votes.set(ada, true, at(0), post)
    await stores().votes.set(ada, false, at(1), post)
    expect(await stores().votes.via(post)).toEqual([])
  })

  test("votes of another process are told once, one's own never", async () => {
    const other = (await another()).votes
    const ours = stores().votes
    await ours.set({ community: "web:local", member: "ada", paper: "2401.00001" }, true, at(0))
    await other.set({ community: "web:local", member: "ben", paper: "2401.00002" }, true, at(1))
    await other.set({ community: "web:local", member: "ben", paper: "2401.00002" }, false, at(2))
    const first = await ours.changedElsewhere(0, 10)
    expect(first.changes).toEqual([{ community: "web:local", paper: "2401.00002" }])
    expect((await ours.changedElsewhere(first.cursor, 10)).changes).toEqual([])
  })
}
