import { type Client, Events, GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits } from "discord.js"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { aClient, loggedIn } from "./a-client.ts"
import { type DiscordTwin, startDiscordTwin } from "./twin.ts"

let twin: DiscordTwin
let clients: Client[]

beforeEach(async () => {
  twin = await startDiscordTwin()
  clients = []
})

afterEach(async () => {
  for (const client of clients) await client.destroy()
  await twin.stop()
  twin.verify()
})

async function connect(
  ...options: Parameters<typeof loggedIn> extends [unknown, ...infer Rest] ? Rest : never
) {
  const client = await loggedIn(twin, ...options)
  clients.push(client)
  return client
}

function heard(client: Client): string[] {
  const texts: string[] = []
  client.on(Events.MessageCreate, (message) => texts.push(message.content))
  return texts
}

describe("the gateway", () => {
  test("tells a bot that logs in of its server, channels and role", async () => {
    const client = await connect()
    const guild = client.guilds.cache.get(twin.guild.id)
    expect(guild?.channels.cache.map(({ name }) => name)).toEqual(["general", "papers", "reading"])
    expect(guild?.members.me?.permissions.has("SendMessages")).toBe(true)
    expect(guild?.members.me?.permissions.has("ManageMessages")).toBe(false)
  })

  test("replays what was missed after a dropped socket", async () => {
    const client = await connect()
    const texts = heard(client)
    const ada = twin.member("Ada")
    twin.breaks.hold()
    ada.mention("general", "are you there?")
    twin.breaks.letBack()
    await twin.waitFor(() => texts.length === 1, "the missed message")
    expect(texts).toEqual([`<@${twin.botId}> are you there?`])
    expect(twin.gateway.frames.map(({ op }) => op)).toContain(6)
  })

  test("loses what happens between an invalid session and the next identify", async () => {
    const client = await connect()
    const texts = heard(client)
    const ada = twin.member("Ada")
    twin.breaks.cutOff()
    ada.mention("general", "lost")
    twin.breaks.letBack()
    await twin.waitFor(() => [...twin.gateway.sessions].some(({ socket }) => socket), "a new session")
    ada.mention("general", "heard")
    await twin.waitFor(() => texts.length === 1, "the second message")
    expect(texts).toEqual([`<@${twin.botId}> heard`])
  })

  test("makes a bot identify anew when its session is declared invalid", async () => {
    const client = await connect()
    const [before] = twin.gateway.sessions
    const ready = new Promise((resolve) => client.once(Events.ShardReady, resolve))
    twin.breaks.invalidate()
    await ready
    const [after] = twin.gateway.sessions
    expect(after?.id).not.toBe(before?.id)
  })

  test("sends a bot elsewhere, and the bot resumes", async () => {
    const client = await connect()
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve))
    twin.breaks.reconnect()
    await resumed
    expect(twin.gateway.sessions.size).toBe(1)
  })

  test("closes for good when the token is revoked", async () => {
    const client = await connect()
    const closed = new Promise<number>((resolve) =>
      client.once(Events.ShardDisconnect, ({ code }) => resolve(code)),
    )
    twin.breaks.revokeToken()
    expect(await closed).toBe(GatewayCloseCodes.AuthenticationFailed)
  })

  test("that plays dead is left by the bot, which resumes", async () => {
    const lively = await startDiscordTwin({ heartbeatMs: 100 })
    const client = await loggedIn(lively)
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve))
    lively.breaks.playDead(true)
    await lively.waitFor(() => lively.gateway.frames.some(({ op }) => op === 1), "a heartbeat")
    lively
      .waitFor(() => lively.gateway.frames.some(({ op }) => op === 6), "a resume")
      .then(() => lively.breaks.playDead(false))
    await resumed
    await client.destroy()
    await lively.stop()
    lively.verify()
  })

  test("lets a bot identify as often as the day has left, and the bot counts along", async () => {
    const strict = await startDiscordTwin({ identifies: 1 })
    const client = await loggedIn(strict)
    const another = aClient(strict)
    await expect(another.login(strict.token)).rejects.toThrow(/sessions remaining/i)
    await another.destroy()
    await client.destroy()
    await strict.stop()
  })

  test("forgets the session of a bot that says goodbye", async () => {
    const client = await loggedIn(twin)
    await client.destroy()
    await twin.waitFor(() => twin.gateway.sessions.size === 0, "the end of the session")
  })

  test("refuses a wrong token and an intent that is not switched on", async () => {
    const wrong = aClient(twin)
    clients.push(wrong)
    await expect(wrong.login("wrong")).rejects.toThrow(/token/i)
    const curious = aClient(twin, { intents: [GatewayIntentBits.MessageContent] })
    clients.push(curious)
    await expect(curious.login(twin.token)).rejects.toThrow(/disallowed intents/i)
  })

  test("hides the words of others from a bot that may not read them", async () => {
    const texts = heard(await connect())
    const ada = twin.member("Ada")
    ada.say("general", "a private thought")
    ada.mention("general", "hello")
    await twin.waitFor(() => texts.length === 2, "both messages")
    expect(texts).toEqual(["", `<@${twin.botId}> hello`])
  })

  test("tells an event twice when it is asked to", async () => {
    const client = await connect()
    const ids: string[] = []
    client.ws.on(GatewayDispatchEvents.MessageCreate, ({ id }: { id: string }) => ids.push(id))
    twin.breaks.repeatEvents(1)
    const once = twin.member("Ada").mention("general", "comes twice")
    const next = twin.member("Ada").mention("general", "comes once")
    await twin.waitFor(() => ids.length === 3, "three events")
    expect(ids).toEqual([once.id, once.id, next.id])
  })
})

test("an event is overtaken by the next when it is asked to", async () => {
  const mixed = await startDiscordTwin()
  const client = await loggedIn(mixed)
  const ids: string[] = []
  client.ws.on(GatewayDispatchEvents.MessageCreate, ({ id }: { id: string }) => ids.push(id))
  mixed.breaks.overtakeEvent()
  const [first, second] = ["a", "b"].map((text) => mixed.member("Ada").mention("general", text).id)
  await mixed.waitFor(() => ids.length === 2, "both events")
  expect(ids).toEqual([second, first])
  await client.destroy()
  await mixed.stop()
  mixed.verify()
})

test("three shards over two processes each hear of their own servers", async () => {
  const sharded = await startDiscordTwin({ guilds: ["A", "B", "C", "D", "E", "F"], shards: 3 })
  const first = await loggedIn(sharded, { shards: [0, 1], shardCount: 3 })
  const second = await loggedIn(sharded, { shards: [2], shardCount: 3 })
  expect(first.guilds.cache.size + second.guilds.cache.size).toBe(6)
  expect(first.guilds.cache.size).toBe(4)
  expect([...sharded.gateway.sessions].map(({ shard }) => shard).toSorted()).toEqual([0, 1, 2])
  await first.destroy()
  await second.destroy()
  await sharded.stop()
  sharded.verify()
})
