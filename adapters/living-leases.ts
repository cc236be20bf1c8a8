import type { LeaseStore } from "../src/vocabulary/stores.ts"

/**
 * Leases that end with their holder: a bot that was killed and starts again need not wait until its own have run out.
 * Of holders of which nothing is known they last as long as they were lent.
 */
export function livingLeases(leases: LeaseStore, hasEnded: (holder: string) => boolean): LeaseStore {
  async function holders(prefix: string, now: string): Promise<ReadonlyMap<string, string>> {
    const all = await leases.holders(prefix, now)
    const ended = [...all].filter(([, holder]) => hasEnded(holder))
    for (const [name, holder] of ended) await leases.release(name, holder)
    return new Map([...all].filter(([, holder]) => !hasEnded(holder)))
  }

  return {
    ...leases,
    holders,
    async take(name, holder, until, now) {
      if (await leases.take(name, holder, until, now)) return true
      return !(await holders(name, now)).has(name) && (await leases.take(name, holder, until, now))
    },
  }
}
