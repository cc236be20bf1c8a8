/** Two bots on one store, as replicas are: Slack hands each event to one of them, and it counts once. */
import { afterEach, describe, expect, it } from "vitest"
import { leaseMs, lookEveryMs } from "../../../adapters/slack/inbox.ts"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { createSlack } from "../../../adapters/slack/slack.ts"
import type { InboxStore } from "../../../src/vocabulary/platform-stores.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { createFakeClock, type FakeClock, settled } from "../../clock.ts"
import { missing } from "../../needs.ts"
import { silentLog as log } from "../../silent-log.ts"
import { createSchema, postgres } from "../../src/storage/schema.ts"
import { type SlackTwin, startSlackTwin } from "../../twins/slack/slack-twin.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel, addPerson, type Message } from "../../twins/slack/world.ts"
import { openBotUnderTest } from "../bot-under-test.ts"
import { aDataDir, startBot } from "../main/program.ts"
import { openSharedPort } from "./shared-port.ts"

type Transport = "socket" | "http"
type Place = { readonly database?: string; readonly dataDir: string }
type Replica = Awaited<ReturnType<typeof openReplica>>

/** What ends with the test, newest first. */
const endings: (() => unknown)[] = []
let twin: SlackTwin
let clock: FakeClock

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

async function aPlace(engine: string): Promise<Place> {
  const dataDir = aDataDir()
  if (engine === "SQLite") return { dataDir }
  const schema = await createSchema()
  endings.push(schema.remove)
  return { dataDir, database: schema.url }
}

async function aTwin(transport: Transport): Promise<Spot> {
  twin = await startSlackTwin({ transport, scopes: Object.keys(scopes) })
  endings.push(() => twin.stop())
  endings.push(() => twin.verify())
  const { world, workspace } = twin
  const person = addPerson(world, workspace, "Ada", true)
  return { workspace, person, channel: addChannel(world, workspace, { name: "papers", creator: person.id }) }
}

/** A bot whose store can fall silent for it, as if its process had died: nothing it waits for ever comes. */
async function openReplica(transport: Transport, place: Place) {
  const adapters = new Map<string, Adapter>()
  const core = await openBotUnderTest(adapters, place)
  const kept: string[] = []
  let looks = 0
  let dead = false
  const silence = <T>(answer: T): T | Promise<never> => (dead ? new Promise<never>(() => undefined) : answer)
  const { inbox: store } = core.stores
  const inbox: InboxStore = {
    ...store,
    async keep(event, leaseUntil) {
      const fresh = await store.keep(event, leaseUntil)
      if (fresh) kept.push(event.id)
      return silence(fresh)
    },
    async claim(request) {
      const claims = await silence(await store.claim(request))
      looks++
      return claims
    },
    defer: async (...given) => silence(await store.defer(...given)),
  }
  const slack = createSlack({
    transport:
      transport === "socket"
        ? { kind: "socket", appToken: twin.appToken }
        : { kind: "http", signingSecret: twin.signingSecret },
    tenancy: { kind: "one", botToken: twin.botToken },
    apiUrl: twin.apiUrl,
    emoji: "+1",
    inbox,
    installations: core.stores.installations,
    leases: core.stores.leases,
    fetch,
    random: Math.random,
    clock,
    log,
    spacingMs: 0,
  })
  adapters.set("slack", slack)
  const before = twin.socket.count()
  const port = await openSharedPort(() => slack)
  await slack.start(core.bot)
  if (transport === "socket") await twin.waitFor("both connections", () => twin.socket.count() === before + 2)
  endings.push(async () => {
    port.close()
    await core.close()
  })
  return {
    stores: core.stores,
    kept,
    url: `${port.address}/slack/events`,
    /** How often it has looked for what others left. */
    looks: () => looks,
    /** From its next event on: what it keeps it never handles, and what it holds it lets go of no more. */
    fallSilent() {
      dead = true
    },
    /** Its connections are cut. */
    async vanish() {
      port.close()
      await slack.stop()
    },
  }
}

async function openTwo(transport: Transport, engine: string) {
  // Slack signs with the time of day, and what is signed in the future is refused.
  clock = createFakeClock(Temporal.Now.instant().toString())
  const at = await aTwin(transport)
  const place = await aPlace(engine)
  const one = await openReplica(transport, place)
  const other = await openReplica(transport, place)
  twin.http.pointAt(one.url, other.url)
  return { at, one, other }
}

const members = (at: Spot, count: number): readonly Spot[] =>
  Array.from({ length: count }, (_, index) => {
    const person = addPerson(twin.world, at.workspace, `Member ${index}`)
    at.channel.members.add(person.id)
    return { ...at, person }
  })

const mention = (at: Spot, text: string, thread?: string) =>
  twin.say(at, `<@${at.workspace.botUser}> ${text}`, thread)

const answers = ({ channel }: Spot, words: string): readonly Message[] =>
  channel.messages.filter(({ botId, text }) => botId && text.includes(words))

/** A message of the bot's with a paper, as the daily post is. */
async function aPost({ channel, workspace }: Spot, { stores }: Replica): Promise<Message> {
  const post: Message = {
    ...{ ts: twin.world.ts(), user: workspace.botUser, botId: workspace.botId },
    ...{ text: "a paper", blocks: [], reactions: [], unfurls: {} },
  }
  channel.messages.push(post)
  const where = { community: `slack:${workspace.id}`, place: channel.id, message: post.ts }
  await stores.posts.add({ ...where, paper, kind: "post", at: "2026-11-24T08:00:00Z" })
  return post
}

const paper = "2510.00003"

async function votes({ workspace }: Spot, { stores }: Pick<Replica, "stores">): Promise<number> {
  return (await stores.votes.tallies(`slack:${workspace.id}`, [paper])).get(paper) ?? 0
}

/** Lets as much time pass as a dead replica's lease lasts, and those that live look in between. */
async function leaseEnds(...living: readonly Replica[]): Promise<void> {
  for (let passed = 0; passed <= leaseMs; passed += lookEveryMs) {
    const before = living.map(({ looks }) => looks())
    await clock.advance({ milliseconds: lookEveryMs })
    await twin.waitFor("everybody to look", () =>
      living.every(({ looks }, at) => looks() > (before[at] ?? 0)),
    )
  }
}

const engines = ["SQLite", ...(missing(postgres()) ? [] : ["PostgreSQL"])]
const transports: readonly Transport[] = ["socket", "http"]
const ways = transports.flatMap((transport) => engines.map((engine) => [transport, engine] as const))

describe.each(ways)("two replicas over %s on %s", (transport, engine) => {
  it("share the events, though each comes twice: one answer a mention, one vote a member", async () => {
    const { at, one, other } = await openTwo(transport, engine)
    const post = await aPost(at, one)
    twin.outbox.duplicate(true)
    const crowd = members(at, 8)
    await Promise.all(crowd.map((member) => twin.react(member, post, "+1")))
    await Promise.all(crowd.slice(0, 4).map((member) => mention(member, "show 2510.00004", post.ts)))
    await expect.poll(() => votes(at, one)).toBe(8)
    await twin.waitFor("all answers", () => answers(at, "Sheet Music").length >= 4)
    await leaseEnds(one, other)
    expect(answers(at, "Sheet Music")).toHaveLength(4)
    expect(await votes(at, other)).toBe(8)
    expect(one.kept.length).toBeGreaterThan(0)
    expect(other.kept.length).toBeGreaterThan(0)
  })

  it("agree on what a member said last, in whatever order they hear it", async () => {
    const { at, one } = await openTwo(transport, engine)
    const post = await aPost(at, one)
    const crowd = members(at, 6)
    await twin.outbox.withhold(true)
    for (const member of crowd) {
      await twin.react(member, post, "+1")
      await twin.unreact(member, post, "+1")
      if (member !== crowd[0]) await twin.react(member, post, "+1")
    }
    await twin.outbox.withhold(false, "reversed")
    await expect.poll(() => votes(at, one)).toBe(5)
    await settled()
    expect(await votes(at, one)).toBe(5)
  })

  it("of which one dies lose nothing: the other answers and counts what was left", async () => {
    const { at, one, other } = await openTwo(transport, engine)
    const post = await aPost(at, one)
    one.fallSilent()
    const crowd = members(at, 8)
    const said = Promise.all([
      ...crowd.map((member) => twin.react(member, post, "+1")),
      ...crowd.slice(0, 4).map((member) => mention(member, "show 2510.00004")),
    ])
    await twin.waitFor("the dying one to keep something", () => one.kept.length > 0)
    await one.vanish()
    twin.http.pointAt(other.url)
    await said
    await leaseEnds(other)
    await expect.poll(() => votes(at, other)).toBe(8)
    await twin.waitFor("all answers", () => answers(at, "Sheet Music").length >= 4)
    await leaseEnds(other)
    expect(answers(at, "Sheet Music")).toHaveLength(4)
  })

  it("leave a mention to who is answering it, however long Slack makes that one wait", async () => {
    const { at, one, other } = await openTwo(transport, engine)
    twin.breaks.next("chat.postMessage", { kind: "rate-limited", retryAfter: 29 })
    await mention(at, "show 2510.00004")
    await twin.waitFor("the refused answer", () => twin.breaks.left("chat.postMessage") === 0)
    await leaseEnds(one, other)
    expect(answers(at, "Sheet Music")).toEqual([])
    await leaseEnds(one, other)
    await twin.waitFor("the answer", () => answers(at, "Sheet Music").length > 0)
    await leaseEnds(one, other)
    expect(answers(at, "Sheet Music")).toHaveLength(1)
  })
})

it.each(engines)(
  "a signed request that comes to each of two replicas on %s is answered once",
  async (engine) => {
    const { at, one, other } = await openTwo("http", engine)
    await twin.slash(at, "show 2510.00003")
    const payload = twin.outbox.acks.at(-1)?.payload ?? {}
    const signed = twin.http.sign({ type: "slash_commands", attempt: 0, payload })
    expect(await Promise.all([one.url, other.url].map((url) => twin.http.replay(signed, url)))).toEqual([
      200, 200,
    ])
    await twin.waitFor("the answer", () => answers(at, "Birdsong").length > 0)
    // A command more for each: what a copy would have been answered stands before it.
    for (const next of ["2510.00005", "2510.00004"]) await twin.slash(at, `show ${next}`)
    await twin.waitFor("the first's next answer", () => answers(at, "Paper Boats").length > 0)
    await twin.waitFor("the other's next answer", () => answers(at, "Sheet Music").length > 0)
    expect(answers(at, "Birdsong")).toHaveLength(1)
  },
)

/** The whole program, as an operator runs it; `connections` are those of all replicas together. */
async function startReplica({ database, dataDir }: Place, connections: number) {
  const bot = await startBot({
    DATA_DIR: dataDir,
    ...(database ? { DATABASE_URL: database } : {}),
    SLACK_API_URL: twin.apiUrl,
    SLACK_BOT_TOKEN: twin.botToken,
    SLACK_APP_TOKEN: twin.appToken,
  })
  await twin.waitFor("its connections", () => twin.socket.count() === connections)
  return bot
}

it("a process that is killed at its work leaves no mention unanswered", async () => {
  const at = await aTwin("socket")
  const place = await aPlace(engines.at(-1) ?? "SQLite")
  const one = await startReplica(place, 2)
  const other = await startReplica(place, 4)
  // Slack speaks to the connections in turn, and those of the first come first.
  twin.breaks.next("chat.postMessage", { kind: "hang" })
  await mention(at, "zebra")
  await twin.waitFor("the first to be at work", () => twin.breaks.left("chat.postMessage") === 0)
  await one.end("SIGKILL")
  await mention(at, "show nothing-like-a-paper")
  expect(answers(at, "zebra")).toEqual([])
  await twin.waitFor("the answer", () => answers(at, "zebra").length > 0)
  expect((await other.end()).exitCode).toBe(0)
  expect(answers(at, "zebra")).toHaveLength(1)
})
