import { expect, test } from "vitest"
import type { Given } from "../stores.ts"
import { aPost, aThread, at } from "./builders.ts"

const ref = { community: "discord:1", place: "papers", message: "100" }

export function postFacts({ stores }: Given): void {
  test("a post is found where it lies", async () => {
    await stores().posts.add(aPost())
    expect(await stores().posts.at(ref)).toEqual(aPost())
    expect(await stores().posts.at({ ...ref, place: "general" })).toBeUndefined()
  })

  test("a post that is added again lies there once", async () => {
    await stores().posts.add(aPost({ kind: "answer" }))
    await stores().posts.add(aPost())
    expect(await stores().posts.ofPaper("discord:1", "2401.00001")).toEqual([aPost()])
  })

  test("a paper's posts come newest first, of one community", async () => {
    await stores().posts.add(aPost({ message: "1", at: at(1) }))
    await stores().posts.add(aPost({ message: "2", at: at(2) }))
    await stores().posts.add(aPost({ message: "3", at: at(3), community: "slack:T1" }))
    await stores().posts.add(aPost({ message: "4", at: at(4), paper: "2401.00002" }))
    const posts = await stores().posts.ofPaper("discord:1", "2401.00001")
    expect(posts.map((post) => post.message)).toEqual(["2", "1"])
  })

  test("a community's posts since an instant come oldest first", async () => {
    for (const minute of [3, 1, 2, 0])
      await stores().posts.add(aPost({ message: `${minute}`, at: at(minute) }))
    await stores().posts.add(aPost({ message: "9", at: at(9), community: "slack:T1" }))
    const posts = await stores().posts.since("discord:1", at(1))
    expect(posts.map((post) => post.message)).toEqual(["1", "2", "3"])
  })

  test("a platform's posts since an instant are those of all its communities", async () => {
    for (const [minute, community] of [
      [1, "slack:T1"],
      [2, "discord:2"],
      [3, "discordish:1"],
      [4, "discord:1"],
      [0, "discord:1"],
    ] as const)
      await stores().posts.add(aPost({ message: `${minute}`, at: at(minute), community }))
    const posts = await stores().posts.ofPlatformSince("discord", at(1))
    expect(posts.map((post) => post.message)).toEqual(["2", "4"])
  })

  test("a place's papers are those of its posts and threads within a span, the newest first and each once", async () => {
    const { posts, threads } = stores()
    const [one, two, three] = ["2401.00001", "2401.00002", "2401.00003"]
    await posts.add(aPost({ message: "1", at: at(1), paper: one }))
    await posts.add(aPost({ message: "2", at: at(2), paper: two, number: 1 }))
    await posts.add(aPost({ message: "3", at: at(3), paper: one }))
    // A forum's post is a thread, and lies in itself.
    await posts.add(aPost({ message: "4", at: at(4), paper: three, place: "a-post-of-the-forum" }))
    await threads.add(aThread({ thread: "a-post-of-the-forum", at: at(4), paper: three }))
    await posts.add(aPost({ message: "5", at: at(5), paper: "2401.00005", kind: "answer" }))
    await posts.add(aPost({ message: "6", at: at(6), paper: "2401.00006", place: "general" }))
    await posts.add(aPost({ message: "7", at: at(7), paper: "2401.00007", community: "slack:T1" }))
    const here = { community: "discord:1", place: "papers" }
    expect(await posts.inPlace(here, {}, 10)).toEqual([three, one, two])
    expect(await posts.inPlace(here, {}, 2)).toEqual([three, one])
    expect(await posts.inPlace(here, { from: at(2), to: at(4) }, 10)).toEqual([one, two])
  })

  test("a removed post is gone", async () => {
    await stores().posts.add(aPost())
    await stores().posts.remove(ref)
    await stores().posts.remove(ref)
    expect(await stores().posts.at(ref)).toBeUndefined()
  })
}
