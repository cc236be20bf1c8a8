import type { Adapter } from "../vocabulary/ports.ts"

/** The adapter of a community's platform: ids carry it before the first colon. */
export function adapterOf(adapters: ReadonlyMap<string, Adapter>, community: string): Adapter | undefined {
  return adapters.get(community.slice(0, community.indexOf(":")))
}
