/** The page on the real core with a store of its own on disk, and no network. The papers are of our own making. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Core, openCore } from "../../../adapters/core.ts"
import { clock } from "../../../adapters/system.ts"
import { createWeb, type WebAdapter } from "../../../adapters/web/web.ts"
import { load } from "../../../config/load.ts"
import { ensureSubscription } from "../../../src/channels/ensure-subscription.ts"
import { dueList } from "../../../src/editions/lists.ts"
import type { Paper } from "../../../src/papers/index.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { askFreely } from "../../ask-freely.ts"
import { aPaper } from "../../builders.ts"
import { silentLog } from "../../silent-log.ts"

export type RealPage = {
  readonly address: string
  readonly core: Core
  readonly web: WebAdapter
  readonly adapters: Map<string, Adapter>
  /** Stops the process' half of it and starts it again on the same port and store. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Opens the page; the caller closes it. */
export async function openRealPage(): Promise<RealPage> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-page-"))
  let running = await run(folder, 0)
  await stock(running.core)
  const address = running.web.address()
  return {
    address,
    get core() {
      return running.core
    },
    get web() {
      return running.web
    },
    get adapters() {
      return running.adapters
    },
    async restart(meanwhile) {
      await running.stop()
      await meanwhile?.()
      running = await run(folder, Number(new URL(address).port))
    },
    async close() {
      await running.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

async function run(folder: string, port: number) {
  const config = load({
    ...askFreely,
    DATA_DIR: folder,
    OFFLINE: "true",
    TIMEZONE: "UTC",
    PORT: String(port),
  })
  const adapters = new Map<string, Adapter>()
  const core = await openCore(config, { log: silentLog, adapters })
  const web = createWeb({
    ...core.stores,
    library: core.library,
    ...{ saved: core.saved, follows: core.follows, persons: core.persons },
    ...{ recommendations: core.recommendations, digests: core.digests, feeds: core.feeds },
    mailDigests: core.mailDigests,
    adapters,
    access: { keys: [Buffer.alloc(32, "key")] },
    isOffline: true,
    port: config.PORT,
    host: config.HOST,
    clock,
    log: silentLog,
  })
  adapters.set(web.platform, web)
  await core.follower.open()
  await web.start(core.bot)
  const stop = async () => {
    await core.scheduler.stop()
    await web.stop()
    await core.bot.stop()
    await core.stores.close()
  }
  return { core, web, adapters, stop }
}

async function stock({ stores, follower }: Core): Promise<void> {
  const now = clock.now().toString()
  await stores.papers.save(papers, now)
  const entries = papers.map(({ id }) => ({ paper: id, upvotes: 3, comments: 0 }))
  const newest = dueList({ list: "day" }, clock.now()).key
  await stores.lists.put({ key: newest, entries, closed: true, readAt: now, source: "huggingface" })
  await follower.refresh()
  const where = { community: "web:local", place: "daily-papers" }
  const place = { ...where, form: "digest" as const, timeZone: "UTC", createdBy: "web:paperboy" }
  await ensureSubscription({ subscriptions: stores.subscriptions, clock }, place)
}

const rooms = ["Kitchen", "Cellar", "Attic", "Garden", "Library", "Hallway", "Pantry", "Workshop"]

const papers: readonly Paper[] = rooms.map((room, n) =>
  aPaper({
    id: `2510.0000${n + 1}`,
    title: `Diffusion Transformers in the ${room}`,
    abstract: `We let a diffusion transformer tidy the ${room.toLowerCase()}. It learns where things belong.`,
    authors: ["Ada Quill", "Bruno Reed"],
    publishedOn: "2025-10-26",
    thumbnail: `https://thumbnails.invalid/${n + 1}.png`,
  }),
)
