/**
 * What counting for Prometheus costs. A bot delivers in turns with its metrics and without; and because two such runs differ
 * by more than the cost, what is added to a message is measured alone too, and told in percent of what a message takes.
 */
import { setTimeout as wait } from "node:timers/promises"
import { createMeasuring } from "../../../adapters/metrics/measuring.ts"
import type { Delivery, Edition, EditionStore } from "../../../src/vocabulary/delivery-stores.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { silentLog } from "../../silent-log.ts"
import { quantile } from "../bot-process.ts"
import { startBot } from "./chaos.ts"
import { openEngine, type Place } from "./engines.ts"
import { subscribe } from "./fan-out.ts"
import { startPlatform } from "./platforms.ts"
import { startProxy } from "./proxy.ts"
import type { BotReport } from "./shared.ts"

/** Medians, in microseconds of the processor's time for a message. */
export type MetricsFigures = {
  readonly engine: string
  readonly platform: string
  readonly channels: number
  /** Of each kind, in turns. */
  readonly runs: number
  readonly without: number
  readonly counted: number
  /** What counting adds, measured alone: its own work, and its part of being asked and of looking at the event loop. */
  readonly added: number
}

export type MetricsPlan = {
  readonly name: "discord" | "slack"
  readonly channels: number
  readonly runs: number
  /** Messages a second that the platform takes. */
  readonly perSecond: number
}

const start = Temporal.Instant.from("2026-11-24T09:00:00Z")
const papersADay = 5
/** The clocks of bot and platform go so much faster than the machine's: it is the bot that is measured. */
const speed = 10
/** As often as Prometheus asks by itself. */
const askedEveryMs = 15_000

export async function metricsCost(open: () => Promise<Place>, plan: MetricsPlan): Promise<MetricsFigures> {
  const { name, channels, runs, perSecond } = plan
  const kinds = ["without", "counted"] as const
  const took = { without: [] as number[], counted: [] as number[], added: [] as number[] }
  let engine = ""
  for (let run = 0; run < runs; run++) {
    // What else the machine does meets both kinds alike.
    for (const kind of run % 2 === 0 ? kinds : kinds.toReversed()) {
      const place = await open()
      engine = place.setup.name
      took[kind].push(await deliver(place, plan, kind === "counted").finally(place.remove))
    }
    const place = await open()
    took.added.push(await counting(place, perSecond).finally(place.remove))
  }
  const [without, counted, added] = [took.without, took.counted, took.added].map((all) => quantile(all, 0.5))
  return { engine, platform: name, channels, runs, without, counted, added } as MetricsFigures
}

/** From the moment the bot is ready until every channel has its message. */
async function deliver(place: Place, { name, channels }: MetricsPlan, metrics: boolean): Promise<number> {
  const at = Date.now()
  const now = () => start.epochMilliseconds + (Date.now() - at) * speed
  const platform = await startPlatform(name, { places: channels, now, contract: false })
  const stores = await openEngine(place.setup)
  await subscribe(stores, platform, "digest")
  await stores.close()
  const proxy = await startProxy(new URL(platform.setup.url).origin)
  let posted = 0
  proxy.watch((step, path, { status = 500 }) => {
    if (step === "applied" && platform.isPost(path) && status < 400) posted += 1
    return true
  })
  const bot = startBot({
    ...{ engine: place.setup, now: start.toString(), at, speed, once: false, papers: papersADay, metrics },
    platform: { ...platform.setup, url: proxy.url + new URL(platform.setup.url).pathname },
  })
  const asking = new AbortController()
  try {
    return await new Promise<number>((resolve, reject) => {
      let before = 0
      bot.on("message", (report: BotReport) => {
        if (report.kind === "ready") {
          before = report.cpuMs
          if (report.metricsPort !== undefined) void ask(report.metricsPort, asking.signal)
        } else if (posted >= channels) resolve((1000 * (report.cpuMs - before)) / channels)
      })
      bot.once("exit", (code, signal) => reject(new Error(`a bot ended with ${code ?? signal}`)))
    })
  } finally {
    asking.abort()
    bot.kill("SIGKILL")
    await proxy.close()
    await platform.stop()
  }
}

/** Does what Prometheus does, by the bot's clock. */
async function ask(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await read(port, signal).catch(() => undefined)
    await wait(askedEveryMs / speed)
  }
}

async function read(port: number, signal?: AbortSignal): Promise<void> {
  await (await fetch(`http://127.0.0.1:${port}/metrics`, { ...(signal && { signal }) })).text()
}

const messages = 20_000
const readings = 20
const idleMs = 3_000

/** What is added to a message while so many go out in a second. Reading is told with the work of who asks. */
async function counting(place: Place, perSecond: number): Promise<number> {
  const stores = await openEngine(place.setup)
  const measuring = createMeasuring("bench")
  const clock = { now: () => start, wait: async () => undefined }
  const library = { count: async () => papersADay }
  const of = { adapters: new Map(), library, ...stores, clock }
  const idle = await cpuOf(() => wait(idleMs))
  const { port, close } = await measuring.serve({ host: "127.0.0.1", port: 0, log: silentLog }, of)
  try {
    await post(unheard, messages / 10)
    await post(measuring.stores({ editions: unheard }).editions, messages / 10)
    const bare = await cpuOf(() => post(unheard, messages))
    const counted = await cpuOf(() => post(measuring.stores({ editions: unheard }).editions, messages))
    const asked = await cpuOf(async () => {
      for (let reading = 0; reading < readings; reading++) await read(port)
    })
    const watching = Math.max(0, (await cpuOf(() => wait(idleMs))) - idle)
    const aSecond = asked / readings / (askedEveryMs / 1000) + watching / (idleMs / 1000)
    return Math.max(0, counted - bare) / messages + aSecond / perSecond
  } finally {
    close()
    await stores.close()
  }
}

/** A store that takes everything and keeps nothing. */
const unheard = {
  plan: async () => true,
  confirm: async () => true,
  fail: async () => true,
} as unknown as Stores["editions"]

/** An edition a message, as in the channels that are due at nine o'clock. */
async function post(editions: Pick<EditionStore, "plan" | "confirm">, count: number): Promise<void> {
  const community = "discord:81384788765712384"
  const sent = { community, place: "1", message: "2" }
  for (let index = 0; index < count; index++) {
    const edition = { id: `e${index}`, dueAt: start.toString(), state: "sending" } as Edition
    const delivery = { id: `d${index}`, community } as Delivery
    await editions.plan(edition, [delivery], undefined)
    await editions.confirm({ ...delivery, claimedBy: "bench" } as never, sent, "2026-11-24T09:00:42.123Z")
  }
}

/** Microseconds of the processor's time, of this process. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
