import { beforeEach, describe, expect, test } from "vitest"
import type { Given } from "../stores.ts"
import {
  aCard,
  aDelivery,
  aMessage,
  anEdition,
  aPaper,
  aPost,
  aThread,
  aTitledPaper,
  at,
} from "./builders.ts"

const community = "discord:1"
const title = "A Paper Without a Number"
const titled = aTitledPaper(title, { upvotes: 30 })
const identified = aPaper({ id: "2403.00007", title })
const joined = [{ from: titled.id, to: identified.id }]

export function joiningFacts(given: Given): void {
  const { stores } = given

  test("an identifier that arrives later takes the title's place", async () => {
    await stores().papers.save([titled], at(0))
    expect(await stores().papers.save([identified], at(1))).toEqual({
      added: 0,
      changed: 1,
      unchanged: 0,
      joined,
    })
    expect(await stores().papers.count()).toBe(1)
  })

  test("the joined paper has what was known of both", async () => {
    await stores().papers.save([{ ...titled, thumbnail: "https://example.org/t.png" }], at(0))
    await stores().papers.save([identified], at(1))
    expect((await stores().papers.get([identified.id])).get(identified.id)).toMatchObject({
      id: identified.id,
      abstract: identified.abstract,
      upvotes: 30,
      thumbnail: "https://example.org/t.png",
    })
  })

  test("the old id still finds the paper", async () => {
    await stores().papers.save([titled], at(0))
    await stores().papers.save([identified], at(1))
    const found = await stores().papers.get([titled.id, identified.id])
    expect([...found].map(([asked, paper]) => [asked, paper.id])).toEqual([
      [titled.id, identified.id],
      [identified.id, identified.id],
    ])
  })

  test("the changes say that the old id is no paper any more", async () => {
    await stores().papers.save([titled], at(0))
    const { cursor } = await stores().papers.changesSince(0, 10)
    await stores().papers.save([identified], at(1))
    const { changes } = await stores().papers.changesSince(cursor, 10)
    expect(changes).toEqual([
      { id: titled.id, number: cursor + 1, first: 1 },
      { id: identified.id, number: cursor + 2, first: 1, paper: expect.objectContaining({ upvotes: 30 }) },
    ])
  })

  test("a title that arrives later updates the identified paper", async () => {
    await stores().papers.save([identified], at(0))
    expect(await stores().papers.save([titled], at(1))).toMatchObject({ added: 0, changed: 1, joined })
    expect(await stores().papers.count()).toBe(1)
    expect((await stores().papers.get([titled.id])).get(titled.id)).toMatchObject({
      id: identified.id,
      upvotes: 30,
    })
  })

  test("the same title once more is unchanged", async () => {
    await stores().papers.save([identified], at(0))
    await stores().papers.save([titled], at(1))
    expect(await stores().papers.save([titled], at(2))).toEqual({
      added: 0,
      changed: 0,
      unchanged: 1,
      joined: [],
    })
  })

  test.each([
    ["title first", [titled, identified]],
    ["identifier first", [identified, titled]],
  ])("both in one call become one: %s", async (_, both) => {
    expect(await stores().papers.save(both, at(0))).toEqual({ added: 1, changed: 0, unchanged: 0, joined })
    expect(await stores().papers.count()).toBe(1)
  })

  test("a title differs in case and punctuation and is the same", async () => {
    await stores().papers.save([aTitledPaper("a paper, without a NUMBER")], at(0))
    expect(await stores().papers.save([identified], at(1))).toMatchObject({ changed: 1, joined })
  })

  test("a known paper whose title changes takes in the one of that title", async () => {
    await stores().papers.save([{ ...identified, title: "An Earlier Title" }, titled], at(0))
    expect(await stores().papers.count()).toBe(2)
    expect(await stores().papers.save([identified], at(1))).toMatchObject({ changed: 1, joined })
    expect(await stores().papers.count()).toBe(1)
  })

  test("a title that two identified papers share joins neither", async () => {
    const namesake = { ...identified, id: "2303.00008" }
    await stores().papers.save([identified, namesake], at(0))
    expect(await stores().papers.save([titled], at(1))).toMatchObject({ added: 1, joined: [] })
    expect(await stores().papers.count()).toBe(3)
  })

  test("two papers with identifiers are never joined", async () => {
    await stores().papers.save([identified], at(0))
    expect(await stores().papers.save([{ ...identified, id: "2303.00008" }], at(1))).toMatchObject({
      added: 1,
      joined: [],
    })
  })

  test("a removed paper is found by its old id when it comes back", async () => {
    await stores().papers.save([titled], at(0))
    await stores().papers.save([identified], at(1))
    await stores().papers.remove([titled.id])
    expect(await stores().papers.count()).toBe(0)
    await stores().papers.save([titled], at(2))
    expect((await stores().papers.get([identified.id])).get(identified.id)?.title).toBe(title)
  })

  describe("what hangs on the title", () => {
    beforeEach(async () => {
      await stores().papers.save([titled], at(0))
    })
    followingFacts(given)
  })
}

function followingFacts({ stores }: Given): void {
  const join = () => stores().papers.save([identified], at(9))

  test("votes follow, and a member who voted for both has one", async () => {
    const { votes } = stores()
    await votes.set({ community, member: "ada", paper: titled.id }, true, at(1))
    await votes.set({ community, member: "ben", paper: titled.id }, true, at(1))
    await votes.set({ community, member: "ben", paper: identified.id }, true, at(2))
    await join()
    expect(await votes.tallies(community, [identified.id, titled.id])).toEqual(
      new Map([
        [identified.id, 2],
        [titled.id, 2],
      ]),
    )
    expect(await votes.ofMember(community, "ben")).toEqual([
      { community, member: "ben", paper: identified.id, at: at(1) },
    ])
  })

  test("posts follow", async () => {
    await stores().posts.add(aPost({ paper: titled.id }))
    await join()
    expect(await stores().posts.ofPaper(community, identified.id)).toEqual([aPost({ paper: identified.id })])
    expect(await stores().posts.ofPaper(community, titled.id)).toHaveLength(1)
  })

  test("the thread follows", async () => {
    await stores().threads.add(aThread({ paper: titled.id }))
    await join()
    expect(await stores().threads.of(community, identified.id)).toEqual([aThread({ paper: identified.id })])
    expect(await stores().threads.add(aThread({ paper: titled.id, thread: "t2" }))).toBe(false)
  })

  test("of two threads in a place the identified paper's comes first", async () => {
    await stores().threads.add(aThread({ paper: titled.id, thread: "old", at: at(1) }))
    await stores().threads.add(aThread({ paper: identified.id, thread: "new", at: at(2) }))
    await join()
    const threads = await stores().threads.of(community, identified.id)
    expect(threads.map((thread) => thread.thread)).toEqual(["new", "old"])
    expect(await stores().threads.at(community, "old")).toMatchObject({ paper: identified.id })
  })

  test("the second thread stays the paper's when the first is removed", async () => {
    await stores().threads.add(aThread({ paper: titled.id, thread: "old" }))
    await stores().threads.add(aThread({ paper: identified.id, thread: "new" }))
    await join()
    await stores().threads.remove(community, "new")
    expect(await stores().threads.add(aThread({ paper: identified.id, thread: "third" }))).toBe(false)
  })

  test("list entries follow, and none is there twice", async () => {
    const entry = { paper: titled.id, upvotes: 30, comments: 1 }
    const list = { closed: true, readAt: at(1), source: "page" } as const
    await stores().lists.put({ ...list, key: "2026-03-01", entries: [entry] })
    await stores().lists.put({
      ...list,
      key: "2026-03-02",
      entries: [{ ...entry, paper: identified.id }, entry],
    })
    await join()
    expect((await stores().lists.get("2026-03-01"))?.entries).toEqual([{ ...entry, paper: identified.id }])
    expect((await stores().lists.get("2026-03-02"))?.entries).toEqual([{ ...entry, paper: identified.id }])
    expect((await stores().lists.daysOf([identified.id])).get(identified.id)).toEqual([
      "2026-03-01",
      "2026-03-02",
    ])
  })

  test("a list that still names the title is about the identified paper", async () => {
    await join()
    const entries = [{ paper: titled.id, upvotes: 1, comments: 0 }]
    await stores().lists.put({ key: "2026-03-03", entries, closed: true, readAt: at(1), source: "page" })
    expect((await stores().lists.get("2026-03-03"))?.entries).toEqual([
      { paper: identified.id, upvotes: 1, comments: 0 },
    ])
  })

  test("a waiting delivery's card follows, and its post is the identified paper's", async () => {
    await stores().editions.plan(anEdition(), [aDelivery({ card: aCard(titled.id) })], undefined)
    await join()
    const [claim] = await stores().editions.claim({ now: at(10), leaseUntil: at(11), limit: 1 })
    expect(claim?.card.paper).toBe(identified.id)
    if (claim) await stores().editions.confirm(claim, { community, place: "papers", message: "5" }, at(10))
    expect(await stores().posts.ofPaper(community, identified.id)).toHaveLength(1)
  })

  test("a card in the page's chat leads to the identified paper", async () => {
    await stores().chat.add(aMessage("1", { card: aCard(titled.id) }))
    await join()
    expect((await stores().chat.get("1"))?.card).toEqual(aCard(identified.id))
  })

  test("a vote for the title, once joined, is a vote for the identified paper", async () => {
    await join()
    const vote = { community, member: "ada", paper: titled.id }
    expect(await stores().votes.set(vote, true, at(10))).toEqual({ changed: true, votes: 1 })
    expect((await stores().votes.ofMember(community, "ada"))[0]?.paper).toBe(identified.id)
  })
}
