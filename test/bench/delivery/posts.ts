/** The default post in many channels at once: how long it takes, in which order it comes, and what it asks for. */
import { setTimeout as wait } from "node:timers/promises"
import { quantile } from "../bot-process.ts"
import { startBot } from "./chaos.ts"
import { openEngine, type Place } from "./engines.ts"
import { type FanOutPlan, subscribe } from "./fan-out.ts"
import { type Platform, startPlatform } from "./platforms.ts"
import { type Relay, startProxy } from "./proxy.ts"

export type PostsFigures = {
  readonly engine: string
  readonly platform: string
  readonly channels: number
  /** Of Slack; each has a rate of its own. Absent: one. */
  readonly workspaces?: number
  /** Until the last message, on the platform's clock. */
  readonly seconds: number
  /** Messages against what the platform's rate allows, in percent. */
  readonly ofPossible: number
  /** From a channel's header to its last paper, in seconds. */
  readonly bundle: { readonly median: number; readonly p95: number }
  /** Messages of rests that came before the last channel's bundle was complete. */
  readonly restsBetween: number
  readonly requestsAChannel: number
  readonly reactions: number
  /** From the last message to the last reaction. */
  readonly reactionSeconds: number
  readonly refusals: number
  readonly lost: number
  readonly doubled: number
}

export type PostsPlan = Omit<FanOutPlan, "replicas"> & { readonly workspaces?: number | undefined }

const papersADay = 15
/** A header, five papers, and one message with the rest. */
const messagesEach = 7
/** Each is invited to be voted for. */
const papersInFull = 5
/** When nothing is asked for so long, all is done. */
const quietMs = 15_000
/** A bot on a busy machine takes so long to begin. */
const startMs = 120_000

export async function posts(
  place: Place,
  { name, channels, perSecond, speed, workspaces = 1 }: PostsPlan,
  report: (messagesAndReactions: number, of: number) => void,
): Promise<PostsFigures> {
  const platform = await startPlatform(name, {
    ...{ places: channels, now: Date.now, contract: false, workspaces },
  })
  const stores = await openEngine(place.setup)
  await platform.install?.(stores)
  await subscribe(stores, platform, "messages")
  const proxy = await startProxy(new URL(platform.setup.url).origin)
  const { seen, quietMs: quietFor } = watchRequests(proxy, platform)
  const now = "2026-11-24T09:00:00Z"
  const bot = startBot({
    ...{ engine: place.setup, now, at: Date.now(), speed, once: false, papers: papersADay },
    platform: { ...platform.setup, url: proxy.url + new URL(platform.setup.url).pathname },
  })
  while (quietFor() < (seen.requests === 0 ? startMs : quietMs)) {
    await wait(250)
    report(seen.posts + seen.reactions, channels * (messagesEach + papersInFull))
  }
  bot.kill("SIGKILL")
  const inSeconds = (ms: number) => (ms * speed) / 1000
  const lying = platform.spots.map((spot) => platform.moments(spot))
  const seconds = inSeconds(seen.lastPost - seen.first)
  const figures = {
    ...{ engine: place.setup.name, platform: name, channels, seconds },
    ...(workspaces > 1 && { workspaces }),
    ofPossible: (100 * (channels * messagesEach)) / (perSecond * workspaces) / seconds,
    ...orderOf(lying, inSeconds),
    requestsAChannel: seen.requests / channels,
    reactions: seen.reactions,
    reactionSeconds: Math.max(0, inSeconds(seen.lastReaction - seen.lastPost)),
    refusals: seen.refusals,
    lost: lying.reduce((sum, { length }) => sum + Math.max(0, messagesEach - length), 0),
    doubled: lying.reduce((sum, { length }) => sum + Math.max(0, length - messagesEach), 0),
  }
  await stores.close()
  await proxy.close()
  await platform.stop()
  return figures
}

function orderOf(lying: readonly ReturnType<Platform["moments"]>[], inSeconds: (ms: number) => number) {
  const bundles = lying.map((moments) => moments.filter(({ inThread }) => !inThread).map(({ at }) => at))
  const spreads = bundles.map((all) => inSeconds(Math.max(...all) - Math.min(...all)))
  const lastBundle = Math.max(...bundles.flat())
  const rests = lying.flat().filter(({ inThread }) => inThread)
  return {
    bundle: { median: quantile(spreads, 0.5), p95: quantile(spreads, 0.95) },
    restsBetween: rests.filter(({ at }) => at < lastBundle).length,
  }
}

function watchRequests(proxy: Relay, platform: Platform) {
  const began = performance.now()
  const seen = {
    requests: 0,
    posts: 0,
    reactions: 0,
    refusals: 0,
    first: began,
    lastPost: began,
    lastReaction: began,
    last: began,
  }
  proxy.watch((step, path, { status }) => {
    if (step !== "applied" || !/channels|chat\.|conversations\.|reactions\./.test(path)) return true
    const now = performance.now()
    seen.last = now
    seen.requests += 1
    if (status !== undefined && status >= 400) seen.refusals += 1
    if (/\/reactions\/|reactions\.add/.test(path)) {
      seen.reactions += 1
      seen.lastReaction = now
    }
    if (!platform.isPost(path)) return true
    seen.posts += 1
    if (seen.first === began) seen.first = now
    seen.lastPost = now
    return true
  })
  return { seen, quietMs: () => performance.now() - seen.last }
}
