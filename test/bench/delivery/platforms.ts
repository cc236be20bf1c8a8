import { createServer } from "node:http"
import type { Installation } from "@slack/bolt"
import { createInstallations } from "../../../adapters/slack/installations.ts"
import { scopes } from "../../../adapters/slack/manifest.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { startDiscordTwin } from "../../twins/discord/twin.ts"
import { textOf } from "../../twins/discord/verbs/observe.ts"
import { startSlackTwin } from "../../twins/slack/slack-twin.ts"
import { addChannel, addPerson, addWorkspace, type Channel, type Workspace } from "../../twins/slack/world.ts"
import { benchKey, type PlatformSetup } from "./shared.ts"

export type Spot = { readonly community: string; readonly place: string }

/** A platform in this process, to which bots in other processes connect. */
export type Platform = {
  readonly setup: PlatformSetup
  readonly spots: readonly Spot[]
  /** Whether a request (`POST /api/…`) posts a message, opens its thread or looks it up, and whether it posts one. */
  readonly isMessage: (request: string) => boolean
  readonly isPost: (request: string) => boolean
  /** Whether a request comes before the first message in a thread. */
  readonly opensThread: (request: string) => boolean
  /** When each message of a place and of its threads came, in milliseconds of the platform's clock. */
  moments(spot: Spot): readonly { readonly at: number; readonly inThread: boolean }[]
  /** What lies in a place and in its threads, a text a message. */
  texts(spot: Spot): readonly string[]
  /** Notes in a bot's store who let it in, where that is not one token. */
  install?(stores: Stores): Promise<void>
  /** Throws when a bot did what the platform does not know. */
  verify(): void
  stop(): Promise<void>
}

export type PlatformPlan = {
  readonly places: number
  readonly now: () => number
  readonly contract: boolean
  /** Slack's, with a rate each; one where it is absent. */
  readonly workspaces?: number
}

export const platformNames = ["memory", "discord", "slack"] as const

export function startPlatform(name: (typeof platformNames)[number], plan: PlatformPlan): Promise<Platform> {
  return { memory: startMemory, discord: startDiscord, slack: startSlack }[name](plan)
}

/** What a bot asks for, as it comes over the socket, where a set is a list. */
type Given = [Parameters<Adapter["send"]>[0] & { readonly taken?: readonly string[] }, Card]

/** The platform of the core's own tests, behind a socket, so that it outlives its bots. It knows no message again. */
async function startMemory({ places }: PlatformPlan): Promise<Platform> {
  const fake = createFakePlatform("memory")
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const given = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Given
    const outcome = await (request.url === "/send"
      ? fake.send(...given)
      : request.url === "/edit"
        ? edit(...given)
        : lookUp(given))
    response.end(JSON.stringify(outcome ?? null))
  })
  const lookUp = ([{ taken, ...where }, card]: Given) =>
    fake.lookUp({ ...where, delivery: where.delivery ?? "", taken: new Set(taken) }, card)
  const edit = (...[ref, card]: readonly unknown[]) =>
    fake.edit(...([ref, card] as Parameters<Adapter["edit"]>)).catch(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address ? address.port : 0
  return {
    setup: { name: "memory", url: `http://127.0.0.1:${port}` },
    spots: Array.from({ length: places }, (_, index) => ({ community: "memory:1", place: `p${index}` })),
    isMessage: () => true,
    isPost: (request) => request.endsWith("/send"),
    opensThread: () => false,
    moments: () => [],
    texts: ({ place }) =>
      fake.messages.filter((message) => message.place === place).map(({ card }) => JSON.stringify(card)),
    verify: () => undefined,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** As many as Discord lets a server have is 500; a hundred make the servers that a popular bot is in. */
const channelsPerServer = 100

async function startDiscord({ places, now, contract }: PlatformPlan): Promise<Platform> {
  const perServer = Math.min(places, channelsPerServer)
  const names = (count: number, word: string) =>
    Array.from({ length: count }, (_, index) => `${word}${index}`)
  const twin = await startDiscordTwin({
    now,
    contract,
    faster: 1,
    guilds: names(Math.ceil(places / perServer), "Server "),
    channels: names(perServer, "papers-").map((name) => ({ name })),
  })
  const spots = twin.guilds.flatMap((guild) =>
    names(perServer, "papers-").map((name) => ({
      community: `discord:${guild.id}`,
      place: twin.channel(name, guild),
    })),
  )
  const lying = (place: string) =>
    twin.observe
      .messages(place)
      .flatMap((message) => [message, ...(message.thread ? twin.observe.messages(message.id) : [])])
  return {
    setup: { name: "discord", url: twin.url, token: twin.token },
    spots: spots.slice(0, places),
    isMessage: (request) => /\/channels\/\d+\/messages(\?|$|\/\d+\/threads$)/.test(request),
    isPost: (request) => /^POST .*\/channels\/\d+\/messages$/.test(request),
    opensThread: (request) => request.endsWith("/threads"),
    moments: ({ place }) =>
      lying(place).map(({ timestamp, channel_id }) => ({
        at: Date.parse(timestamp),
        inThread: channel_id !== place,
      })),
    texts: ({ place }) => lying(place).map(textOf),
    verify: twin.verify,
    stop: twin.stop,
  }
}

/** As Slack's consent gives it. */
function installationOf(
  { id, domain, botId, botUser, tokens }: Workspace,
  scopes: string[],
): Installation<"v2", false> {
  const [token = ""] = tokens.keys()
  return {
    ...{
      team: { id, name: domain },
      enterprise: undefined,
      user: { id: botUser, token: undefined, scopes: undefined },
    },
    ...{ appId: "A1", authVersion: "v2", bot: { id: botId, userId: botUser, token, scopes } },
  }
}

async function startSlack({ places, now, workspaces = 1 }: PlatformPlan): Promise<Platform> {
  const scoped = Object.keys(scopes)
  const twin = await startSlackTwin({ transport: "socket", scopes: scoped, now })
  const { world } = twin
  const others = Array.from({ length: workspaces - 1 }, (_, index) =>
    addWorkspace(world, { domain: `club-${index}`, botToken: `xoxb-club-${index}`, scopes: scoped }),
  )
  const all = [twin.workspace, ...others]
  const spots: Spot[] = []
  const channels = new Map<string, Channel>()
  for (const [at, workspace] of all.entries()) {
    const admin = addPerson(world, workspace, "Admin", true)
    for (let index = at; index < places; index += workspaces) {
      const channel = addChannel(world, workspace, { name: `papers-${index}`, creator: admin.id })
      channels.set(channel.id, channel)
      spots.push({ community: `slack:${workspace.id}`, place: channel.id })
    }
  }
  const { apiUrl: url, appToken, botToken } = twin
  return {
    setup: { name: "slack", url, appToken, botToken, ...(workspaces > 1 && { isInstalled: true }) },
    spots,
    install: async ({ installations: store }) => {
      const clock = { now: () => Temporal.Now.instant(), wait: async () => undefined }
      const installations = createInstallations({ store, keys: [benchKey], clock })
      for (const workspace of all) await installations.storeInstallation(installationOf(workspace, scoped))
    },
    isMessage: (request) => /chat\.postMessage|conversations\.(history|replies)/.test(request),
    isPost: (request) => request.includes("chat.postMessage"),
    opensThread: (request) => request.includes("conversations.replies"),
    moments: ({ place }) =>
      (channels.get(place)?.messages ?? []).map(({ ts, threadTs }) => ({
        at: Number(ts) * 1000,
        inThread: threadTs !== undefined && threadTs !== ts,
      })),
    texts: ({ place }) =>
      // Replies lie in their channel.
      (channels.get(place)?.messages ?? []).map(({ text, blocks }) => text + JSON.stringify(blocks)),
    verify: twin.verify,
    stop: twin.stop,
  }
}
