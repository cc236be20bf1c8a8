/** Kills the bot for real, again and again, at every step of sending and at moments of its own choice, and counts. */
import { type ChildProcess, fork } from "node:child_process"
import { writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { defaultSubscription } from "../../../src/channels/ensure-subscription.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { openEngine, type Place } from "./engines.ts"
import { type Platform, type platformNames, type Spot, startPlatform } from "./platforms.ts"
import { type Relay, type Step, startProxy, type Told, type Verdict } from "./proxy.ts"
import { type BotReport, type BotSetup, nineOClock } from "./shared.ts"
import { type StoreAway, startStoreAway } from "./store-away.ts"

export type ChaosFigures = {
  readonly engine: string
  readonly platform: string
  readonly kills: number
  /** Requests that the platform applied late, and stores that went away amid a send. Absent in older rows. */
  readonly disturbances?: number
  readonly messages: number
  readonly lost: number
  readonly doubled: number
}

const papers = 3
/** So that a day is four messages a post: a header, two papers, and in its thread the rest. */
const budget = 2
/** Two posts alike in each place, so that no message can be told from another by what it says. */
const postsAPlace = 2
/** While waits of a minute have to pass within a life, the clocks of bot and platform go so much faster. */
const hurry = 12
/** On the platform's clock, longer than it takes until a retry's place is looked through for a surplus message. */
const settlesMs = 90_000
/** A bot whose clock was an hour ahead puts its last check off by an hour, and a check that is undecided comes once more. */
const allSettlesMs = [settlesMs, 3_700_000, 3_700_000]
/** A life in which the platform is late, or the store away, gets this long to get over it. */
const mostLifeMs = 120_000
const firstDay = Temporal.ZonedDateTime.from("2026-11-24T09:00:01[UTC]")

export type Killing = {
  readonly places: number
  readonly kills: number
  /** Ends the run early. What was counted so far is still reported. */
  readonly stop?: AbortSignal
  /** Whether the twin checks every request against its platform's contract. */
  readonly contract: boolean
  /** How the life after so many kills ends, unless it has nothing left to do before. */
  endAfter(kills: number): End
  /** How far the clock of the next bot is from the platform's. */
  clockOffMsAfter?(kills: number): number
  /** How long nobody is there after so many kills: longer than a lease, and sometimes than Discord remembers a nonce. */
  awayMsAfter(kills: number): number
}

/** One bot in six has a clock that is off: by three minutes and more either way, or an hour ahead. */
const clocksOffMs = [200_000, -200_000, 3_600_000]

/**
 * Ends and absences by the dice: of eight ends three come at a step of a request and two at any moment, two are requests
 * that the platform applies late, and one is a store that goes away while a message is sent.
 */
export function byChance(kills: number, random: () => number): Killing {
  return {
    ...{ places: 5, kills, contract: true },
    endAfter: () => endOf(random),
    clockOffMsAfter: () => clocksOffMs[Math.floor(random() * 18)] ?? 0,
    awayMsAfter: () => 181_000 + Math.floor(random() * 240_000),
  }
}

export async function chaos(
  place: Place,
  name: (typeof platformNames)[number],
  { places, kills: wanted, stop, contract, endAfter, awayMsAfter, clockOffMsAfter = () => 0 }: Killing,
  report: (kills: number, of: number) => void = () => undefined,
): Promise<ChaosFigures> {
  const time = createTime(firstDay.epochMilliseconds)
  const platform = await startPlatform(name, { places, now: time.now, contract })
  const proxy = await startProxy(new URL(platform.setup.url).origin)
  const away = await startStoreAway(place.setup)
  const stores = await openEngine(place.setup)
  await subscribe(stores, platform)
  const journal = createJournal(time)
  let day = firstDay
  let kills = 0
  let disturbances = 0
  const isDone = async () => !(await somethingWaits(stores, platform, day))
  const oneLife = (end: End | undefined, clockOff: number) => {
    const setup = setupOf(platform, proxy, { engine: away.setup, time, clockOff, once: time.speed() === 1 })
    journal.add("life", { at: setup.now, speed: setup.speed, clockOff, end })
    return live(setup, { proxy, platform, end, away, isDone, time, journal })
  }
  const goesOn = () => kills < wanted && stop?.aborted !== true
  for (; goesOn(); day = day.add({ days: 1 })) {
    time.reach(day.epochMilliseconds)
    while (true) {
      const end = goesOn() ? endAfter(kills) : undefined
      time.setSpeed(end?.kind === "late" || end?.kind === "store-away" ? hurry : 1)
      const killed = await oneLife(end, end === undefined ? 0 : clockOffMsAfter(kills))
      if (killed && time.speed() === 1) kills += 1
      else if (killed) disturbances += 1
      else if (await isDone()) break
      report(kills, wanted)
      time.reach(time.now() + awayMsAfter(kills))
    }
  }
  // What the last of them retried is looked through by one that nobody kills.
  time.setSpeed(1)
  for (const ms of allSettlesMs) {
    time.reach(time.now() + ms)
    await oneLife(undefined, 0)
  }
  const { figures, wrong } = await count(stores, platform)
  if (wrong.length > 0) {
    const file = join(tmpdir(), `paperboy-chaos-${place.setup.name}-${name}-${process.pid}.log`)
    journal.add("wrong", wrong)
    writeFileSync(file, journal.text())
    console.error(`Not as it should be: ${wrong.length} texts. What led to it: ${file}`)
  }
  await stores.close()
  await away.close()
  await proxy.close()
  platform.verify()
  await platform.stop()
  return { engine: place.setup.name, platform: name, kills, disturbances, ...figures }
}

type Journal = ReturnType<typeof createJournal>

/** What bots asked for and what became of it, so that a wrong count can be explained. */
function createJournal(time: Time) {
  const lines: string[] = []
  const add = (kind: string, what: unknown) =>
    void lines.push(`${new Date(time.now()).toISOString()} ${kind} ${JSON.stringify(what)}`)
  return {
    add,
    request: (step: Step, path: string, { body, status, answer }: Told) =>
      add(`${step} ${path}`, { status, body: body.toString(), answer: answer?.toString() }),
    text: () => lines.join("\n"),
  }
}

type Time = ReturnType<typeof createTime>

/** The platform's clock, which goes as fast as it has to, and jumps while nobody is there. */
function createTime(from: number) {
  let base = from
  let since = Date.now()
  let speed = 1
  const now = () => base + (Date.now() - since) * speed
  const restart = (at: number) => {
    base = at
    since = Date.now()
  }
  return {
    now,
    speed: () => speed,
    setSpeed(next: number) {
      restart(now())
      speed = next
    },
    reach: (at: number) => restart(Math.max(now(), at)),
  }
}

function setupOf(
  platform: Platform,
  proxy: Relay,
  given: {
    readonly engine: BotSetup["engine"]
    readonly time: Time
    readonly clockOff: number
    readonly once: boolean
  },
): BotSetup {
  const { engine, time, clockOff, once } = given
  const path = new URL(platform.setup.url).pathname.replace(/^\/$/, "")
  return {
    platform: { ...platform.setup, url: proxy.url + path },
    engine,
    now: Temporal.Instant.fromEpochMilliseconds(Math.round(time.now() + clockOff)).toString(),
    at: Date.now(),
    speed: time.speed(),
    workers: 3,
    once,
    papers,
  }
}

async function subscribe({ subscriptions }: Stores, { spots }: Platform): Promise<void> {
  for (const { spot, id } of postsOf(spots))
    await subscriptions.save({
      ...{ ...defaultSubscription, ...spot, id, budget, form: "messages", active: true },
      ...{ schedule: nineOClock, timeZone: "UTC", createdBy: "bench" },
      createdAt: "2026-11-23T12:00:00Z",
      nextRunAt: "2026-11-24T09:00:00Z",
    })
}

/** The subscriptions of places: in each some that bring the same. */
function postsOf(spots: readonly Spot[]) {
  return spots.flatMap((spot) =>
    Array.from({ length: postsAPlace }, (_, index) => ({ spot, id: `${spot.place}/${index}` })),
  )
}

type Life = {
  readonly proxy: Relay
  readonly platform: Platform
  readonly end: End | undefined
  readonly away: StoreAway
  isDone(): Promise<boolean>
  readonly time: Time
  readonly journal: Journal
}

/** One life of a bot. Says whether it was killed, or ended because nothing was left to do. */
async function live(setup: BotSetup, life: Life): Promise<boolean> {
  const { proxy, platform, end, away, time, journal } = life
  const bot = startBot(setup)
  let requests = 0
  let hasThread = false
  let isDead = false
  const kill = () => {
    isDead = true
    bot.kill("SIGKILL")
  }
  const hit = (): Verdict => {
    if (end?.kind === "late") return { lateMs: end.lateMs / time.speed() }
    if (end?.kind === "store-away") away.goFor(end.awayMs)
    else kill()
    return true
  }
  proxy.watch((step, path, told) => {
    journal.request(step, path, told)
    if (isDead) return false
    if (end === undefined || !("request" in end) || !platform.isMessage(path)) return true
    hasThread ||= platform.opensThread(path)
    if (end.from === "thread" && !hasThread) return true
    // What is asked without a doubt is not applied late: a look-up changes nothing.
    if (end.kind === "late" && !platform.isPost(path)) return true
    if (step === "arriving") requests += 1
    const verdict = requests === end.request && step === end.step ? hit() : true
    return isDead ? false : verdict
  })
  const timers: ReturnType<typeof setTimeout>[] = []
  if (end?.kind === "started") timers.push(setTimeout(kill, end.afterMs))
  bot.on("message", (report: BotReport) => {
    if (report.kind === "ready" && end?.kind === "ready") timers.push(setTimeout(kill, end.afterMs))
  })
  const ended = new Promise<boolean>((resolve, reject) =>
    bot.once("exit", (code, signal) => {
      for (const timer of timers) clearTimeout(timer)
      if (signal === "SIGKILL") resolve(true)
      else if (code === 0) resolve(false)
      else reject(new Error(`a bot ended with ${code ?? signal}`))
    }),
  )
  if (!setup.once) await getsOverIt(life).then(kill)
  const isKilled = await ended
  await proxy.settled()
  return isKilled
}

/**
 * Waits until all is sent, at the latest until its time is over, and in any case until what is late has come: it would come
 * minutes later after the clock's next jump, when Discord remembers no nonce.
 */
async function getsOverIt({ isDone, time, proxy }: Life): Promise<void> {
  const until = Date.now() + mostLifeMs
  while (Date.now() < until && !(await isDone())) await wait(250)
  await proxy.settled()
  await wait(settlesMs / time.speed())
}

export type End =
  | {
      readonly kind: "request"
      readonly request: number
      readonly step: Step
      /** Requests are counted from the first on that is about a thread. */
      readonly from?: "thread"
    }
  /** The platform loses the connection, and does what it was asked for so much later. */
  | {
      readonly kind: "late"
      readonly request: number
      readonly step: "arriving"
      readonly lateMs: number
      readonly from?: "thread"
    }
  | {
      readonly kind: "store-away"
      readonly request: number
      readonly step: Step
      readonly awayMs: number
      readonly from?: "thread"
    }
  | { readonly kind: "ready" | "started"; readonly afterMs: number }

export const steps: readonly Step[] = ["arriving", "applied", "answered"]

function endOf(random: () => number): End {
  const kind = Math.floor(random() * 8)
  const [step] = [steps[kind]]
  const request = 1 + Math.floor(random() * 4)
  const from = random() < 1 / 3 ? ({ from: "thread" } as const) : {}
  if (step !== undefined) return { kind: "request", request, step, ...from }
  if (kind === 3) return { kind: "ready", afterMs: Math.floor(random() * 300) }
  if (kind === 4) return { kind: "started", afterMs: Math.floor(random() * 1500) }
  if (kind === 5) {
    const at = steps[Math.floor(random() * steps.length)] ?? "applied"
    return { kind: "store-away", request, step: at, awayMs: 2_000 + Math.floor(random() * 6_000), ...from }
  }
  // Platforms have been seen to take 22 seconds.
  return { kind: "late", request, step: "arriving", lateMs: 5_000 + Math.floor(random() * 40_000), ...from }
}

export function startBot(setup: BotSetup): ChildProcess {
  return fork(join(import.meta.dirname, "bot.ts"), [JSON.stringify(setup)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Hundreds of lives begin with the same code: compiled once, they start in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "paperboy-compiled") },
  })
}

/** Whether a day's post is not planned yet, or not sent to its end. */
async function somethingWaits(
  stores: Stores,
  platform: Platform,
  day: Temporal.ZonedDateTime,
): Promise<boolean> {
  const due = day.toPlainDate().toString()
  for (const { id } of postsOf(platform.spots)) {
    const [edition] = await stores.editions.ofSubscription(id, 1)
    if (edition === undefined || edition.dueAt < due || edition.state === "sending") return true
  }
  return false
}

/** What lies on the platform against what was to be sent: each text as often as a place has posts. */
async function count({ editions }: Stores, platform: Platform) {
  const figures = { messages: 0, lost: 0, doubled: 0 }
  const wrong: unknown[] = []
  for (const spot of platform.spots) {
    const of = postsOf([spot]).map(({ id }) => editions.ofSubscription(id, 1000))
    const all = (await Promise.all(of)).flat()
    const deliveries = (await Promise.all(all.map(({ id }) => editions.deliveries(id)))).flat()
    const wanted = deliveries.length
    const found = [...Map.groupBy(platform.texts(spot), (text) => text)]
    const times = found.map(([, { length }]) => length)
    const right = times.map((found) => Math.min(found, postsAPlace)).reduce((sum, found) => sum + found, 0)
    figures.messages += wanted
    figures.lost += wanted - right
    figures.doubled += times.reduce((sum, found) => sum + found, 0) - right
    const odd = found.filter(([, { length }]) => length !== postsAPlace)
    if (wanted !== right || times.some((found) => found > postsAPlace))
      wrong.push({ spot, wanted, right, odd: odd.map(([text, { length }]) => [length, text]), deliveries })
  }
  return { figures, wrong }
}
