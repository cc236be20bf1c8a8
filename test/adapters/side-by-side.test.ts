/** Discord, Slack and the web page at the same time: one process, one store, and none sees another's people. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDiscord } from "../../adapters/discord/discord.ts"
import { rootCommand } from "../../adapters/discord/registration.ts"
import { download } from "../../adapters/read-bytes.ts"
import { scopes } from "../../adapters/slack/manifest.ts"
import { createSlack } from "../../adapters/slack/slack.ts"
import { createWeb } from "../../adapters/web/web.ts"
import type { Adapter } from "../../src/vocabulary/ports.ts"
import { words } from "../../src/words/words.ts"
import { realClock } from "../real-clock.ts"
import { silentLog } from "../silent-log.ts"
import { type DiscordTwin, startDiscordTwin } from "../twins/discord/twin.ts"
import { type SlackTwin, startSlackTwin } from "../twins/slack/slack-twin.ts"
import { addChannel, addPerson } from "../twins/slack/world.ts"
import { type BotUnderTest, openBotUnderTest } from "./bot-under-test.ts"
import { wordsOf } from "./discord/stage.ts"
import { readServices } from "./web/read-services.ts"

let discord: DiscordTwin
let slack: SlackTwin
let bot: BotUnderTest
let page: string

beforeAll(async () => {
  discord = await startDiscordTwin()
  slack = await startSlackTwin({ transport: "http", scopes: Object.keys(scopes) })
  const adapters = new Map<string, Adapter>()
  bot = await openBotUnderTest(adapters)
  const { inbox, installations, leases, facts } = bot.stores
  const common = { clock: realClock, log: silentLog }
  const { token, url: apiUrl } = discord
  const onSlack = createSlack({
    ...common,
    transport: { kind: "http", signingSecret: slack.signingSecret },
    tenancy: { kind: "one", botToken: slack.botToken },
    apiUrl: slack.apiUrl,
    emoji: "+1",
    fetch,
    random: Math.random,
    inbox,
    installations,
    leases,
    spacingMs: 0,
  })
  const guests = onSlack.handle ? [{ path: "/slack/", handle: onSlack.handle }] : []
  const read = await readServices(bot.stores, common.clock)
  const web = createWeb({ ...read, port: 0, host: "127.0.0.1", guests })
  const onDiscord = createDiscord({
    ...common,
    token,
    apiUrl,
    identify: async () => undefined,
    emoji: "👍",
    ...{ facts, download },
  })
  for (const adapter of [web, onSlack, onDiscord]) adapters.set(adapter.platform, adapter)
  for (const adapter of adapters.values()) await adapter.start(bot.bot)
  page = web.address()
  slack.http.pointAt(`${page}/slack/events`)
  await discord.waitFor(() => discord.observe.commands().length > 0, "Discord's commands")
})

afterAll(async () => {
  slack.verify()
  discord.verify()
  await bot.close()
  await slack.stop()
  await discord.stop()
  bot.remove()
})

function someone() {
  const { world, workspace } = slack
  const person = addPerson(world, workspace, "Ada", true)
  return { workspace, person, channel: addChannel(world, workspace, { name: "papers", creator: person.id }) }
}

describe("Discord, Slack and the web page in one process", () => {
  it("answer side by side", async () => {
    const at = someone()
    const onDiscord = discord.member("Ada").slash("papers", `${rootCommand} show`, { paper: "2510.00003" })
    const onSlack = slack.slash(at, "show 2510.00003")
    const [answer] = await Promise.all([onDiscord.answer(), onSlack])
    expect(wordsOf(answer)).toContain("A Small Language Model of Birdsong")
    await slack.waitFor("Slack's answer", () =>
      at.channel.messages.find(({ text }) => text.includes("Birdsong")),
    )
    expect(await (await fetch(page)).text()).toContain("Paperboy")
  })

  it("are told of one by one on the page of health", async () => {
    const health = await (await fetch(`${page}/healthz`)).json()
    expect(health).toMatchObject({ parts: { discord: { up: true }, slack: { up: true } } })
  })

  it("keep one store, and the votes of each to itself", async () => {
    const at = someone()
    await slack.slash(at, "upvote 2510.00004")
    await slack.waitFor("the vote", () =>
      at.channel.messages.find(({ text }) => text.includes(words.commands.upvote.voted)),
    )
    const tally = async (community: string) =>
      (await bot.stores.votes.tallies(community, ["2510.00004"])).get("2510.00004") ?? 0
    expect(await tally(`slack:${slack.workspace.id}`)).toBe(1)
    expect(await tally(`discord:${discord.guild.id}`)).toBe(0)
    expect(await tally("web:local")).toBe(0)
  })

  it("live on when one of them falls silent", async () => {
    discord.breaks.revokeToken()
    const at = someone()
    await slack.slash(at, "show 2510.00005")
    await slack.waitFor("Slack's answer", () =>
      at.channel.messages.find(({ text }) => text.includes("Paper Boats")),
    )
    expect((await fetch(page)).status).toBe(200)
  })
})
