import { describe, expect, test } from "vitest"
import { cleanName } from "../../../adapters/web/member.ts"
import { words } from "../../../src/words/words.ts"
import { openPage, visit } from "./open-page.ts"

describe("a browser", () => {
  test("becomes a member by a cookie that scripts and other sites cannot use", async () => {
    const { address } = await openPage()
    const cookie = (await fetch(`${address}/channels/general`)).headers.get("set-cookie")
    expect(cookie).toMatch(/^paperboy=[\w-]{60,}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/)
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

  test("whose cookie is not sealed, or by an older key, stays who it is and gets a sealed one", async () => {
    const [older, newer] = [Buffer.alloc(32, "older"), Buffer.alloc(32, "newer")]
    const first = await openPage({ access: { keys: [older] } })
    const plain = `paperboy=${"a".repeat(22)}.${Buffer.from("Ada Quill").toString("base64url")}`
    const sealed = await seen(first.address, plain)
    expect(sealed.name).toBe("Ada Quill")
    expect(sealed.cookie).toMatch(/^paperboy=[\w-]{60,}$/)
    const second = await openPage({ access: { keys: [newer, older] } })
    const renewed = await seen(second.address, sealed.cookie ?? "")
    expect(renewed).toMatchObject({ name: "Ada Quill", id: sealed.id })
    const third = await openPage({ access: { keys: [newer] } })
    const last = await seen(third.address, renewed.cookie ?? "")
    expect(last).toEqual({ name: "Ada Quill", id: sealed.id, cookie: undefined })
  })

  test("whose cookie was changed, or sealed by a lost key, becomes somebody new", async () => {
    const first = await openPage()
    const { cookie = "", id } = await seen(first.address, "")
    const second = await openPage()
    expect((await seen(second.address, cookie)).id).not.toBe(id)
    expect((await seen(first.address, `${cookie.slice(0, -8)}AAAAAAAA`)).id).not.toBe(id)
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

/** Whom the page sees behind a cookie, and which one it gives. */
async function seen(address: string, cookie: string) {
  const response = await fetch(`${address}/channels/general`, { headers: { cookie } })
  const page = await response.text()
  return {
    id: /data-member="([^"]+)"/.exec(page)?.[1],
    name: /id="me-name" name="name" value="([^"]*)"/.exec(page)?.[1],
    cookie: response.headers.get("set-cookie")?.split(";")[0],
  }
}
