import { type Insertable, type Selectable, sql } from "kysely"
import type { MessageRef } from "../vocabulary/actor.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Delivery } from "../vocabulary/delivery-stores.ts"
import { words } from "../words/words.ts"
import { isCard, readerOfCards, unreadableCard } from "./card-text.ts"
import { columnToInstant, decodeJson, instantToColumn, isRecord, present } from "./columns.ts"
import type { Database, Engine } from "./engine.ts"
import type { Tables } from "./tables.ts"

export type DeliveryRow = Selectable<Tables["delivery"]>

/** How many values a delivery's row takes. */
export const deliveryColumns = 25

/** Deliveries as the vocabulary has them. One that is damaged has `unreadableCard`. */
export async function toDeliveries(engine: Engine, db: Database, rows: readonly DeliveryRow[]) {
  const cards = rows.flatMap(({ card, complete }) => [card, complete])
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
      ...(row.uncertain === 1 && { unanswered: true }),
      ...(row.isRest === 1 && { isRest: true }),
      ...(row.complete !== null && { complete: read(row.complete, name) }),
      ...(row.publish === 1 && { publish: true }),
      ...(row.tags !== null && {
        tags: engine.readable(() => decodeJson(row.tags ?? "", name, isNames)) ?? [],
      }),
      card: late === undefined ? unreadableCard : read(row.card, name),
      notBefore: columnToInstant(row.notBefore),
    }
  })
}

export function isLate(value: unknown): value is NonNullable<Delivery["late"]> {
  if (!isRecord(value)) return false
  return typeof value.why === "string" || (typeof value.after === "string" && isCard(value.card))
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string")
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
      isRest: delivery.isRest ? 1 : 0,
      complete: delivery.complete === undefined ? null : JSON.stringify(delivery.complete),
      publish: delivery.publish ? 1 : null,
      tags: delivery.tags === undefined ? null : JSON.stringify(delivery.tags),
      ...{ message: null, error: null, leaseUntil: null, confirmedAt: null, sentTo: null, thread: null },
    }))
}

/** The messages of an edition, in order. */
export async function deliveriesOf(
  engine: Engine,
  db: Database,
  edition: string,
): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom("delivery")
    .selectAll()
    .where("edition", "=", edition)
    .orderBy("position")
    .execute()
  return toDeliveries(engine, db, rows)
}

/** What a message says; see `EditionStore`. */
export async function cardOf(engine: Engine, db: Database, message: MessageRef): Promise<Card | undefined> {
  const rows = await sentAs(db, message).selectAll().execute()
  const [delivery] = await toDeliveries(engine, db, rows)
  return delivery?.card
}

/** What was sent with a message; see `EditionStore`. */
export async function cardsWith(engine: Engine, db: Database, message: MessageRef): Promise<readonly Card[]> {
  const row = await sentAs(db, message).select("edition").executeTakeFirst()
  const all = row === undefined ? [] : await deliveriesOf(engine, db, row.edition)
  return all.flatMap(({ state, card }) => (state === "sent" ? [card] : []))
}

function sentAs(db: Database, { community, place, message }: MessageRef) {
  return db
    .selectFrom("delivery")
    .where("community", "=", community)
    .where(sentPlace, "=", place)
    .where("message", "=", message)
}

/** Where a message lies, as its index has it. */
export const sentPlace = sql<string>`coalesce("sentTo", place)`
