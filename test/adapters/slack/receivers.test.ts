/** A port of Slack's own, beside the web page's. */
import { createServer } from "node:net"
import { afterEach, beforeEach, expect, it } from "vitest"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { createSlack } from "../../../adapters/slack/slack.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import { silentLog } from "../../silent-log.ts"
import { type SlackTwin, startSlackTwin } from "../../twins/slack/slack-twin.ts"
import { addChannel, addPerson } from "../../twins/slack/world.ts"
import { type BotUnderTest, openBotUnderTest } from "../bot-under-test.ts"

let twin: SlackTwin
let bot: BotUnderTest
let adapters: Map<string, Adapter>

beforeEach(async () => {
  twin = await startSlackTwin({ transport: "http", scopes: Object.keys(scopes) })
  adapters = new Map()
  bot = await openBotUnderTest(adapters)
})

afterEach(async () => {
  await bot.close()
  await twin.stop()
  bot.remove()
})

function slackAt(port: number): Adapter {
  const slack = createSlack({
    transport: { kind: "http", signingSecret: twin.signingSecret, port },
    tenancy: { kind: "one", botToken: twin.botToken },
    apiUrl: twin.apiUrl,
    emoji: "+1",
    inbox: bot.stores.inbox,
    installations: bot.stores.installations,
    leases: bot.stores.leases,
    fetch,
    random: Math.random,
    clock: realClock,
    log: silentLog,
    spacingMs: 0,
  })
  adapters.set("slack", slack)
  return slack
}

it("a port of its own answers commands, and is named to the operator", async () => {
  const { world, workspace } = twin
  const person = addPerson(world, workspace, "Ada")
  const channel = addChannel(world, workspace, { name: "papers", creator: person.id })
  const slack = slackAt(0)
  await slack.start(bot.bot)
  const [, port] = slack.health().detail.match(/port (\d+)$/) ?? []
  expect(slack.health().detail).toBe(words.slack.health.listening(Number(port)))
  twin.http.pointAt(`http://127.0.0.1:${port}/slack/events`)
  const ack = await twin.slash({ workspace, channel, person }, "help")
  expect(ack.ok).toBe(true)
})

it("a port that is taken is named, with what to do", async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve))
  const address = taken.address()
  const port = typeof address === "object" && address ? address.port : 0
  await expect(slackAt(port).start(bot.bot)).rejects.toMatchObject({
    message: words.slack.errors.portTaken(port),
    hint: expect.stringContaining("SLACK_PORT"),
  })
  await new Promise((resolve) => taken.close(resolve))
})
