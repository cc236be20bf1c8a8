/** Slack as a platform of the core: hear, decode, render, send. What is said and decided comes from the core. */
import type { IncomingMessage, ServerResponse } from "node:http"
import { App, webApi } from "@slack/bolt"
import type { InboxStore, InstallationStore } from "../../src/vocabulary/platform-stores.ts"
import type { Adapter, Bot } from "../../src/vocabulary/ports.ts"
import type { LeaseStore } from "../../src/vocabulary/stores.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import type { Counter } from "./answer.ts"
import { createBoltLogger } from "./bolt-logger.ts"
import { catchUp, type EmojiName } from "./catch-up.ts"
import { openDoor, type Transport } from "./doors.ts"
import { communityOf, permalink, platform, rootOf, teamOf } from "./ids.ts"
import { keepBeforeAck } from "./inbox.ts"
import { createInstallations } from "./installations.ts"
import { createInstaller, type OAuthSettings } from "./installer.ts"
import { createLaterCards } from "./later-cards.ts"
import { limits } from "./limits.ts"
import { type Ears, listen } from "./listen.ts"
import { missingPermissions } from "./missing-permissions.ts"
import { createPace } from "./pace.ts"
import { refusal } from "./refusal.ts"
import { refuseReplays } from "./replay.ts"
import { createRights } from "./rights.ts"
import type { SealKeys } from "./seal.ts"
import {
  type Desk,
  editCard,
  lookUpDelivery,
  lookUpReply,
  openThread,
  postCard,
  postReply,
  threadExists,
} from "./send.ts"
import { watchToken } from "./watch-token.ts"
import { authorizeByToken, clientOptionsFor, createWorkspaces } from "./workspaces.ts"

/** One workspace by its token, or many that install the bot by themselves. */
export type Tenancy =
  | { readonly kind: "one"; readonly botToken: string }
  | { readonly kind: "many"; readonly oauth: OAuthSettings; readonly keys: SealKeys }

export type SlackOptions = {
  readonly transport: Transport
  readonly tenancy: Tenancy
  /** Of another server, such as `http://127.0.0.1:4000/api/`. */
  readonly apiUrl?: string
  readonly emoji: EmojiName
  /** Takes answers to where a form was opened. */
  readonly fetch: typeof fetch
  readonly inbox: InboxStore
  readonly installations: InstallationStore
  /** Of several processes one renews a workspace's token. */
  readonly leases: Pick<LeaseStore, "take" | "release">
  readonly clock: Clock
  readonly log: Log
  /** After which a request is given up, its outcome unknown; ten seconds when absent. */
  readonly timeoutMs?: number
  /** Between two posts of a channel; a second when absent. */
  readonly spacingMs?: number
}

export type SlackAdapter = Adapter & {
  /** Answers `/slack/…` where another server's port is shared. */
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => void
}

/** How long a stop waits for answers that are under way. */
const farewellMs = 8_000

export function createSlack(options: SlackOptions): SlackAdapter {
  const { clock, log, tenancy, transport, emoji } = options
  const clientOptions = clientOptionsFor(options.apiUrl, options.timeoutMs)
  const boltLogger = createBoltLogger(log)
  const store =
    tenancy.kind === "many"
      ? createInstallations({ store: options.installations, keys: tenancy.keys, clock })
      : undefined
  const installer =
    tenancy.kind === "many" && store
      ? createInstaller({
          ...{ settings: tenancy.oauth, store, leases: options.leases },
          ...{ clientOptions, boltLogger, clock, log },
        })
      : undefined
  const authorize =
    tenancy.kind === "one"
      ? authorizeByToken(tenancy.botToken, new webApi.WebClient(tenancy.botToken, clientOptions))
      : (team: string) => requireInstaller().authorize(team)
  const workspaces = createWorkspaces(authorize, clientOptions)
  const pace = createPace(clock, options.spacingMs)
  const rights = createRights(workspaces, clock, log)
  const stopping = new AbortController()
  const watch = watchToken({
    isOne: tenancy.kind === "one",
    identify: () => workspaces.at(""),
    clock,
    log,
    signal: stopping.signal,
  })
  const door = openDoor(transport, {
    clientOptions,
    boltLogger,
    clock,
    log,
    ...(installer ? { installer } : {}),
  })
  const underWay = new Set<Promise<unknown>>()

  function requireInstaller() {
    if (!installer) throw new TypeError("a bot for many workspaces has an installer")
    return installer
  }

  function track<T>(work: Promise<T>): Promise<T> {
    const settled = work.catch(() => undefined).finally(() => underWay.delete(settled))
    underWay.add(settled)
    return work
  }

  /** A workspace took the bot out: what let it in is forgotten, so that nothing is tried there any more. */
  async function removed(team: string): Promise<void> {
    workspaces.forget(team)
    await options.installations.remove(communityOf(team))
    log.info({ platform, community: communityOf(team) }, "Slack: a workspace removed the bot")
  }

  /** Whether an answer that a crash may have cut off was given. */
  async function answered({ community, place, thread, delivery }: Parameters<Ears["answered"]>[0]) {
    const rootTs = thread && rootOf(thread)
    return (await lookUpDelivery(await desk(community), { channel: place, rootTs, delivery })) !== undefined
  }

  async function desk(community: string): Promise<Desk> {
    return { workspace: await workspaces.at(teamOf(community)), pace, community }
  }

  /** Runs a request; whatever goes wrong is told by its cause. */
  async function at<T>(community: string, request: (desk: Desk) => Promise<T>): Promise<T> {
    try {
      const outcome = await request(await desk(community))
      watch.admitted()
      return outcome
    } catch (error) {
      throw watch.refused(refusal(error))
    }
  }

  async function arrive(bot: Bot): Promise<void> {
    const app = new App({
      receiver: door.receiver,
      authorize: workspaces.authorize,
      clientOptions,
      logger: boltLogger,
      deferInitialization: true,
    })
    await app.init()
    const counter: Counter = { bot, laterCards: createLaterCards(), log, pace, rights, workspaces }
    const { signal } = stopping
    const { inbox: store, fetch } = options
    const newest = (subject: string) => store.newest(platform, subject)
    const isFirst = (what: string) => store.note(platform, what, clock.now().toString())
    listen(app, { ...counter, emoji, fetch, answered, isFirst, newest, track, removed })
    if (transport.kind === "http") refuseReplays(app, { store, clock, log })
    const inbox = keepBeforeAck(app, { store, clock, log, signal, track })
    await door.open()
    if (tenancy.kind === "one") void track(watch.identify())
    void track(inbox.follow())
    void track(inbox.takeUp().then(() => catchUp(counter, emoji, signal)))
  }

  return {
    platform,
    buttonIdLength: limits.option.value,
    rate: { perSecond: limits.messagesPerSecond, per: "community" },
    async start(bot) {
      await arrive(bot)
    },
    send: ({ community, place, delivery, signal, under }, card) =>
      at(community, async (live) => {
        const spot = { channel: place, delivery, signal }
        const sent = await (under ? postReply(live, spot, under, card) : postCard(live, spot, card))
        if (card.paper) void track(putReaction(live, sent.place, sent.message))
        return sent
      }),
    edit: (message, card) => at(message.community, (live) => editCard(live, message, card)),
    // A member's id is the channel of their direct messages with the app.
    tell: ({ community, member }, card) =>
      at(community, async (live) => void (await postCard(live, { channel: member }, card))),
    lookUp: ({ community, place, delivery, since, under }) =>
      at(community, (live) => {
        const spot = { channel: place, delivery, since }
        return under ? lookUpReply(live, spot, under) : lookUpDelivery(live, spot)
      }),
    openThread: ({ community, place, under, opening }) =>
      at(community, (live) => openThread(live, { channel: place, under, opening })),
    reviveThread: ({ community, place, thread }) =>
      at(community, (live) => threadExists(live, { channel: place, thread })),
    linkTo({ community, place, thread, message }) {
      const workspace = workspaces.known(teamOf(community))
      const root = thread && rootOf(thread)
      return workspace && permalink(workspace.url, place, message ?? root, root)
    },
    missingPermissions: ({ community, place }) => at(community, (live) => missingPermissions(live, place)),
    health: () => watch.trouble() ?? door.health(),
    ...(door.handle ? { handle: door.handle } : {}),
    async stop() {
      stopping.abort()
      await Promise.race([Promise.allSettled([...underWay]), clock.wait(farewellMs)])
      await door.close()
    },
  }

  /** The vote that members can join; without the scope members still vote by a reaction of their own. */
  async function putReaction({ workspace }: Desk, channel: string, timestamp: string): Promise<void> {
    await pace
      .run(`${channel} reaction`, () => workspace.client.reactions.add({ channel, timestamp, name: emoji }))
      .catch((error) => log.debug({ platform, error }, "Slack: no reaction was put"))
  }
}
