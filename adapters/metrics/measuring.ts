import type { Metrics } from "../../src/vocabulary/metrics.ts"
import type { Stores } from "../../src/vocabulary/stores.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { countCalls, countEditions, countRequests, type SourceOf } from "./counted.ts"
import { watchEventLoop } from "./event-loop.ts"
import { createSeries } from "./series.ts"
import { type Served, serveMetrics } from "./serve.ts"
import { createStock, type StockOf } from "./stock.ts"

/** What counts while the bot runs, and tells it. */
export type Measuring = {
  readonly metrics: Metrics
  /** The stores, with what passes through them counted. */
  stores<S extends Pick<Stores, "editions">>(stores: S): S
  fetch(ask: typeof fetch, sourceOf: SourceOf): typeof fetch
  serve(
    where: { readonly host: string; readonly port: number; readonly log: Log },
    of: StockOf,
  ): Promise<Served>
}

/** Series of this process, from its start on. */
export function createMeasuring(version: string): Measuring {
  const series = createSeries()
  series.build.set({ version, node: process.versions.node }, 1)
  return {
    metrics: countCalls(series),
    stores: (stores) => ({ ...stores, editions: countEditions(stores.editions, series) }),
    fetch: (ask, sourceOf) => countRequests(ask, series, sourceOf),
    async serve(where, of) {
      const takeStock = createStock(series, of)
      const read = async () => {
        await takeStock()
        return series.registry.metrics()
      }
      const { port, close } = await serveMetrics(where, { contentType: series.registry.contentType, read })
      const unwatch = watchEventLoop(series)
      return {
        port,
        close: () => {
          unwatch()
          close()
        },
      }
    },
  }
}
