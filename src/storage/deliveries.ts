import { sql } from "kysely"
import type { Claim, EditionStore } from "../vocabulary/delivery-stores.ts"
import { words } from "../words/words.ts"
import { unreadableCard } from "./card-text.ts"
import { claimRows, skippingLocked } from "./claims.ts"
import { instantToColumn } from "./columns.ts"
import { circumstancesOf } from "./delivery-circumstances.ts"
import { fail } from "./delivery-outcomes.ts"
import { toDeliveries } from "./delivery-rows.ts"
import type { Engine, Writing } from "./engine.ts"

// Written out, not bound: a database uses the indexes of waiting deliveries only then.
const waiting = sql.lit("waiting" as const)

/**
 * Gives a worker the first waiting delivery of each place, for as long as its lease lasts. A place's first stays its
 * first while somebody holds it or it waits for another try, so its messages come in order whichever worker sends them.
 */
export async function claimDeliveries(
  engine: Engine,
  writing: Writing,
  request: Parameters<EditionStore["claim"]>[0],
): Promise<readonly Claim[]> {
  await engine.preferIndexes(writing)
  const rows = await claimRows("id", claimable(engine, writing, request), (ids) =>
    writing
      .updateTable("delivery")
      .set(({ eb, ref }) => ({
        fence: eb("fence", "+", 1),
        attempts: eb("attempts", "+", 1),
        // A lease that was never given back: its worker died, or lost its connection, between sending and confirming.
        uncertain: eb.case().when("leaseUntil", "is", null).then(ref("uncertain")).else(1).end(),
        leaseUntil: instantToColumn(request.leaseUntil),
      }))
      .where("id", "in", ids)
      .returningAll(),
  )
  const about = await circumstancesOf(engine, writing, rows)
  const claims: Claim[] = []
  for (const [index, delivery] of (await toDeliveries(engine, writing, rows)).entries()) {
    const { fence = 0, uncertain = 0 } = rows[index] ?? {}
    const claim = { ...delivery, ...about(delivery), fence, uncertain: uncertain === 1 }
    // One that is damaged fails alone: it must not hold up the others for ever.
    if (claim.card === unreadableCard)
      await fail(engine, writing, claim, words.storage.deliveries.unreadable(claim.id), undefined)
    else claims.push(claim)
  }
  return claims
}

// Which is a place's first does not depend on who holds it, so rows that another worker has locked can be skipped.
function claimable(
  engine: Engine,
  writing: Writing,
  { limit, platform, except = [], ...request }: Parameters<EditionStore["claim"]>[0],
) {
  const now = instantToColumn(request.now)
  return writing
    .selectFrom("delivery as first")
    .select("first.id")
    .where("first.state", "=", waiting)
    .where("first.notBefore", "<=", now)
    .where(({ or, eb }) => or([eb("first.leaseUntil", "is", null), eb("first.leaseUntil", "<=", now)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("delivery as earlier")
            .select("earlier.id")
            .where("earlier.state", "=", waiting)
            .whereRef("earlier.community", "=", "first.community")
            .whereRef("earlier.place", "=", "first.place")
            .whereRef("earlier.sequence", "<", "first.sequence"),
        ),
      ),
    )
    .orderBy("first.isRest")
    .orderBy("first.notBefore")
    .orderBy("first.sequence")
    .limit(limit)
    .$if(platform !== undefined, (query) => query.where("first.community", "like", `${platform}:%`))
    .$if(except.length > 0, (query) => query.where("first.community", "not in", except))
    .$call(skippingLocked(engine))
}
