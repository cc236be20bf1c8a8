/** The whole program on the twin, as an operator runs it: killed, ended, and with wrong tokens. */
import { afterEach, describe, expect, it } from "vitest"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { type SlackTwin, startSlackTwin } from "../../twins/slack/slack-twin.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel, addPerson } from "../../twins/slack/world.ts"
import { aDataDir, startBot } from "../main/program.ts"

let twin: SlackTwin

afterEach(async () => {
  await twin.stop()
  twin.verify()
})

type Env = Readonly<Record<string, string>>

async function aTwin(): Promise<Spot> {
  twin = await startSlackTwin({ transport: "socket", scopes: Object.keys(scopes) })
  const { world, workspace } = twin
  const person = addPerson(world, workspace, "Ada", true)
  const channel = addChannel(world, workspace, { name: "papers", creator: person.id })
  return { workspace, person, channel }
}

async function start(given: Env = {}) {
  const bot = await startBot({
    SLACK_API_URL: twin.apiUrl,
    SLACK_BOT_TOKEN: twin.botToken,
    SLACK_APP_TOKEN: twin.appToken,
    ...given,
  })
  return bot
}

async function connected(given: Env) {
  const bot = await start(given)
  await twin.waitFor("two connections", () => twin.socket.count() === 2)
  return bot
}

const health = async (address: string) => (await fetch(`${address}/healthz`)).text()
const answers = ({ channel }: Spot) => channel.messages.filter(({ botId }) => botId)
const asks = (at: Spot) => twin.say(at, `<@${at.workspace.botUser}> zebra`)

it("what was acknowledged when the bot was killed is answered after the next start, once, answered before or not", async () => {
  const at = await aTwin()
  const ben = { ...at, person: addPerson(twin.world, at.workspace, "Ben") }
  const DATA_DIR = aDataDir()
  const bot = await connected({ DATA_DIR })
  twin.breaks.next("chat.postMessage", { kind: "hang", when: "after" })
  await asks(at)
  await twin.waitFor("the answer", () => answers(at).length > 0)
  twin.breaks.next("chat.postMessage", { kind: "hang" })
  await asks(ben)
  await twin.waitFor("the bot to be at work", () => twin.breaks.left("chat.postMessage") === 0)
  expect(twin.outbox.acks.every(({ ack }) => ack.ok)).toBe(true)
  await bot.end("SIGKILL")
  expect(answers(at)).toHaveLength(1)
  const again = await connected({ DATA_DIR })
  await twin.waitFor("the other answer", () => answers(at).length > 1)
  await twin.waitFor("a look for each", () => twin.calls("conversations.replies").length === 2)
  expect((await again.end()).exitCode).toBe(0)
  expect(answers(at)).toHaveLength(2)
})

describe("the program with Slack's tokens", () => {
  it("ends at SIGTERM with the answer that is under way", async () => {
    const at = await aTwin()
    const bot = await connected({ DATA_DIR: aDataDir() })
    expect(await health(bot.address)).toContain("2 of 2 connections")
    twin.breaks.next("chat.postMessage", { kind: "rate-limited", retryAfter: 1 })
    await asks(at)
    await twin.waitFor("the refused post", () => twin.breaks.left("chat.postMessage") === 0)
    const { exitCode } = await bot.end()
    expect(exitCode).toBe(0)
    expect(answers(at)).toHaveLength(1)
    expect(twin.socket.count()).toBe(0)
  })

  it.each([
    ["SLACK_BOT_TOKEN", "xoxb-wrong", "OAuth & Permissions"],
    ["SLACK_APP_TOKEN", "xapp-wrong", "Basic Information"],
  ])("whose %s is wrong lives, and tells where to find the right one", async (name, token, place) => {
    await aTwin()
    const bot = await start({ DATA_DIR: aDataDir(), [name]: token })
    await bot.heard(new RegExp(place))
    expect(JSON.parse(await health(bot.address))).toMatchObject({
      parts: { slack: { up: false, detail: expect.stringContaining(place) } },
    })
    const { exitCode, stdout, stderr } = await bot.end()
    expect(exitCode).toBe(0)
    expect(stdout + stderr).not.toContain(token)
  })
})
