import { describe, expect, onTestFinished, test } from "vitest"
import { createAnswers } from "../../../../adapters/installation.ts"
import { reportOf, withoutPeople } from "../../../../adapters/web/operator/report.ts"
import type { WebOptions } from "../../../../adapters/web/options.ts"
import { words } from "../../../../src/words/words.ts"
import { createFakeClock } from "../../../clock.ts"
import { aSubscription } from "../../../contracts/stores/builders.ts"
import { htmlToText } from "../html-text.ts"
import { openPage } from "../open-page.ts"
import { installation, mail, memberId, plant, secret } from "./planted.ts"

const { operator: say } = words

const open = (wishes: Partial<WebOptions> = {}) => openPage({ installation, ...wishes })
const paths = ["/operator", "/operator.txt"]
const html = { accept: "text/html" }

describe("the operator's page", () => {
  test.each(paths)("%s is there for who sits at the machine, and no browser keeps it", async (path) => {
    const { address } = await open()
    const response = await fetch(address + path)
    expect(response.status).toBe(200)
    expect(response.headers.get("cache-control")).toBe("no-store")
    expect(htmlToText(await response.text())).toContain(say.runs.on("9.9.9", "24.0.0"))
  })

  test.each(paths)("%s is like any unknown page to strangers and through a proxy", async (path) => {
    const { address } = await open()
    const headers = { ...html, "x-forwarded-for": "203.0.113.7" }
    const ask = (asked: string) => fetch(address + asked, { headers, redirect: "manual" })
    const [refused, unknown] = [await ask(path), await ask("/no-such-page")]
    expect(refused.status).toBe(unknown.status)
    expect(refused.status).not.toBe(200)
    expect(await refused.text()).toBe(await unknown.text())
  })

  test.each(paths)("%s is an unknown page to members, and there for admins", async (path) => {
    const { address } = await open({ access: { password: "reader", adminPassword: "keeper" } })
    const as = async (password: string) => {
      const headers = { "x-forwarded-for": "203.0.113.7", origin: address }
      const body = new URLSearchParams({ password })
      const signed = await fetch(`${address}/sign-in`, { method: "POST", headers, body, redirect: "manual" })
      const cookie = signed.headers.get("set-cookie")?.split(";")[0] ?? ""
      return (asked: string) =>
        fetch(address + asked, { headers: { ...headers, cookie }, redirect: "manual" })
    }
    const member = await as("reader")
    const refused = await member(path)
    expect(refused.status).toBe(404)
    expect(await refused.text()).toBe(await (await member("/no-such-page")).text())
    expect((await (await as("keeper"))(path)).status).toBe(200)
  })

  test("is an unknown page to whom a proxy names", async () => {
    const { address } = await open({ access: { userHeader: "x-user" } })
    expect((await fetch(`${address}/operator`, { headers: { "x-user": "ada" } })).status).toBe(404)
  })

  test("is linked for who may read it alone", async () => {
    const { address } = await open({ access: { userHeader: "x-user" } })
    const link = 'href="/operator"'
    expect(await (await fetch(`${address}/mine`)).text()).toContain(link)
    expect(await (await fetch(`${address}/mine`, { headers: { "x-user": "ada" } })).text()).not.toContain(
      link,
    )
  })

  test("says where nothing is wrong that nothing is", async () => {
    const { address } = await open()
    const text = htmlToText(await (await fetch(`${address}/operator`)).text())
    expect(text).toContain(say.allWell)
    expect(text).toContain(say.none.failures)
    expect(text).toContain(say.stored.bytes(4_200_000))
  })

  test("tells what failed and why, and whose digest it is to nobody", async () => {
    const page = await open()
    await plant(page)
    const text = htmlToText(await (await fetch(`${page.address}/operator`)).text())
    expect(text).toContain(say.troubles(3))
    expect(text).toContain(say.failures.member(aSubscription().community.split(":")[0] ?? "").split(", ")[1])
    expect(text).toContain("Forbidden for")
    expect(text).toContain(say.failures.retried)
    for (const hidden of [secret, memberId, mail, "U02ABCD34EF"]) expect(text).not.toContain(hidden)
  })

  test("makes a report without secrets, people and their folders", async () => {
    const page = await open()
    await plant(page)
    const report = await (await fetch(`${page.address}/operator.txt`)).text()
    expect(report).toContain("Forbidden for")
    expect(report).toContain("2 backups in ~/backups")
    for (const hidden of [secret, memberId, mail, "U02ABCD34EF", "998877665544332211", "/home/ada"])
      expect(report).not.toContain(hidden)
  })

  test("says why a part cannot be read, and tells the others", async () => {
    const broken = { ...installation, kept: () => Promise.reject(new Error("the bucket is away")) }
    const { address } = await open({ installation: broken })
    const text = htmlToText(await (await fetch(`${address}/operator`)).text())
    expect(text).toContain("the bucket is away")
    expect(text).toContain(say.parts.stored)
  })
})

test.each([
  ["postgres://bot:hunter2@db/paper", "postgres://[secret]@db/paper"],
  ["web:1f2e3d4c is away", "web:[id] is away"],
  ["slack:T024BE7LD:U02ABCD34EF", "slack:[id]"],
  ["READ C024BE91L now", "READ [id] now"],
  ["status 503 after 2 minutes", "status 503 after 2 minutes"],
])("%s is told as %s", (text, told) => {
  expect(withoutPeople(text)).toBe(told)
})

test("a report has a line for each thing", () => {
  const checks = [{ subject: "Backups", state: "warning", found: "old", advice: "Look." }] as const
  const report = reportOf(
    [{ title: "Kept", none: "", checks }],
    Temporal.Instant.from("2025-10-27T15:00:00Z"),
  )
  expect(report).toContain("## Kept\n!!  Backups: old\n    Look.")
})

test("what each source answered last is remembered", async () => {
  const server = (await import("node:http")).createServer((_, response) => response.writeHead(503).end())
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  onTestFinished(() => void server.close())
  const { port } = server.address() as import("node:net").AddressInfo
  const answers = createAnswers(createFakeClock("2025-10-27T15:00:00Z"))
  const url = `http://127.0.0.1:${port}`
  await answers.on(undefined).fetch(fetch, () => "arxiv")(url)
  expect(answers.last("arxiv")?.problem).toBe(say.sources.status(503))
  expect(answers.last("huggingface")).toBeUndefined()
})
