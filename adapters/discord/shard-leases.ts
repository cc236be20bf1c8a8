/**
 * Which shards this bot holds where several share them through their store. Each shard is a lease: whoever has it is
 * connected, and one that is killed loses its shards to the others when its leases end.
 */

import type { LeaseStore } from "../../src/vocabulary/stores.ts"
import type { Clock } from "../../src/vocabulary/system.ts"

export type Shard = { readonly id: number; readonly count: number }

export type ShardLeaseParts = {
  readonly leases: LeaseStore
  /** The name of this bot among those that share. */
  readonly holder: string
  /** The application whose shards they are. */
  readonly application: string
  readonly clock: Clock
}

/** Several rounds; and how long nobody serves the servers of a killed bot, where nobody can tell that it has ended. */
const leaseSeconds = 30

/** This bot's leases. All verbs throw `StoreError`. */
export function createShardLeases({ leases, holder, application, clock }: ShardLeaseParts) {
  const prefix = `discord ${application} `
  const presence = `${prefix}bot `
  const shardName = ({ id, count }: Shard) => `${prefix}shard ${id} of ${count}`
  let held: readonly Shard[] = []

  /**
   * One round: extends this bot's leases, takes free shards up to its share, and says which are to be connected now (`hold`),
   * which to close and give back (`leave`), and when the leases end. `recommended` is how many shards the bot is to have
   * where no other bot has settled that.
   */
  async function take(recommended: number) {
    const now = clock.now()
    const until = now.add({ seconds: leaseSeconds })
    const lend = (name: string, to: string) => leases.take(name, to, until.toString(), now.toString())
    const count = await agreeOn(recommended, lend, now)
    await lend(presence + holder, holder)
    const holders = await leases.holders(prefix, now.toString())
    const bots = [...holders.keys()].filter((name) => name.startsWith(presence)).length
    const all = Array.from({ length: count }, (_, id): Shard => ({ id, count }))
    const ours = all.filter((shard) => holders.get(shardName(shard)) === holder)
    const free = all.filter((shard) => !holders.has(shardName(shard)))
    const hold: Shard[] = []
    for (const shard of [...ours, ...free].slice(0, Math.ceil(count / bots)))
      if (await lend(shardName(shard), holder)) hold.push(shard)
    const leave = held.filter((shard) => !hold.some((kept) => shardName(kept) === shardName(shard)))
    held = hold
    return { hold, leave, until }
  }

  /** All bots go by one number of shards. It is a lease that those of one mind hold together, so it outlives none of them. */
  async function agreeOn(
    recommended: number,
    lend: (name: string, to: string) => Promise<boolean>,
    now: Temporal.Instant,
  ): Promise<number> {
    const name = `${prefix}count`
    if (await lend(name, String(recommended))) return recommended
    const settled = (await leases.holders(name, now.toString())).get(name)
    // Also renewed by each bot that looks at it.
    if (settled === undefined || !(await lend(name, settled))) return recommended
    return Number(settled)
  }

  async function giveBack(shards: readonly Shard[]): Promise<void> {
    for (const shard of shards) await leases.release(shardName(shard), holder)
  }

  return {
    take,
    giveBack,
    /** Everything of this bot's is free at once. */
    async leave() {
      await giveBack(held)
      held = []
      await leases.release(presence + holder, holder)
    },
  }
}
