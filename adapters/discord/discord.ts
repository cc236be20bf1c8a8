/** Discord as a platform of the core: connect, decode, render, send. What is said and decided comes from the core. */
import { type Client, Events, Routes } from "discord.js"
import type { MessageRef } from "../../src/command.ts"
import { NetworkError, PlatformError } from "../../src/errors.ts"
import type { Adapter, Bot, Clock, Log } from "../../src/ports.ts"
import type { FactStore } from "../../src/stores.ts"
import { catchUp } from "./catch-up.ts"
import type { Shards } from "./client.ts"
import { connect } from "./connection.ts"
import { guildOf, platform } from "./ids.ts"
import { createInOrder } from "./in-order.ts"
import { limits } from "./limits.ts"
import { listen } from "./listen.ts"
import { lackingIn } from "./permissions.ts"
import type { Emoji } from "./reactions.ts"
import { createReadiness } from "./readiness.ts"
import { isForbidden, isGone, refusal } from "./refusal.ts"
import { registerCommands } from "./registration.ts"
import { editCard, lookUpCard, sendCard, tellMember } from "./send.ts"
import { openThread, reviveThread } from "./threads.ts"
import { type Wire, wireOf } from "./wire.ts"

export type DiscordOptions = {
  readonly token: string
  /** The interface of another server, such as `http://127.0.0.1:4000/api`. */
  readonly apiUrl?: string
  /** Commands only in this server, where they appear at once; in all of them when absent. */
  readonly commandsIn?: string
  readonly shards?: Shards
  readonly identifyDelayMs?: number
  readonly timeoutMs?: number
  /** The emoji that is a vote: `👍`, or a server's own as `name:id`. */
  readonly emoji: Emoji
  readonly facts: FactStore
  readonly clock: Clock
  readonly log: Log
}

/** How long a stop waits for answers that are under way. */
const farewellMs = 8_000

type Connected = Wire & { readonly client: Client<true> }

/**
 * The adapter. `start` returns at once and connects in the background, so that a Discord that is away holds up
 * nothing else; `health` says how it goes.
 */
export function createDiscord(options: DiscordOptions): Adapter {
  const { clock, emoji, facts, log } = options
  const readiness = createReadiness(log)
  const stopping = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  const inOrder = createInOrder()
  let connected: Connected | undefined
  let listening: Bot | undefined
  let connecting: Promise<void> = Promise.resolve()

  function track(work: Promise<unknown>): void {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  /** Hears everything from the first event on. */
  function prepare(client: Client, bot: Bot): void {
    const wire = wireOf(client, options.token, clock)
    listen(wire, { bot, log, emoji, inOrder, track })
    // A shard that had to identify, as at the start, missed what happened before; one that resumed did not.
    client.on(Events.ShardReady, (id) => {
      const { rest } = wire
      const shard = { id, count: client.options.shardCount ?? 1 }
      track(catchUp({ rest, bot, emoji, log, inOrder, signal: stopping.signal }, shard))
    })
    // Told when the bot is added anew; a server that removes it forgets its commands.
    client.on(Events.GuildCreate, ({ id }) => {
      if (id === options.commandsIn) track(register(bot))
    })
    client.once(Events.ClientReady, (ready) => {
      connected = { ...wire, client: ready }
    })
  }

  async function arrive(bot: Bot): Promise<void> {
    const { signal } = stopping
    await connect({
      apiUrl: undefined,
      shards: undefined,
      ...options,
      readiness,
      signal,
      prepare: (client) => prepare(client, bot),
    })
    if (options.shards?.ids.includes(0) ?? true) await register(bot)
  }

  async function register(bot: Bot): Promise<void> {
    if (!connected) return
    const { rest, client } = connected
    const where = { rest, facts, application: client.application.id, guild: options.commandsIn }
    try {
      if (await registerCommands(bot.commands, where)) log.info({ platform }, "Discord: commands registered")
    } catch (error) {
      const fields = { platform, error: refusal(error) }
      log.error(fields, "Discord: commands could not be registered; those of before stay")
    }
  }

  /** Runs a request on the connected client; whatever goes wrong is told by its cause. */
  async function onWire<T>(place: string, request: (wire: Connected) => Promise<T>): Promise<T> {
    if (!connected)
      throw new NetworkError("discord", `Discord is not connected: ${readiness.health().detail}`)
    try {
      return await request(connected)
    } catch (error) {
      throw isForbidden(error) ? await named(connected, place, refusal(error)) : refusal(error)
    }
  }

  /** A missing permission by its name, where it can be found out. */
  async function named({ client }: Connected, place: string, cause: Error): Promise<Error> {
    const lacking = await lackingIn(client, place).catch(() => [])
    if (!(cause instanceof PlatformError) || lacking.length === 0) return cause
    const hint = `The bot lacks ${lacking.join(", ")} there.`
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

  return {
    platform,
    rate: { perSecond: limits.messagesPerSecond, per: "bot" },
    async start(bot) {
      listening = bot
      connecting = arrive(bot).catch((error) => readiness.failed(`cannot start: ${refusal(error).message}`))
    },
    send: (where, card) =>
      onWire(where.place, async (wire) => {
        const sent = await sendCard(wire, where, card)
        if (card.paper) track(putReaction(wire, sent))
        return sent
      }),
    edit: (message, card) =>
      onWire(message.place, async (wire) => {
        try {
          await editCard(wire, message, card)
        } catch (error) {
          // Deleted while nobody listened.
          if (isGone(error)) await listening?.vanished(message)
          throw error
        }
      }),
    lookUp: (where, card) => onWire(where.place, (wire) => lookUpCard(wire, where, card)),
    tell: ({ place, member }, card) => onWire(place, (wire) => tellMember(wire, member, card)),
    openThread: (request) =>
      onWire(request.place, async (wire) => {
        const { thread, opening } = await openThread(wire, request)
        return { thread, opening: { community: request.community, place: thread, message: opening } }
      }),
    reviveThread: ({ place, thread }) => onWire(place, ({ rest }) => reviveThread(rest, thread)),
    linkTo({ community, place, thread, message }) {
      const path = [guildOf(community) ?? "@me", thread ?? place, ...(message ? [message] : [])]
      return `https://discord.com/channels/${path.join("/")}`
    },
    lacking: ({ place }) => onWire(place, ({ client }) => lackingIn(client, place)),
    health: () => readiness.health(),
    async stop() {
      stopping.abort()
      readiness.leave()
      const patience = new AbortController()
      const farewell = clock.wait(farewellMs, patience.signal).catch(() => undefined)
      // Hears nothing new first, then finishes what is under way: answers go out over REST alone.
      const silence = connecting
        .then(() => connected?.client.destroy())
        .catch((error) => log.warn({ platform, error: refusal(error) }, "Discord: the goodbye failed"))
      await Promise.race([silence.then(() => Promise.allSettled([...underWay])), farewell])
      patience.abort()
    },
  }
}
