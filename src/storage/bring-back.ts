import { sql } from "kysely"
import type { EditionStore } from "../vocabulary/delivery-stores.ts"
import type { Writing } from "./engine.ts"
import { instantToColumn } from "./instant.ts"

/** What a clock that was ahead has put off: tries, leases of workers that are gone, refreshes. */
export async function bringBack(
  writing: Writing,
  now: string,
  farthest: Parameters<EditionStore["bringBack"]>[1],
): Promise<void> {
  const at = instantToColumn(now)
  const tries = instantToColumn(farthest.tries)
  const waiting = sql.lit("waiting" as const)
  await writing
    .updateTable("delivery")
    .set({ notBefore: at })
    .where("state", "=", waiting)
    .where("notBefore", ">", tries)
    .execute()
  await writing
    .updateTable("delivery")
    .set({ leaseUntil: at })
    .where("state", "=", waiting)
    .where("leaseUntil", ">", tries)
    .execute()
  await writing
    .updateTable("edition")
    .set({ refreshAt: at })
    .where("refreshAt", ">", instantToColumn(farthest.refreshes))
    .execute()
}
