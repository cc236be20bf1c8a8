/** The whole bot on a store of its own, with papers of our own words, for tests that drive it through a platform. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openCore } from "../../adapters/core.ts"
import { load } from "../../config/load.ts"
import type { Paper } from "../../src/papers/index.ts"
import type { Adapter } from "../../src/vocabulary/ports.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { askFreely } from "../ask-freely.ts"
import { aPaper } from "../builders.ts"
import { silentLog } from "../silent-log.ts"

export type BotUnderTest = Awaited<ReturnType<typeof openBotUnderTest>>

/** The list that the bot knows without a network: a Monday. */
const listDay = "2025-10-27"

/** Papers whose titles are ours; the last three are made to hurt. */
export const papers: readonly Paper[] = [
  aPaper({
    id: "2510.00001",
    title: "Diffusion Transformers for Weather on a Sphere",
    authors: ["Ada Okafor", "Lin Mei"],
    upvotes: 40,
  }),
  aPaper({
    id: "2510.00002",
    title: "Sparse Attention That Remembers Its Way",
    authors: ["Jonas Weber"],
    upvotes: 30,
  }),
  aPaper({
    id: "2510.00003",
    title: "A Small Language Model of Birdsong",
    authors: ["Ravi Patel"],
    upvotes: 20,
  }),
  aPaper({
    id: "2510.00004",
    title: "Reading Sheet Music With Graph Networks",
    authors: ["Eva Lindqvist"],
    upvotes: 10,
  }),
  aPaper({ id: "2510.00005", title: "Robots That Fold Paper Boats", authors: ["Kenji Mori"], upvotes: 9 }),
  aPaper({ id: "2510.00006", title: "Attention Without Tears: a Field Guide to Sparse Models", upvotes: 8 }),
  aPaper({ id: "2510.00007", title: "Attention in the Dark: Sparse Sensors at Night", upvotes: 7 }),
  aPaper({
    id: "2510.00008",
    title: "*Bold* _claims_ about <!channel> & <@U12345> @everyone ~~twice~~",
    upvotes: 6,
  }),
  aPaper({
    id: "2510.00009",
    title: `A Very Long Title ${"about Everything and More ".repeat(12)}`.trim().slice(0, 300),
    upvotes: 5,
  }),
  aPaper({
    id: "2510.00010",
    title: "A Collaboration of Four Hundred and Forty-Five",
    authors: Array.from({ length: 445 }, (_, index) => `Author Number${index + 1}`),
    upvotes: 4,
  }),
]

/** Opens the bot. `adapters` may be filled until the first is started; `close` stops everything. */
export async function openBotUnderTest(
  adapters: Map<string, Adapter>,
  given: { readonly log?: Log; readonly dataDir?: string; readonly database?: string | undefined } = {},
) {
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), "paperboy-bot-"))
  const database = given.database ? { DATABASE_URL: given.database } : {}
  const config = load({ ...askFreely, DATA_DIR: dataDir, OFFLINE: "true", TIMEZONE: "UTC", ...database }, "")
  const core = await openCore(config, { log: given.log ?? silentLog, adapters })
  await core.stores.papers.save(papers, "2025-10-28T02:00:00Z")
  await core.stores.lists.put({
    key: listDay,
    entries: papers.map(({ id, upvotes, comments }) => ({ paper: id, upvotes, comments })),
    closed: true,
    readAt: "2025-10-28T02:00:00Z",
    source: "huggingface",
  })
  await core.follower.open()
  await core.follower.refresh()
  return {
    ...core,
    dataDir,
    /** Stops the adapters and the core; the store stays for another bot. */
    async close() {
      await core.scheduler.stop()
      await Promise.all([...adapters.values()].map((adapter) => adapter.stop()))
      await core.bot.stop()
      await core.stores.close()
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
