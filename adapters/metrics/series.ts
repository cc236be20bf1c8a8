import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"
import { words } from "../../src/words/words.ts"

const { help } = words.program.metrics

export type Series = ReturnType<typeof createSeries>

const answerSeconds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const lagSeconds = [1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400]

const loopSeconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Node's monitor of its event loop wakes the process a hundred times a second, which costs more than all counting. */
const hour = 3_600_000
const itsFigures = ["min", "max", "mean", "stddev", "p50", "p90", "p99"]

/** Figures of the process and of Node, without the event loop's: `event-loop.ts` measures those for less. */
function addDefaults(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: hour })
  for (const figure of itsFigures) registry.removeSingleMetric(`nodejs_eventloop_lag_${figure}_seconds`)
}

/** Every series that the bot tells, in a registry of its own. No label holds an id. */
export function createSeries() {
  const registry = new Registry()
  const registers = [registry]
  addDefaults(registry)
  return {
    registry,
    deliveries: new Counter({
      name: "paperboy_deliveries_total",
      help: help.deliveries,
      labelNames: ["platform", "outcome"] as const,
      registers,
    }),
    lag: new Histogram({
      name: "paperboy_delivery_lag_seconds",
      help: help.lag,
      labelNames: ["platform"] as const,
      buckets: lagSeconds,
      registers,
    }),
    editions: new Counter({
      name: "paperboy_editions_total",
      help: help.editions,
      labelNames: ["state"] as const,
      registers,
    }),
    commands: new Counter({
      name: "paperboy_commands_total",
      help: help.commands,
      labelNames: ["command", "platform", "outcome"] as const,
      registers,
    }),
    commandSeconds: new Histogram({
      name: "paperboy_command_seconds",
      help: help.commandSeconds,
      labelNames: ["command"] as const,
      buckets: answerSeconds,
      registers,
    }),
    requests: new Histogram({
      name: "paperboy_source_request_seconds",
      help: help.requests,
      labelNames: ["source", "outcome"] as const,
      buckets: answerSeconds,
      registers,
    }),
    answeredAt: new Gauge({
      name: "paperboy_source_answered_timestamp_seconds",
      help: help.answeredAt,
      labelNames: ["source"] as const,
      registers,
    }),
    connected: new Gauge({
      name: "paperboy_connected",
      help: help.connected,
      labelNames: ["platform"] as const,
      registers,
    }),
    communities: new Gauge({
      name: "paperboy_communities",
      help: help.communities,
      labelNames: ["platform"] as const,
      registers,
    }),
    subscriptions: new Gauge({
      name: "paperboy_subscriptions",
      help: help.subscriptions,
      labelNames: ["platform", "state"] as const,
      registers,
    }),
    overdue: new Gauge({
      name: "paperboy_overdue_seconds",
      help: help.overdue,
      registers,
    }),
    papers: new Gauge({ name: "paperboy_papers", help: help.papers, registers }),
    storeUp: new Gauge({ name: "paperboy_store_up", help: help.storeUp, registers }),
    storeBytes: new Gauge({
      name: "paperboy_store_bytes",
      help: help.storeBytes,
      registers,
    }),
    loopLag: new Histogram({
      name: "paperboy_event_loop_lag_seconds",
      help: help.loopLag,
      buckets: loopSeconds,
      registers,
    }),
    build: new Gauge({
      name: "paperboy_build_info",
      help: help.build,
      labelNames: ["version", "node"] as const,
      registers,
    }),
  }
}
