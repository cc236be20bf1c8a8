import { randomBytes } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { describe, expect, test } from "vitest"
import type { WebOptions } from "../../../adapters/web/options.ts"
import { words } from "../../../src/words/words.ts"
import { htmlToText } from "./html-text.ts"
import { openPage } from "./open-page.ts"

const say = words.web.access
/** As a proxy on this machine passes on what others ask. */
const forwarded = { "x-forwarded-for": "203.0.113.7", accept: "text/html" }
const [password, adminPassword] = ["correct horse", "battery staple"]

async function open(wishes: Partial<WebOptions>) {
  const page = await openPage(wishes)
  const jar = new Map<string, string>()
  /** A browser elsewhere that keeps its cookies and follows nothing. */
  async function ask(
    path: string,
    init: { readonly form?: Record<string, string>; readonly headers?: Record<string, string> } = {},
  ) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ")
    const response = await fetch(page.address + path, {
      headers: { ...forwarded, origin: page.address, cookie, ...init.headers },
      redirect: "manual",
      ...(init.form && { method: "POST", body: new URLSearchParams(init.form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === "") jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return { ...page, ask, jar }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await new Promise((done) => server.once("listening", done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

describe("the page", () => {
  test("is open to people at this machine, who are admins", async () => {
    const { address, bot } = await open({})
    const response = await fetch(`${address}/channels/general`)
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? ""
    await fetch(`${address}/say`, {
      method: "POST",
      headers: { cookie, origin: address },
      body: new URLSearchParams({ channel: "general", text: "/random", key: "k" }),
    })
    expect(bot.heard[0]?.actor.isAdmin).toBe(true)
  })

  test.each(["/", "/channels/general", "/papers/1706.03762", "/search?q=x", "/thumbnails/x"])(
    "is closed to others at %s, and says how to open it",
    async (path) => {
      const { ask } = await open({})
      const response = await ask(path)
      expect(response.status).toBe(403)
      expect(htmlToText(await response.text())).toContain(say.closedHow)
    },
  )

  test("takes nothing from others while it is closed", async () => {
    const { ask, bot } = await open({})
    expect((await ask("/say", { form: { channel: "general", text: "/random", key: "k" } })).status).toBe(403)
    expect(bot.heard).toEqual([])
  })

  test("is closed to everybody behind a proxy, because all of them seem to be at this machine", async () => {
    const port = await freePort()
    await openPage({ port, publicOrigin: "https://papers.example.org" })
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(403)
  })

  test("tells strangers whether it is up, and no more", async () => {
    const { ask } = await open({})
    expect(await (await ask("/healthz")).json()).toEqual({ up: true })
  })

  test("leaves the routes of others on its port open", async () => {
    const guests = [
      {
        path: "/slack/",
        handle: (_: unknown, response: { end(text: string): void }) => response.end("slack"),
      },
    ]
    const { ask } = await open({ guests })
    expect(await (await ask("/slack/events")).text()).toBe("slack")
  })
})

describe("a password", () => {
  test("opens the page where one wanted to go, until one signs out", async () => {
    const { ask } = await open({ access: { password } })
    const first = await ask("/search?q=x")
    expect(first.headers.get("location")).toBe("/sign-in?to=%2Fsearch%3Fq%3Dx")
    const signedIn = await ask("/sign-in", { form: { password, to: "/search?q=x" } })
    expect(signedIn.headers.get("location")).toBe("/search?q=x")
    const page = await ask("/search?q=x")
    expect(page.status).toBe(200)
    expect(htmlToText(await page.text())).toContain(say.signOut)
    await ask("/sign-out", { form: {} })
    expect((await ask("/")).status).toBe(303)
  })

  test.each([
    [password, false],
    [adminPassword, true],
  ])("%s makes an admin: %s", async (given, isAdmin) => {
    const { ask, bot } = await open({ access: { password, adminPassword } })
    await ask("/sign-in", { form: { password: given } })
    await ask("/channels/general")
    await ask("/say", { form: { channel: "general", text: "/random", key: "k" } })
    expect(bot.heard[0]?.actor.isAdmin).toBe(isAdmin)
  })

  test("that is wrong is refused with words, and after eight tries with the time to wait", async () => {
    const { ask, clock } = await open({ access: { password } })
    for (let n = 0; n < 8; n += 1) {
      const response = await ask("/sign-in", { form: { password: `guess ${n}` } })
      expect(response.status).toBe(401)
      expect(htmlToText(await response.text())).toContain(say.wrong)
    }
    expect(htmlToText(await (await ask("/sign-in", { form: { password } })).text())).toContain(say.tooMany(2))
    await clock.advance({ minutes: 2 })
    expect((await ask("/sign-in", { form: { password } })).status).toBe(303)
  })

  test.each(["https://evil.example", "//evil.example", "/\\evil.example"])(
    "never leads to %s",
    async (to) => {
      const { ask } = await open({ access: { password } })
      expect((await ask("/sign-in", { form: { password, to } })).headers.get("location")).toBe("/")
    },
  )

  test("gives a pass that another key, another password and another purpose do not take", async () => {
    const keys = [randomBytes(32)]
    const first = await open({ access: { password, keys } })
    await first.ask("/sign-in", { form: { password } })
    const cookie = `paperboy-pass=${first.jar.get("paperboy-pass")}`
    const statusWith = async (access: WebOptions["access"]) =>
      (await (await open({ access: access ?? {} })).ask("/", { headers: { cookie } })).status
    expect(await statusWith({ password, keys: [randomBytes(32), ...keys] })).toBe(200)
    expect(await statusWith({ password, keys: [randomBytes(32)] })).toBe(303)
    expect(await statusWith({ password: "another one", keys })).toBe(303)
  })
})

describe("a proxy's header", () => {
  test("names the member, the same in every browser", async () => {
    const { ask, bot } = await open({ access: { userHeader: "X-Forwarded-User" } })
    const headers = { "x-forwarded-user": "ada@example.org" }
    expect((await ask("/")).status).toBe(403)
    expect((await ask("/", { headers })).status).toBe(200)
    await ask("/say", { headers, form: { channel: "general", text: "/random", key: "k" } })
    expect(bot.heard[0]?.actor).toMatchObject({ memberName: "ada", isAdmin: false })
  })
})

describe("a link for another device", () => {
  test("takes name and member along, once", async () => {
    const desk = await open({})
    const atDesk = { "x-forwarded-for": "" }
    await desk.ask("/channels/general", { headers: atDesk })
    await desk.ask("/member", { headers: atDesk, form: { name: "Ada Quill" } })
    const page = await (await desk.ask("/device", { headers: atDesk, form: {} })).text()
    const link = new URL(/value="(http[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "")
    const phone = { ...atDesk, cookie: "" }
    const offer = await desk.ask(link.pathname + link.search, { headers: phone })
    expect(htmlToText(await offer.text())).toContain(say.join("Ada Quill"))
    const token = link.searchParams.get("token") ?? ""
    const joined = await desk.ask("/join", { headers: phone, form: { token } })
    const cookie = joined.headers.get("set-cookie")?.split(";")[0] ?? ""
    const there = await (await desk.ask("/channels/general", { headers: { ...atDesk, cookie } })).text()
    const here = await (await desk.ask("/channels/general", { headers: atDesk })).text()
    expect(there).toContain("Ada Quill")
    expect(memberIn(there)).toBe(memberIn(here))
    expect((await desk.ask("/join", { headers: phone, form: { token } })).status).toBe(410)
  })

  test("that nobody made opens nothing", async () => {
    const { ask } = await open({})
    expect((await ask("/join?token=x", { headers: { "x-forwarded-for": "" } })).status).toBe(410)
  })
})

function memberIn(page: string): string | undefined {
  return /data-member="([^"]+)"/.exec(page)?.[1]
}
