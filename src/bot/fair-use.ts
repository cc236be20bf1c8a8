/** How often somebody, and a community together, may ask: enough for anybody who reads the answers. */
import { createAllowances } from "../concurrency/allowances.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { Command } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Clock } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"

const said = words.errors.fairUse

/** Calls within a minute; 0: as many as they like. */
export type FairUseLimits = { readonly perMember: number; readonly perCommunity: number }

/** Throws `UserError` for a call that is one too many, with when to try again; every other call counts. */
export type FairUse = (actor: Actor, command: Pick<Command, "changes" | "weight">) => void

const minuteMs = 60_000

/**
 * Each process counts by itself. What changes something costs nothing and is never refused: votes are many at once, and an
 * admin who stops a post must not be the one who has to wait. What is a lot of work at once has a weight, and counts by it.
 */
export function createFairUse(
  { perMember, perCommunity }: FairUseLimits,
  clock: Pick<Clock, "now">,
): FairUse {
  const allowed = (most: number) =>
    most > 0 ? createAllowances({ most, perMs: minuteMs }, clock) : undefined
  const [members, communities] = [allowed(perMember), allowed(perCommunity)]
  return ({ community, member }, { changes, weight = changes ? 0 : 1 }) => {
    if (weight === 0) return
    const mine = `${community} ${member}`
    refuse(said.member, members?.waitMs(mine))
    refuse(said.community, communities?.waitMs(community))
    members?.take(mine, weight)
    communities?.take(community, weight)
  }
}

function refuse(what: string, waitMs = 0): void {
  if (waitMs > 0) throw new UserError("too-many", what, { hint: said.hint(Math.ceil(waitMs / 1_000)) })
}
