import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { type Config, load } from "../config/load.ts"
import { ensureSubscription } from "../src/channels/ensure-subscription.ts"
import type { Adapter } from "../src/vocabulary/ports.ts"
import { words } from "../src/words/words.ts"
import { daily, fillLibrary, prune } from "./background.ts"
import { runBackups } from "./backups/backups.ts"
import { makeBackup } from "./backups/make-backup.ts"
import { placeOf } from "./backups/places.ts"
import { botConsole, type Console } from "./console.ts"
import { type Core, openCore, publicOrigin, storeFile } from "./core.ts"
import { dataDir } from "./data-dir.ts"
import { createAnswers, createInstallation, type RunningInstallation } from "./installation.ts"
import { thisProcess } from "./leases.ts"
import type { Measuring } from "./metrics/measuring.ts"
import { prepareNetwork } from "./network.ts"
import { accessOf, isClosedToOthers } from "./page-access.ts"
import { type ChatPlatforms, createPlatforms } from "./platforms.ts"
import { createDoor, type Door, doorPaths, openDoor } from "./public/door.ts"
import { createFeedRoutes } from "./public/feed-routes.ts"
import { shutdownRequest } from "./shutdown.ts"
import { clock } from "./system.ts"
import { exitCodes } from "./terminal/terminal.ts"
import { createThumbnails } from "./thumbnails.ts"
import { originOf } from "./web/listen.ts"
import type { PictureOptions } from "./web/pictures.ts"
import { createWeb, type WebAdapter } from "./web/web.ts"

/** A saved index loads well within this; building a lost one goes on behind the open page. */
const indexTimeoutMs = 2_000
/** How long the end may take after a signal, since supervisors kill after that; and how much of it a request gets. */
const shutdownTimeoutMs = 10_000
const requestTimeoutMs = 500

/**
 * Runs the bot until the process is asked to end. The page is open before the first list has been read. Throws what
 * keeps it from starting: a mistake in the configuration, a store that cannot be opened, a port that is taken.
 */
export async function start(dotenv: string): Promise<number> {
  const config = load(process.env, dotenv)
  const output = botConsole(config)
  prepareNetwork(config)
  const shutdownRequested = shutdownRequest()
  surviveLibraries(output)
  const adapters = new Map<string, Adapter>()
  const measuring = await measuringOf(config)
  let page: WebAdapter | undefined
  const answers = createAnswers(clock)
  const core = await openCore(config, {
    log: output.log,
    adapters,
    measuring,
    requests: answers.on(measuring),
    pageAddress: () => page?.address(),
  })
  const platforms = createPlatforms(config, { stores: core.stores, adapters, log: output.log })
  const feedRoutes = createFeedRoutes({ feeds: core.feeds, origin: core.origin, clock })
  const door = createDoor({ routes: [feedRoutes, ...(await mailRoutesOf(config, core))], log: output.log })
  const guests = [...platforms.guests, ...doorPaths.map((path) => ({ path, handle: door.handle }))]
  const installation = createInstallation(config, { version: await versionOf(), adapters, answers, clock })
  const { PORT: port, HOST: host } = config
  const web = createWeb({
    ...core.stores,
    library: core.library,
    ...{ saved: core.saved, follows: core.follows, persons: core.persons },
    ...{ recommendations: core.recommendations, digests: core.digests, feeds: core.feeds },
    mailDigests: core.mailDigests,
    ...{ adapters, port, host, publicOrigin: publicOrigin(config), guests, clock, log: output.log },
    installation,
    access: accessOf(config),
    pictures: picturesOf(config, output),
    isOffline: config.OFFLINE,
    timeZone: config.TIMEZONE,
  })
  page = web
  adapters.set(web.platform, web)
  const metrics = await serveMetrics(config, core, measuring, output)
  const opened = await servePublic(config, door, output)
  try {
    const indexed = core.follower.open()
    await Promise.race([indexed, clock.wait(indexTimeoutMs)])
    await web.start(core.bot)
    await platforms.attend(core.bot, await core.takeTurn())
    output.print(words.program.pageIsAt(web.address()))
    if (isClosedToOthers(config)) output.log.warn({ host }, words.program.closedToOthers(host))
    await ensureDaily(core, config)
    const running = { core, config, platforms, indexed, output, installation, isOffline: config.OFFLINE }
    await runUntil(shutdownRequested, running)
  } finally {
    metrics?.close()
    opened?.close()
    await Promise.race([close(core), clock.wait(shutdownTimeoutMs - requestTimeoutMs)])
  }
  return exitCodes.none
}

/** Where the links of mails lead, where mail is sent. */
async function mailRoutesOf(config: Config, { stores, mailDigests, bot, adapters }: Core) {
  if (config.MAIL_URL === undefined) return []
  const { mailRoutes } = await import("./mail-sending.ts")
  return [mailRoutes(config, { ...stores, mailDigests, bot, adapters })]
}

/** Counting, and the library that does it, only where somebody asks for the figures. */
async function measuringOf({ METRICS_PORT: port }: Config): Promise<Measuring | undefined> {
  if (port === undefined) return undefined
  const { createMeasuring } = await import("./metrics/measuring.ts")
  return createMeasuring(await versionOf())
}

async function versionOf(): Promise<string> {
  const about: unknown = JSON.parse(await readFile(join(import.meta.dirname, "../package.json"), "utf8"))
  return (about as { readonly version: string }).version
}

async function serveMetrics(
  config: Config,
  { stores, library, adapters }: Core,
  measuring: Measuring | undefined,
  { log, print }: Console,
) {
  const { METRICS_PORT: port, METRICS_HOST: host } = config
  if (port === undefined || measuring === undefined) return undefined
  const { subscriptions, check } = stores
  const file = config.DATABASE_URL === undefined ? storeFile(config) : undefined
  const of = { adapters, library, subscriptions, check, file, clock }
  const served = await measuring.serve({ host, port, log }, of)
  print(words.program.metrics.areAt(host, served.port))
  return served
}

/** Feeds and what mails link to, on a port that a proxy may show to everybody. */
async function servePublic({ PUBLIC_PORT: port, HOST: host }: Config, door: Door, { print }: Console) {
  if (port === undefined) return undefined
  const opened = await openDoor(door, { host, port })
  print(words.publicDoor.areAt(originOf(host, opened.port)))
  return opened
}

function picturesOf(config: Config, { log }: Console): PictureOptions {
  const { THUMBNAILS: from, OFFLINE: isOffline } = config
  if (from !== "cache") return { from }
  return { from, load: createThumbnails({ folder: join(dataDir(config), "thumbnails"), isOffline, log }) }
}

/** A platform's library may throw where nobody can wait for it, over an event that makes no sense: that event is lost. */
function surviveLibraries({ log }: Console): void {
  process.on("unhandledRejection", (error) => log.error({ error }, words.program.log.unhandled))
}

async function ensureDaily({ stores }: Core, { TIMEZONE: timeZone }: Config): Promise<void> {
  const place = { ...daily, timeZone, createdBy: "web:paperboy" }
  await ensureSubscription({ subscriptions: stores.subscriptions, clock }, place)
}

type Running = {
  readonly core: Core
  readonly platforms: ChatPlatforms
  readonly indexed: Promise<void>
  readonly output: Console
  readonly installation: Pick<RunningInstallation, "look">
  readonly config: Config
  readonly isOffline: boolean
}

async function runUntil(shutdownRequested: Promise<void>, running: Running): Promise<void> {
  const { core, output } = running
  const stopping = new AbortController()
  const ticking = core.ticks.run(() => tick(running), stopping.signal)
  const background = work(running, stopping.signal)
  void inspect(core, output, stopping.signal)
  const unsubscribe = subscribe(core, output)
  await shutdownRequested
  unsubscribe()
  output.print(words.program.finishing)
  stopping.abort()
  // A list that is being read may never come; what of it is not stored yet is asked for again at the next start.
  await Promise.race([Promise.all([ticking, background]), clock.wait(requestTimeoutMs)])
}

/** A damaged store still serves what is sound, so the bot goes on and its log says what is lost. */
async function inspect({ stores }: Core, { log }: Console, stopping: AbortSignal): Promise<void> {
  try {
    for (const damage of await stores.inspect()) log.error({ damage }, words.program.log.storeDamaged)
  } catch (error) {
    if (!stopping.aborted) log.warn({ error }, words.program.log.storeNotInspected)
  }
}

/** What another process stored is taken up as soon as the store tells of it, before the next look by the clock. */
function subscribe({ stores, follower, wake }: Core, { log }: Console): () => void {
  const failed = (error: unknown) => log.warn({ error }, words.program.log.changeNotIndexed)
  return stores.onChange((what) => {
    if (what === "papers") follower.refresh().catch(failed)
    if (what === "deliveries") wake()
  })
}

async function tick({ core, platforms, installation, output }: Running): Promise<void> {
  const { scheduler, tellChanges, bot } = core
  const isOurTurn = await core.takeTurn()
  await platforms
    .attend(bot, isOurTurn)
    .catch((error) => output.log.error({ error }, words.program.log.platformFailed))
  installation.look()
  await Promise.all([isOurTurn && scheduler.tick(), isOurTurn && tellChanges(), bot.followVotes()])
}

/** What goes on behind the open page. Never throws. */
async function work(running: Running, signal: AbortSignal): Promise<void> {
  const { core, indexed, output, isOffline } = running
  try {
    await indexed
    await Promise.all([
      fillLibrary(core, output, { signal, isOffline, clock }),
      core.follower.follow(signal),
      core.matching.follow(signal),
      core.meaning?.follow(signal),
      prune(core.stores, { log: output.log, keptLeftDays: running.config.KEEP_LEFT_DAYS, signal }),
      backUp(running, signal),
    ])
  } catch (error) {
    // A store that closes under a list that is being read is the end, not a failure.
    if (!signal.aborted) output.log.error({ err: error }, words.program.log.libraryFailed)
  }
}

async function backUp({ core, config, output }: Running, signal: AbortSignal): Promise<void> {
  const { BACKUP_EVERY: everyHours, BACKUP_KEEP: keep } = config
  if (everyHours === 0) return
  const store = config.DATABASE_URL?.url.reveal() ?? storeFile(config)
  const place = placeOf(config, dataDir(config))
  const parts = { ...core.stores, clock, log: output.log, place, everyHours, keep, holder: thisProcess() }
  await runBackups({ ...parts, make: (file) => makeBackup(store, file) }, signal)
}

/** Adapters go before what they use; only then may another bot take over. */
async function close({ adapters, scheduler, bot, turn, follower, stores }: Core): Promise<void> {
  await scheduler.stop()
  await Promise.all([...adapters.values()].map((adapter) => adapter.stop()))
  await turn.giveBack()
  await bot.stop()
  await follower.save()
  await stores.close()
}
