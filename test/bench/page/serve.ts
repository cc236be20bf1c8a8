/** One server of the bench: the page on 50 papers, or a bare hono app that sends what the page at an address sends. */
import "../../../adapters/runtime.mjs"
import { mkdtempSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { getRequestListener } from "@hono/node-server"
import { Hono } from "hono"
import { openCore } from "../../../adapters/core.ts"
import { clock } from "../../../adapters/system.ts"
import { createWeb } from "../../../adapters/web/web.ts"
import { load } from "../../../config/load.ts"
import { dueList } from "../../../src/editions/lists.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { askFreely } from "../../ask-freely.ts"
import { aPaper } from "../../builders.ts"
import { silentLog } from "../../silent-log.ts"

const [, , kind, source = "", paths = "[]"] = process.argv

async function openPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-bench-"))
  const config = load({ ...askFreely, DATA_DIR: folder, OFFLINE: "true", TIMEZONE: "UTC", PORT: "0" })
  const adapters = new Map<string, Adapter>()
  const core = await openCore(config, { log: silentLog, adapters })
  await core.stores.papers.save(papers, clock.now().toString())
  const entries = papers.map(({ id, upvotes }) => ({ paper: id, upvotes, comments: 0 }))
  for (const key of [dueList({ list: "day" }, clock.now()).key, "2025-W44", "2025-10", "trending"])
    await core.stores.lists.put({
      key,
      entries,
      closed: true,
      readAt: clock.now().toString(),
      source: "huggingface",
    })
  await core.follower.open()
  const { host, port } = { host: config.HOST, port: config.PORT }
  const web = createWeb({
    ...core.stores,
    library: core.library,
    ...{ saved: core.saved, follows: core.follows, persons: core.persons },
    ...{ recommendations: core.recommendations, digests: core.digests, feeds: core.feeds },
    mailDigests: core.mailDigests,
    adapters,
    clock,
    log: silentLog,
    host,
    port,
  })
  adapters.set(web.platform, web)
  await web.start(core.bot)
  return web.address()
}

async function openBare(source: string, paths: readonly string[]): Promise<string> {
  const bodies = new Map<string, string>()
  for (const path of paths) bodies.set(path, await (await fetch(source + path)).text())
  const app = new Hono()
  app.get("*", (c) => {
    const { pathname, search } = new URL(c.req.url)
    return c.html(bodies.get(pathname + search) ?? bodies.get("/") ?? "")
  })
  const server = createServer(getRequestListener(app.fetch)).listen(0, "127.0.0.1")
  await new Promise((done) => server.once("listening", done))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
}

const sentence =
  "We let a diffusion transformer tidy the kitchen; it learns where things belong, and it forgets on Sundays. "

const papers = Array.from({ length: 50 }, (_, n) =>
  aPaper({
    id: `2510.${String(n + 1).padStart(5, "0")}`,
    title: `Diffusion Transformers That Tidy the Kitchen, Part ${n + 1} of a Long Series`,
    abstract: sentence.repeat(10),
    summary: `${sentence} It is the ${n + 1}th of its kind.`,
    authors: ["Ada Quill", "Bruno Reed", "Cleo Marsh"],
    organization: "Reed Institute",
    keywords: ["diffusion", "kitchens", `part ${n}`],
    upvotes: 100 - n,
    publishedOn: "2025-10-26",
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${n}.png`,
    code: { url: `https://github.com/reed/kitchen-${n}`, stars: 20 + n },
  }),
)

process.send?.(kind === "page" ? await openPage() : await openBare(source, JSON.parse(paths)))
