/** The whole program on the twin, as an operator runs it. */
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rootCommand } from "../../../adapters/discord/registration.ts"
import { words } from "../../../src/words/words.ts"
import { missing } from "../../needs.ts"
import { aSchema, postgres } from "../../src/storage/schema.ts"
import { shardOf } from "../../twins/discord/state/snowflake.ts"
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
  await twin.waitFor(() => twin.observe.commands().length > 0, "the commands")
  return bot
}

const help = (guild = twin.guild) =>
  twin.member("Ada", { guild }).slash(twin.channel("papers", guild), `${rootCommand} help`)
const health = async (address: string) => (await fetch(`${address}/healthz`)).text()

describe("the program with a token", () => {
  it("is connected beside the web page, and SIGTERM ends it within ten seconds", async () => {
    const bot = await start()
    expect(wordsOf(await help().answer())).toContain("What Paperboy can do")
    expect(await health(bot.address)).toContain(words.discord.health.shards(1))
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
    await bot.heard(new RegExp(words.program.log.unhandled))
    expect(wordsOf(await help().answer())).toContain("What Paperboy can do")
    expect((await bot.end()).exitCode).toBe(0)
  })

  it("says on its page of health and in the log what is wrong and what to do", async () => {
    const bot = await start()
    twin.breaks.revokeToken()
    await bot.heard(/the token is wrong: copy it again/)
    expect(await health(bot.address)).toContain(words.discord.health.fatal[4004])
    const { exitCode, stdout, stderr } = await bot.end()
    expect(exitCode).toBe(0)
    expect(stdout + stderr).not.toContain(twin.token)
  })
})

describe("two programs on one store", () => {
  const connections = () => [...twin.gateway.sessions].filter(({ socket }) => socket)
  const callbacks = () => twin.observe.calls("POST").filter(({ path }) => path.endsWith("/callback")).length

  async function isAnsweredOnce(guild = twin.guild): Promise<void> {
    const before = callbacks()
    expect(wordsOf(await help(guild).answer())).toContain("What Paperboy can do")
    expect(callbacks() - before).toBe(1)
  }

  /** Its page is open a moment before it has asked whose turn it is. */
  const standsBy = ({ address }: { readonly address: string }) =>
    expect.poll(() => health(address)).toContain("this bot is on standby")

  /** Killed, and another connection is there than it had. */
  async function isReplaced(bot: Awaited<ReturnType<typeof startBot>>): Promise<void> {
    const before = new Set(twin.gateway.sessions)
    await bot.end("SIGKILL")
    const isThere = () => connections().some((session) => !before.has(session))
    await twin.waitFor(isThere, "the other to connect")
  }

  it("in a file: one is connected, and the other takes its place when it is killed", async () => {
    const env = { DATA_DIR: aDataDir(), DISCORD_TOKEN: twin.token, DISCORD_API_URL: twin.url }
    const first = await startBot(env)
    await twin.waitFor(() => twin.observe.commands().length > 0, "the commands")
    const second = await startBot(env)
    await standsBy(second)
    expect(await health(second.address)).not.toContain(words.discord.health.shards(1))
    await isAnsweredOnce()
    await isReplaced(first)
    await second.heard(new RegExp(words.delivery.log.ourTurn))
    await isAnsweredOnce()
    // Started again, the first stands by: nobody takes a turn that another has.
    const again = await startBot(env)
    await standsBy(again)
    for (const bot of [second, again]) expect((await bot.end()).exitCode).toBe(0)
  })

  it.skipIf(missing(postgres()))(
    "behind a server: they share the shards, and those of one that is killed go to the other",
    async () => {
      await twin.stop()
      twin = await startDiscordTwin({
        contract: false,
        shards: 2,
        guilds: ["North", "East", "South", "West"],
      })
      expect(new Set(twin.guilds.map(({ id }) => shardOf(id, 2))).size).toBe(2)
      const { url: DATABASE_URL } = await aSchema()
      const env = { DATABASE_URL, DISCORD_TOKEN: twin.token, DISCORD_API_URL: twin.url }
      const first = await startBot({ ...env, DATA_DIR: aDataDir() })
      const second = await startBot({ ...env, DATA_DIR: aDataDir() })
      for (const { address } of [first, second])
        await expect.poll(() => health(address)).toContain(words.discord.health.shards(1))
      expect(await health(second.address)).not.toContain("on standby")
      await twin.waitFor(() => twin.observe.commands().length > 0, "the commands")
      for (const guild of twin.guilds) await isAnsweredOnce(guild)
      await isReplaced(first)
      await expect.poll(() => health(second.address)).toContain(words.discord.health.shards(2))
      for (const guild of twin.guilds) await isAnsweredOnce(guild)
      expect((await second.end()).exitCode).toBe(0)
    },
  )
})
