import { expect, test } from "vitest"
import type { ChatMessage } from "../../../src/vocabulary/community-stores.ts"
import type { Given } from "../stores.ts"
import { aCard, aMessage } from "./builders.ts"

export function chatFacts({ stores }: Given): void {
  const add = async (...messages: readonly ChatMessage[]) => {
    for (const message of messages) await stores().chat.add(message)
  }
  const idsOf = (page: readonly ChatMessage[]) => page.map((message) => message.id)
  const general = { channel: "general", member: "ada", limit: 10 }

  test("a message comes back as it was written", async () => {
    const full = aMessage("1", { thread: "0", card: aCard("2401.00001"), onlyFor: "ada", delivery: "d1" })
    expect(await stores().chat.add(full)).toEqual(full)
    expect(await stores().chat.get("1")).toEqual(full)
    expect(await stores().chat.get("2")).toBeUndefined()
  })

  test("a delivery is written once: the stored message comes back", async () => {
    const first = aMessage("1", { delivery: "d1" })
    await add(first)
    expect(await stores().chat.add(aMessage("2", { delivery: "d1" }))).toEqual(first)
    expect(idsOf(await stores().chat.page(general))).toEqual(["1"])
  })

  test("an edit changes what it names and keeps the rest", async () => {
    await add(aMessage("1", { card: aCard() }))
    expect(await stores().chat.edit("1", { text: "new words" })).toEqual(
      aMessage("1", { card: aCard(), text: "new words" }),
    )
    expect(await stores().chat.edit("1", { card: aCard("2401.00001") })).toMatchObject({
      text: "new words",
      card: { paper: "2401.00001" },
    })
    expect(await stores().chat.edit("1", {})).toMatchObject({ text: "new words" })
    expect(await stores().chat.edit("2", { text: "nobody's" })).toBeUndefined()
  })

  test("a page is the newest messages, oldest first", async () => {
    await add(...["a", "c", "b", "d"].map((id) => aMessage(id)))
    expect(idsOf(await stores().chat.page({ ...general, limit: 3 }))).toEqual(["c", "b", "d"])
  })

  test("the page before a message goes on where it began", async () => {
    await add(...["1", "2", "3", "4", "5"].map((id) => aMessage(id)))
    const before = { ...general, limit: 2, before: "4" }
    expect(idsOf(await stores().chat.page(before))).toEqual(["2", "3"])
    expect(idsOf(await stores().chat.page({ ...before, before: "1" }))).toEqual([])
  })

  test("channel and thread are pages of their own", async () => {
    await add(aMessage("1"), aMessage("2", { thread: "1" }), aMessage("3", { channel: "papers" }))
    expect(idsOf(await stores().chat.page(general))).toEqual(["1"])
    expect(idsOf(await stores().chat.page({ ...general, thread: "1" }))).toEqual(["2"])
  })

  test("a private answer is seen by its member alone", async () => {
    await add(aMessage("1"), aMessage("2", { onlyFor: "ben" }))
    expect(idsOf(await stores().chat.page(general))).toEqual(["1"])
    expect(idsOf(await stores().chat.page({ ...general, member: "ben" }))).toEqual(["1", "2"])
  })

  test("replies are counted, private ones are not", async () => {
    await add(
      aMessage("1"),
      aMessage("2", { thread: "1" }),
      aMessage("3", { thread: "1" }),
      aMessage("4", { thread: "1", onlyFor: "ben" }),
    )
    expect(await stores().chat.replies(["1", "2"])).toEqual(
      new Map([
        ["1", 2],
        ["2", 0],
      ]),
    )
  })

  test("a removed message is gone", async () => {
    await add(aMessage("1"))
    await stores().chat.remove("1")
    expect(await stores().chat.get("1")).toBeUndefined()
  })
}
