import { sql } from "kysely"
import type { Claim, EditionStore } from "../vocabulary/delivery-stores.ts"
import { readerOfCards } from "./card-text.ts"
import { type DeliveryRow, toDelivery } from "./delivery-row.ts"
import type { Engine, Writing } from "./engine.ts"
import { instantToColumn } from "./instant.ts"

/**
 * Gives a worker the first waiting delivery of each place, for as long as its lease lasts. A place's first stays its
 * first while somebody holds it or it waits for another try, so its messages come in order whoever sends them.
 */
export async function claimDeliveries(
  engine: Engine,
  writing: Writing,
  request: Parameters<EditionStore["claim"]>[0],
): Promise<readonly Claim[]> {
  await engine.byIndex(writing)
  const ids = await claimable(engine, writing, request)
  if (ids.length === 0) return []
  const rows = await writing
    .updateTable("delivery")
    .set(({ eb, ref }) => ({
      fence: eb("fence", "+", 1),
      attempts: eb("attempts", "+", 1),
      // A lease that nobody gave back: its worker died, or lost its connection, between sending and saying so.
      uncertain: eb.case().when("leaseUntil", "is", null).then(ref("uncertain")).else(1).end(),
      leaseUntil: instantToColumn(request.leaseUntil),
    }))
    .where("id", "in", ids)
    .returningAll()
    .execute()
  const read = await readerOfCards(
    writing,
    rows.map((row) => row.card),
  )
  const plannedAt = await plannedAtOf(
    writing,
    rows.filter(({ uncertain }) => uncertain === 1).map(({ edition }) => edition),
  )
  const under = await rootsOf(writing, rows)
  return rows
    .toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
    .map((row) => ({
      ...toDelivery(row, read),
      ...under(row),
      fence: row.fence,
      ...(row.uncertain === 1 ? { uncertain: true, ...plannedAt(row.edition) } : { uncertain: false }),
    }))
}

async function plannedAtOf(writing: Writing, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await writing.selectFrom("edition").select(["id", "plannedAt"]).where("id", "in", ids).execute()
  const plannedAt = new Map(rows.map((row) => [row.id, row.plannedAt]))
  return (edition: string) => {
    const since = plannedAt.get(edition)
    return since === undefined ? {} : { since }
  }
}

/** The messages in whose threads some are to stand: they were sent, since a place's messages come in order. */
async function rootsOf(writing: Writing, rows: readonly DeliveryRow[]) {
  const editions = rows.filter(({ inThreadOf }) => inThreadOf !== null).map(({ edition }) => edition)
  const sent =
    editions.length === 0
      ? []
      : await writing
          .selectFrom("delivery")
          .selectAll()
          .where("edition", "in", editions)
          .where("inThreadOf", "is", null)
          .where("state", "=", "sent")
          .execute()
  const read = await readerOfCards(
    writing,
    sent.map(({ card }) => card),
  )
  return ({ edition, inThreadOf }: DeliveryRow): Pick<Claim, "under"> => {
    const root = sent.find((row) => row.edition === edition && row.position === inThreadOf)
    if (root === undefined || root.message === null) return {}
    const { community, place, sentTo, message } = root
    return { under: { community, place: sentTo ?? place, message, title: read(root.card).title } }
  }
}

// Written out, not bound: only so does a database see that the indexes of waiting deliveries serve.
const waiting = sql.lit("waiting" as const)

// Which is a place's first does not depend on who holds it, so rows that another worker has locked can be passed over.
async function claimable(
  engine: Engine,
  writing: Writing,
  { limit, platform, except = [], ...request }: Parameters<EditionStore["claim"]>[0],
): Promise<string[]> {
  const now = instantToColumn(request.now)
  const rows = await writing
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
    .orderBy("first.notBefore")
    .orderBy("first.sequence")
    .limit(limit)
    .$if(platform !== undefined, (query) => query.where("first.community", "like", `${platform}:%`))
    .$if(except.length > 0, (query) => query.where("first.community", "not in", except))
    .$if(engine.rowLocks, (query) => query.forUpdate("first").skipLocked())
    .execute()
  return rows.map((row) => row.id)
}
