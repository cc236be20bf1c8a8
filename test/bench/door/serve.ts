/** One server of the bench: the public door with a feed of fifty papers, or a bare hono route that answers 304. */
import "../../../adapters/runtime.mjs"
import { mkdtempSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { getRequestListener } from "@hono/node-server"
import { Hono } from "hono"
import { openCore } from "../../../adapters/core.ts"
import { createDoor, openDoor } from "../../../adapters/public/door.ts"
import { createFeedRoutes } from "../../../adapters/public/feed-routes.ts"
import { clock } from "../../../adapters/system.ts"
import { load } from "../../../config/load.ts"
import { dueList } from "../../../src/editions/lists.ts"
import { anActor, aPaper } from "../../builders.ts"
import { silentLog } from "../../silent-log.ts"

const papers = Array.from({ length: 50 }, (_, n) =>
  aPaper({
    id: `2510.${String(n + 1).padStart(5, "0")}`,
    title: `Diffusion Transformers That Tidy the Kitchen, Part ${n + 1}`,
    summary: "We let a diffusion transformer tidy the kitchen; it learns where things belong. ".repeat(3),
    authors: ["Ada Quill", "Bruno Reed", "Cleo Marsh"],
  }),
)

const [anyPaper = aPaper()] = papers

type Open = { readonly address: string; readonly change?: () => Promise<unknown> }

async function openWithFeed(): Promise<Open> {
  const config = load({
    DATA_DIR: mkdtempSync(join(tmpdir(), "paperboy-bench-")),
    OFFLINE: "true",
    TIMEZONE: "UTC",
  })
  const core = await openCore(config, { log: silentLog, adapters: new Map() })
  const now = clock.now()
  await core.stores.papers.save(papers, now.toString())
  const entries = papers.map(({ id, upvotes }) => ({ paper: id, upvotes, comments: 0 }))
  const { key } = dueList({ list: "day" }, now)
  await core.stores.lists.put({
    ...{ key, entries, closed: true, readAt: now.toString(), source: "huggingface" },
  })
  const { address = "" } = await core.feeds.create(anActor(), { kind: "list" })
  const routes = createFeedRoutes({ feeds: core.feeds, origin: core.origin, clock })
  const door = createDoor({ routes: [routes], log: silentLog })
  const { port } = await openDoor(door, { host: "127.0.0.1", port: 0 })
  let upvotes = 100
  return {
    address: `http://127.0.0.1:${port}${new URL(address).pathname}.atom`,
    change: () => core.stores.papers.save([{ ...anyPaper, upvotes: upvotes++ }], clock.now().toString()),
  }
}

async function openBare(): Promise<Open> {
  const tag = { ETag: '"bare"' }
  const app = new Hono().get("/f/:token", (c) =>
    c.req.header("if-none-match") === tag.ETag ? c.body(null, 304, tag) : c.text("", 200, tag),
  )
  // By the listener that the bot needs, too: one that replaces Request and Response for the whole process is faster.
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer(listener).listen(0, "127.0.0.1")
  await new Promise((done) => server.once("listening", done))
  const address = server.address()
  return { address: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/f/bare` }
}

const open = process.argv[2] === "bare" ? await openBare() : await openWithFeed()
process.on("message", async (what) => {
  if (what === "change") await open.change?.()
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.send?.(open.address)
