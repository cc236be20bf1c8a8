/** Several bots on one store share the gateway: each connects the shards that it holds, and takes over those of a bot that ends. */
import { type APIGatewayBotInfo, Routes } from "discord.js"
import { poll } from "../../src/concurrency/poll.ts"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { LeaseStore, RateStore } from "../../src/vocabulary/stores.ts"
import type { Clock, Health, Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import type { Identify, Shards } from "./client.ts"
import type { Gateway } from "./gateway.ts"
import { platform } from "./ids.ts"
import { applicationOf } from "./permissions.ts"
import { createShardLeases, type Shard } from "./shard-leases.ts"

export type Sharing = {
  readonly leases: LeaseStore
  /** The name of this bot among those that share. */
  readonly holder: string
  readonly identify?: Identify
  /** Between two looks at who holds what; five seconds when absent. */
  readonly roundMs?: number
}

type Parts = {
  readonly sharing: Sharing
  readonly token: string
  /** How many shards the bot is to have; as many as Discord recommends when absent. */
  readonly count?: number
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

const defaultRoundMs = 5_000

/** Connects and closes shards by who holds what, until the signal. Never throws. */
export function shareGateway(gateway: Gateway, parts: Parts) {
  const { sharing, token, clock, log, signal } = parts
  const { roundMs = defaultRoundMs } = sharing
  const leases = createShardLeases({ ...sharing, application: applicationOf(token) ?? "unknown", clock })
  let { count } = parts
  let open: readonly Shard[] = []
  let lentUntil: Temporal.Instant | undefined
  let state: Health = { up: false, detail: words.discord.health.notConnected }
  // What Discord refuses once it refuses always.
  const refused = new AbortController()
  const polling = {
    clock,
    everyMs: roundMs,
    signal: AbortSignal.any([signal, refused.signal]),
    failed: () => undefined,
  }
  const ended = round().then(() => poll(round, polling))

  /** Never throws. */
  async function round(): Promise<void> {
    try {
      await share()
    } catch (error) {
      await failed(error)
    }
  }

  async function share(): Promise<void> {
    count ??= (await gateway.api.rest.get<APIGatewayBotInfo>(Routes.gatewayBot())).shards
    const { hold, leave, until } = await leases.take(count)
    lentUntil = until
    await connect(hold)
    await leases.giveBack(leave)
    state = { up: true, detail: words.discord.health.othersHoldShards }
  }

  async function connect(hold: readonly Shard[]): Promise<void> {
    const without = (all: readonly Shard[], others: readonly Shard[]) =>
      all.filter(({ id, count: of }) => !others.some((other) => other.id === id && other.count === of))
    const [lost, won] = [without(open, hold), without(hold, open)]
    open = hold
    if (lost.length + won.length > 0)
      log.info({ platform, shards: hold.map(({ id }) => id) }, words.discord.log.sharesChanged)
    await Promise.all(lost.map((shard) => gateway.close(alone(shard))))
    for (const shard of won) gateway.open(alone(shard))
  }

  async function failed(error: unknown): Promise<void> {
    if (error instanceof PlatformError) {
      state = { up: false, detail: `${error.message} ${error.hint ?? ""}`.trim() }
      log.error({ platform, error }, words.discord.log.shard(state.detail))
      refused.abort()
      return
    }
    log.error({ platform, error }, words.discord.log.sharesUnknown)
    const reason = error instanceof Error ? error.message : String(error)
    state = { up: false, detail: words.discord.health.cannotShare(reason) }
    // A store that is away takes no shard before its lease ends; after that another bot may have taken it.
    const next = clock.now().add({ milliseconds: roundMs })
    if (lentUntil && Temporal.Instant.compare(next, lentUntil) >= 0) await connect([])
  }

  /** `ended` resolves when no more shards are taken, after the signal; `giveBack` lets the others have them at once. */
  return { health: (): Health => state, ended, giveBack: leases.leave }
}

function alone({ id, count }: Shard): Shards {
  return { ids: [id], count }
}

/** Discord lets a bucket of shards identify every five seconds. */
const identifiesPerSecond = 0.2

/** Keeps all bots of a store together to Discord's pace of identifying. */
export function identifyTogether(rates: RateStore, clock: Clock): Identify {
  return async (shard, concurrency, signal) => {
    const bucket = `${platform} identify ${shard % concurrency}`
    await clock.wait(await rates.take(bucket, clock.now().toString(), identifiesPerSecond), signal)
  }
}
