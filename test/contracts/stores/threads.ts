import { expect, test } from "vitest"
import type { Given } from "../stores.ts"
import { aPaper, aThread, aTitledPaper, at } from "./builders.ts"

const community = "discord:1"
const paper = "2401.00001"

export function threadFacts({ stores, another }: Given): void {
  test("a thread is found by its paper and by its id", async () => {
    expect(await stores().threads.add(aThread())).toBe(true)
    expect(await stores().threads.of(community, paper)).toEqual([aThread()])
    expect(await stores().threads.at(community, "t100")).toEqual(aThread())
    expect(await stores().threads.at("slack:T1", "t100")).toBeUndefined()
  })

  test("of two threads for a paper in a place the first wins", async () => {
    await stores().threads.add(aThread())
    expect(await stores().threads.add(aThread({ thread: "t200", openedBy: "ben" }))).toBe(false)
    expect(await stores().threads.of(community, paper)).toEqual([aThread()])
  })

  test("a paper may have a thread in each place, oldest first", async () => {
    await stores().threads.add(aThread({ place: "general", thread: "t200", at: at(5) }))
    expect(await stores().threads.add(aThread())).toBe(true)
    const threads = await stores().threads.of(community, paper)
    expect(threads.map((thread) => thread.place)).toEqual(["papers", "general"])
  })

  test("a thread of one community is not another's", async () => {
    await stores().threads.add(aThread())
    expect(await stores().threads.add(aThread({ community: "slack:T1" }))).toBe(true)
    expect(await stores().threads.of("slack:T1", paper)).toHaveLength(1)
  })

  test("a paper's threads in other communities are told, most replies first", async () => {
    await stores().threads.add(aThread())
    const few = aThread({ community: "slack:T1", thread: "t200", replies: 2 })
    const many = aThread({ community: "discord:2", thread: "t300", replies: 12 })
    for (const thread of [few, many, aThread({ community: "slack:T1", thread: "t400", paper: "2401.00002" })])
      await stores().threads.add(thread)
    expect(await stores().threads.elsewhere(community, paper)).toEqual([many, few])
  })

  test("a thread elsewhere is found by the id that its paper used to have", async () => {
    const titled = aTitledPaper("Only A Title")
    await stores().papers.save([titled], at(0))
    await stores().threads.add(aThread({ paper: titled.id }))
    await stores().papers.save([aPaper({ title: "Only A Title" })], at(1))
    const [found] = await stores().threads.elsewhere("web:local", titled.id)
    expect(found?.paper).toBe(aPaper().id)
  })

  test("replies are counted as they are told", async () => {
    await stores().threads.add(aThread())
    await stores().threads.setReplies(community, "t100", 12)
    expect((await stores().threads.at(community, "t100"))?.replies).toBe(12)
  })

  test("replies that several are told of at once are all counted", async () => {
    await stores().threads.add(aThread({ replies: 2 }))
    const replicas = [stores(), await another()]
    await Promise.all(
      replicas.flatMap(({ threads }) => [1, 2, 3].map(() => threads.addReply(community, "t100"))),
    )
    expect((await stores().threads.at(community, "t100"))?.replies).toBe(8)
  })

  test("a place is free again when its thread is removed", async () => {
    await stores().threads.add(aThread())
    await stores().threads.remove(community, "t100")
    expect(await stores().threads.of(community, paper)).toEqual([])
    expect(await stores().threads.add(aThread({ thread: "t200" }))).toBe(true)
  })

  test("the discussed papers of a community are told, each once", async () => {
    await stores().threads.add(aThread())
    await stores().threads.add(aThread({ place: "general", thread: "t200" }))
    await stores().threads.add(aThread({ community: "slack:T1", paper: "2401.00002" }))
    expect(await stores().threads.papers(community)).toEqual([paper])
  })
}
