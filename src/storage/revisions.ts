import { type Selectable, sql } from "kysely"
import type { Card } from "../vocabulary/card.ts"
import type { Delivery, Edition, EditionStore } from "../vocabulary/delivery-stores.ts"
import { deliveryColumns, newDeliveryRows } from "./delivery-row.ts"
import { type Engine, pieces, type Writing } from "./engine.ts"
import { columnToInstant, instantToColumn } from "./instant.ts"
import { present } from "./row.ts"
import type { Tables } from "./tables.ts"

type Revisions = Pick<EditionStore, "claimRefresh" | "refreshed" | "revised" | "append" | "takeUntold">

/** What becomes of editions after they were sent: their messages follow their lists, their failures are told. */
export function createRevisions(engine: Engine): Revisions {
  const { db } = engine
  return {
    claimRefresh: (request) => db.transaction().execute((writing) => claimRefresh(engine, writing, request)),
    async refreshed(edition, next) {
      const refreshAt = next === undefined ? null : instantToColumn(next)
      await db.updateTable("edition").set({ refreshAt }).where("id", "=", edition).execute()
    },
    async revised(delivery, card: Card) {
      await db
        .updateTable("delivery")
        .set(({ eb }) => ({ card: JSON.stringify(card), edits: eb("edits", "+", 1) }))
        .where("id", "=", delivery)
        .execute()
    },
    append: (edition, deliveries, reason) =>
      db.transaction().execute((writing) => append(writing, edition, deliveries, reason)),
    takeUntold: (limit) => db.transaction().execute((writing) => takeUntold(engine, writing, limit)),
  }
}

/** An edition as the vocabulary has it. */
export function toEdition({ told: _, ...row }: Selectable<Tables["edition"]>): Edition {
  const refreshAt = row.refreshAt === null ? null : columnToInstant(row.refreshAt)
  return present({ ...row, refreshAt, dueAt: columnToInstant(row.dueAt) })
}

async function claimRefresh(
  engine: Engine,
  writing: Writing,
  { now, until, limit }: Parameters<Revisions["claimRefresh"]>[0],
): Promise<readonly Edition[]> {
  const due = await writing
    .selectFrom("edition")
    .selectAll()
    .where("refreshAt", "<=", instantToColumn(now))
    .orderBy("refreshAt")
    .limit(limit)
    .$if(engine.rowLocks, (query) => query.forUpdate().skipLocked())
    .execute()
  await update(writing, due, { refreshAt: instantToColumn(until) })
  return due.map(toEdition)
}

async function append(
  writing: Writing,
  edition: string,
  deliveries: readonly Delivery[],
  reason: string | undefined,
): Promise<void> {
  let added = 0n
  for (const piece of pieces(newDeliveryRows(deliveries), deliveryColumns)) {
    const insert = writing.insertInto("delivery").values(piece)
    const { numInsertedOrUpdatedRows = 0n } = await insert
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirst()
    added += numInsertedOrUpdatedRows
  }
  if (added === 0n) return
  await writing
    .updateTable("edition")
    .set({ state: "sending", ...(reason === undefined ? {} : { reason }) })
    .where("id", "=", edition)
    .execute()
}

async function takeUntold(engine: Engine, writing: Writing, limit: number): Promise<readonly Edition[]> {
  const untold = await writing
    .selectFrom("edition")
    .selectAll()
    // Written out, not bound: only so does a database see that the index of untold failures serves.
    .where("state", "=", sql.lit("failed" as const))
    .where("told", "=", sql.lit(0))
    .limit(limit)
    .$if(engine.rowLocks, (query) => query.forUpdate().skipLocked())
    .execute()
  await update(writing, untold, { told: 1 })
  return untold.map(toEdition)
}

async function update(
  writing: Writing,
  editions: readonly { readonly id: string }[],
  change: { readonly refreshAt: string } | { readonly told: number },
): Promise<void> {
  if (editions.length === 0) return
  const ids = editions.map(({ id }) => id)
  await writing.updateTable("edition").set(change).where("id", "in", ids).execute()
}
