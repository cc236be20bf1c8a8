/** A bot as it is killed: the real scheduler, store and adapter, nothing that hears people. Setup comes as an argument. */
import "../../../adapters/runtime.mjs"
import { setTimeout as wait } from "node:timers/promises"
import { createDiscord } from "../../../adapters/discord/discord.ts"
import { createMeasuring } from "../../../adapters/metrics/measuring.ts"
import { download } from "../../../adapters/read-bytes.ts"
import { createSlack } from "../../../adapters/slack/slack.ts"
import { createTicks } from "../../../src/delivery/ticks.ts"
import { createScheduler } from "../../../src/editions/scheduler.ts"
import type { Adapter, Bot } from "../../../src/vocabulary/ports.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import type { Clock } from "../../../src/vocabulary/system.ts"
import { silentLog } from "../../silent-log.ts"
import { openEngine } from "./engines.ts"
import { benchLibrary } from "./library.ts"
import { createRemotePlatform } from "./remote-platform.ts"
import { type BotReport, type BotSetup, benchKey } from "./shared.ts"

// Without the one who measures, a bot would ask for its platform for ever.
process.once("disconnect", () => process.exit(1))

const setup = JSON.parse(process.argv[2] ?? "{}") as BotSetup
const clock = clockOf(setup)
const opened = await openEngine(setup.engine)
const measuring = setup.metrics ? createMeasuring("bench") : undefined
const stores = measuring?.stores(opened) ?? opened
const adapter = adapterOf(stores)
await adapter.start(deafBot())
while (!adapter.health().up) await wait(5)
const { editions, subscriptions, votes, rates, facts } = stores
const adapters = new Map([[adapter.platform, adapter]])
const scheduler = createScheduler({
  ...{ editions, subscriptions, rates, clock, log: silentLog },
  library: benchLibrary(setup.papers, clock),
  adapters,
  votes,
  facts,
  random: Math.random,
  ...(setup.workers === undefined ? {} : { workers: setup.workers }),
})
tell({ kind: "ready", cpuMs: cpuMs(), ...(await metricsPort()) })
if (setup.once) await liveOnce()
else liveOn()

/** Does what can be done now, and ends. */
async function liveOnce(): Promise<void> {
  await scheduler.tick()
  await scheduler.idle()
  await stores.close()
  process.exit(0)
}

/** As the program does, until it is killed. */
function liveOn(): void {
  void createTicks({ clock, log: silentLog }).run(scheduler.tick, new AbortController().signal)
  void scheduler.tick()
  stores.onChange((what) => {
    if (what === "deliveries") scheduler.wake()
  })
  setInterval(() => {
    const { rss, heapUsed } = process.memoryUsage()
    tell({ kind: "memory", residentMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20, cpuMs: cpuMs() })
  }, 1000)
}

async function metricsPort() {
  const of = {
    adapters,
    library: { count: async () => setup.papers },
    subscriptions,
    check: stores.check,
    clock,
  }
  const served = await measuring?.serve({ host: "127.0.0.1", port: 0, log: silentLog }, of)
  return served && { metricsPort: served.port }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function tell(report: BotReport): void {
  process.send?.(report)
}

// By the machine's clock, so that the clocks of several bots agree: a rate that they share is kept by them.
function clockOf({ now, at, speed }: BotSetup): Clock {
  const from = Temporal.Instant.from(now)
  return {
    now: () => from.add({ milliseconds: Math.floor((Date.now() - at) * speed) }),
    wait: (ms, signal) => wait(ms / speed, undefined, signal === undefined ? {} : { signal }),
  }
}

function adapterOf({ facts, inbox, installations, leases }: Stores): Adapter {
  const { platform } = setup
  const common = { clock, log: silentLog }
  switch (platform.name) {
    case "memory":
      return createRemotePlatform(platform.url)
    case "discord":
      return createDiscord({
        ...{ ...common, facts, download, emoji: "👍", identify: async () => undefined },
        // As the program does it: behind a server the bots share the shards.
        ...(setup.engine.name === "PostgreSQL"
          ? { sharing: { leases, holder: `process ${process.pid}` } }
          : {}),
        token: platform.token,
        apiUrl: platform.url,
      })
    case "slack":
      return createSlack({
        random: Math.random,
        ...{ ...common, inbox, installations, leases, emoji: "+1", spacingMs: 0, fetch },
        transport: { kind: "socket", appToken: platform.appToken },
        tenancy: platform.isInstalled
          ? { kind: "many", keys: [benchKey], oauth: { clientId: "1", clientSecret: "2", stateSecret: "3" } }
          : { kind: "one", botToken: platform.botToken },
        apiUrl: platform.url,
      })
    default:
      return platform satisfies never
  }
}

/** Nobody speaks to a bot that only delivers. */
function deafBot(): Bot {
  const nothing = async () => undefined
  const unheard = async (): Promise<never> => {
    throw new Error("nobody speaks here")
  }
  return {
    commands: [],
    dispatch: unheard,
    form: nothing,
    suggest: async () => [],
    complete: async () => [],
    react: nothing,
    bookmarked: async () => undefined,
    recentPosts: async () => [],
    reconcile: async () => false,
    posted: nothing,
    vanished: nothing,
    placeGone: nothing,
    memberGone: nothing,
    placeBack: nothing,
    present: nothing,
    replied: nothing,
    paperStats: async () => new Map(),
    refreshed: nothing,
    welcome: nothing,
    health: async () => ({}),
  }
}
