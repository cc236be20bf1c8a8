import type { Check } from "../../src/vocabulary/operator.ts"
import type { Clock } from "../../src/vocabulary/system.ts"

export type ExaminedNetwork = {
  /** Addresses that answer a small question. */
  readonly sources: readonly { readonly name: string; readonly variable: string; readonly url: string }[]
  readonly offline: boolean
  readonly fetch: typeof fetch
  readonly clock: Clock
}

type Source = ExaminedNetwork["sources"][number]

const answerWithinMs = 10_000
const slowMs = 3_000
/** A list's day turns at a minute; a difference of seconds does no harm. */
const wrongClockMs = 60_000
/** A `Date` header knows whole seconds only. */
const rightClockMs = 2_000

/** Asks each source once, and compares the clock with the time that they tell. Never throws. */
export async function diagnoseNetwork(diagnosed: ExaminedNetwork): Promise<readonly Check[]> {
  if (diagnosed.offline) {
    const found = "not asked, because OFFLINE is set; answers come from the store"
    return [{ subject: "Network", state: "ok", found }]
  }
  const asked = await Promise.all(diagnosed.sources.map((source) => ask(source, diagnosed)))
  return [...asked.map(({ check }) => check), clockFinding(asked)]
}

type Asked = { readonly check: Check; readonly clockOffMs?: number }

async function ask(source: Source, network: ExaminedNetwork): Promise<Asked> {
  const subject = source.name
  const askedAt = network.clock.now()
  try {
    const response = await network.fetch(source.url, { signal: AbortSignal.timeout(answerWithinMs) })
    await response.body?.cancel()
    const answeredAt = network.clock.now()
    const tookMs = answeredAt.epochMilliseconds - askedAt.epochMilliseconds
    const date = Date.parse(response.headers.get("date") ?? "")
    const middle = (askedAt.epochMilliseconds + answeredAt.epochMilliseconds) / 2
    const check = answered(source, response.status, tookMs)
    return Number.isNaN(date) ? { check } : { check, clockOffMs: middle - date }
  } catch (error) {
    const advice = `Check the network, a proxy or firewall in between, and ${source.variable}. Until then answers come from the store.`
    return {
      check: {
        subject,
        state: "error",
        found: `${new URL(source.url).origin} is out of reach: ${reason(error)}`,
        advice,
      },
    }
  }
}

function answered(source: Source, status: number, tookMs: number): Check {
  const subject = source.name
  const found = `${new URL(source.url).origin} answered ${status} in ${tookMs} ms`
  if (status === 429)
    return { subject, state: "warning", found, advice: "It asks for fewer questions; wait a few minutes." }
  if (status >= 400) {
    return {
      subject,
      state: "error",
      found,
      advice: `See whether ${source.variable} is right and the service is up.`,
    }
  }
  if (tookMs > slowMs)
    return { subject, state: "warning", found, advice: "That is slow: answers may come from the store." }
  return { subject, state: "ok", found }
}

function clockFinding(asked: readonly Asked[]): Check {
  const subject = "Clock"
  const off = asked.flatMap(({ clockOffMs }) => (clockOffMs === undefined ? [] : [clockOffMs]))
  // The answer with the smallest difference is the least delayed one.
  const [least] = off.toSorted((a, b) => Math.abs(a) - Math.abs(b))
  if (least === undefined)
    return {
      subject,
      state: "warning",
      found: "no source told the time",
      advice: "Ask again with a network.",
    }
  const found = `${Math.round(Math.abs(least) / 1000)} s ${least < 0 ? "behind" : "ahead of"} the sources' clock`
  if (Math.abs(least) <= wrongClockMs)
    return { subject, state: "ok", found: Math.abs(least) < rightClockMs ? "right" : found }
  return {
    subject,
    state: "error",
    found,
    advice: "Switch on the system's time synchronisation (NTP): posts are sent by this clock.",
  }
}

/** fetch says "fetch failed" and keeps the reason in the cause. */
function reason(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `no answer within ${answerWithinMs / 1000} s`
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : messageOf(error)
}

/** What an error says, without its kind. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
