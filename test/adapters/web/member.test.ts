import { describe, expect, test } from "vitest"
import { cleanName } from "../../../adapters/web/member.ts"
import { words } from "../../../src/words/words.ts"
import { openPage, visit } from "./open-page.ts"

describe("a browser", () => {
  test("becomes a member by a cookie that scripts and other sites cannot use", async () => {
    const { address } = await openPage()
    const cookie = (await fetch(`${address}/channels/general`)).headers.get("set-cookie")
    expect(cookie).toMatch(/^paperboy=[\w-]{22}\.; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test("sends its cookie over TLS only where the page stands behind it", async () => {
    const { web } = await openPage({ publicOrigin: "https://papers.example.org", port: 0 })
    const { detail } = web.health()
    expect(detail).toContain("https://papers.example.org")
  })

  test("that follows a link from elsewhere stays who it is", async () => {
    const { address } = await openPage()
    const response = await fetch(`${address}/channels/general`, {
      headers: { "sec-fetch-site": "cross-site" },
    })
    expect(response.headers.get("set-cookie")).toBeNull()
    expect(await response.text()).toContain(`http-equiv="refresh"`)
  })

  test("keeps its name", async () => {
    const { address, chat } = await openPage()
    const response = await (await visit(address)).send("/member", { name: "  Ada \u202eQuill " })
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? ""
    const body = new URLSearchParams({ channel: "general", key: "k", text: "hello" })
    await fetch(`${address}/say`, { method: "POST", headers: { cookie, origin: address }, body })
    const [message] = await chat.page({ channel: "general", member: "", limit: 1 })
    expect(message?.memberName).toBe("Ada Quill")
  })

  test("that has lost its cookie is told to reload", async () => {
    const { address } = await openPage()
    const response = await fetch(`${address}/say`, {
      method: "POST",
      headers: { origin: address },
      body: new URLSearchParams(),
    })
    expect(response.status).toBe(401)
    expect(await response.text()).toContain(words.web.refusals.signedOut)
  })

  test("shows an id that is not its secret", async () => {
    const { address } = await openPage()
    const response = await fetch(`${address}/channels/general`)
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? ""
    const page = await (await fetch(`${address}/channels/general`, { headers: { cookie } })).text()
    expect(page).toMatch(/data-member="web:[0-9a-f]{16}"/)
    expect(page).not.toContain(cookie.slice("paperboy=".length, -1))
  })
})

test.each([
  ["  two   words ", "two words"],
  ["a\nb\u0000\u200b", "ab"],
  ["x".repeat(50), "x".repeat(40)],
  ["👩‍🔬".repeat(1), "👩🔬"],
  ["\u2066\u202e ", undefined],
])("the name %j is shown as %j", (given, shown) => {
  expect(cleanName(given)).toBe(shown)
})
