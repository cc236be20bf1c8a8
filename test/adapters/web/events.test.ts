import { describe, expect, onTestFinished, test } from "vitest"
import type { ChatStore } from "../../../src/vocabulary/community-stores.ts"
import { words } from "../../../src/words/words.ts"
import { openStores } from "../../open-stores.ts"
import { cursorOf, openPage, type Visitor, visit } from "./open-page.ts"

describe("the live line", () => {
  test("tells every window what is new, each in its member's view", async () => {
    const { address } = await openPage()
    const [ada, bob] = [await visit(address), await visit(address)]
    await ada.send("/say", { text: "/search x" })
    const line = await bob.listen(cursorOf(await bob.page("/channels/general")))
    await ada.send("/vote", { paper: "2401.00001", on: "1" })
    expect(JSON.parse((await line.next()).data)).toEqual({ paper: "2401.00001", votes: 1, mine: false })
  })

  test("goes on after a break, missing nothing", async () => {
    const { address } = await openPage()
    const [ada, bob] = [await visit(address), await visit(address)]
    const line = await bob.listen(cursorOf(await bob.page("/channels/general")))
    await ada.send("/say", { text: "first", key: "1" })
    const { id } = await line.next()
    for (const key of ["2", "3"]) await ada.send("/say", { text: `message ${key}`, key })
    const again = await bob.listen(id)
    expect((await again.next()).data).toContain("message 2")
    expect((await again.next()).data).toContain("message 3")
  })

  test("has missed something after a restart", async () => {
    const { address, chat, web } = await openPage()
    const cursor = cursorOf(await (await visit(address)).page("/channels/general"))
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

  test("renders a message once, however many windows show it, with each member's own votes", async () => {
    const stores = await openStores()
    let reads = 0
    const chat: ChatStore = {
      ...stores.chat,
      get: (id) => {
        reads += 1
        return stores.chat.get(id)
      },
    }
    const { address, bot } = await openPage({ chat })
    const [ada, bob] = [await visit(address), await visit(address)]
    await ada.send("/vote", { paper: "2401.00001", on: "1" })
    const cursor = cursorOf(await bob.page("/channels/general"))
    const windows = await Promise.all([ada, ada, bob, bob, bob].map((visitor) => visitor.listen(cursor)))
    let stats = 0
    const { paperStats } = bot
    bot.paperStats = (actor, papers) => {
      stats += 1
      return paperStats(actor, papers)
    }
    await bob.send("/say", { text: "/show 2401.00001" })
    const events = await Promise.all(windows.map(async (line) => JSON.parse((await untilMessage(line)).data)))
    expect(events.map(({ voted }) => voted)).toEqual([["2401.00001"], ["2401.00001"], [], [], []])
    expect(new Set(events.map(({ html }) => html)).size).toBe(1)
    // One read for all; stats for the rendering, for the vote's event and for the message, the latter once a member.
    expect(reads).toBe(1)
    expect(stats).toBeLessThanOrEqual(5)
  })

  test("is refused beyond as many windows as a member can look at, and no other member's is", async () => {
    const { address } = await openPage()
    const [ada, bob] = [await visit(address), await visit(address)]
    const answers = await Promise.all(Array.from({ length: 40 }, () => ada.get("/events", {}, closeAtEnd())))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(24)
    expect(await refused[0]?.text()).toContain(words.web.refusals.tooManyWindows(16))
    expect((await bob.get("/events", {}, closeAtEnd())).status).toBe(200)
  })

  test("makes room for another when a window closes", async () => {
    const { address } = await openPage()
    const ada = await visit(address)
    const closing = new AbortController()
    for (let n = 0; n < 16; n += 1) await ada.get("/events", {}, closing.signal)
    closing.abort()
    await expect.poll(async () => (await ada.get("/events", {}, closeAtEnd())).status).toBe(200)
  })

  test("is for members only", async () => {
    const { address } = await openPage()
    expect((await fetch(`${address}/events`)).status).toBe(401)
  })
})

/** The signal of a request that ends with the test. */
function closeAtEnd(): AbortSignal {
  const closing = new AbortController()
  onTestFinished(() => closing.abort())
  return closing.signal
}

async function untilMessage(line: Awaited<ReturnType<Visitor["listen"]>>) {
  for (let event = await line.next(); ; event = await line.next()) if (event.event === "message") return event
}
