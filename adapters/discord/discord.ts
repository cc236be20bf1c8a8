/** Discord as a platform of the core: connect, decode, render, send. What is said and decided comes from the core. */
import { type Client, Events, Routes } from "discord.js"
import type { Card } from "../../src/card.ts"
import type { MessageRef } from "../../src/command.ts"
import { NetworkError } from "../../src/errors.ts"
import type { Adapter, Bot, Clock, Log } from "../../src/ports.ts"
import type { FactStore } from "../../src/stores.ts"
import { catchUp } from "./catch-up.ts"
import type { Shards } from "./client.ts"
import { connect } from "./connection.ts"
import { guildOf, platform } from "./ids.ts"
import { listen } from "./listen.ts"
import { cardMessage } from "./message-body.ts"
import { lacking } from "./permissions.ts"
import type { Emoji } from "./reactions.ts"
import { createReadiness } from "./readiness.ts"
import { refusal } from "./refusal.ts"
import { registerCommands } from "./registration.ts"
import { lookUpCard, sendCard } from "./send.ts"
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
  const { clock, emoji, facts, log } = options
  const readiness = createReadiness(log)
  const stopping = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  let wire: Wire | undefined
  let connecting: Promise<void> = Promise.resolve()

  function track(work: Promise<unknown>): void {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  function prepare(client: Client, bot: Bot): void {
    listen(client, { bot, log, emoji, track })
    // A shard that had to identify anew missed what happened before; one that resumed did not.
    client.on(Events.ShardReady, () => {
      if (client.isReady()) track(catchUp(client.rest, bot, emoji, log, stopping.signal))
    })
  }

  async function arrive(bot: Bot): Promise<void> {
    const { signal } = stopping
    const client = await connect({
      apiUrl: undefined,
      shards: undefined,
      ...options,
      readiness,
      signal,
      prepare: (fresh) => prepare(fresh, bot),
    })
    if (!client) return
    wire = wireOf(client)
    if (options.shards?.ids.includes(0) ?? true) await register(client, bot)
    await catchUp(client.rest, bot, emoji, log, signal)
  }

  async function register(client: Client<true>, bot: Bot): Promise<void> {
    const where = { rest: client.rest, facts, application: client.application.id, guild: options.commandsIn }
    try {
      if (await registerCommands(bot.commands, where)) log.info({ platform }, "Discord: commands registered")
    } catch (error) {
      log.error(
        { platform, error: refusal(error) },
        "Discord: commands could not be registered; those of before stay",
      )
    }
  }

  /** Runs a request on the connected client; whatever goes wrong is told by its cause. */
  async function onWire<T>(request: (wire: Wire) => Promise<T>): Promise<T> {
    if (!wire) throw new NetworkError("discord", `Discord is not connected: ${readiness.health().detail}`)
    // One 401 makes discord.js forget the token, and every later call fail: it is told again each time.
    wire.client.rest.setToken(options.token)
    try {
      return await request(wire)
    } catch (error) {
      throw refusal(error)
    }
  }

  /** The vote that members can join. Without the permission members still vote, by a reaction of their own. */
  async function putReaction({ client }: Wire, { place, message }: MessageRef): Promise<void> {
    const route = Routes.channelMessageOwnReaction(place, message, encodeURIComponent(emoji))
    await client.rest
      .put(route)
      .catch((error) => log.debug({ platform, error }, "Discord: no reaction was put"))
  }

  return {
    platform,
    async start(bot) {
      connecting = arrive(bot).catch((error) => readiness.failed(`cannot start: ${refusal(error).message}`))
    },
    send: (where, card) =>
      onWire(async (live) => {
        const sent = await sendCard(live, where, card)
        if (card.paper) track(putReaction(live, sent))
        return sent
      }),
    edit: (message: MessageRef, card: Card) =>
      onWire(async ({ client }) => {
        await client.rest.patch(Routes.channelMessage(message.place, message.message), {
          body: cardMessage(card),
        })
      }),
    lookUp: (where, card) => onWire((live) => lookUpCard(live, where, card)),
    openThread: ({ community, place, under, title, opening }) =>
      onWire(async (live) => {
        const request = { channel: place, title, opening, ...(under ? { under } : {}) }
        const opened = await openThread(live, request)
        return {
          thread: opened.thread,
          opening: { community, place: opened.thread, message: opened.opening },
        }
      }),
    reviveThread: ({ thread }) => onWire(({ client }) => reviveThread(client.rest, thread)),
    linkTo({ community, place, thread, message }) {
      const path = [guildOf(community) ?? "@me", thread ?? place, ...(message ? [message] : [])]
      return `https://discord.com/channels/${path.join("/")}`
    },
    lacking: ({ place }) =>
      onWire(async ({ client }) => {
        const channel = await client.channels.fetch(place)
        return channel ? lacking(channel) : ["View Channel (to see the channel)"]
      }),
    health: () => readiness.health(),
    async stop() {
      stopping.abort()
      const farewell = clock.wait(farewellMs)
      await Promise.race([Promise.allSettled([connecting, ...underWay]), farewell])
      await wire?.client.destroy()
    },
  }
}
