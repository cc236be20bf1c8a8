/** Kills the bot for real, again and again, at every step of sending and at moments of its own choice, and counts. */
import { type ChildProcess, fork } from "node:child_process"
import { join } from "node:path"
import { defaultSubscription } from "../../../src/channels/ensure-subscription.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { openEngine, type Place } from "./engines.ts"
import { type Platform, type platformNames, startPlatform } from "./platforms.ts"
import { type Relay, type Step, startProxy } from "./proxy.ts"
import { type BotReport, type BotSetup, nineOClock } from "./shared.ts"

export type ChaosFigures = {
  readonly engine: string
  readonly platform: string
  readonly kills: number
  readonly messages: number
  readonly lost: number
  readonly doubled: number
}

const papers = 3
/** So that a day is four messages a place: two papers, one that closes them, and in its thread the rest. */
const budget = 2
const firstDay = Temporal.ZonedDateTime.from("2026-11-24T09:00:01[UTC]")

export type Killing = {
  readonly places: number
  readonly kills: number
  /** Whether the twin checks every request against its platform's contract. */
  readonly contract: boolean
  /** How the life after so many kills ends, unless it has nothing left to do before. */
  endAfter(kills: number): End
  /** How long nobody is there after so many kills: longer than a lease, and sometimes than Discord remembers a nonce. */
  awayMsAfter(kills: number): number
}

/** Ends and absences by the dice: three ends in five come at a step of a request, the others at any moment. */
export function byChance(kills: number, random: () => number): Killing {
  return {
    ...{ places: 10, kills, contract: true },
    endAfter: () => endOf(random),
    awayMsAfter: () => 181_000 + Math.floor(random() * 240_000),
  }
}

export async function chaos(
  place: Place,
  name: (typeof platformNames)[number],
  { places, kills: wanted, contract, endAfter, awayMsAfter }: Killing,
): Promise<ChaosFigures> {
  let shift = 0
  const setTime = (moment: Temporal.ZonedDateTime) => {
    shift = Math.max(shift, moment.epochMilliseconds - Date.now())
  }
  setTime(firstDay)
  const now = () => Date.now() + shift
  const platform = await startPlatform(name, { places, now, contract })
  const proxy = await startProxy(new URL(platform.setup.url).origin)
  const stores = await openEngine(place.setup)
  await subscribe(stores, platform)
  let kills = 0
  for (let day = firstDay; kills < wanted; day = day.add({ days: 1 })) {
    setTime(day)
    while (true) {
      const setup = setupOf(platform, proxy, place, now())
      const end = kills < wanted ? endAfter(kills) : undefined
      const killed = await live(setup, proxy, platform, end)
      if (killed) kills += 1
      else if (!(await somethingWaits(stores, platform))) break
      shift += awayMsAfter(kills)
    }
  }
  const figures = await count(stores, platform)
  await stores.close()
  await proxy.close()
  platform.verify()
  await platform.stop()
  return { engine: place.setup.name, platform: name, kills, ...figures }
}

function setupOf(platform: Platform, proxy: Relay, { setup: engine }: Place, now: number): BotSetup {
  const path = new URL(platform.setup.url).pathname.replace(/^\/$/, "")
  return {
    platform: { ...platform.setup, url: proxy.url + path },
    engine,
    now: Temporal.Instant.fromEpochMilliseconds(now).toString(),
    at: Date.now(),
    speed: 1,
    workers: 3,
    once: true,
    papers,
  }
}

async function subscribe({ subscriptions }: Stores, { spots }: Platform): Promise<void> {
  for (const spot of spots)
    await subscriptions.save({
      ...{ ...defaultSubscription, ...spot, id: spot.place, budget, form: "messages", active: true },
      ...{ schedule: nineOClock, timeZone: "UTC", createdBy: "bench" },
      createdAt: "2026-11-23T12:00:00Z",
      nextRunAt: "2026-11-24T09:00:00Z",
    })
}

/** One life of a bot. Says whether it was killed, or ended because nothing was left to do. */
function live(setup: BotSetup, proxy: Relay, platform: Platform, end: End | undefined): Promise<boolean> {
  const bot = startBot(setup)
  let requests = 0
  let hasThread = false
  let isDead = false
  const kill = () => {
    isDead = true
    bot.kill("SIGKILL")
  }
  proxy.watch((step, path) => {
    if (isDead) return false
    if (end?.kind !== "request" || !platform.isMessage(path)) return true
    hasThread ||= platform.opensThread(path)
    if (end.from === "thread" && !hasThread) return true
    if (step === "arriving") requests += 1
    if (requests === end.request && step === end.step) kill()
    return !isDead
  })
  const timers: ReturnType<typeof setTimeout>[] = []
  if (end?.kind === "started") timers.push(setTimeout(kill, end.afterMs))
  bot.on("message", (report: BotReport) => {
    if (report.kind === "ready" && end?.kind === "ready") timers.push(setTimeout(kill, end.afterMs))
  })
  return new Promise((resolve, reject) =>
    bot.once("exit", (code, signal) => {
      for (const timer of timers) clearTimeout(timer)
      if (signal === "SIGKILL") resolve(true)
      else if (code === 0) resolve(false)
      else reject(new Error(`a bot ended with ${code ?? signal}`))
    }),
  )
}

export type End =
  | {
      readonly kind: "request"
      readonly request: number
      readonly step: Step
      /** Requests are counted from the first on that is about a thread. */
      readonly from?: "thread"
    }
  | { readonly kind: "ready" | "started"; readonly afterMs: number }

export const steps: readonly Step[] = ["arriving", "applied", "answered"]

function endOf(random: () => number): End {
  const kind = Math.floor(random() * 5)
  const step = steps[kind]
  if (step !== undefined) {
    const from = random() < 1 / 3 ? ({ from: "thread" } as const) : {}
    return { kind: "request", request: 1 + Math.floor(random() * 4), step, ...from }
  }
  return kind === 3
    ? { kind: "ready", afterMs: Math.floor(random() * 300) }
    : { kind: "started", afterMs: Math.floor(random() * 1500) }
}

export function startBot(setup: BotSetup): ChildProcess {
  return fork(join(import.meta.dirname, "bot.ts"), [JSON.stringify(setup)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
}

async function somethingWaits(stores: Stores, platform: Platform): Promise<boolean> {
  for (const { place } of platform.spots) {
    const [edition] = await stores.editions.ofSubscription(place, 1)
    if (edition === undefined || edition.state === "sending") return true
  }
  return false
}

/** What lies on the platform against what was to be sent; no two messages of a place are alike. */
async function count({ editions }: Stores, platform: Platform) {
  const figures = { messages: 0, lost: 0, doubled: 0 }
  for (const spot of platform.spots) {
    const all = await editions.ofSubscription(spot.place, 1000)
    const wanted = (await Promise.all(all.map(({ id }) => editions.deliveries(id)))).flat().length
    const texts = platform.texts(spot)
    const different = new Set(texts).size
    figures.messages += wanted
    figures.lost += wanted - different
    figures.doubled += texts.length - different
  }
  return figures
}
