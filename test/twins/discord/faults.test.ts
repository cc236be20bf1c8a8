import { type Client, Routes, type TextChannel } from "discord.js"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { loggedIn } from "./a-client.ts"
import { type DiscordTwin, startDiscordTwin } from "./twin.ts"

let twin: DiscordTwin
let client: Client<true>
let papers: TextChannel

beforeAll(async () => {
  twin = await startDiscordTwin()
  client = await loggedIn(twin)
  papers = (await client.channels.fetch(twin.channel("papers"))) as TextChannel
})

afterEach(() => {
  twin.breaks.clear()
  twin.verify()
})

afterAll(async () => {
  await client.destroy()
  await twin.stop()
})

test("a 429 of a bucket is waited out, and counted", async () => {
  const before = twin.invalidRequests()
  twin.breaks.next({ kind: "429", scope: "user", retryAfterMs: 50 }, { method: "POST", path: "/messages" })
  await papers.send("after a pause")
  expect(twin.invalidRequests()).toBe(before + 1)
})

test("the sixth message of a window is refused with when to come back", async () => {
  const slow = await startDiscordTwin({ faster: 5 })
  const post = () =>
    fetch(`${slow.url}/v10/channels/${slow.channel("papers")}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${slow.token}`, "content-type": "application/json" },
      body: JSON.stringify({ content: "x" }),
    })
  const answers: Response[] = []
  for (let count = 0; count < 6; count++) answers.push(await post())
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
  expect(answers.map(({ headers }) => headers.get("x-ratelimit-remaining"))).toEqual([
    "4",
    "3",
    "2",
    "1",
    "0",
    "0",
  ])
  const refusal = (await answers[5]?.json()) as { retry_after: number; global: boolean }
  expect(refusal.global).toBe(false)
  expect(refusal.retry_after).toBeLessThanOrEqual(1)
  await slow.stop()
})

test("a global 429 is waited out by all that is sent", async () => {
  twin.breaks.next({ kind: "429", scope: "global", retryAfterMs: 50 }, { method: "POST", path: "/messages" })
  await Promise.all([papers.send("one"), papers.send("two")])
  expect(twin.observe.texts("papers")).toEqual(expect.arrayContaining(["one", "two"]))
})

test("a hang after applying and a second attempt make one message, by the nonce", async () => {
  const hasty = await loggedIn(twin, { rest: { api: twin.url, timeout: 200, retries: 1 } })
  twin.breaks.next({ kind: "hang", when: "after" }, { method: "POST", path: "/messages" })
  const body = { content: "patience", nonce: "delivery-2", enforce_nonce: true }
  await hasty.rest.post(Routes.channelMessages(papers.id), { body })
  expect(twin.observe.texts("papers").filter((text) => text === "patience").length).toBe(1)
  await hasty.destroy()
})

test("a late answer is still an answer", async () => {
  twin.breaks.next({ kind: "delay", ms: 100 }, { method: "POST", path: "/messages" })
  expect((await papers.send("late")).content).toBe("late")
})

test("a reset is not retried by the library, so nobody knows that it was applied", async () => {
  twin.breaks.next({ kind: "reset", when: "after" }, { method: "POST", path: "/messages" })
  await expect(papers.send("applied, unanswered")).rejects.toThrow()
  expect(twin.observe.texts("papers")).toContain("applied, unanswered")
})

test("a revoked token is answered with 401, and wipes the client's", async () => {
  twin.world.tokenIsValid = false
  await expect(papers.send("x")).rejects.toThrow()
  twin.breaks.restoreToken()
  await expect(papers.send("x")).rejects.toThrow(/token/i)
  client.rest.setToken(twin.token)
  await papers.send("with the token again")
})

test("an unknown route fails the verification", async () => {
  const other = await startDiscordTwin()
  await fetch(`${other.url}/v10/no/such/route`)
  expect(() => other.verify()).toThrow("unknown route: GET /no/such/route")
  await other.stop()
})
