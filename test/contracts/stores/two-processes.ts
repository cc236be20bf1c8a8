import { expect, test } from "vitest"
import type { Given } from "../stores.ts"
import { aMessage, aPaper, aTitledPaper, at, papers } from "./builders.ts"
import { allChanges } from "./papers.ts"

export function twoProcessFacts({ stores, another }: Given): void {
  test("what one saves the other sees", async () => {
    const other = await another()
    await stores().papers.save([aPaper()], at(0))
    expect(await other.papers.get(["2401.00001"])).toEqual(new Map([["2401.00001", aPaper()]]))
  })

  test("whoever follows the changes misses none while several write", async () => {
    const writers = [stores(), await another(), await another()]
    const follower = await another()
    const all = papers(300)
    const followed: string[] = []
    let cursor = 0
    const follow = async () => {
      const answer = await follower.papers.changesSince(cursor, 7)
      followed.push(...answer.changes.map((change) => change.id))
      cursor = answer.cursor
      return answer.changes.length
    }
    const writing = writers.map(async (writer, which) => {
      const own = all.filter((_, index) => index % writers.length === which)
      for (let start = 0; start < own.length; start += 10)
        await writer.papers.save(own.slice(start, start + 10), at(0))
    })
    const done = Promise.all(writing)
    let isWriting = true
    const finished = done.then(() => {
      isWriting = false
    })
    while ((await follow()) > 0 || isWriting) await stores().facts.get("a turn for the writers")
    await finished
    // The last may have come between the last look and the end.
    while ((await follow()) > 0);
    expect(followed.toSorted()).toEqual(all.map((paper) => paper.id))
  })

  test("two that vote for the same paper at once count two votes", async () => {
    const other = await another()
    const vote = { community: "discord:1", paper: "2401.00001" }
    await Promise.all([
      ...["a", "b", "c"].map((member) => stores().votes.set({ ...vote, member }, true, at(0))),
      ...["c", "d", "e"].map((member) => other.votes.set({ ...vote, member }, true, at(0))),
    ])
    expect(await stores().votes.tallies("discord:1", ["2401.00001"])).toEqual(new Map([["2401.00001", 5]]))
  })

  test("two that save the same papers at once have each once", async () => {
    const other = await another()
    const many = papers(200)
    const outcomes = await Promise.all([stores().papers.save(many, at(0)), other.papers.save(many, at(0))])
    expect(outcomes.map((outcome) => outcome.added).toSorted()).toEqual([0, 200])
    expect(await allChanges(stores().papers, 50)).toHaveLength(200)
  })

  test("votes that are cast while their paper is joined to another are all counted for it", async () => {
    const other = await another()
    for (let round = 0; round < 10; round++) {
      const title = `A title of its own, number ${round}`
      const titled = aTitledPaper(title)
      const identified = aPaper({ id: `2403.0000${round}`, title })
      await stores().papers.save([titled], at(0))
      const votes = ["a", "b", "c", "d"].map((member) =>
        other.votes.set({ community: "discord:1", member, paper: titled.id }, true, at(0)),
      )
      await Promise.all([stores().papers.save([identified], at(1)), ...votes])
      const tallies = await stores().votes.tallies("discord:1", [identified.id])
      expect(tallies.get(identified.id)).toBe(4)
    }
  })

  test("two that put the same list at once leave one of the two, whole", async () => {
    const other = await another()
    const list = { key: "2026-03-02", closed: true, readAt: at(0), source: "huggingface" } as const
    const entriesOf = (count: number) =>
      papers(count).map(({ id }) => ({ paper: id, upvotes: count, comments: 0 }))
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        stores().lists.put({ ...list, entries: entriesOf(20) }),
        other.lists.put({ ...list, entries: entriesOf(30) }),
      ])
      const entries = (await stores().lists.get("2026-03-02"))?.entries
      expect([entriesOf(20), entriesOf(30)]).toContainEqual(entries)
    }
  })

  test("two that write the same delivery's message at once write one, and both get it", async () => {
    const other = await another()
    for (let round = 0; round < 10; round++) {
      const delivery = `d${round}`
      const [one, same] = await Promise.all([
        stores().chat.add(aMessage(`a${round}`, { delivery })),
        other.chat.add(aMessage(`b${round}`, { delivery })),
      ])
      expect(same).toEqual(one)
    }
    const page = await stores().chat.page({ channel: "general", member: "ada", limit: 99 })
    expect(page).toHaveLength(10)
  })
}
