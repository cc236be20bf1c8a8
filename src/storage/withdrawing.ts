import { sql } from "kysely"
import type { Claim } from "../vocabulary/delivery-stores.ts"
import type { Writing } from "./engine.ts"

/** What waits of a subscription's editions is not sent any more; see `EditionStore`. */
export async function withdrawAll(writing: Writing, subscription: string, why: string): Promise<void> {
  const unsent = await writing
    .selectFrom("edition")
    .select("id")
    .where("subscription", "=", subscription)
    .where("state", "=", "sending")
    .execute()
  await withdraw(
    writing,
    unsent.map(({ id }) => id),
    why,
  )
}

/**
 * Another edition comes instead of some. One whose first message may be there already is looked up before: found, it is
 * sent to its end like one that was confirmed, since a header without its papers is no post.
 */
export async function overtake(writing: Writing, editions: readonly string[], why: string): Promise<void> {
  if (editions.length === 0) return
  const rows = await inDoubt(writing, editions).returning("edition").set(lookedUpFirst(why)).execute()
  const doubtful = new Set(rows.map(({ edition }) => edition))
  await withdraw(
    writing,
    editions.filter((id) => !doubtful.has(id)),
    why,
  )
}

/** Nothing of a claim was found after its edition had been withdrawn; see `EditionStore`. */
export async function drop(writing: Writing, claim: Claim, why: string): Promise<boolean> {
  const dropped = await writing
    .updateTable("delivery")
    .set({ state: "failed", error: why, leaseUntil: null })
    .where("id", "=", claim.id)
    .where("fence", "=", claim.fence)
    .where("state", "=", "waiting")
    .executeTakeFirst()
  if (dropped.numUpdatedRows === 0n) return false
  await withdraw(writing, [claim.edition], why)
  return true
}

/** What may be there already is looked up before it is given up, so that nobody's message is on the platform alone. */
export async function stopWaiting(writing: Writing, editions: readonly string[], why: string): Promise<void> {
  if (editions.length === 0) return
  await inDoubt(writing, editions).set(lookedUpFirst(why)).execute()
  await writing
    .updateTable("delivery")
    .set({ state: "failed", error: why })
    .where("state", "=", "waiting")
    .where("edition", "in", editions)
    .where("uncertain", "=", 0)
    .where("leaseUntil", "is", null)
    .execute()
}

/** An edition of which a part was sent has failed; one of which nothing was sent is skipped. */
async function withdraw(writing: Writing, editions: readonly string[], why: string): Promise<void> {
  if (editions.length === 0) return
  await stopWaiting(writing, editions, why)
  await writing
    .updateTable("edition")
    .set(({ eb, exists, selectFrom }) => ({
      state: eb
        .case()
        .when(
          exists(
            selectFrom("delivery")
              .select("delivery.id")
              .whereRef("delivery.edition", "=", "edition.id")
              .where("delivery.state", "=", "sent"),
          ),
        )
        .then("failed" as const)
        .else("skipped" as const)
        .end(),
      reason: why,
      told: 1,
    }))
    .where("id", "in", editions)
    .where("state", "=", "sending")
    .execute()
}

/** Messages that a worker holds, or held when it died, or that were never answered. */
function inDoubt(writing: Writing, editions: readonly string[]) {
  return writing
    .updateTable("delivery")
    .where("state", "=", sql.lit("waiting" as const))
    .where("edition", "in", editions)
    .where(({ or, eb }) => or([eb("uncertain", "=", 1), eb("leaseUntil", "is not", null)]))
}

function lookedUpFirst(why: string) {
  return { late: JSON.stringify({ why }) }
}
