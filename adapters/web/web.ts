/** The web page as a platform like the others. */
import { randomBytes } from "node:crypto"
import { createServer, type Server } from "node:http"
import { getRequestListener } from "@hono/node-server"
import type { MessageRef } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { chatSurface } from "../../src/vocabulary/command.ts"
import { messageGone, PlatformError } from "../../src/vocabulary/errors.ts"
import type { Adapter, Bot } from "../../src/vocabulary/ports.ts"
import { words } from "../../src/words/words.ts"
import { createAccess } from "./access.ts"
import { createApp } from "./app.ts"
import { createDownloads } from "./downloads.ts"
import { createFeed, keepAlive } from "./feed.ts"
import { close, listen, originOf } from "./listen.ts"
import { botMember, defaultChannels, formFields, type WebOptions } from "./options.ts"
import { createPictures } from "./pictures.ts"
import { createRoom, type Room, refOf } from "./room.ts"
import { createTokens } from "./tokens.ts"
import { createView } from "./view.ts"
import { watchList } from "./watch-list.ts"

export type WebAdapter = Adapter & {
  /** Where people open the page; after `start`. */
  address(): string
}

type Running = {
  readonly room: Room
  readonly server: Server
  readonly stop: AbortController
  readonly origin: string
}

/** The page. `start` opens it and throws `PlatformError` when the port is taken or not allowed. */
export function createWeb(options: WebOptions): WebAdapter {
  const { chat, clock, log } = options
  const channels = options.channels ?? defaultChannels
  const feed = createFeed(clock.now().epochMilliseconds.toString(36))
  let running: Running | undefined

  const origin = () => options.publicOrigin ?? running?.origin ?? `http://${options.host}:${options.port}`
  const room = (): Room => {
    if (running === undefined) throw new PlatformError("web", "not-started", words.web.platform.notOpen)
    return running.room
  }
  const byBot = { member: botMember, memberName: "Paperboy", text: "" }
  const post = async (
    where: { readonly place: string; readonly delivery?: string; readonly thread?: string },
    card: Card,
  ) => {
    const { place: channel, thread, delivery } = where
    if (!channels.some(({ id }) => id === channel)) {
      throw new PlatformError("web", "no-channel", words.web.platform.noChannel(channel))
    }
    return room().write({ ...byBot, channel, card, thread, delivery })
  }

  /** A public message of a channel; undefined for any other, which cannot have a thread. */
  const rootAt = async ({ message }: MessageRef) => {
    const root = await chat.get(message)
    return root?.thread === undefined && root?.onlyFor === undefined ? root : undefined
  }

  return {
    platform: "web",
    surface: { ...chatSurface, formFields },
    address: origin,

    async start(bot: Bot) {
      const stop = new AbortController()
      const downloads = createDownloads(options.clock)
      const services = { ...options, bot, feed, origin, downloads, waiting: new Set<string>() }
      const { publicOrigin, isOffline = false, timeZone = "UTC" } = options
      const tokens = createTokens(options.access?.keys ?? [randomBytes(32)], options.clock)
      const access = createAccess({ ...options.access, publicOrigin }, { clock: options.clock, tokens })
      const pictures = createPictures(options.pictures ?? { from: "direct" })
      const [room, view] = [createRoom(services), createView({ ...services, pictures })]
      const app = createApp({
        ...services,
        ...{
          room,
          view,
          channels,
          publicOrigin,
          pictures,
          access,
          tokens,
          isOffline,
          timeZone,
          stopping: stop.signal,
        },
      })
      const page = getRequestListener(app.fetch, { overrideGlobalObjects: false })
      const server = createServer((request, response) => {
        const guest = options.guests?.find(({ path }) => request.url?.startsWith(path))
        if (guest) guest.handle(request, response)
        else void page(request, response)
      })
      const port = await listen(server, options.host, options.port)
      running = { room, server, stop, origin: originOf(options.host, port) }
      void keepAlive(feed, options, stop.signal)
      void watchList({ ...options, feed }, stop.signal)
      log.info({ address: origin() }, words.web.log.open)
    },

    async send({ under, ...where }, card) {
      if (under === undefined) return refOf(await post(where, card))
      const root = await rootAt(under)
      if (root === undefined) throw messageGone("web", words.errors.messageGone)
      const sent = await post({ ...where, thread: root.id }, card)
      return { ...refOf(sent), thread: root.id }
    },

    /** In the channel, visible to this member alone. */
    async tell({ place, member }, card) {
      await room().write({ ...byBot, channel: place, card, onlyFor: member })
    },

    async edit(message, card) {
      if ((await room().edit(message.message, card)) === undefined) {
        throw new PlatformError("web", "gone", words.web.platform.gone(message.message, message.place))
      }
    },

    remove: ({ message }) => room().remove(message),

    /** Never needed: the store keeps a delivery once, so sending it again finds it. */
    async lookUp() {
      return undefined
    },

    /** Under a public message of the channel; otherwise the opening is posted and starts the thread. */
    async openThread({ place, under, opening }) {
      const root = under && (await rootAt(under))
      if (root !== undefined) {
        return {
          thread: root.id,
          opening: refOf(await post({ place: root.channel, thread: root.id }, opening)),
        }
      }
      const message = await post({ place }, opening)
      return { thread: message.id, opening: refOf(message) }
    },

    async missingPermissions({ place }) {
      return channels.some(({ id }) => id === place) ? [] : [words.web.platform.channelNeeded(place)]
    },

    async reviveThread({ thread }) {
      return (await chat.get(thread)) !== undefined
    },

    linkTo({ place, thread, message }) {
      const channel = `${origin()}/channels/${encodeURIComponent(place)}`
      if (thread !== undefined)
        return message === undefined ? `${channel}/t/${thread}` : `${channel}/t/${thread}#m-${message}`
      return message === undefined ? channel : `${channel}?at=${message}#m-${message}`
    },

    health() {
      if (running === undefined) return { up: false, detail: words.web.platform.notOpen }
      return { up: true, detail: words.web.platform.open(origin(), feed.followers()) }
    },

    async stop() {
      const stopped = running
      running = undefined
      if (stopped === undefined) return
      stopped.stop.abort()
      await close(stopped.server)
    },
  }
}
