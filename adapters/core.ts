import { join } from "node:path"
import { commands } from "../commands/index.ts"
import type { Config } from "../config/load.ts"
import { createBot } from "../src/bot/bot.ts"
import type { FairUseLimits } from "../src/bot/fair-use.ts"
import { createSpelling } from "../src/bot/spelled-lines.ts"
import { createSchedules } from "../src/channels/schedules.ts"
import { createTellChanges } from "../src/channels/tell-changes.ts"
import { createTicks } from "../src/delivery/ticks.ts"
import { createTurn, deliveringLease } from "../src/delivery/turn.ts"
import { createDigesting } from "../src/digests/digesting.ts"
import { followedSource } from "../src/digests/followed.ts"
import { foundBySearch } from "../src/digests/found.ts"
import { recommendedFrom } from "../src/digests/recommended.ts"
import { createScheduler } from "../src/editions/scheduler.ts"
import { createFeeds } from "../src/feeds/feeds.ts"
import { createFollower } from "../src/following/follower.ts"
import { createFollows } from "../src/following/follows.ts"
import { createIndexFollower, type IndexFollower } from "../src/library/index-follower.ts"
import { createLibrary } from "../src/library/library.ts"
import { createMeaning } from "../src/library/meaning.ts"
import { seed } from "../src/library/seed.ts"
import { createLinking } from "../src/reading/linking.ts"
import { createPersons } from "../src/reading/persons.ts"
import { createSavedPapers } from "../src/reading/saved-papers.ts"
import { createRecommendations } from "../src/recommending/recommendations.ts"
import { openSqlite } from "../src/storage/open-sqlite.ts"
import type { OperatorLinks, Surface } from "../src/vocabulary/command.ts"
import type { Operator } from "../src/vocabulary/operator.ts"
import type { Adapter } from "../src/vocabulary/ports.ts"
import type { Stores } from "../src/vocabulary/stores.ts"
import type { Log } from "../src/vocabulary/system.ts"
import { keepBeforeUpgrade } from "./backups/before-upgrade.ts"
import { dataDir } from "./data-dir.ts"
import { createIndexFile } from "./index-file.ts"
import { hasEnded, livingLeases, thisProcess } from "./leases.ts"
import { addressKeeper } from "./mail/address-keeper.ts"
import type { Measuring } from "./metrics/measuring.ts"
import { secretKeys } from "./secret-keys.ts"
import { createSources } from "./sources.ts"
import { clock, random } from "./system.ts"
import { originOf } from "./web/listen.ts"

export type Core = Awaited<ReturnType<typeof openCore>>

type CoreOptions = {
  readonly log: Log
  /** By platform. May be filled until the first adapter starts. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly operator?: (stores: Stores) => Operator
  readonly surface?: Surface
  /** Counts what passes. Absent: nobody asks for it. */
  readonly measuring?: Measuring | undefined
  /** Sees requests to the sources; absent: the one that counts does. */
  readonly requests?: Pick<Measuring, "fetch"> | undefined
  /** Where the page is, once it is open. */
  readonly pageAddress?: () => string | undefined
}

/** The whole core on the machine's own clock, network and disk. Throws `StoreError` when the store cannot be opened. */
export async function openCore(
  config: Config,
  { log, adapters, operator, surface, measuring, requests, pageAddress }: CoreOptions,
) {
  const opened = await openStores(config, log)
  const stores = measuring?.stores(opened) ?? opened
  const { papers, lists, editions, subscriptions, votes } = stores
  const sources = createSources(config, stores.responses, log, requests ?? measuring)
  const file = createIndexFile(indexFile(config))
  const follower = createIndexFollower({ papers, file, clock, log })
  const meaning = meaningOf(config, stores, follower.index, log)
  const library = createLibrary({ papers, lists, follower, meaning, ...sources, clock, log })
  const persons = createPersons({ ...stores, adapters })
  const saved = createSavedPapers({ ...stores, persons, clock })
  const matching = createFollower({
    ...{ papers, facts: stores.facts, store: stores.following, library, clock, log },
    reindex: follower.refresh,
  })
  const follows = createFollows({
    ...{ papers, lists, library, clock, random, persons },
    ...{ store: stores.following, follower: matching },
  })
  const linking = createLinking({ ...stores, persons, saved, adapters, clock })
  const recommendations = createRecommendations({ ...stores, library, persons, saved, clock })
  const digesting = createDigesting({
    ...{ ...stores, library, persons, saved, adapters, clock, log },
    perHour: config.NEW_CONVERSATIONS_PER_HOUR,
    holder: thisProcess(),
    keeper: addressKeeper(() => secretKeys(config)),
    sources: {
      ...followedSource({ follows }),
      recommended: recommendedFrom({ recommendations }),
      found: foundBySearch({ library, lists }),
    },
  })
  const scheduler = createScheduler({
    ...{ subscriptions, editions, library, adapters, clock, random, log },
    ...{ votes, papersOf: digesting.papersOf, openDirect: digesting.openDirect },
    spelled: createSpelling({ adapters, commands, surface }).spelledFor,
    facts: stores.facts,
    rates: stores.rates,
  })
  const tellChanges = createTellChanges({ ...stores, adapters, log })
  const turn = turnOn(stores, config, log)
  const ticks = createTicks({ clock, log })
  const allServe = config.DATABASE_URL !== undefined
  /** Says whether this bot is to deliver and to be connected to the platforms until it is asked again. */
  const takeTurn = async () => (await turn.take()) || allServe
  // What waits is sent by the bot whose turn it is, at its next tick at the latest.
  const wake = () => {
    if (allServe || turn.isOurs()) scheduler.wake()
  }
  const schedules = createSchedules({
    ...stores,
    library,
    adapters,
    clock,
    wake,
    ownHere: digesting.digests.here,
    papersOf: digesting.papersOf,
  })
  const origin = () => publicOrigin(config) ?? pageAddress?.() ?? originOf(config.HOST, config.PORT)
  const keys = () => secretKeys(config)
  const feeds = createFeeds({
    ...{ ...stores, library, persons, adapters, random, clock, keys, origin },
    indexed: follower.cursor,
  })
  const bot = createBot({
    commands,
    stores,
    library,
    saved,
    linking,
    digests: digesting.digests,
    feeds,
    mailDigests: digesting.mailDigests,
    follows,
    recommendations,
    schedules,
    adapters,
    clock,
    random,
    log,
    timeZone: config.TIMEZONE,
    links: linksOf(config),
    memory: stores.facts,
    metrics: measuring?.metrics,
    // At the terminal people ask as often as they like.
    fairUse: surface === undefined ? fairUseOf(config) : undefined,
    surface,
    ticks,
    turn: allServe ? { isOurs: turn.isOurs } : turn,
    operator: operator?.(stores),
  })
  const seedLibrary = (onProgress: Parameters<typeof seed>[0]["onProgress"]) =>
    seed({ papers, lists, ...sources, starter, clock, log, onProgress })
  return {
    stores,
    library,
    persons,
    saved,
    digests: digesting.digests,
    follows,
    matching,
    mailDigests: digesting.mailDigests,
    recommendations,
    feeds,
    origin,
    adapters,
    follower,
    meaning,
    scheduler,
    tellChanges,
    schedules,
    ticks,
    turn,
    takeTurn,
    wake,
    bot,
    seedLibrary,
  }
}

/**
 * On one file a single bot delivers and is connected to the platforms. Behind a database server all do that, and take
 * turns only where one is enough: in editing the posts whose votes changed elsewhere.
 */
function turnOn(stores: Stores, { DATABASE_URL }: Config, log: Log) {
  const lease = DATABASE_URL === undefined ? deliveringLease : "following votes"
  return createTurn({
    leases: livingLeases(stores.leases, hasEnded),
    lease,
    holder: thisProcess(),
    clock,
    log,
  })
}

function meaningOf(
  { EMBEDDING_MODEL: model, OFFLINE: offline }: Config,
  { papers, vectors, facts }: Stores,
  index: IndexFollower["index"],
  log: Log,
) {
  if (model === undefined) return undefined
  const load = async (signal: AbortSignal) => {
    const { createEmbedder } = await import("../src/embedding/create-embedder.ts")
    return createEmbedder({ model, offline, signal })
  }
  return createMeaning({ model, load, papers, vectors, facts, index, clock, log })
}

/** The store alone, for what needs nothing else. */
export async function openStores(config: Config, log: Log): Promise<Stores> {
  const { DATABASE_URL, COPY_BEFORE_UPGRADE: isCopied } = config
  if (DATABASE_URL === undefined) return openSqlite({ file: storeFile(config), log, isCopied })
  const { openPostgres } = await import("../src/storage/open-postgres.ts")
  return openPostgres({
    url: DATABASE_URL.url.reveal(),
    log,
    keep: keepBeforeUpgrade(config, dataDir(config), log),
  })
}

/** What the world calls this machine, where it is told. */
export function publicOrigin({ PUBLIC_URL }: Config): string | undefined {
  return PUBLIC_URL && new URL(PUBLIC_URL).origin
}

/** The pages of who runs the bot. */
export function linksOf({ SUPPORT_URL: support, PRIVACY_URL: privacy }: Config): OperatorLinks {
  return { ...(support && { support }), ...(privacy && { privacy }) }
}

function fairUseOf(config: Config): FairUseLimits {
  return {
    perMember: config.MEMBER_COMMANDS_PER_MINUTE,
    perCommunity: config.COMMUNITY_COMMANDS_PER_MINUTE,
  }
}

async function starter() {
  const { loadStarterLibrary } = await import("../src/sources/starter.ts")
  return loadStarterLibrary()
}

/** The file of the store, where no DATABASE_URL names a server. */
export function storeFile(config: Config): string {
  return join(dataDir(config), "paperboy.sqlite")
}

/** The saved search index. */
export function indexFile(config: Config): string {
  return join(dataDir(config), "search-index")
}
