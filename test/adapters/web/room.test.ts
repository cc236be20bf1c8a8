import { describe, expect, test } from "vitest"
import { createMessageIds } from "../../../adapters/web/room.ts"
import { words } from "../../../src/words/words.ts"
import { htmlToText } from "./html-text.ts"
import { cursorOf, type OpenPage, openPage, type Visitor, visit } from "./open-page.ts"

describe("what a member writes", () => {
  test("is said, as its characters", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    await ada.send("/say", { text: "<b>*hello*</b> & @everyone" })
    const shown = await ada.page("/channels/general")
    expect(shown).not.toContain("<b>*hello")
    expect(htmlToText(shown)).toContain("<b>*hello*</b> & @everyone")
  })

  test("is said once, however often a bad line makes the browser send it", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    for (const _ of [1, 2, 3]) await ada.send("/say", { text: "hello", key: "one" })
    await ada.send("/say", { text: "hello", key: "two" })
    expect(await page.said()).toEqual(["hello", "hello"])
  })

  test.each([
    ["/paper search sparse attention", "search sparse attention"],
    ["/search sparse", "search sparse"],
    ["/paper", ""],
    ["  /paper   help ", "help"],
    ["/papers", "papers"],
  ])("the line %j is the command %j", async (text, line) => {
    const { page } = await aRoom()
    await (await page.visit()).send("/say", { text })
    expect(page.bot.heard.map(({ input }) => input)).toEqual([{ kind: "line", text: line }])
  })

  test("to @paperboy is a mention, and said as well", async () => {
    const { page } = await aRoom()
    await (await page.visit()).send("/say", { text: "@Paperboy: random" })
    expect(page.bot.heard[0]?.input).toEqual({ kind: "mention", text: "random" })
    expect(await page.said()).toEqual(["@Paperboy: random"])
  })
})

describe("a line that is being written", () => {
  test.each([
    ["/", ["search", "show", "random", "upvote", "discuss", "deliver"]],
    ["/pa", ["search", "show", "random", "upvote", "discuss", "deliver"]],
    ["/sea", ["search"]],
    ["", []],
    ["/paper s", ["search", "show"]],
    ["/search ", []],
    ["hello", []],
  ])("%j is completed to %j", async (line, labels) => {
    const { page } = await aRoom()
    const response = await (await page.visit()).get(
      `/complete?channel=general&line=${encodeURIComponent(line)}`,
    )
    const offered = (await response.json()) as { label: string; value: string }[]
    expect(offered.map(({ label }) => label)).toEqual(labels)
    expect(offered.every(({ value }) => value.startsWith("/paper "))).toBe(true)
  })
})

describe("a private answer", () => {
  test("is seen by its asker alone, now and later", async () => {
    const { page } = await aRoom()
    const [ada, bob] = [await page.visit(), await page.visit()]
    await ada.send("/say", { text: "/random" })
    expect(await ada.page("/channels/general")).toContain(words.web.message.onlyYou)
    expect(await bob.page("/channels/general")).not.toContain("Small Rooms")
  })

  test("is not told to other windows", async () => {
    const { page } = await aRoom()
    const [ada, bob] = [await page.visit(), await page.visit()]
    const line = await bob.listen(cursorOf(await bob.page("/channels/general")))
    await ada.send("/say", { text: "/random" })
    await ada.send("/say", { text: "hello", key: "2" })
    const events = [await line.next(), await line.next()]
    expect(events.map(({ event }) => event)).toEqual(["votes", "message"])
    expect(events.map(({ data }) => data).join("")).not.toContain("Small Rooms")
  })

  test("cannot be pressed, dismissed or replied to by another", async () => {
    const { page } = await aRoom()
    const [ada, bob] = [await page.visit(), await page.visit()]
    await ada.send("/say", { text: "/random" })
    const id = idOf(await ada.page("/channels/general"))
    expect((await bob.send("/say", { text: "hello", thread: id })).status).toBe(400)
    await bob.send("/press", { message: id, press: press("random", "update") })
    await bob.send("/dismiss", { message: id })
    expect(page.bot.heard.at(-1)?.on).toBeUndefined()
    expect(await ada.page("/channels/general")).toContain(`id="m-${id}"`)
  })

  test("goes when its asker dismisses it", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    await ada.send("/say", { text: "/random" })
    await ada.send("/dismiss", { message: idOf(await ada.page("/channels/general")) })
    expect(await ada.page("/channels/general")).not.toContain("Small Rooms")
  })

  test("gives way to a better one that comes later", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    await ada.send("/say", { text: "/slow" })
    const before = await ada.page("/channels/general")
    expect(before).toContain(words.web.message.searching)
    const line = await ada.listen(cursorOf(before))
    page.bot.finishSlow()
    expect((await line.next()).data).toContain("Here is all of it")
    expect((await line.next()).data).not.toContain(words.web.message.searching)
    expect(await ada.page("/channels/general")).not.toContain("Here is what is known")
  })

  test("that leads to a thread opens it", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    const response = await ada.send("/say", { text: "/discuss 2401.00001" })
    expect(await response.json()).toEqual({ open: expect.stringMatching(/^\/channels\/general\/t\/\w+$/) })
  })
})

test("an answer that fails concerns its asker alone, whatever the command", async () => {
  const { page } = await aRoom()
  const [ada, bob] = [await page.visit(), await page.visit()]
  await ada.send("/say", { text: "/unreachable" })
  expect(await ada.page("/channels/general")).toContain(words.web.message.onlyYou)
  expect(await bob.page("/channels/general")).not.toContain("Nobody answers")
})

describe("a button", () => {
  test("that updates changes the message that holds it", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    await ada.send("/say", { text: "/search x" })
    const id = idOf(await ada.page("/channels/general"))
    await ada.send("/press", { message: id, press: press("search", "update", { page: 2 }) })
    const after = await ada.page("/channels/general")
    expect(after).toContain(`id="m-${id}"`)
    expect(after.match(/<li class="message/g)).toHaveLength(1)
    expect(after).toContain("page 2")
  })

  test("that updates never shows everybody a private answer", async () => {
    const { page } = await aRoom()
    const [ada, bob] = [await page.visit(), await page.visit()]
    await ada.send("/say", { text: "/search x" })
    const id = idOf(await ada.page("/channels/general"))
    await bob.send("/press", { message: id, press: press("random", "update") })
    expect(await ada.page("/channels/general")).toContain("page 1")
    expect(await ada.page("/channels/general")).not.toContain(words.web.message.onlyYou)
    expect(await bob.page("/channels/general")).toContain(words.web.message.onlyYou)
  })

  test("that replies answers beneath", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    await ada.send("/say", { text: "/search x" })
    await ada.send("/press", {
      message: idOf(await ada.page("/channels/general")),
      press: press("show", "reply"),
    })
    expect((await ada.page("/channels/general")).match(/<li class="message/g)).toHaveLength(2)
  })

  test("says which message it was pressed on", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    await ada.send("/say", { text: "/show" })
    const id = idOf(await ada.page("/channels/general"))
    await ada.send("/press", { message: id, press: press("show", "reply") })
    expect(page.bot.heard.at(-1)?.on).toEqual({ community: "web:local", place: "general", message: id })
  })
})

describe("a vote", () => {
  test("is counted once a member and taken back", async () => {
    const { page } = await aRoom()
    const [ada, bob] = [await page.visit(), await page.visit()]
    await ada.send("/say", { text: "/search x" })
    const vote = (visitor: Visitor, on: string) => visitor.send("/vote", { paper: "2401.00001", on })
    for (const on of ["1", "1"]) await vote(ada, on)
    await vote(bob, "1")
    expect(chip(await ada.page("/channels/general"))).toBe("true 2")
    await vote(ada, "0")
    expect(chip(await ada.page("/channels/general"))).toBe("false 1")
    expect(chip(await bob.page("/channels/general"))).toBe("true 1")
  })

  test("by a line is told to every window that shows the paper", async () => {
    const { page } = await aRoom()
    const [ada, bob] = [await page.visit(), await page.visit()]
    const line = await bob.listen(cursorOf(await bob.page("/channels/general")))
    await ada.send("/say", { text: "/upvote 2401.00001" })
    expect(await line.next()).toMatchObject({ event: "votes", data: expect.stringContaining('"votes":1') })
  })

  test("that cannot be cast is answered with why", async () => {
    const { page } = await aRoom()
    const response = await (await page.visit()).send("/vote", { paper: "2401.99999", on: "1" })
    expect([response.status, await response.text()]).toEqual([422, "No such paper"])
  })

  test("on a message about the paper is the same as anywhere, so it can be taken back anywhere", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    await ada.send("/say", { text: "/show 2401.00001" })
    const message = idOf(await ada.page("/channels/general"))
    await ada.send("/vote", { paper: "2401.00001", on: "1", message })
    expect(page.bot.heard.at(-1)?.input).toMatchObject({ command: "upvote" })
    expect(chip(await ada.page("/channels/general"))).toBe("true 1")
  })
})

describe("a thread", () => {
  test("holds what is written in it, and the channel says how much", async () => {
    const { page } = await aRoom()
    const ada = await page.visit()
    await ada.send("/say", { text: "/show 2401.00001" })
    const thread = idOf(await ada.page("/channels/general"))
    await ada.send("/say", { text: "I like it", thread, key: "2" })
    expect(await ada.page("/channels/general")).not.toContain("I like it")
    expect(htmlToText(await ada.page("/channels/general"))).toContain(words.web.message.replies(1))
    expect(await ada.page(`/channels/general/t/${thread}`)).toContain("I like it")
    expect(page.bot.replies.get(thread)).toBe(1)
  })

  test.each(["/channels/general/t/gone", "/channels/random/t/{}", "/channels/nowhere", "/setup/nowhere"])(
    "at the wrong address %s is a page that says so",
    async (path) => {
      const { page } = await aRoom()
      const ada = await page.visit()
      await ada.send("/say", { text: "hello" })
      const id = idOf(await ada.page("/channels/general"))
      const answer = await ada.get(path.replace("{}", id))
      expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/html; charset=UTF-8"])
    },
  )
})

test("ids sort by time, within a millisecond and when the clock goes back", () => {
  const times = [1_000, 1_000, 1_000, 2_000, 500, 500]
  const newId = createMessageIds(() => times.shift() ?? 3_000)
  const ids = Array.from({ length: 8 }, () => newId())
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(8)
})

async function aRoom() {
  const open: OpenPage = await openPage()
  const said = async () =>
    (await open.chat.page({ channel: "general", member: "", limit: 50 }))
      .filter(({ card }) => !card)
      .map(({ text }) => text)
  return { page: { ...open, said, visit: () => visit(open.address) } }
}

/** The newest message of a page. */
function idOf(page: string): string {
  return [...page.matchAll(/id="m-(\w+)"/g)].at(-1)?.[1] ?? ""
}

function chip(page: string): string {
  const [, pressed, count] =
    /aria-pressed="(\w+)" data-vote="2401\.00001".*?class="count">(\d*)</s.exec(page) ?? []
  return `${pressed} ${count}`
}

function press(command: string, effect: string, args: object = {}): string {
  return JSON.stringify({ command, arguments: args, effect })
}
