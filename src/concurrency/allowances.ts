import type { Clock } from "../vocabulary/system.ts"
import { createBoundedMap } from "./bounded-map.ts"

export type Allowances = {
  /** How long until one more is allowed, in milliseconds; 0 when it is. */
  waitMs(who: string): number
  /** Taking more than is left makes the next wait longer. */
  take(who: string, count?: number): void
  /** Gives them their full allowance again. */
  renew(who: string): void
}

/** Who was heard of longest ago is forgotten: they have not asked for a while. */
const mostRemembered = 50_000

/** How much each may do: `most` at once; what they use comes back one at a time, all of it within `perMs`. */
export function createAllowances(
  { most, perMs }: { readonly most: number; readonly perMs: number },
  clock: Pick<Clock, "now">,
): Allowances {
  const known = createBoundedMap<string, { readonly left: number; readonly atMs: number }>(mostRemembered)
  const everyMs = perMs / most
  const nowMs = () => clock.now().epochMilliseconds

  function leftOf(who: string): number {
    const last = known.get(who)
    if (last === undefined) return most
    // A clock that was set back gives nothing, and takes nothing.
    return Math.min(most, last.left + Math.max(0, nowMs() - last.atMs) / everyMs)
  }

  return {
    waitMs: (who) => Math.max(0, (1 - leftOf(who)) * everyMs),
    take: (who, count = 1) => known.set(who, { left: leftOf(who) - count, atMs: nowMs() }),
    renew: (who) => known.delete(who),
  }
}
