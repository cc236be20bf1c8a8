/** Slack as a platform of the core: hear, decode, render, send. What is said and decided comes from the core. */
import type { IncomingMessage, ServerResponse } from "node:http"
import { App } from "@slack/bolt"
import { within } from "../../src/concurrency/deadline.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import { chatSurface, type OperatorLinks } from "../../src/vocabulary/command.ts"
import type { InstallationStore } from "../../src/vocabulary/platform-stores.ts"
import type { Adapter, Bot } from "../../src/vocabulary/ports.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import { clientOptionsFor, createBoltLogger, watchClock } from "./client-options.ts"
import { accessTo, type SlackContext } from "./context.ts"
import { actorAt } from "./decode.ts"
import { causeOf, inDirect, withReinstall } from "./errors.ts"
import { handleEvents } from "./events.ts"
import {
  communityOf,
  type EmojiName,
  isDirect,
  numberEmoji,
  permalink,
  platform,
  rootOf,
  teamOf,
} from "./ids.ts"
import { refuseReplays, storeBeforeAck } from "./inbox.ts"
import { handleInteractions } from "./interactions.ts"
import { createLaterCards } from "./later-cards.ts"
import { limits } from "./limits.ts"
import { createLookUp } from "./look-up.ts"
import { createRights, describeChannel, missingPermissions } from "./permissions.ts"
import { tellPresence } from "./presence.ts"
import { createProfiles } from "./profiles.ts"
import { createReceiver, type Transport } from "./receivers.ts"
import { createRequestQueue } from "./request-queue.ts"
import {
  editCard,
  openDirect,
  openThread,
  postCard,
  postReply,
  putReaction,
  removeMessage,
  threadExists,
} from "./send.ts"
import { handleSuggestions } from "./suggestions.ts"
import { installedIn, installPage, openTenancy, type Tenancy } from "./tenancy.ts"
import { watchToken } from "./token-watch.ts"
import { createUserGroups } from "./user-groups.ts"
import { handleViewSubmissions } from "./views.ts"
import { readReactions } from "./votes.ts"
import { type Access, createWorkspaces } from "./workspaces.ts"

export type SlackOptions = Pick<Services, "clock" | "log" | "random" | "inbox"> & {
  readonly transport: Transport
  readonly tenancy: Tenancy
  /** Of another server, such as `http://127.0.0.1:4000/api/`. */
  readonly apiUrl?: string
  readonly emoji: EmojiName
  /** The reaction that saves. Default: `bookmark`. */
  readonly saveEmoji?: EmojiName
  /** Links to papers become Work Objects, which the app must have switched on. Default: false. */
  readonly workObjects?: boolean
  /** The pages of who runs the bot. */
  readonly links?: OperatorLinks
  /** For all requests to Slack. */
  readonly fetch: typeof fetch
  readonly installations: InstallationStore
  /** Of several processes one renews a workspace's token. */
  readonly leases: Pick<Services["leases"], "take" | "release">
  /** After which a request is given up, its outcome unknown; ten seconds when absent. */
  readonly timeoutMs?: number
  /** Between two posts of a channel; a second when absent. */
  readonly spacingMs?: number
}

export type SlackAdapter = Adapter & {
  /** Answers `/slack/…` where another server's port is shared. */
  readonly handle?: ((request: IncomingMessage, response: ServerResponse) => void) | undefined
}

/** How long a stop waits for answers that are under way. */
const shutdownTimeoutMs = 8_000

export function createSlack(options: SlackOptions): SlackAdapter {
  const { clock, log, random, inbox, transport, emoji, saveEmoji = "bookmark" } = options
  let core: Bot | undefined
  const boltLogger = createBoltLogger(log)
  const slackClock = watchClock(clock, options.fetch)
  const clientOptions = clientOptionsFor({ ...options, fetch: slackClock.fetch, logger: boltLogger })
  const arrived = async (team: string, installer: string) => {
    const community = communityOf(team)
    await core?.placeBack({ community })
    await core?.welcome(community, (card) =>
      at(community, async (access) => void (await postCard(access, { channel: installer }, card))),
    )
  }
  const { authorize, installer } = openTenancy({
    ...options,
    ...{ clientOptions, boltLogger, installed: arrived },
  })
  const workspaces = createWorkspaces(authorize, clientOptions)
  const queue = createRequestQueue(clock, options.spacingMs)
  const lookUp = createLookUp()
  const profiles = createProfiles(workspaces, { clock, log })
  const rights = createRights(workspaces, { clock, log })
  const stopping = new AbortController()
  const { signal } = stopping
  const isOne = options.tenancy.kind === "one"
  const installAt = installPage(options.tenancy)
  const watch = watchToken({ isOne, identify, clock, log, random, signal })
  const receiver = createReceiver(transport, {
    ...{ clientOptions, boltLogger, clock, log, random, installer },
    resumed: () => {
      readMissed?.()
      void track(compare())
    },
  })
  let readMissed: (() => void) | undefined
  const underWay = new Set<Promise<unknown>>()

  /** Asks Slack whether the one token is good, whatever is known of it. */
  async function identify(): Promise<void> {
    workspaces.forget("")
    const { team } = await workspaces.at("")
    await core?.placeBack({ community: communityOf(team) })
    void track(compare())
  }

  /** What happened to channels and workspaces while nobody listened. */
  async function compare(): Promise<void> {
    if (core) await tellPresence(core, { workspaces, queue, log, signal, installed })
  }

  async function installed() {
    const all = isOne
      ? [communityOf((await workspaces.at("")).team)]
      : await installedIn(options.installations)
    return { communities: new Set(all), areAll: !isOne }
  }

  function track<T>(work: Promise<T>): Promise<T> {
    const settled = work.catch(() => undefined).finally(() => underWay.delete(settled))
    underWay.add(settled)
    return work
  }

  /** What let the bot in is forgotten, so that nothing is tried there, unless it was installed again since. */
  async function workspaceLeft(
    bot: Bot,
    ...[team, reason, at]: Parameters<SlackContext["workspaceLeft"]>
  ): Promise<void> {
    const community = communityOf(team)
    const installed = await options.installations.get(community)
    if (installed && secondOf(Temporal.Instant.from(installed.at)) > secondOf(at)) return
    workspaces.forget(team)
    await options.installations.remove(community)
    await bot.placeGone({ community, reason })
    log.info({ platform, community, reason }, words.slack.log.workspaceLeft)
    if (isOne) void track(watch.identify())
  }

  const refused = (error: Error) => withReinstall(watch.refused(error), installAt)

  /** Makes a request into a workspace; whatever goes wrong is thrown by its cause. */
  async function at<T>(community: string, request: (access: Access) => Promise<T>): Promise<T> {
    try {
      const outcome = await request(await accessTo({ workspaces, queue }, community))
      watch.admitted()
      return outcome
    } catch (error) {
      throw refused(causeOf(error))
    }
  }

  async function connect(bot: Bot): Promise<void> {
    core = bot
    const app = new App({
      receiver: receiver.bolt,
      authorize: workspaces.authorize,
      clientOptions,
      logger: boltLogger,
      deferInitialization: true,
    })
    await app.init()
    const userGroups = createUserGroups(workspaces, { clock, log })
    const context: SlackContext = {
      ...{
        bot,
        clock,
        log,
        inbox,
        emoji,
        saveEmoji,
        workObjects: options.workObjects ?? false,
        leases: options.leases,
        fetch: options.fetch,
        laterCards: createLaterCards(),
      },
      ...{ queue, lookUp, profiles, rights, userGroups, workspaces, track, refused },
      workspaceLeft: (...left) => workspaceLeft(bot, ...left),
    }
    handleEvents(app, context)
    handleInteractions(app, context)
    handleSuggestions(app, context)
    handleViewSubmissions(app, context)
    if (transport.kind === "http") refuseReplays(app, { inbox, clock, log })
    const stored = storeBeforeAck(app, { inbox, clock, log, emojis: { emoji, saveEmoji }, signal, track })
    await receiver.open()
    void track(isOne ? watch.identify() : compare())
    void track(stored.follow())
    readMissed = () => void track(readReactions(context, signal))
    void track(stored.takeUp().then(readMissed))
  }

  return {
    surface: { ...chatSurface, formFields: limits.modal.blocks },
    platform,
    buttonIdLength: limits.option.value,
    rate: { perSecond: limits.messagesPerSecond, per: "community" },
    start: connect,
    send: ({ community, place, delivery, signal, under }, card) =>
      at(community, (access) => {
        const spot = { channel: place, delivery, signal }
        return under ? postReply(access, spot, under, card) : postCard(access, spot, card)
      }).catch((error) => {
        throw isDirect(place) ? inDirect(error) : error
      }),
    edit: (message, card) => at(message.community, (access) => editCard(access, message, card)),
    async invite(message, reaction) {
      const name = reaction === "upvote" ? emoji : numberEmoji(reaction)
      if (name) await at(message.community, (access) => putReaction(access, message, name))
    },
    // A member's id is the channel of their direct messages with the app.
    tell: ({ community, member }, card) =>
      at(community, async (access) => void (await postCard(access, { channel: member }, card))),
    openDirect: ({ community, member }) => at(community, (access) => openDirect(access, member)),
    remove: (message) => at(message.community, (access) => removeMessage(access, message)),
    lookUp: ({ community, place: channel, under, ...where }) =>
      at(community, (access) => {
        const sought = { channel, ...where }
        return under ? lookUp.findReply(access, sought, under) : lookUp.find(access, sought)
      }),
    openThread: ({ community, place, under, opening }) =>
      at(community, (access) => openThread(access, { channel: place, under, opening })),
    reviveThread: ({ community, place, thread }) =>
      at(community, (access) => threadExists(access, { channel: place, thread })),
    linkTo({ community, place, thread, message }) {
      const workspace = workspaces.known(teamOf(community))
      const root = thread && rootOf(thread)
      return workspace && permalink(workspace.url, place, message ?? root, root)
    },
    missingPermissions: ({ community, place, toPost }) =>
      at(community, ({ workspace }) =>
        missingPermissions(workspace.client, { channel: place, toPost, installAt }),
      ),
    describePlace: ({ community, place }) =>
      at(community, ({ workspace }) => describeChannel(workspace, place)),
    mayManage: async ({ community, place, member }) =>
      (await rights.complete(memberAt(community, place, member))).isAdmin,
    timeZoneOf: (who) => at(who.community, async () => (await profiles.of(who)).timeZone),
    clockOffsetMs: slackClock.offsetMs,
    health: () => watch.trouble() ?? receiver.health(),
    handle: receiver.handle,
    async stop() {
      stopping.abort()
      await within(clock, shutdownTimeoutMs, Promise.allSettled([...underWay]))
      await receiver.close()
    },
  }
}

function memberAt(community: string, channel: string, user: string): Actor {
  return actorAt({ team: teamOf(community), channel, user })
}

/** Slack's events tell their second. */
function secondOf(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1_000)
}
