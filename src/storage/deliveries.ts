import { type Insertable, type Selectable, sql } from "kysely"
import type { Claim, Delivery, EditionStore } from "../vocabulary/delivery-stores.ts"
import { words } from "../words/words.ts"
import { isCard, readerOfCards, unreadableCard } from "./card-text.ts"
import { claimRows, skippingLocked } from "./claims.ts"
import { columnToInstant, decodeJson, instantToColumn, isRecord, present } from "./columns.ts"
import { fail } from "./delivery-outcomes.ts"
import type { Database, Engine, Writing } from "./engine.ts"
import type { Tables } from "./tables.ts"

type DeliveryRow = Selectable<Tables["delivery"]>

/** How many values a delivery's row takes. */
export const deliveryColumns = 21

// Written out, not bound: a database uses the indexes of waiting deliveries only then.
const waiting = sql.lit("waiting" as const)

/** Deliveries as the vocabulary has them. One that is damaged has `unreadableCard`. */
async function toDeliveries(engine: Engine, db: Database, rows: readonly DeliveryRow[]) {
  const cards = rows.map((row) => row.card)
  const read = await readerOfCards(engine, db, cards)
  return rows.map((row): Delivery => {
    const { id, edition, position, community, place, form, state, attempts, message, error } = row
    const confirmedAt = row.confirmedAt === null ? null : columnToInstant(row.confirmedAt)
    const name = words.storage.rows.delivery(id)
    const late = row.late === null ? null : engine.readable(() => decodeJson(row.late ?? "", name, isLate))
    return {
      ...present({ confirmedAt, sentTo: row.sentTo, edits: row.edits === 0 ? null : row.edits }),
      ...present({ inThreadOf: row.inThreadOf, thread: row.thread, late: late ?? null }),
      ...present({ id, edition, position, community, place, form, state, attempts, message, error }),
      card: late === undefined ? unreadableCard : read(row.card, name),
      notBefore: columnToInstant(row.notBefore),
    }
  })
}

export function isLate(value: unknown): value is NonNullable<Delivery["late"]> {
  return isRecord(value) && typeof value.after === "string" && isCard(value.card)
}

/** Deliveries as rows that nobody has tried to send yet, in the order in which they are sent. */
export function newDeliveryRows(deliveries: readonly Delivery[]): readonly Insertable<Tables["delivery"]>[] {
  return deliveries
    .toSorted((one, other) => one.position - other.position)
    .map((delivery) => ({
      ...delivery,
      card: JSON.stringify(delivery.card),
      notBefore: instantToColumn(delivery.notBefore),
      inThreadOf: delivery.inThreadOf ?? null,
      late: delivery.late === undefined ? null : JSON.stringify(delivery.late),
      ...{ message: null, error: null, leaseUntil: null, confirmedAt: null, sentTo: null, thread: null },
    }))
}

export async function deliveriesOf(engine: Engine, edition: string): Promise<readonly Delivery[]> {
  const rows = await engine.db
    .selectFrom("delivery")
    .selectAll()
    .where("edition", "=", edition)
    .orderBy("position")
    .execute()
  return toDeliveries(engine, engine.db, rows)
}

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
  const uncertain = rows.filter((row) => row.uncertain === 1)
  const plannedAt = await plannedAtOf(writing, uncertain)
  const under = await rootsOf(engine, writing, rows)
  const claims: Claim[] = []
  for (const [index, delivery] of (await toDeliveries(engine, writing, rows)).entries()) {
    const { fence = 0, uncertain = 0 } = rows[index] ?? {}
    const claim = { ...delivery, ...under(delivery), fence, uncertain: uncertain === 1 }
    // One that is damaged fails alone: it must not hold up the others for ever.
    if (claim.card === unreadableCard)
      await fail(engine, writing, claim, words.storage.deliveries.unreadable(claim.id), undefined)
    else claims.push({ ...claim, since: plannedAt.get(claim.edition) })
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
    .orderBy("first.notBefore")
    .orderBy("first.sequence")
    .limit(limit)
    .$if(platform !== undefined, (query) => query.where("first.community", "like", `${platform}:%`))
    .$if(except.length > 0, (query) => query.where("first.community", "not in", except))
    .$call(skippingLocked(engine))
}

async function plannedAtOf(writing: Writing, of: readonly DeliveryRow[]) {
  if (of.length === 0) return new Map<string, string>()
  const ids = of.map(({ edition }) => edition)
  const rows = await writing
    .selectFrom("edition")
    .select(["id", "plannedAt"])
    .where("id", "in", ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row.plannedAt]))
}

/** The messages in whose threads some are posted: they were sent, since a place's messages come in order. */
async function rootsOf(engine: Engine, writing: Writing, rows: readonly DeliveryRow[]) {
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
  const roots = await toDeliveries(engine, writing, sent)
  return ({ edition, inThreadOf }: Delivery): Pick<Claim, "under"> => {
    const root = roots.find((one) => one.edition === edition && one.position === inThreadOf)
    if (root?.message === undefined) return {}
    const { community, place, sentTo = place, message, card } = root
    return { under: { community, place: sentTo, message, title: card.title } }
  }
}
