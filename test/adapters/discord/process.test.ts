/** The whole program on the twin, as an operator runs it. */
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rootCommand } from "../../../adapters/discord/registration.ts"
import { type DiscordTwin, startDiscordTwin } from "../../twins/discord/twin.ts"
import { aDataDir, startBot } from "../main/program.ts"
import { wordsOf } from "./stage.ts"

let twin: DiscordTwin

beforeEach(async () => {
  twin = await startDiscordTwin({ contract: false })
})

afterEach(async () => {
  await twin.stop()
  twin.verify()
})

async function start() {
  const env = { DATA_DIR: aDataDir(), DISCORD_TOKEN: twin.token, DISCORD_API_URL: twin.url }
  const bot = await startBot(env)
  await twin.waitFor(() => twin.observe.commands().length > 0, "the commands", 10_000)
  return bot
}

const help = () => twin.member("Ada").slash("papers", `${rootCommand} help`)
const health = async (address: string) => (await fetch(`${address}/healthz`)).text()

describe("the program with a token", () => {
  it("is connected beside the web page, and SIGTERM ends it within ten seconds", async () => {
    const bot = await start()
    expect(wordsOf(await help().answer())).toContain("What Paperboy can do")
    expect(await health(bot.address)).toContain("connected, 1 shard")
    const askedAt = Date.now()
    const { exitCode } = await bot.end()
    expect(exitCode).toBe(0)
    expect(Date.now() - askedAt).toBeLessThan(10_000)
    expect(twin.gateway.sessions.size).toBe(0)
  })

  it("finishes the answer that is under way when it is asked to end", async () => {
    const bot = await start()
    twin.breaks.next({ kind: "delay", ms: 400 }, { method: "PATCH", path: "/messages/@original" })
    const asked = help()
    await asked.acknowledged()
    const ended = bot.end()
    expect(wordsOf(await asked.answer())).toContain("What Paperboy can do")
    expect((await ended).exitCode).toBe(0)
  })

  it("lives on when Discord sends what makes no sense", async () => {
    const bot = await start()
    for (const { seq, socket } of twin.gateway.sessions) {
      socket?.send(JSON.stringify({ op: 0, t: "MESSAGE_REACTION_ADD", s: seq, d: null }))
      socket?.send("{ this is no JSON")
    }
    await bot.heard(/nobody waited for/)
    expect(wordsOf(await help().answer())).toContain("What Paperboy can do")
    expect((await bot.end()).exitCode).toBe(0)
  })

  it("says on its page of health and in the log what is wrong and what to do", async () => {
    const bot = await start()
    twin.breaks.revokeToken()
    await bot.heard(/the token is wrong: copy it again/)
    expect(await health(bot.address)).toContain("the token is wrong: copy it again from the developer portal")
    const { exitCode, stdout, stderr } = await bot.end()
    expect(exitCode).toBe(0)
    expect(stdout + stderr).not.toContain(twin.token)
  })
})
