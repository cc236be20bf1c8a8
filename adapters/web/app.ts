/** The routes: pages to read, forms to send. Nothing is decided here; the room and the core do. */
import { Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import { HTTPException } from "hono/http-exception"
import type { ChatStore } from "../../src/vocabulary/community-stores.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { createAssets } from "./assets.ts"
import { answerWithEvents } from "./events.ts"
import type { Feed } from "./feed.ts"
import { headers, rightHost, rightOrigin } from "./guard.ts"
import type { Channel } from "./options.ts"
import { addReading } from "./reading.ts"
import type { Room } from "./room.ts"
import { addSending } from "./sending.ts"
import type { View } from "./view.ts"

export type AppParts = {
  readonly bot: Bot
  readonly chat: ChatStore
  readonly feed: Feed
  readonly room: Room
  readonly view: View
  readonly channels: readonly Channel[]
  readonly log: Log
  readonly publicOrigin: string | undefined
  /** Aborted when the page stops: open streams end. */
  readonly stopping: AbortSignal
}

/** No form of the page comes near this many bytes. */
const largestBody = 64 * 1024

/** The page as an application that answers requests. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono()
  app.use(headers, rightHost(parts.publicOrigin), rightOrigin(parts.publicOrigin))
  app.use(bodyLimit({ maxSize: largestBody, onError: (c) => c.text("That is too long: shorten it.\n", 413) }))
  app.get("/assets/*", createAssets())
  app.use(async (c, next) => {
    await next()
    c.header("Cache-Control", "no-store")
  })
  app.get("/healthz", async (c) => {
    const health = await parts.bot.health()
    const up = Object.values(health).every((part) => part.up)
    return c.json({ up, parts: health }, up ? 200 : 503)
  })
  addReading(app, parts)
  addSending(app, parts)
  app.get("/events", (c) => answerWithEvents(c, parts))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.text(`${error.message}\n`, error.status)
    parts.log.error({ err: error, path: c.req.path }, "a request to the page failed")
    return c.text("Something went wrong here; it is in the log. Try again in a moment.\n", 500)
  })
  return app
}
