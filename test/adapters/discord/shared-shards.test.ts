/** Bots behind one database server: they share the shards among themselves, and one that is away is replaced. */
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { paperPost } from "../../../src/cards/paper-card.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import type { LeaseStore } from "../../../src/vocabulary/stores.ts"
import type { Clock } from "../../../src/vocabulary/system.ts"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import { type DiscordTwin, startDiscordTwin } from "../../twins/discord/twin.ts"
import { type BotUnderTest, openBotUnderTest } from "../bot-under-test.ts"
import { aDiscord, wordsOf } from "./stage.ts"

const paper = "2510.00003"
const guilds = ["North", "East", "South", "West", "Centre"]
type Process = { readonly bot: BotUnderTest; readonly adapter: Adapter; loseStore(): void }

let twin: DiscordTwin
let later: number
let processes: Process[]

beforeEach(async () => {
  twin = await startDiscordTwin({ shards: 3, guilds, contract: false })
  later = 0
  processes = []
})

afterEach(async () => {
  for (const { bot } of processes) await bot.close()
  await twin.stop()
  processes[0]?.bot.remove()
  twin.verify()
})

/** The machine's clock, whose hands a test may move on. */
const clock: Clock = { ...realClock, now: () => realClock.now().add({ milliseconds: later }) }

/** A process of the bot on the store that all share. */
async function start(holder: string): Promise<Process> {
  const adapters = new Map<string, Adapter>()
  const dataDir = processes[0]?.bot.dataDir
  const bot: BotUnderTest = await openBotUnderTest(adapters, dataDir ? { dataDir } : {})
  let isStoreAway = false
  const leases = new Proxy(bot.stores.leases, {
    get: (store, verb: keyof LeaseStore) =>
      isStoreAway ? () => Promise.reject(new Error("the store is away")) : store[verb],
  })
  const adapter = aDiscord(twin, bot, { sharing: { leases, holder, roundMs: 20 }, clock })
  adapters.set("discord", adapter)
  await adapter.start(bot.bot)
  const one = {
    bot,
    adapter,
    loseStore: () => {
      isStoreAway = true
    },
  }
  processes.push(one)
  await twin.waitFor(() => adapter.health().up, `${holder} to be well`)
  return one
}

const connected = () =>
  [...twin.gateway.sessions]
    .filter(({ socket }) => socket)
    .map(({ shard }) => shard)
    .toSorted()
const areConnected = (...shards: number[]) =>
  twin.waitFor(() => connected().join() === shards.join(), `the shards ${shards} to be connected`)
const inEachServer = <T>(act: (guild: DiscordTwin["guild"]) => Promise<T>) =>
  Promise.all(twin.guilds.map(act))

async function isAnsweredOnce(): Promise<void> {
  const before = callbacks()
  await inEachServer(async (guild) => {
    const asked = twin.member("Ada", { guild }).slash(twin.channel("papers", guild), "paper show", { paper })
    expect(wordsOf(await asked.answer())).toContain("Birdsong")
  })
  expect(callbacks() - before).toBe(twin.guilds.length)
}

const callbacks = () => twin.observe.calls("POST").filter(({ path }) => path.endsWith("/callback")).length
const registrations = () => twin.observe.calls("PUT").filter(({ path }) => path.endsWith("/commands"))

describe("bots that share the shards", () => {
  it("hold each once and answer each member once, with commands that were registered once", async () => {
    const first = await start("first")
    await areConnected(0, 1, 2)
    const second = await start("second")
    await twin.waitFor(
      () => first.adapter.health().detail === words.discord.health.shards(2),
      "a shard to be left",
    )
    await twin.waitFor(
      () => second.adapter.health().detail === words.discord.health.shards(1),
      "it to be taken",
    )
    await areConnected(0, 1, 2)
    await twin.waitFor(() => registrations().length > 0, "the commands")
    await isAnsweredOnce()
    expect(registrations()).toHaveLength(1)
  })

  it("beyond the number of shards wait, and post all the same, into channels and forums", async () => {
    for (const holder of ["first", "second", "third", "fourth"]) await start(holder)
    const isOut = ({ adapter }: Process) => adapter.health().detail === words.discord.health.othersHoldShards
    const areSharedOut = () =>
      processes.filter(({ adapter }) => adapter.health().detail === words.discord.health.shards(1))
    await twin.waitFor(
      () => areSharedOut().length === 3 && processes.some(isOut),
      "a shard for each of three",
    )
    const waiting = processes.find(isOut)
    if (!waiting) throw new Error("none waits")
    const found = (await waiting.bot.stores.papers.get([paper])).get(paper)
    if (!found) throw new Error("the paper is missing")
    await inEachServer(async (guild) => {
      const community = `discord:${guild.id}`
      const sent = await waiting.adapter.send(
        { community, place: twin.channel("papers", guild) },
        paperPost(found),
      )
      const post = await waiting.adapter.send(
        { community, place: twin.channel("reading", guild) },
        paperPost(found),
      )
      await waiting.adapter.edit(sent, { ...paperPost(found), title: [{ text: "Edited" }] })
      // Also where only the forum is remembered, and not the post's thread.
      await waiting.adapter.edit(
        { ...post, place: twin.channel("reading", guild) },
        { ...paperPost(found), title: [{ text: "Edited too" }] },
      )
      expect(reads(twin.channel("papers", guild))).toContain("Edited")
      expect(reads(post.place)).toContain("Edited too")
    })
    expect(await waiting.adapter.lookUp({ ...anywhere(), delivery: "1" }, paperPost(found))).toBeUndefined()
  })

  it("take over at once from one that ends", async () => {
    const first = await start("first")
    await start("second")
    await twin.waitFor(
      () => first.adapter.health().detail === words.discord.health.shards(2),
      "a shard to be left",
    )
    await first.adapter.stop()
    await areConnected(0, 1, 2)
    await isAnsweredOnce()
  })

  it("take over from one that lost the store, which lets go before, and no vote of meanwhile is lost", async () => {
    const first = await start("first")
    const second = await start("second")
    await twin.waitFor(() => second.adapter.health().detail === words.discord.health.shards(1), "a share")
    const found = (await first.bot.stores.papers.get([paper])).get(paper)
    if (!found) throw new Error("the paper is missing")
    await inEachServer(async (guild) => {
      const where = { community: `discord:${guild.id}`, place: twin.channel("papers", guild) }
      const ref = await first.adapter.send(where, paperPost(found))
      await first.bot.stores.posts.add({ ...ref, paper, kind: "post", at: clock.now().toString() })
    })
    first.loseStore()
    twin.breaks.cutOff()
    for (const guild of twin.guilds) {
      const [post] = twin.observe.messages(twin.channel("papers", guild))
      twin.member("Ben", { guild }).react(post?.id ?? "", "👍")
    }
    later = 30_000
    const letsGo = () => first.adapter.health().detail.startsWith(words.discord.health.cannotShare(""))
    await twin.waitFor(letsGo, "its shards to be left")
    twin.breaks.letBack()
    await areConnected(0, 1, 2)
    await inEachServer(async ({ id }) => {
      const tally = async () => (await second.bot.stores.votes.tallies(`discord:${id}`, [paper])).get(paper)
      await expect.poll(tally).toBe(1)
    })
    await isAnsweredOnce()
  })

  it("say what is wrong when the token is, and try no more", async () => {
    twin.breaks.revokeToken()
    const adapters = new Map<string, Adapter>()
    const bot = await openBotUnderTest(adapters)
    const sharing = { leases: bot.stores.leases, holder: "first", roundMs: 20 }
    const adapter = aDiscord(twin, bot, { sharing })
    await adapter.start(bot.bot)
    await twin.waitFor(() => adapter.health().detail.includes(words.discord.wrongToken[1]), "the reason")
    expect(adapter.health().up).toBe(false)
    await adapter.stop()
    await bot.close()
    bot.remove()
    expect(twin.observe.calls("GET", "/gateway/bot")).toHaveLength(1)
  })
})

/** What the first message of a channel or thread says. */
function reads(place: string): string {
  const [message] = twin.observe.messages(place)
  return message ? wordsOf(message) : ""
}

function anywhere() {
  const [guild] = twin.guilds
  if (!guild) throw new Error("no server")
  return { community: `discord:${guild.id}`, place: twin.channel("papers", guild) }
}
