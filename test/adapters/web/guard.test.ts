import { request } from "node:http"
import { describe, expect, test } from "vitest"
import { openPage, visit } from "./open-page.ts"

describe("a request", () => {
  test.each([
    ["another site's form", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    ["a site that the browser knows to be another", { "sec-fetch-site": "cross-site" }],
    ["a neighbouring site", { "sec-fetch-site": "same-site" }],
  ])("of %s is refused and changes nothing", async (_, headers) => {
    const { address, bot, chat } = await openPage()
    const visitor = await visit(address)
    const response = await visitor.send("/say", { text: "/paper random" }, headers)
    expect(response.status).toBe(403)
    expect(bot.heard).toEqual([])
    expect(await chat.page({ channel: "general", member: "", limit: 1 })).toEqual([])
  })

  test("that says nothing of where it comes from is refused", async () => {
    const { address } = await openPage()
    expect((await fetch(`${address}/say`, { method: "POST", body: "" })).status).toBe(403)
  })

  test.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example"])(
    "for the host name %j is turned away",
    async (host) => expect(await statusFor((await openPage()).address, host)).not.toBe(200),
  )

  test.each(["localhost", "127.0.0.1:1234", "[::1]:3000", "192.168.1.5:3000"])(
    "for the host %s is answered",
    async (host) => {
      expect(await statusFor((await openPage()).address, host)).toBe(200)
    },
  )

  test("for the public name is answered where there is one", async () => {
    const { web } = await openPage({ publicOrigin: "https://papers.example.org" })
    expect(web.address()).toBe("https://papers.example.org")
    expect(web.linkTo({ community: "web:local", place: "general" })).toBe(
      "https://papers.example.org/channels/general",
    )
  })

  test("with a body that no form of the page has is refused", async () => {
    const visitor = await visit((await openPage()).address)
    expect((await visitor.send("/say", { text: "x".repeat(70_000) })).status).toBe(413)
    expect((await visitor.send("/say", { text: "x".repeat(4001) })).status).toBe(400)
  })

  test.each([
    ["multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data"],
    ["multipart/form-data", "no boundary"],
    ["application/json", "{}"],
    ["text/plain", "text=hello"],
  ])("with a body of type %j that is no form is refused as such", async (type, body) => {
    const { address } = await openPage()
    const cookie = (await fetch(`${address}/channels/general`)).headers.get("set-cookie")?.split(";")[0] ?? ""
    const headers = { cookie, origin: address, "content-type": type }
    const response = await fetch(`${address}/say`, { method: "POST", headers, body })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(/Reload the page/)
  })

  test.each([
    "/channels/%E0%A4%A",
    "/channels/general/t/%ff",
    "/assets/%E0%A4%A",
    "/events?after=%ff",
    "/channels/general?at=%00",
  ])("for the malformed address %s is no fault of the page", async (path) => {
    const visitor = await visit((await openPage()).address)
    const closing = new AbortController()
    const { status } = await visitor.get(path, {}, closing.signal)
    closing.abort()
    expect(status).toBeLessThan(500)
  })

  test.each([
    ["/say", { text: "" }],
    ["/say", { text: "hello", channel: "nowhere" }],
    ["/say", { text: "hello", thread: "gone" }],
    ["/press", { press: "{" }],
    ["/press", { press: `{"command":"search","arguments":{"query":{}}}` }],
    ["/press", { press: `[]` }],
    ["/member", { name: " \u202e\u200b " }],
    ["/member", { name: "x".repeat(41) }],
  ])("to %s with %j is refused with words", async (path, fields) => {
    const visitor = await visit((await openPage()).address)
    const response = await visitor.send(path, fields)
    expect(Math.floor(response.status / 100)).toBe(4)
    expect(await response.text()).toMatch(/\w+ \w+/)
  })
})

describe("every answer", () => {
  test.each(["/channels/general", "/assets/style.css", "/healthz", "/nowhere"])(
    "of %s forbids what is not ours",
    async (path) => {
      const { headers } = await (await visit((await openPage()).address)).get(path)
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src 'self'; " +
          "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
      expect(headers.get("x-content-type-options")).toBe("nosniff")
      expect(headers.get("referrer-policy")).toBe("same-origin")
    },
  )

  test("of a page is kept by nobody; a file is asked for again and then not sent", async () => {
    const visitor = await visit((await openPage()).address)
    expect((await visitor.get("/channels/general")).headers.get("cache-control")).toBe("no-store")
    const file = await visitor.get("/assets/style.css")
    expect(file.headers.get("cache-control")).toBe("no-cache")
    const again = await visitor.get("/assets/style.css", { "if-none-match": file.headers.get("etag") ?? "" })
    expect(again.status).toBe(304)
  })

  test.each([
    "/assets/../web.ts",
    "/assets/%2e%2e/web.ts",
    "/assets/client/tsconfig.json",
    "/assets/client/",
  ])("to %s is that there is no such file", async (path) =>
    expect((await (await visit((await openPage()).address)).get(path)).status).toBe(404),
  )

  test("with a page holds no script or style of its own", async () => {
    const visitor = await visit((await openPage()).address)
    await visitor.send("/say", { text: "/paper search x" })
    const page = await visitor.page("/channels/general")
    expect(page).not.toMatch(/<style|style="|\son\w+="|<script(?! type="module" src="\/assets\/)/)
  })
})

/** `fetch` does not let one choose the host. */
function statusFor(address: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${address}/channels/general`, { headers: { host } }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on("error", reject)
      .end()
  })
}
