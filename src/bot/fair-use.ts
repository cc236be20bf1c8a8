/** How often somebody, and a community together, may ask: enough for anybody who reads the answers. */
import { createBoundedMap } from "../concurrency/bounded-map.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { Command } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Clock } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"

const said = words.errors.fairUse

/** Calls within a minute; 0: as many as they like. */
export type FairUseLimits = { readonly perMember: number; readonly perCommunity: number }

/** Throws `UserError` for a call that is one too many, with when to try again; every other call counts. */
export type FairUse = (actor: Actor, command: Pick<Command, "changes">) => void

/** Who was heard of longest ago is forgotten: they have not asked for a while. */
const mostRemembered = 50_000
const minuteMs = 60_000

/**
 * Each process counts by itself. What changes something costs nothing and is never refused: votes are many at once, and an
 * admin who stops a post must not be the one who has to wait.
 */
export function createFairUse(
  { perMember, perCommunity }: FairUseLimits,
  clock: Pick<Clock, "now">,
): FairUse {
  const members = createAllowances(perMember)
  const communities = createAllowances(perCommunity)
  return ({ community, member }, { changes }) => {
    if (changes) return
    const now = clock.now().epochMilliseconds
    const mine = `${community} ${member}`
    refuse(said.member, members.waitMs(mine, now))
    refuse(said.community, communities.waitMs(community, now))
    members.take(mine, now)
    communities.take(community, now)
  }
}

function refuse(what: string, waitMs: number): void {
  if (waitMs > 0) throw new UserError("too-many", what, { hint: said.hint(Math.ceil(waitMs / 1_000)) })
}

/** What is left of each one's calls: a minute's worth at once, and then as they come back, one after another. */
function createAllowances(perMinute: number) {
  const left = createBoundedMap<string, { readonly calls: number; readonly atMs: number }>(mostRemembered)
  const everyMs = perMinute === 0 ? 0 : minuteMs / perMinute

  function callsLeft(who: string, now: number): number {
    const known = left.get(who)
    // A clock that was set back gives nothing, and takes nothing.
    const backMs = known === undefined ? 0 : Math.max(0, now - known.atMs)
    return known === undefined ? perMinute : Math.min(perMinute, known.calls + backMs / everyMs)
  }

  return {
    /** 0 when a call is left. */
    waitMs: (who: string, now: number) =>
      perMinute === 0 ? 0 : Math.max(0, (1 - callsLeft(who, now)) * everyMs),
    take(who: string, now: number): void {
      if (perMinute > 0) left.set(who, { calls: callsLeft(who, now) - 1, atMs: now })
    },
  }
}
