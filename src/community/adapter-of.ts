import type { Adapter } from "../vocabulary/ports.ts"

/** The platform of a community or member: their ids carry it before the first colon. */
export function platformOf(id: string): string {
  return id.slice(0, id.indexOf(":"))
}

/** The adapter of a community's platform. */
export function adapterOf<A = Adapter>(adapters: ReadonlyMap<string, A>, community: string): A | undefined {
  return adapters.get(platformOf(community))
}

/** What time it is on a community's platform: of that alone all bots have the same idea, however far their clocks are apart. */
export function timeOn(adapter: Adapter | undefined, now: Temporal.Instant): Temporal.Instant {
  return now.add({ milliseconds: Math.round(adapter?.clockOffsetMs?.() ?? 0) })
}
