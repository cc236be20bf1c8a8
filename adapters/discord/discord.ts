/** Discord as a platform of the core: connect, decode, render, send. What is said and decided comes from the core. */
import { type Client, Events, Routes } from "discord.js"
import type { MessageRef } from "../../src/vocabulary/actor.ts"
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import type { Adapter, Bot } from "../../src/vocabulary/ports.ts"
import type { FactStore } from "../../src/vocabulary/stores.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import { catchUp } from "./catch-up.ts"
import type { Identify, Shards } from "./client.ts"
import { createGateway } from "./gateway.ts"
import { guildOf, platform } from "./ids.ts"
import { createInOrder } from "./in-order.ts"
import { limits } from "./limits.ts"
import { listen } from "./listen.ts"
import { missingPermissionsIn } from "./permissions.ts"
import type { Emoji } from "./reactions.ts"
import { isForbidden, isGone, refusal } from "./refusal.ts"
import { registerCommands } from "./registration.ts"
import { editCard, lookUpCard, sendCard, tellMember } from "./send.ts"
import { type Sharing, shareGateway } from "./share-gateway.ts"
import { openThread, reviveThread } from "./threads.ts"
import type { Wire } from "./wire.ts"

export type DiscordOptions = {
  readonly token: string
  /** The interface of another server, such as `http://127.0.0.1:4000/api`. */
  readonly apiUrl?: string
  /** Commands only in this server, where they appear at once; in all of them when absent. */
  readonly commandsIn?: string
  /** The shards that this process holds; without `ids` all of them, without either as many as Discord recommends. */
  readonly shards?: { readonly ids?: readonly number[]; readonly count: number }
  /** Where several bots on one store share the shards among themselves; those with `ids` are shared out already. */
  readonly sharing?: Sharing
  /** Of another server, which may not mind how fast shards identify. */
  readonly identify?: Identify
  readonly timeoutMs?: number
  /** The emoji that is a vote: `👍`, or a server's own as `name:id`. */
  readonly emoji: Emoji
  readonly facts: FactStore
  readonly clock: Clock
  readonly log: Log
}

/** How long a stop waits for answers that are under way. */
const farewellMs = 8_000

/**
 * The adapter. `start` returns at once and connects in the background, so that a Discord that is away holds up
 * nothing else; `health` says how it goes.
 */
export function createDiscord(options: DiscordOptions): Adapter {
  const { clock, emoji, facts, log, shards, token } = options
  const sharing = shards?.ids ? undefined : options.sharing
  const stopping = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  const inOrder = createInOrder()
  const identify = options.identify ?? sharing?.identify
  const gateway = createGateway({
    apiUrl: options.apiUrl,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    ...(identify ? { identify } : {}),
    ...{ token, clock, log, hear },
  })
  let bot: Bot | undefined
  let shared: ReturnType<typeof shareGateway> | undefined

  function track(work: Promise<unknown>): void {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  /** Hears everything from the first event on. */
  function hear(wire: Wire, held: Shards | undefined, signal: AbortSignal): void {
    const { client, rest } = wire
    const listener = bot
    if (!listener) throw new TypeError("a bot that was not started connects to nothing")
    listen(wire, { bot: listener, log, emoji, inOrder, track, signal })
    // A shard that had to identify, as at the start, missed what happened before; one that resumed did not.
    client.on(Events.ShardReady, (id) => {
      const shard = { id, count: client.options.shardCount ?? 1 }
      track(catchUp({ rest, bot: listener, emoji, log, inOrder, signal }, shard))
    })
    // Told when the bot is added anew; a server that removes it forgets its commands.
    client.on(Events.GuildCreate, ({ id }) => {
      if (id === options.commandsIn && client.isReady()) track(register(client, listener))
    })
    client.once(Events.ClientReady, (ready) => {
      if (held?.ids.includes(0) ?? true) track(register(ready, listener))
    })
  }

  async function register({ application }: Client<true>, { commands }: Bot): Promise<void> {
    const { rest } = gateway.unheard
    const where = { rest, facts, application: application.id, guild: options.commandsIn }
    try {
      if (await registerCommands(commands, where)) log.info({ platform }, "Discord: commands registered")
    } catch (error) {
      const fields = { platform, error: refusal(error) }
      log.error(fields, "Discord: commands could not be registered; those of before stay")
    }
  }

  /** Runs a request; whatever goes wrong is told by its cause. */
  async function onWire<T>(
    { community, place }: { readonly community: string; readonly place: string },
    request: (wire: Wire) => Promise<T>,
  ): Promise<T> {
    // Where the shards are shared, another bot may hear of that community: a request needs no connection.
    const wire = gateway.wireFor(community) ?? (sharing && gateway.unheard)
    if (!wire) throw new NetworkError("discord", `Discord is not connected: ${health().detail}`)
    try {
      return await request(wire)
    } catch (error) {
      throw isForbidden(error) ? await named(wire, place, refusal(error)) : refusal(error)
    }
  }

  /** A missing permission by its name, where it can be found out. */
  async function named({ client }: Wire, place: string, cause: Error): Promise<Error> {
    const missingPermissions = await missingPermissionsIn({ client, token }, place).catch(() => [])
    if (!(cause instanceof PlatformError) || missingPermissions.length === 0) return cause
    const hint = `The bot lacks ${missingPermissions.join(", ")} there.`
    return new PlatformError(platform, cause.code, cause.message, { hint, cause: cause.cause })
  }

  /** The vote that members can join. Without the permission members still vote, by a reaction of their own. */
  async function putReaction({ rest }: Wire, { place, message }: MessageRef): Promise<void> {
    const route = Routes.channelMessageOwnReaction(place, message, encodeURIComponent(emoji))
    const fields = { platform, place, message }
    await rest
      .put(route)
      .catch((error) => log.debug({ ...fields, error: refusal(error) }, "Discord: no reaction was put"))
  }

  function health() {
    if (stopping.signal.aborted) return { up: false, detail: "stopped" }
    return gateway.health() ?? shared?.health() ?? { up: false, detail: "not connected yet" }
  }

  return {
    platform,
    buttonIdLength: limits.button.customId,
    // A paper's message gets a reaction as well, and a thread is opened before one writes in it.
    rate: {
      perSecond: limits.messagesPerSecond,
      per: "bot",
      requestsFor: ({ card, inThread }) => (card.paper || inThread ? 2 : 1),
    },
    async start(listener) {
      bot = listener
      if (sharing)
        shared = shareGateway(gateway, {
          ...{ sharing, token, clock, log, signal: stopping.signal },
          ...(shards ? { count: shards.count } : {}),
        })
      else gateway.open(shards && { count: shards.count, ids: shards.ids ?? upTo(shards.count) })
    },
    send: (where, card) =>
      onWire(where, async (wire) => {
        const sent = await sendCard(wire, where, card)
        if (card.paper) track(putReaction(wire, sent))
        return sent
      }),
    edit: (message, card) =>
      onWire(message, async (wire) => {
        try {
          await editCard(wire, message, card)
        } catch (error) {
          // Deleted while nobody listened.
          if (isGone(error)) await bot?.vanished(message)
          throw error
        }
      }),
    lookUp: (where, card) => onWire(where, (wire) => lookUpCard(wire, where, card)),
    tell: (to, card) => onWire(to, (wire) => tellMember(wire, to.member, card)),
    openThread: (request) =>
      onWire(request, async (wire) => {
        const { thread, opening } = await openThread(wire, request)
        return { thread, opening: { community: request.community, place: thread, message: opening } }
      }),
    reviveThread: (where) => onWire(where, ({ rest }) => reviveThread(rest, where.thread)),
    linkTo({ community, place, thread, message }) {
      const path = [guildOf(community) ?? "@me", thread ?? place, ...(message ? [message] : [])]
      return `https://discord.com/channels/${path.join("/")}`
    },
    missingPermissions: (where) =>
      onWire(where, ({ client }) => missingPermissionsIn({ client, token }, where.place)),
    health,
    async stop() {
      stopping.abort()
      const patience = new AbortController()
      const farewell = clock.wait(farewellMs, patience.signal).catch(() => undefined)
      // Hears nothing new first, then finishes what is under way: answers go out over REST alone.
      const silence = Promise.resolve(shared?.ended)
        .then(gateway.closeAll)
        .then(() => shared?.giveBack())
        .catch((error) => log.warn({ platform, error: refusal(error) }, "Discord: the goodbye failed"))
      await Promise.race([silence.then(() => Promise.allSettled([...underWay])), farewell])
      patience.abort()
    },
  }
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, id) => id)
}
