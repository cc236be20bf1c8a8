import type { Adapter } from "../vocabulary/ports.ts"

/** The platform of a community or member: their ids carry it before the first colon. */
export function platformOf(id: string): string {
  return id.slice(0, id.indexOf(":"))
}

/** The adapter of a community's platform. */
export function adapterOf(adapters: ReadonlyMap<string, Adapter>, community: string): Adapter | undefined {
  return adapters.get(platformOf(community))
}
