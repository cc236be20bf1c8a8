/** Posts whose outcome is unknown: found however late they came, under Slack's strictest limit, and doubled ones removed. */
import { afterEach, describe, expect, it } from "vitest"
import { createLookUp } from "../../../adapters/slack/look-up.ts"
import { createRequestQueue } from "../../../adapters/slack/request-queue.ts"
import type { Access } from "../../../adapters/slack/workspaces.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { NetworkError } from "../../../src/vocabulary/errors.ts"
import { realClock } from "../../real-clock.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

afterEach(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

const card: Card = { title: [{ text: "Today's papers" }], tone: "plain", blocks: [] }
const posted = () =>
  stage.channel.messages.filter(({ deleted, text }) => !deleted && text.includes("Today's"))

it("a post that Slack applied after the bot gave up is found beside the one that was sent again, and removed", async () => {
  stage = await openSlackStage("socket", { adapter: { timeoutMs: 300 } })
  const adapter = stage.adapter()
  const where = { ...stage.spot, delivery: "d1", since: Temporal.Now.instant().toString() }
  stage.twin.breaks.next("chat.postMessage", { kind: "late", afterMs: 1_500 })
  await expect(adapter.send(where, card)).rejects.toBeInstanceOf(NetworkError)
  expect(await adapter.lookUp(where, card)).toBeUndefined()
  const sent = await adapter.send(where, card)
  await stage.twin.waitFor("the late one", () => posted().length === 2)
  const surplus = await adapter.lookUp({ ...where, taken: new Set([sent.message]) }, card)
  if (!surplus) throw new Error("the surplus message was not found")
  expect(surplus.message).not.toBe(sent.message)
  await adapter.remove?.(surplus)
  expect(posted().map(({ ts }) => ts)).toEqual([sent.message])
  await adapter.remove?.(surplus)
})

it("a message that is taken for another delivery is never found", async () => {
  stage = await openSlackStage("socket")
  const sent = await stage.adapter().send({ ...stage.spot, delivery: "d1" }, card)
  const where = { ...stage.spot, delivery: "d1", taken: new Set([sent.message]) }
  expect(await stage.adapter().lookUp(where, card)).toBeUndefined()
})

it("how far Slack's clock is from ours is known from its answers", async () => {
  stage = await openSlackStage("socket")
  await stage.adapter().send(stage.spot, card)
  expect(Math.abs(stage.adapter().clockOffsetMs?.() ?? Number.NaN)).toBeLessThan(2_000)
})

describe("where Slack gives one page of 15 messages a minute", () => {
  it("a look-up says how long to wait, and reads on where it stopped until the post is found", async () => {
    let later = 0
    stage = await openSlackStage("socket", { twin: { now: () => Date.now() + later } })
    const since = Temporal.Now.instant().toString()
    const sent = await stage.adapter().send({ ...stage.spot, delivery: "d1" }, card)
    for (let message = 0; message < 50; message++) await stage.twin.say(stage.at("Ada"), "and another thing")
    stage.twin.historyLimit.set(true)
    const { find } = createLookUp()
    const access = await accessOf(stage)
    const look = () => find(access, { channel: stage.channel.id, delivery: "d1", since })
    const read = () => stage.twin.calls("conversations.history").length
    const before = read()
    for (let minute = 1; minute <= 3; minute++) {
      await expect(look()).rejects.toMatchObject({ code: "ratelimited", retryAfterMs: expect.any(Number) })
      expect(read() - before).toBe(minute)
      later += 60_000
    }
    expect(await look()).toMatchObject({ message: sent.message })
    expect(read() - before).toBe(4)
  })

  it("replies are posted though their thread cannot be looked at", async () => {
    stage = await openSlackStage("socket")
    const root = await stage.adapter().send(stage.spot, card)
    stage.twin.historyLimit.set(true)
    const under = { ...root, title: [{ text: "more" }] }
    for (const delivery of ["d1", "d2"]) await stage.adapter().send({ ...stage.spot, delivery, under }, card)
    expect(stage.channel.messages.filter(({ threadTs }) => threadTs === root.message)).toHaveLength(2)
  })
})

async function accessOf({ twin, spot }: SlackStage): Promise<Access> {
  const { webApi } = await import("@slack/bolt")
  const client = new webApi.WebClient(twin.botToken, {
    ...{ slackApiUrl: twin.apiUrl, rejectRateLimitedCalls: true, retryConfig: { retries: 0 } },
  })
  const workspace = {
    client,
    name: "Acme",
    team: twin.workspace.id,
    url: "",
    botUser: twin.workspace.botUser,
  }
  return { workspace, queue: createRequestQueue(realClock, 0), community: spot.community }
}
