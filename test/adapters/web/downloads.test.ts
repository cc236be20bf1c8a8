import { expect, test } from "vitest"
import { createDownloads } from "../../../adapters/web/downloads.ts"
import { words } from "../../../src/words/words.ts"
import { createFakeClock } from "../../clock.ts"
import { htmlToText } from "./html-text.ts"
import { type OpenPage, openPage, type Visitor, visit } from "./open-page.ts"

const filesIn = (html: string) =>
  [...html.matchAll(/href="[^"]*(\/files\/[^"]+)"/g)].map(([, path = ""]) => path)

/** A member who asked for a file, and the address in the answer. */
async function asked(page: OpenPage): Promise<{ readonly ada: Visitor; readonly path: string }> {
  const ada = await visit(page.address)
  await ada.send("/say", { text: "/export" })
  const [path = ""] = filesIn(await ada.page("/channels/general"))
  return { ada, path }
}

test("a file is a link under its name and size, which saves it under that name", async () => {
  const page = await openPage()
  const { ada, path } = await asked(page)
  expect(htmlToText(await ada.page("/channels/general"))).toContain(
    words.web.message.download("saved “papers”.bib · 8 bytes"),
  )
  const response = await ada.get(path)
  expect(response.headers.get("content-disposition")).toBe(
    "attachment; filename=\"saved _papers_.bib\"; filename*=UTF-8''saved%20%E2%80%9Cpapers%E2%80%9D.bib",
  )
  expect(response.headers.get("x-content-type-options")).toBe("nosniff")
  expect(response.headers.get("content-type")).toBe("text/x-bibtex; charset=utf-8")
  expect(await response.text()).toBe("@misc{a}")
})

test("a file is its member's alone", async () => {
  const page = await openPage()
  const { path } = await asked(page)
  const bob = await visit(page.address)
  const refused = await bob.get(path)
  expect([refused.status, htmlToText(await refused.text())]).toEqual([
    404,
    expect.stringContaining(words.web.lost.file),
  ])
  expect((await fetch(`${page.address}${path}`)).status).toBe(401)
})

test("a file is kept for half an hour, and its message longer", async () => {
  const page = await openPage()
  const { ada, path } = await asked(page)
  await page.clock.advance({ minutes: 29 })
  expect((await ada.get(path)).status).toBe(200)
  await page.clock.advance({ minutes: 1 })
  expect((await ada.get(path)).status).toBe(404)
  expect(filesIn(await ada.page("/channels/general"))).toEqual([path])
})

test("the bytes of a file are not in the store", async () => {
  const page = await openPage()
  await asked(page)
  const member = page.bot.heard[0]?.actor.member ?? ""
  const [message] = await page.chat.page({
    channel: "general",
    thread: undefined,
    member,
    before: undefined,
    limit: 5,
  })
  expect(message?.card?.title).toEqual([{ text: "1 paper" }])
  expect(message?.card?.blocks.map(({ kind }) => kind)).toEqual(["actions"])
})

test("files that take too much memory go, the oldest first", () => {
  const downloads = createDownloads(createFakeClock("2025-10-27T15:00:00Z"), 10)
  const file = (name: string, size: number) => ({
    name,
    type: "text/plain",
    bytes: new Uint8Array(size),
    alt: "",
  })
  const tokens = [file("a", 4), file("b", 4), file("c", 4)].map(
    (one) => downloads.keep(one, undefined).split("/")[2] ?? "",
  )
  expect(tokens.map((token) => downloads.find(token, "ada")?.name)).toEqual([undefined, "b", "c"])
})
