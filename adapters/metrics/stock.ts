import { statSync } from "node:fs"
import type { Services } from "../../src/vocabulary/services.ts"
import type { Stores } from "../../src/vocabulary/stores.ts"
import { beginCounting } from "./counted.ts"
import type { Series } from "./series.ts"

export type StockOf = Pick<Services, "adapters" | "subscriptions" | "clock"> &
  Pick<Stores, "check"> & {
    readonly library: Pick<Services["library"], "count">
    /** The store's file, where it has one. */
    readonly file?: string | undefined
  }

/** Reading all subscriptions takes a while; they change slowly. */
const countedForMs = 60_000

/** Sets what is not counted but looked up: connections, the store, what is due. Called when somebody asks. */
export function createStock(
  series: Series,
  { adapters, library, subscriptions, clock, check, file }: StockOf,
) {
  let countedAt = Number.NEGATIVE_INFINITY

  async function countSubscriptions(platform: string): Promise<void> {
    const all = await subscriptions.ofPlatform(platform)
    const active = all.filter((one) => one.active && one.gone === undefined)
    series.communities.set({ platform }, new Set(active.map(({ community }) => community)).size)
    series.subscriptions.set({ platform, state: "active" }, active.length)
    series.subscriptions.set({ platform, state: "stopped" }, all.length - active.length)
  }

  async function lookUpStore(now: Temporal.Instant): Promise<void> {
    const [due] = await subscriptions.due(now.toString(), 1)
    const waiting = due?.nextRunAt === undefined ? 0 : now.since(due.nextRunAt).total("seconds")
    series.overdue.set(waiting)
    series.papers.set(await library.count())
    if (now.epochMilliseconds - countedAt < countedForMs) return
    await Promise.all([...adapters.keys()].map(countSubscriptions))
    countedAt = now.epochMilliseconds
  }

  return async (): Promise<void> => {
    beginCounting(series, adapters.keys())
    for (const [platform, adapter] of adapters)
      series.connected.set({ platform }, adapter.health().up ? 1 : 0)
    const problem = await check()
    series.storeUp.set(problem === undefined ? 1 : 0)
    if (file !== undefined) series.storeBytes.set(statSync(file, { throwIfNoEntry: false })?.size ?? 0)
    if (problem === undefined) await lookUpStore(clock.now())
  }
}
