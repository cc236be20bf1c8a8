/** What the twin holds a bot to: Slack's deadlines, and how long its doors stay open. */
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { asJson } from "./block-rules.ts"
import { type SlackTwin, startSlackTwin } from "./slack-twin.ts"
import { addChannel, addPerson } from "./world.ts"

let twin: SlackTwin
let bot: Server
let passedMs = 0
let answersInTime = true

beforeEach(async () => {
  passedMs = 0
  answersInTime = true
  const wait = (ms: number) => (answersInTime ? new Promise<void>(() => undefined) : Promise.resolve(void ms))
  twin = await startSlackTwin({ transport: "http", scopes: ["users:read"], now: () => 1e12 + passedMs, wait })
  bot = createServer((_, response) => void (answersInTime && response.end()))
  await new Promise<void>((resolve) => bot.listen(0, "127.0.0.1", resolve))
  twin.http.pointAt(`http://127.0.0.1:${(bot.address() as AddressInfo).port}`)
})

afterEach(async () => {
  bot.closeAllConnections()
  bot.close()
  await twin.stop()
})

async function command() {
  const person = addPerson(twin.world, twin.workspace, "Ada")
  const channel = addChannel(twin.world, twin.workspace, { name: "papers", creator: person.id })
  const ack = await twin.slash({ workspace: twin.workspace, channel, person }, "help")
  const payload = asJson(twin.outbox.acks.at(-1)?.payload)
  return { ack, channel, trigger: String(payload.trigger_id), door: String(payload.response_url) }
}

async function call(method: string, given: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${twin.botToken}`, "content-type": "application/json" }
  const response = await fetch(twin.apiUrl + method, { method: "POST", headers, body: JSON.stringify(given) })
  return response.json()
}

const view = { type: "modal", title: { type: "plain_text", text: "A form" }, blocks: [] }
const say = async (door: string) => (await fetch(door, { method: "POST", body: '{"text":"words"}' })).status

describe("the Slack twin", () => {
  it("takes no acknowledgement after three seconds", async () => {
    expect((await command()).ack).toEqual({ ok: true, body: undefined })
    answersInTime = false
    expect((await command()).ack).toMatchObject({ ok: false })
  })

  it("opens one form for a trigger, within three seconds", async () => {
    const { trigger } = await command()
    expect(await call("views.open", { trigger_id: trigger, view })).toMatchObject({ ok: true })
    expect(await call("views.open", { trigger_id: trigger, view })).toMatchObject({
      error: "expired_trigger_id",
    })
    const late = await command()
    passedMs += 3_001
    expect(await call("views.open", { trigger_id: late.trigger, view })).toMatchObject({
      error: "expired_trigger_id",
    })
  })

  it("takes five answers through a response's address, within half an hour", async () => {
    const { door } = await command()
    for (let use = 1; use <= 5; use++) expect(await say(door)).toBe(200)
    expect(await say(door)).toBe(404)
    const late = await command()
    passedMs += 30 * 60_000 + 1
    expect(await say(late.door)).toBe(404)
  })

  it("refuses what the app has no scope for, and names it", async () => {
    const { channel } = await command()
    expect(await call("chat.postMessage", { channel: channel.id, text: "words" })).toMatchObject({
      error: "missing_scope",
      needed: "chat:write",
    })
  })

  it("fails the test of a bot that calls what it does not know", async () => {
    await call("chat.shout", {})
    expect(() => twin.verify()).toThrow("chat.shout")
  })
})
