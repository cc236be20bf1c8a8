/** Ten thousand channels that are due at nine o'clock: how long until the last has its post, and how much memory that takes. */
import { defaultSubscription } from "../../../src/channels/ensure-subscription.ts"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { startBot } from "./chaos.ts"
import { openEngine, type Place } from "./engines.ts"
import { type MemoryFigures, memoryOf, type Weight } from "./memory.ts"
import { type Platform, startPlatform } from "./platforms.ts"
import { startProxy } from "./proxy.ts"
import { type BotReport, nineOClock } from "./shared.ts"

export type FanOutFigures = {
  readonly engine: string
  readonly platform: string
  readonly replicas: number
  readonly channels: number
  readonly seconds: number
  /** Of what the platform's rate allows, in percent. */
  readonly ofPossible: number
  readonly refusals: number
  readonly lost: number
  readonly doubled: number
  /** Of the largest bot. Absent where it was not weighed. */
  readonly memory?: MemoryFigures
}

export type FanOutPlan = {
  readonly name: "discord" | "slack"
  readonly channels: number
  readonly replicas: number
  /** Messages a second that the platform takes. */
  readonly perSecond: number
  /** How much faster than the machine's the clocks of bots and platform go. */
  readonly speed: number
}

/** No more than a channel's budget, so that each gets one message: what is counted are channels. */
const papersADay = 5
/** A run in which nothing more comes for so long is over, and says what was lost. Longer than a lease. */
const patienceMs = 200_000

export async function fanOut(
  place: Place,
  plan: FanOutPlan,
  report: (messages: number, of: number) => void,
): Promise<FanOutFigures> {
  const { name, channels, replicas, perSecond, speed } = plan
  const start = Temporal.Instant.from("2026-11-24T09:00:00Z")
  const platform = await startPlatform(name, { places: channels, now: Date.now, contract: false })
  const stores = await openEngine(place.setup)
  await subscribe(stores, platform, "digest")
  const proxy = await startProxy(new URL(platform.setup.url).origin)
  const posts = watchPosts(proxy, platform)
  const path = new URL(platform.setup.url).pathname
  const setup = {
    ...{ engine: place.setup, now: start.toString(), at: Date.now(), speed, once: false, papers: papersADay },
    platform: { ...platform.setup, url: proxy.url + path },
  }
  const bots = Array.from({ length: replicas }, () => startBot(setup))
  const weights = bots.map(() => [] as Weight[])
  for (const [index, bot] of bots.entries())
    bot.on("message", ({ kind, ...weight }: BotReport) => {
      if (kind === "memory")
        weights[index]?.push({ residentMb: 0, heapMb: 0, ...weight, sent: posts.count() })
    })
  while (posts.count() < channels && posts.quietMs() < patienceMs) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    report(posts.count(), channels)
  }
  // What would be doubled comes after the last: a moment for it.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  for (const bot of bots) bot.kill("SIGKILL")
  const seconds = (posts.lastsMs() * speed) / 1000
  const memories = weights.map((of) => memoryOf(of, channels, 1 / replicas))
  const [memory] = memories.toSorted((one, other) => other.resident.last - one.resident.last)
  const lying = platform.spots.map((spot) => platform.texts(spot).length)
  const figures = {
    ...{ engine: place.setup.name, platform: name, replicas, channels, seconds },
    ofPossible: (100 * (channels / perSecond)) / seconds,
    refusals: posts.refusals(),
    lost: lying.filter((messages) => messages === 0).length,
    doubled: lying.reduce((sum, messages) => sum + Math.max(0, messages - 1), 0),
    ...(memory === undefined ? {} : { memory }),
  }
  await stores.close()
  await proxy.close()
  await platform.stop()
  return figures
}

function watchPosts(proxy: Awaited<ReturnType<typeof startProxy>>, platform: Platform) {
  const began = performance.now()
  let first: number | undefined
  let last = began
  let posted = 0
  let refused = 0
  proxy.watch((step, path, { status }) => {
    if (!platform.isPost(path)) return true
    first ??= performance.now()
    if (step !== "applied") return true
    if (status !== undefined && status >= 400) refused += 1
    else {
      posted += 1
      last = performance.now()
    }
    return true
  })
  return {
    count: () => posted,
    refusals: () => refused,
    lastsMs: () => last - (first ?? last),
    quietMs: () => performance.now() - last,
  }
}

export async function subscribe(
  { subscriptions }: Stores,
  { spots }: Platform,
  form: Subscription["form"],
): Promise<void> {
  const some = 200
  for (let from = 0; from < spots.length; from += some)
    await Promise.all(
      spots.slice(from, from + some).map((spot) =>
        subscriptions.save({
          ...{ ...defaultSubscription, ...spot, id: spot.place, form, active: true },
          ...{ schedule: nineOClock, timeZone: "UTC", createdBy: "bench" },
          createdAt: "2026-11-23T12:00:00Z",
          nextRunAt: "2026-11-24T09:00:00Z",
        }),
      ),
    )
}
