import { describe, expect, test } from "vitest"
import { cursorOf, openPage, visit } from "./open-page.ts"

describe("the live line", () => {
  test("tells every window what is new, each in its member's view", async () => {
    const { address } = await openPage()
    const [ada, bob] = [await visit(address), await visit(address)]
    await ada.send("/say", { text: "/search x" })
    const line = await bob.listen(cursorOf(await bob.page("/c/general")))
    await ada.send("/vote", { paper: "2401.00001", on: "1" })
    expect(JSON.parse((await line.next()).data)).toEqual({ paper: "2401.00001", votes: 1, mine: false })
  })

  test("goes on after a break, missing nothing", async () => {
    const { address } = await openPage()
    const [ada, bob] = [await visit(address), await visit(address)]
    const line = await bob.listen(cursorOf(await bob.page("/c/general")))
    await ada.send("/say", { text: "first", key: "1" })
    const { id } = await line.next()
    for (const key of ["2", "3"]) await ada.send("/say", { text: `message ${key}`, key })
    const again = await bob.listen(id)
    expect((await again.next()).data).toContain("message 2")
    expect((await again.next()).data).toContain("message 3")
  })

  test("has missed something after a restart", async () => {
    const { address, chat, web } = await openPage()
    const cursor = cursorOf(await (await visit(address)).page("/c/general"))
    await web.stop()
    const other = await openPage({
      chat,
      clock: {
        now: () => Temporal.Instant.from("2025-10-28T00:00:00Z"),
        wait: () => new Promise(() => undefined),
      },
    })
    const line = await (await visit(other.address)).listen(cursor)
    expect((await line.next()).event).toBe("missed")
  })

  test("is for members only", async () => {
    const { address } = await openPage()
    expect((await fetch(`${address}/events`)).status).toBe(401)
  })
})
