import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import type { Edition, EditionStore } from "../../src/vocabulary/delivery-stores.ts"
import type { CallOutcome, Metrics } from "../../src/vocabulary/metrics.ts"
import type { Series } from "./series.ts"

/** Counters start at 0: without an earlier value, an alert would not see the first failure as an increase. */
const requestOutcomes = ["answered", "refused", "failed"]
const callOutcomes: readonly CallOutcome[] = ["answered", "refused", "failed"]
const deliveryOutcomes = ["confirmed", "retried", "given up"]
const editionStates: readonly Edition["state"][] = ["sending", "skipped", "failed"]

/** What is counted of a platform's posts, before there are any. */
export function beginCounting({ deliveries, editions }: Series, platforms: Iterable<string>): void {
  for (const state of editionStates) editions.inc({ state }, 0)
  for (const platform of platforms)
    for (const outcome of deliveryOutcomes) deliveries.inc({ platform, outcome }, 0)
}

/** More than are under way at once; of one that is forgotten the lag is not told. */
const mostUnderWay = 20_000

/** The store, with what is planned, confirmed and given up through it counted. */
export function countEditions(store: EditionStore, series: Series): EditionStore {
  const { editions, deliveries, lag } = series
  /** By delivery, when its post was due. What is added to a post later is late by no fault of ours. */
  const dueAt = createBoundedMap<string, number>(mostUnderWay)
  return {
    ...store,
    async plan(edition, planned, nextRunAt, seen) {
      const isPlanned = await store.plan(edition, planned, nextRunAt, seen)
      if (!isPlanned) return false
      editions.inc({ state: edition.state })
      const due = Date.parse(edition.dueAt)
      for (const { id } of planned) dueAt.set(id, due)
      return true
    },
    async confirm(claim, sent, at) {
      const isConfirmed = await store.confirm(claim, sent, at)
      if (!isConfirmed) return false
      const platform = platformOf(claim)
      deliveries.inc({ platform, outcome: "confirmed" })
      const due = dueAt.get(claim.id)
      if (due !== undefined) lag.observe({ platform }, Math.max(0, Date.parse(at) - due) / 1000)
      dueAt.delete(claim.id)
      return true
    },
    async fail(claim, error, retryAt, outcome) {
      const isKept = await store.fail(claim, error, retryAt, outcome)
      if (isKept) deliveries.inc({ platform: platformOf(claim), outcome: retryAt ? "retried" : "given up" })
      return isKept
    },
  }
}

/** Which source a request goes to. */
export type SourceOf = (input: Parameters<typeof fetch>[0]) => string

/** Requests to the sources, by name. */
export function countRequests(
  ask: typeof fetch,
  { requests, answeredAt }: Series,
  sourceOf: SourceOf,
): typeof fetch {
  const begun = new Set<string>()
  return async (input, init) => {
    const source = sourceOf(input)
    if (!begun.has(source)) for (const outcome of requestOutcomes) requests.zero({ source, outcome })
    begun.add(source)
    const ended = requests.startTimer({ source })
    try {
      const answer = await ask(input, init)
      const isAnswered = answer.ok || answer.status === 304
      ended({ outcome: isAnswered ? "answered" : "refused" })
      if (isAnswered) answeredAt.setToCurrentTime({ source })
      return answer
    } catch (error) {
      ended({ outcome: "failed" })
      throw error
    }
  }
}

/** What the core counts by itself. */
export function countCalls({ commands, commandSeconds }: Series): Metrics {
  return {
    called(command, platform) {
      for (const outcome of callOutcomes) commands.inc({ command, platform, outcome }, 0)
      const ended = commandSeconds.startTimer({ command })
      return (outcome) => {
        ended()
        commands.inc({ command, platform, outcome })
      }
    },
  }
}

function platformOf({ community }: { readonly community: string }): string {
  return community.slice(0, community.indexOf(":"))
}
