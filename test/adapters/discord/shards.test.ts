/** Large bots: several connections in a process, and shared out over processes on one store. */
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Shards } from "../../../adapters/discord/client.ts"
import { paperPost } from "../../../src/cards/paper-card.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import { shardOf } from "../../twins/discord/state/snowflake.ts"
import { type DiscordTwin, startDiscordTwin } from "../../twins/discord/twin.ts"
import { type BotUnderTest, openBotUnderTest } from "../bot-under-test.ts"
import { aDiscord, wordsOf } from "./stage.ts"

const paper = "2510.00003"
const guilds = ["North", "East", "South", "West", "Centre"]
let twin: DiscordTwin
let processes: { readonly bot: BotUnderTest; readonly adapter: Adapter }[]

beforeEach(async () => {
  twin = await startDiscordTwin({ shards: 3, guilds, contract: false })
  processes = []
})

afterEach(async () => {
  for (const { bot } of processes) await bot.close()
  await twin.stop()
  processes[0]?.bot.remove()
  twin.verify()
})

/** A process of the bot. All share one store. */
async function start(shards?: Shards) {
  const adapters = new Map<string, Adapter>()
  const dataDir = processes[0]?.bot.dataDir
  const bot = await openBotUnderTest(adapters, dataDir ? { dataDir } : {})
  const adapter = aDiscord(twin, bot, shards ? { shards } : {})
  adapters.set("discord", adapter)
  await adapter.start(bot.bot)
  const one = { bot, adapter }
  processes.push(one)
  await twin.waitFor(() => adapter.health().up, "the process to be connected")
  return one
}

const inEachServer = <T>(act: (guild: DiscordTwin["guild"]) => Promise<T>) =>
  Promise.all(twin.guilds.map(act))

async function isAnswered(guild: DiscordTwin["guild"]): Promise<void> {
  const asked = twin.member("Ada", { guild }).slash(twin.channel("papers", guild), "paper show", { paper })
  expect(wordsOf(await asked.answer())).toContain("Birdsong")
}

const connected = () => [...twin.gateway.sessions].map(({ shard }) => shard).toSorted()
const registrations = () => twin.observe.calls("PUT").filter(({ path }) => path.endsWith("/commands"))

it("the servers of the twin live on all three shards", () => {
  expect(new Set(twin.guilds.map(({ id }) => shardOf(id, 3)))).toEqual(new Set([0, 1, 2]))
})

describe("one process", () => {
  it("holds as many shards as Discord recommends, and answers in every server", async () => {
    const { adapter } = await start()
    await twin.waitFor(() => registrations().length > 0, "the commands")
    expect(connected()).toEqual([0, 1, 2])
    expect(adapter.health().detail).toBe(words.discord.health.shards(3))
    await inEachServer(isAnswered)
  })

  it("is not well while one of its shards is away", async () => {
    const { adapter } = await start()
    twin.breaks.close(4010, 1)
    await twin.waitFor(() => !adapter.health().up, "the loss to be noticed")
    expect(adapter.health().detail).toBe(words.discord.health.ofShard(1, words.discord.health.fatal[4010]))
  })
})

describe("two processes with three shards", () => {
  const both = async () =>
    [await start({ ids: [0, 1], count: 3 }), await start({ ids: [2], count: 3 })] as const

  it("answer in every server, and register the commands once", async () => {
    await both()
    await twin.waitFor(() => registrations().length > 0, "the commands")
    expect(connected()).toEqual([0, 1, 2])
    await inEachServer(isAnswered)
    expect(registrations()).toHaveLength(1)
    const callbacks = twin.observe.calls("POST").filter(({ path }) => path.endsWith("/callback"))
    expect(callbacks).toHaveLength(twin.guilds.length)
  })

  it("post wherever they are asked to, into forums too", async () => {
    const [, second] = await both()
    const found = (await second.bot.stores.papers.get([paper])).get(paper)
    if (!found) throw new Error("the paper is missing")
    await inEachServer(async (guild) => {
      const community = `discord:${guild.id}`
      await second.adapter.send({ community, place: twin.channel("papers", guild) }, paperPost(found))
      await second.adapter.send({ community, place: twin.channel("reading", guild) }, paperPost(found))
      expect(twin.observe.messages(twin.channel("papers", guild))).toHaveLength(1)
      expect(twin.observe.threads(guild.id)).toHaveLength(1)
    })
  })

  it("each read back the reactions of their own servers after an absence", async () => {
    const [first, second] = await both()
    const found = (await first.bot.stores.papers.get([paper])).get(paper)
    if (!found) throw new Error("the paper is missing")
    await inEachServer(async (guild) => {
      const where = { community: `discord:${guild.id}`, place: twin.channel("papers", guild) }
      const ref = await first.adapter.send(where, paperPost(found))
      await first.bot.stores.posts.add({ ...ref, paper, kind: "post", at: realClock.now().toString() })
    })
    twin.breaks.cutOff()
    for (const guild of twin.guilds) {
      const [post] = twin.observe.messages(twin.channel("papers", guild))
      twin.member("Ben", { guild }).react(post?.id ?? "", "👍")
    }
    twin.breaks.letBack()
    await inEachServer(async ({ id }) => {
      const tally = async () => (await second.bot.stores.votes.tallies(`discord:${id}`, [paper])).get(paper)
      await expect.poll(tally).toBe(1)
    })
    const reads = twin.observe.calls("GET").filter(({ path }) => path.includes("/reactions/"))
    expect(new Set(reads.map(({ path }) => path)).size).toBe(reads.length)
  })
})
