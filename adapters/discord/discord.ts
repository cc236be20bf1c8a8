/** Discord as a platform of the core: connect, decode, render, send. What is said and decided comes from the core. */
import "./sockets.ts"
import { type Client, Events, type Guild, RESTJSONErrorCodes } from "discord.js"
import { createQueues } from "../../src/concurrency/by-key.ts"
import { within } from "../../src/concurrency/deadline.ts"
import { createPace } from "../../src/concurrency/pace.ts"
import type { Surface } from "../../src/vocabulary/command.ts"
import { errorWith, NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import type { Adapter, Bot } from "../../src/vocabulary/ports.ts"
import type { FactStore } from "../../src/vocabulary/stores.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import type { Identify, Shards } from "./client.ts"
import { openDirect, tellMember } from "./directs.ts"
import { handleEvents } from "./events.ts"
import { createGateway, isOutside } from "./gateway.ts"
import { communityOf, guildOf, platform } from "./ids.ts"
import { publishMessage, putInvite } from "./invite.ts"
import { limits } from "./limits.ts"
import { people } from "./people.ts"
import { applicationOf, inviteLink, missingPermissionsIn } from "./permissions.ts"
import { describePlace, mayManage, welcomePlace } from "./places.ts"
import { forgetLostServers, presenceOn } from "./presence.ts"
import { catchUp, type Emoji, usualBookmark } from "./reactions.ts"
import { goneReason, isForbidden, isGone } from "./refusal.ts"
import { registerCommands, roots } from "./registration.ts"
import { type Api, type Connected, discordsNow, type RequestOptions } from "./requests.ts"
import { editCard, lookUpCard, removeMessage, sendCard } from "./send.ts"
import { type Sharing, shareGateway } from "./sharing.ts"
import { openThread, reviveThread } from "./threads.ts"

export { diagnoseDiscord } from "./diagnose.ts"
export { identifyTogether } from "./sharing.ts"

export type DiscordOptions = RequestOptions & {
  /** Commands only in this server, where they appear at once; in all of them when absent. */
  readonly commandsIn?: string
  /** The shards that this process holds; without `ids` all of them, without either as many as Discord recommends. */
  readonly shards?: { readonly ids?: readonly number[]; readonly count: number }
  /** Where several bots on one store share the shards among themselves; those with `ids` are shared out already. */
  readonly sharing?: Sharing
  /** Of another server, which may not mind how fast shards identify. */
  readonly identify?: Identify
  readonly emoji: Emoji
  /** The reaction that saves. Default: 🔖. */
  readonly saveEmoji?: Emoji
  readonly facts: FactStore
  readonly log: Log
}

const surface: Surface = {
  kind: "chat",
  prefix: `/${roots.everybody}`,
  groupPrefixes: { admin: `/${roots.admin}`, me: `/${roots.me}` },
  options: "fields",
  formFields: limits.modal.fields,
}

/** A server that has had the bot for longer is not new, whatever the store knows of it. */
const newForMs = 7 * 24 * 60 * 60_000
/** Of reactions after an absence: most of the limit is for posts and answers. */
const readsPerSecond = 10
/** A clock that differs by this much is worth a word: schedules and look-ups go by it. */
const clockIsOffMs = 30_000
/** How long a stop waits for answers that are under way. */
const shutdownTimeoutMs = 8_000

/**
 * The adapter. `start` returns at once and connects in the background, so that a Discord that is away holds up
 * nothing else; `health` says how it goes.
 */
export function createDiscord(options: DiscordOptions): Adapter {
  const { clock, emoji, saveEmoji = usualBookmark, facts, log, shards, token } = options
  const sharing = shards?.ids ? undefined : options.sharing
  const stopping = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  const queues = createQueues()
  const pace = createPace({ requests: readsPerSecond, perMs: 1_000 }, clock)
  const gateway = createGateway({ ...options, identify: options.identify ?? sharing?.identify, subscribe })
  let bot: Bot | undefined
  let shared: ReturnType<typeof shareGateway> | undefined

  function track(work: Promise<unknown>): void {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  /** Follows everything from the first event on. */
  function subscribe(api: Connected, held: Shards | undefined, signal: AbortSignal): void {
    const { client, rest } = api
    const listener = bot
    if (!listener) throw new TypeError("a bot that was not started connects to nothing")
    const handlers = { bot: listener, log, emoji, saveEmoji, queues, pace, signal }
    handleEvents(api, { ...handlers, track })
    forgetLostServers(api)
    // A shard that had to identify, as at the start, missed what happened before; one that resumed did not.
    client.on(Events.ShardReady, (id) => {
      const shard = { id, count: client.options.shardCount ?? 1 }
      track(listener.present(presenceOn(api, shard, handlers)))
      track(catchUp({ ...handlers, rest }, shard))
      for (const guild of client.guilds.cache.values())
        if (guild.shardId === id) track(welcome(api, guild, listener))
    })
    client.on(Events.GuildCreate, (guild) => track(welcome(api, guild, listener)))
    // A server that removes the bot forgets its commands.
    client.on(Events.GuildCreate, ({ id }) => {
      if (id === options.commandsIn && client.isReady()) track(register(client, listener))
    })
    client.once(Events.ClientReady, (ready) => {
      if (held?.ids.includes(0) ?? true) track(register(ready, listener))
    })
  }

  /** Also where the bot was invited while it was offline. */
  async function welcome(api: Connected, guild: Guild, { welcome }: Bot): Promise<void> {
    const isNew = discordsNow(api) - guild.joinedTimestamp < newForMs
    const place = isNew ? welcomePlace(api.client, guild.id) : undefined
    if (place === undefined) return
    const community = communityOf(guild.id, "")
    await welcome(community, async (card) => void (await sendCard(api, { community, place }, card)))
  }

  async function register({ application }: Client<true>, { commands }: Bot): Promise<void> {
    const where = { rest: gateway.api.rest, facts, application: application.id, guild: options.commandsIn }
    try {
      if (await registerCommands(commands, where)) log.info({ platform }, words.discord.log.registered)
    } catch (error) {
      log.error({ platform, error }, words.discord.log.notRegistered)
    }
  }

  /** Runs requests; a refusal for want of a permission names it. */
  async function call<T>(
    { community, place }: { readonly community: string; readonly place: string },
    requests: (api: Api) => Promise<T>,
  ): Promise<T> {
    // Where the shards are shared, another bot may serve that community: a request needs no connection.
    const api = gateway.apiFor(community) ?? (sharing && gateway.api)
    if (!api) throw new NetworkError(platform, words.discord.notConnected(health().detail))
    try {
      return await requests(api)
    } catch (error) {
      throw error instanceof PlatformError ? await explained(api, { community, place }, error) : error
    }
  }

  /** Whether the place is lost, and which permission is missing, if Discord says so. */
  async function explained(
    { client }: Api,
    { community, place }: { readonly community: string; readonly place: string },
    error: PlatformError,
  ): Promise<PlatformError> {
    const placeGone = goneReason(error, place)
    if (placeGone !== undefined && isOutside(client, community)) return notInServer(error)
    if (!isForbidden(error)) return placeGone ? errorWith(error, { placeGone }) : error
    const missing = await missingPermissionsIn(client, token, { place }).catch(() => [])
    const hint = missing.length > 0 ? words.discord.permissions.missing(missing) : error.hint
    return errorWith(error, { placeGone, hint })
  }

  function notInServer(cause?: PlatformError): PlatformError {
    const [message, hint] = words.discord.notInServer
    const link = { label: words.discord.invite, href: inviteLink(applicationOf(token) ?? "") }
    const code = cause?.code ?? String(RESTJSONErrorCodes.UnknownGuild)
    return new PlatformError(platform, code, message, { hint, link, placeGone: "removed", cause })
  }

  function health() {
    if (stopping.signal.aborted) return { up: false, detail: words.discord.health.stopped }
    const notConnected = { up: false, detail: words.discord.health.notConnected }
    const state = gateway.health() ?? shared?.health() ?? notConnected
    const offsetMs = gateway.api.clockOffsetMs()
    if (!state.up || Math.abs(offsetMs) < clockIsOffMs) return state
    return { up: true, detail: words.discord.health.clockIsOff(Math.round(offsetMs / 1000)) }
  }

  return {
    platform,
    ...people,
    buttonIdLength: limits.button.customId,
    surface,
    // A thread is opened before one writes in it.
    rate: {
      perSecond: limits.messagesPerSecond,
      per: "bot",
      requestsFor: ({ inThread }) => (inThread ? 2 : 1),
    },
    async start(listener) {
      bot = listener
      if (sharing)
        shared = shareGateway(gateway, {
          ...{ sharing, token, clock, log, signal: stopping.signal, count: shards?.count },
        })
      else gateway.open(shards && { count: shards.count, ids: shards.ids ?? upTo(shards.count) })
    },
    send: (where, card) => call(where, (api) => sendCard(api, where, card)),
    invite: (message, reaction) =>
      call(message, ({ rest }) => putInvite(rest, message, { reaction, upvote: emoji })),
    publish: (message) => call(message, (api) => publishMessage(api, message)),
    describePlace: (where) => call(where, (api) => describePlace(api, where)),
    mayManage: (who) => call(who, (api) => mayManage(api, who)),
    edit: (message, card) =>
      call(message, async (api) => {
        try {
          await editCard(api, message, card)
        } catch (error) {
          // Deleted while nobody listened.
          if (isGone(error)) await bot?.vanished(message)
          throw error
        }
      }),
    remove: (message) => call(message, (api) => removeMessage(api, message)),
    lookUp: (where, card) => call(where, (api) => lookUpCard(api, where, card)),
    openDirect: (to) =>
      call({ ...to, place: "" }, (api) => openDirect(api, to, async () => bot?.memberGone(to))),
    tell: (to, card) => call(to, (api) => tellMember(api, to.member, card)),
    openThread: (request) =>
      call(request, async (api) => {
        const { thread, opening } = await openThread(api, request)
        return { thread, opening: { community: request.community, place: thread, message: opening } }
      }),
    reviveThread: (where) => call(where, ({ rest }) => reviveThread(rest, where.thread)),
    linkTo({ community, place, thread, message }) {
      const path = [guildOf(community) ?? "@me", thread ?? place, ...(message ? [message] : [])]
      return `https://discord.com/channels/${path.join("/")}`
    },
    missingPermissions: (where) =>
      call(where, ({ client }) => {
        if (isOutside(client, where.community)) throw notInServer()
        return missingPermissionsIn(client, token, where)
      }),
    clockOffsetMs: gateway.api.clockOffsetMs,
    health,
    async stop() {
      stopping.abort()
      // Takes nothing new first, then finishes what is under way: answers go out over REST alone.
      const closed = Promise.resolve(shared?.ended)
        .then(gateway.closeAll)
        .then(() => shared?.giveBack())
        .catch((error) => log.warn({ platform, error }, words.discord.log.notClosed))
      await within(
        clock,
        shutdownTimeoutMs,
        closed.then(() => Promise.allSettled([...underWay])),
      )
    },
  }
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, id) => id)
}
