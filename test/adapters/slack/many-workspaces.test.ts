/** One bot in many workspaces: they install it by themselves, and none sees another. */
import { randomBytes } from "node:crypto"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { scopes } from "../../../adapters/slack/manifest.ts"
import type { SealKeys } from "../../../adapters/slack/seal.ts"
import { createSlack, type SlackAdapter } from "../../../adapters/slack/slack.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import type { Clock } from "../../../src/vocabulary/system.ts"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import { silentLog } from "../../silent-log.ts"
import { aSubscription } from "../../src/editions/world.ts"
import { tokenLifeMs } from "../../twins/slack/oauth.ts"
import { eventPayload } from "../../twins/slack/payloads.ts"
import { type SlackTwin, startSlackTwin } from "../../twins/slack/slack-twin.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel, addPerson, addWorkspace, type Workspace } from "../../twins/slack/world.ts"
import { type BotUnderTest, openBotUnderTest } from "../bot-under-test.ts"
import { openSharedPort, type SharedPort } from "./shared-port.ts"

let twin: SlackTwin
let bot: BotUnderTest
let slack: SlackAdapter
let port: SharedPort
let address: string
let later = 0
let adapters: Map<string, Adapter>
const clock: Clock = { ...realClock, now: () => realClock.now().add({ milliseconds: later }) }
const firstKey = randomBytes(32)

beforeEach(async () => {
  later = 0
  twin = await startSlackTwin({
    transport: "http",
    scopes: Object.keys(scopes),
    now: () => Date.now() + later,
  })
  adapters = new Map()
  bot = await openBotUnderTest(adapters)
  port = await openSharedPort(() => slack)
  address = port.address
  await arrive([firstKey])
})

afterEach(async () => {
  twin.verify()
  await bot.close()
  port.close()
  await twin.stop()
  bot.remove()
})

async function arrive(keys: SealKeys, transport: "http" | "socket" = "http"): Promise<void> {
  slack = createSlack({
    transport:
      transport === "http"
        ? { kind: "http", signingSecret: twin.signingSecret }
        : { kind: "socket", appToken: twin.appToken },
    tenancy: {
      kind: "many",
      keys,
      oauth: {
        clientId: twin.clientId,
        clientSecret: twin.clientSecret,
        stateSecret: "state-secret",
        publicUrl: address,
        authorizationUrl: twin.authorizationUrl,
      },
    },
    apiUrl: twin.apiUrl,
    emoji: "+1",
    links: {
      support: "mailto:help@papers.example.org",
      privacy: "https://papers.example.org/privacy?a=1&b=2",
    },
    inbox: bot.stores.inbox,
    installations: bot.stores.installations,
    leases: bot.stores.leases,
    fetch,
    random: Math.random,
    clock,
    log: silentLog,
    spacingMs: 0,
  })
  adapters.set("slack", slack)
  await slack.start(bot.bot)
  twin.http.pointAt(`${address}/slack/events`)
}

/** What a browser does: the install page, the consent, and back with its cookie; `back` is the way back. */
async function install(domain: string): Promise<Spot> {
  const workspace = addWorkspace(twin.world, { domain, botToken: "", scopes: [] })
  const person = addPerson(twin.world, workspace, "Ada", true)
  const channel = addChannel(twin.world, workspace, { name: "papers", creator: person.id })
  const { back } = await consent(workspace)
  expect((await back()).status).toBe(200)
  return { workspace, channel, person }
}

async function consent(workspace: Workspace): Promise<{ readonly back: () => Promise<Response> }> {
  twin.oauth.consentAs(workspace)
  const { cookie, add } = await landing()
  const consented = await fetch(add, { redirect: "manual" })
  return { back: () => fetch(consented.headers.get("location") ?? "", { headers: { cookie } }) }
}

/** The page that people are sent to, and where its button leads. */
async function landing() {
  const page = await fetch(`${address}/slack/install`)
  const html = await page.text()
  const [, href = ""] = /class="add" href="([^"]+)"/.exec(html) ?? []
  const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? ""
  return { html, cookie, add: href.replaceAll("&amp;", "&") }
}

const saying = ({ channel }: Spot, words: string) =>
  channel.messages.find(({ botId, text }) => botId && text.includes(words))

describe("a workspace that installs the bot", () => {
  it("is answered with its own token", async () => {
    const spot = await install("north")
    await twin.slash(spot, "show 2510.00003")
    await twin.waitFor("an answer", () => saying(spot, "Birdsong"))
    const posts = twin.calls("chat.postMessage").filter(({ given }) => given.channel === spot.channel.id)
    expect(posts.map(({ team }) => team)).toEqual([spot.workspace.id])
  })

  it("reads first what the bot does, what it asks for and why, and who runs it", async () => {
    const { html, add } = await landing()
    for (const said of [...words.slack.installing.landing.does, ...Object.keys(scopes)])
      expect(html.replaceAll("<wbr>", "")).toContain(said)
    expect(html.replaceAll("&quot;", '"').replaceAll("&amp;", "&")).toContain(scopes["chat:write"])
    expect(html).toContain('href="https://papers.example.org/privacy?a=1&amp;b=2"')
    expect(html).toContain('href="mailto:help@papers.example.org"')
    expect(new URL(add).searchParams.get("scope")?.split(",").toSorted()).toEqual(
      Object.keys(scopes).toSorted(),
    )
  })

  it("leaves no token readable in the store", async () => {
    const spot = await install("north")
    const stored = await bot.stores.installations.get(`slack:${spot.workspace.id}`)
    const [token = ""] = spot.workspace.tokens.keys()
    expect(stored?.sealed).toBeDefined()
    expect(stored?.sealed).not.toContain(token)
    expect(Buffer.from(stored?.sealed.split(".")[1] ?? "", "base64").toString("latin1")).not.toContain(token)
  })

  it("never sees what another one does", async () => {
    const north = await install("north")
    const south = await install("south")
    const vote = (spot: Spot) =>
      bot.bot.dispatch({
        actor: {
          platform: "slack",
          community: `slack:${spot.workspace.id}`,
          place: spot.channel.id,
          member: spot.person.id,
          memberName: "Ada",
          isAdmin: false,
        },
        input: { kind: "line", text: "upvote 2510.00003" },
      })
    await vote(north)
    const seen = await bot.stores.votes.tallies(`slack:${south.workspace.id}`, ["2510.00003"])
    expect(seen.get("2510.00003") ?? 0).toBe(0)
    await twin.slash(south, "show 2510.00003")
    const card = await twin.waitFor("an answer", () => saying(south, "Birdsong"))
    expect(JSON.stringify(card.blocks)).not.toContain("Upvote\u00a01")
    expect(north.channel.messages).toHaveLength(0)
  })

  it("cannot use another one's sealed tokens, even moved into its row", async () => {
    const north = await install("north")
    const south = await install("south")
    const stolen = await bot.stores.installations.get(`slack:${north.workspace.id}`)
    if (!stolen) throw new Error("nothing was stored")
    await bot.stores.installations.put({ ...stolen, community: `slack:${south.workspace.id}` })
    const where = { community: `slack:${south.workspace.id}`, place: south.channel.id }
    const sent = slack.send(where, { title: [{ text: "stolen" }], tone: "plain", blocks: [] })
    await expect(sent).rejects.toThrow()
    expect(JSON.stringify(twin.calls("chat.postMessage"))).not.toContain("stolen")
  })

  it("and removes it is forgotten", async () => {
    const spot = await install("north")
    await twin.uninstall(spot.workspace)
    await expect.poll(() => bot.stores.installations.get(`slack:${spot.workspace.id}`)).toBeUndefined()
    const where = { community: `slack:${spot.workspace.id}`, place: spot.channel.id }
    await expect(
      slack.send(where, { title: [{ text: "late" }], tone: "plain", blocks: [] }),
    ).rejects.toMatchObject({ code: "not_installed" })
  })

  it("and takes its tokens away is forgotten", async () => {
    const { workspace } = await install("north")
    await twin.revoke(workspace)
    await twin.waitFor("the event to be handled", () => twin.outbox.acks.length > 0)
    await expect.poll(async () => bot.stores.installations.get(`slack:${workspace.id}`)).toBeUndefined()
  })

  it("and removes it while nobody listens is left alone from the next start on", async () => {
    const [north, south] = [await install("north"), await install("south")]
    const communityOf = ({ workspace }: Spot) => `slack:${workspace.id}`
    for (const spot of [north, south])
      await bot.stores.subscriptions.save(
        aSubscription({ id: spot.workspace.id, community: communityOf(spot), place: spot.channel.id }),
      )
    const gone = async ({ workspace }: Spot) => (await bot.stores.subscriptions.get(workspace.id))?.gone
    await slack.stop()
    north.workspace.tokens.clear()
    await arrive([firstKey])
    await expect.poll(() => gone(north)).toBe("revoked")
    await slack.stop()
    await bot.stores.installations.remove(communityOf(south))
    await arrive([firstKey])
    await expect.poll(() => gone(south)).toBe("removed")
  })

  it("installs it where events come by Socket Mode, too", async () => {
    await slack.stop()
    await arrive([firstKey], "socket")
    const spot = await install("west")
    const { community, place } = { community: `slack:${spot.workspace.id}`, place: spot.channel.id }
    await slack.send({ community, place }, { title: [{ text: "by socket" }], tone: "plain", blocks: [] })
    expect(saying(spot, "by socket")).toBeDefined()
    expect((await fetch(`${address}/slack/events`, { method: "POST" })).status).toBe(404)
  })

  it("is not troubled by requests that nobody serves", async () => {
    const asked = ["/slack/install", "/slack/oauth_redirect", "/slack/elsewhere", "//"]
    const answers = asked.map((path) =>
      fetch(address + path, { method: "POST" }).then(({ status }) => status),
    )
    expect(await Promise.all(answers)).toEqual([404, 404, 404, 404])
    expect((await install("north")).workspace.installed).toBe(true)
  })

  it("with rotating tokens is served on after twelve hours", async () => {
    twin.oauth.rotate(true)
    const spot = await install("north")
    const [first] = spot.workspace.tokens.keys()
    later = tokenLifeMs + 1
    await slack.send(
      { community: `slack:${spot.workspace.id}`, place: spot.channel.id },
      { title: [{ text: "good morning" }], tone: "plain", blocks: [] },
    )
    expect(saying(spot, "good morning")).toBeDefined()
    expect([...spot.workspace.tokens.keys()].at(-1)).not.toBe(first)
  })

  it("is served on when the operator changes the key, and sealed anew with it", async () => {
    const spot = await install("north")
    const community = `slack:${spot.workspace.id}`
    const before = (await bot.stores.installations.get(community))?.sealed
    await slack.stop()
    await arrive([randomBytes(32), firstKey])
    await slack.send(
      { community, place: spot.channel.id },
      { title: [{ text: "with a new key" }], tone: "plain", blocks: [] },
    )
    const after = (await bot.stores.installations.get(community))?.sealed
    expect(after?.split(".")[0]).not.toBe(before?.split(".")[0])
  })

  it("again is not undone by what Slack says late of the time before", async () => {
    const { workspace } = await install("north")
    const said = eventPayload(twin.world, workspace, { type: "app_uninstalled" })
    const earlier = { ...said, event_time: Number(said.event_time) - 60 }
    await twin.outbox.event(earlier)
    expect(await bot.stores.installations.get(`slack:${workspace.id}`)).toBeDefined()
    await twin.outbox.event({ ...said, event_id: "Ev-now" })
    await expect.poll(async () => bot.stores.installations.get(`slack:${workspace.id}`)).toBeUndefined()
  })

  it("for a whole organization is refused with a page that explains it, and the token is given back", async () => {
    const workspace = addWorkspace(twin.world, { domain: "corp", botToken: "", scopes: [] })
    twin.oauth.decide("organization")
    const answer = await (await consent(workspace)).back()
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(words.slack.installing.organization.text)
    expect(await bot.stores.installations.all("slack:")).toEqual([])
    expect(workspace.tokens.size).toBe(0)
  })

  it("and cancels at Slack is told that nothing was installed, and can start again", async () => {
    const workspace = addWorkspace(twin.world, { domain: "shy", botToken: "", scopes: [] })
    twin.oauth.decide("cancel")
    const answer = await (await consent(workspace)).back()
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(words.slack.installing.canceled.title)
    twin.oauth.decide("workspace")
    expect((await (await consent(workspace)).back()).status).toBe(200)
  })

  it("with a state that was used before is refused", async () => {
    const workspace = addWorkspace(twin.world, { domain: "twice", botToken: "", scopes: [] })
    const { back } = await consent(workspace)
    expect((await back()).status).toBe(200)
    const again = await back()
    expect(again.status).toBe(400)
    expect(await again.text()).toContain(words.slack.installing.expired.title)
  })

  it("with a state that somebody else began is refused", async () => {
    const workspace = addWorkspace(twin.world, { domain: "east", botToken: "", scopes: [] })
    twin.oauth.consentAs(workspace)
    const consent = await fetch((await landing()).add, { redirect: "manual" })
    const done = await fetch(consent.headers.get("location") ?? "")
    expect(done.ok).toBe(false)
    expect(await bot.stores.installations.all("slack:")).toEqual([])
  })
})
