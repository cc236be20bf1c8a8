import { type Selectable, sql } from "kysely"
import type { Delivery, Edition, EditionStore, SeenDue } from "../vocabulary/delivery-stores.ts"
import type { NoteChange } from "./audit-store.ts"
import { claimRows, skippingLocked } from "./claims.ts"
import { columnToInstant, instantToColumn, present } from "./columns.ts"
import { claimDeliveries } from "./deliveries.ts"
import { confirm, fail, giveBack, isSurplus, shorten, takenMessages } from "./delivery-outcomes.ts"
import { cardOf, cardsWith, deliveriesOf, deliveryColumns, newDeliveryRows } from "./delivery-rows.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"
import { claimUnfinished, finished, putBack, putOff, takeOut } from "./finishing.ts"
import type { Tables } from "./tables.ts"
import { drop, overtake, withdrawAll } from "./withdrawing.ts"

/** Whether somebody was told of a failure. `never`: nobody could be. */
const isTold = { no: 0, yes: 1, never: 2 } as const

/** Editions and their deliveries: planned at once, claimed one by one, each answer written with the proof of its claim. */
export function createEditionStore(engine: Engine, note: NoteChange): EditionStore {
  const { db } = engine
  const writing = <T>(work: (writing: Writing) => Promise<T>) => db.transaction().execute(work)
  return {
    plan: (edition, deliveries, nextRunAt, seen) =>
      writing(async (own) => {
        const isPlanned = await planAsSeen(engine, own, edition, deliveries, nextRunAt, seen)
        if (isPlanned)
          await noteEdition(note, own, edition, edition.state === "removed" ? "skipped" : "posted")
        return isPlanned
      }),
    withdraw: (subscription, why) => writing((own) => withdrawAll(own, subscription, why)),
    claim: (request) => writing((own) => claimDeliveries(engine, own, request)),
    confirm: (...confirmed) => writing((own) => confirm(engine, own, ...confirmed)),
    taken: (where) => takenMessages(db, where),
    isSurplus: (...asked) => isSurplus(db, ...asked),
    fail: (...failed) => writing((own) => fail(engine, own, ...failed)),
    giveBack: (...given) => writing((own) => giveBack(own, ...given)),
    drop: (...dropped) => writing((own) => drop(own, ...dropped)),
    shorten: (...shortened) => writing((own) => shorten(own, ...shortened)),
    restore: (now, farthest) => writing((own) => restore(own, now, farthest)),
    async ofSubscription(subscription, limit, only) {
      const rows = await editionsOf(db, subscription, only).selectAll().limit(limit).execute()
      return rows.map(toEdition)
    },
    deliveries: (edition) => deliveriesOf(engine, db, edition),
    async undone(since, limit) {
      const rows = await db
        .selectFrom("edition")
        .selectAll()
        .where("state", "in", ["failed", "sending"])
        .where("dueAt", ">=", instantToColumn(since))
        .orderBy("dueAt", "desc")
        .limit(limit)
        .execute()
      return rows.map(toEdition)
    },
    cardOf: (message) => cardOf(engine, db, message),
    cardsWith: (message) => cardsWith(engine, db, message),
    claimRefresh: (request) => writing((own) => claimRefresh(engine, own, request)),
    async plannedBefore(edition, at) {
      await db
        .updateTable("edition")
        .set({ plannedAt: at })
        .where("id", "=", edition)
        .where("plannedAt", ">", at)
        .execute()
    },
    async refreshed(edition, next) {
      const refreshAt = next === undefined ? null : instantToColumn(next)
      await db.updateTable("edition").set({ refreshAt }).where("id", "=", edition).execute()
    },
    async revised(delivery, card, complete) {
      await db
        .updateTable("delivery")
        .set(({ eb }) => ({
          card: JSON.stringify(card),
          complete: complete === undefined ? null : JSON.stringify(complete),
          edits: eb("edits", "+", 1),
        }))
        .where("id", "=", delivery)
        .execute()
    },
    claimUnfinished: (request) => writing((own) => claimUnfinished(engine, own, request)),
    finished: (...one) => writing((own) => finished(own, ...one)),
    putOff: (...one) => putOff(db, ...one),
    takeOut: (id, ...how) =>
      writing(async (own) => {
        const sent = await takeOut(engine, own, id, ...how)
        await noteEdition(note, own, await editionOf(own, id), sent.length > 0 ? "taken-out" : "skipped")
        return sent
      }),
    putBack: (id) =>
      writing(async (own) => {
        const edition = await editionOf(own, id)
        const isBack = await putBack(own, id)
        if (isBack) await noteEdition(note, own, edition, "put-back")
        return isBack
      }),
    append: (...more) => writing((own) => append(own, ...more)),
    takeUntold: (...asked) => writing((own) => takeUntold(engine, own, ...asked)),
    async notTold(editions, again) {
      const told = again ? isTold.no : isTold.never
      if (editions.length > 0)
        await db.updateTable("edition").set({ told }).where("id", "in", editions).execute()
    },
    async untold(subscription) {
      const row = await editionsOf(db, subscription)
        .selectAll()
        .where("state", "=", "failed")
        .where("told", "!=", isTold.yes)
        .limit(1)
        .executeTakeFirst()
      return row && { edition: toEdition(row), again: row.told === isTold.no }
    },
  }
}

async function editionOf(db: Database, id: string): Promise<Edition | undefined> {
  const row = await db.selectFrom("edition").selectAll().where("id", "=", id).executeTakeFirst()
  return row && toEdition(row)
}

/** What was done by hand with a post, in the place that gets it. */
async function noteEdition(
  note: NoteChange,
  writing: Writing,
  edition: Edition | undefined,
  kind: "posted" | "skipped" | "put-back" | "taken-out",
): Promise<void> {
  if (edition === undefined) return
  const about = await writing
    .selectFrom("subscription")
    .select(["community", "place"])
    .where("id", "=", edition.subscription)
    .where("member", "is", null)
    .executeTakeFirst()
  if (about !== undefined) await note(writing, about, { kind, listKey: edition.listKey })
}

/** An edition as the vocabulary has it. */
function toEdition({ told: _, ...row }: Selectable<Tables["edition"]>): Edition {
  const refreshAt = row.refreshAt === null ? null : columnToInstant(row.refreshAt)
  return present({ ...row, refreshAt, dueAt: columnToInstant(row.dueAt) })
}

async function planAsSeen(
  engine: Engine,
  writing: Writing,
  edition: Edition,
  deliveries: readonly Delivery[],
  nextRunAt: string | undefined,
  seen: SeenDue | undefined,
): Promise<boolean> {
  const { subscription } = edition
  if (seen && !(await isAsSeen(engine, writing, subscription, seen))) return false
  if (seen && !(await movedOn(writing, subscription, seen, nextRunAt))) return false
  const isNew = await plan(writing, edition, deliveries)
  if (isNew && seen === undefined) await nextRunOf(writing, subscription, nextRunAt).execute()
  if (isNew && seen?.instead) await overtake(writing, seen.instead.editions, seen.instead.why)
  return isNew
}

/** Of two that plan for a subscription at once the second sees what the first has planned. */
async function isAsSeen(engine: Engine, writing: Writing, id: string, seen: SeenDue): Promise<boolean> {
  if (engine.rowLocks)
    await writing.selectFrom("subscription").select("id").where("id", "=", id).forUpdate().executeTakeFirst()
  const newest = await editionsOf(writing, id, { withMessages: true })
    .select("id")
    .limit(1)
    .executeTakeFirst()
  return newest?.id === seen.newest
}

/** Comes before the plan: others who plan for or change the subscription wait for this row, and then see it moved. */
async function movedOn(
  writing: Writing,
  id: string,
  seen: SeenDue,
  nextRunAt: string | undefined,
): Promise<boolean> {
  const from = instantOrNull(seen.nextRunAt)
  const moved = await nextRunOf(writing, id, nextRunAt)
    // A subscription that is turned off has no next run.
    .$if(from !== null, (query) => query.where("active", "=", 1))
    .where("nextRunAt", from === null ? "is" : "=", from)
    .executeTakeFirst()
  return moved.numUpdatedRows > 0n
}

function nextRunOf(writing: Writing, id: string, nextRunAt: string | undefined) {
  return writing
    .updateTable("subscription")
    .set({ nextRunAt: instantOrNull(nextRunAt) })
    .where("id", "=", id)
}

function instantOrNull(instant: string | undefined): string | null {
  return instant === undefined ? null : instantToColumn(instant)
}

async function plan(writing: Writing, edition: Edition, deliveries: readonly Delivery[]): Promise<boolean> {
  const planned = await writing
    .insertInto("edition")
    .values({
      ...edition,
      dueAt: instantToColumn(edition.dueAt),
      refreshAt: instantOrNull(edition.refreshAt),
    })
    .onConflict((conflict) => conflict.columns(["subscription", "dueAt"]).doNothing())
    .executeTakeFirst()
  if (planned.numInsertedOrUpdatedRows === 0n) return false
  for (const insert of insertsOf(writing, deliveries)) await insert.execute()
  return true
}

function insertsOf(writing: Writing, deliveries: readonly Delivery[]) {
  return chunks(newDeliveryRows(deliveries), deliveryColumns).map((rows) =>
    writing.insertInto("delivery").values(rows),
  )
}

/** Newest first. */
function editionsOf(
  db: Database,
  subscription: string,
  { listKey, withMessages = false }: NonNullable<Parameters<EditionStore["ofSubscription"]>[2]> = {},
) {
  return db
    .selectFrom("edition")
    .where("subscription", "=", subscription)
    .$if(listKey !== undefined, (query) => query.where("listKey", "=", listKey ?? ""))
    .$if(withMessages, (query) =>
      query.where(({ or, eb, exists, selectFrom }) =>
        or([
          eb("state", "=", "removed"),
          exists(
            selectFrom("delivery").select("delivery.id").whereRef("delivery.edition", "=", "edition.id"),
          ),
        ]),
      ),
    )
    .orderBy("dueAt", "desc")
}

/** Makes due now what a clock that was ahead has put off: tries, leases of workers that are gone, refreshes. */
async function restore(
  writing: Writing,
  now: string,
  farthest: Parameters<EditionStore["restore"]>[1],
): Promise<void> {
  const at = instantToColumn(now)
  const tries = instantToColumn(farthest.tries)
  const waiting = () => writing.updateTable("delivery").where("state", "=", sql.lit("waiting" as const))
  await waiting().set({ notBefore: at }).where("notBefore", ">", tries).execute()
  await waiting().set({ leaseUntil: at }).where("leaseUntil", ">", instantToColumn(farthest.leases)).execute()
  await writing.updateTable("finishing").set({ dueAt: at }).where("dueAt", ">", tries).execute()
  await writing
    .updateTable("edition")
    .set({ refreshAt: at })
    .where("refreshAt", ">", instantToColumn(farthest.refreshes))
    .execute()
}

async function claimRefresh(
  engine: Engine,
  writing: Writing,
  { now, until, limit }: Parameters<EditionStore["claimRefresh"]>[0],
): Promise<readonly Edition[]> {
  const due = writing
    .selectFrom("edition")
    .select("id")
    .where("refreshAt", "<=", instantToColumn(now))
    .orderBy("refreshAt")
    .limit(limit)
    .$call(skippingLocked(engine))
  return claimEditions(writing, due, { refreshAt: instantToColumn(until) })
}

async function takeUntold(
  engine: Engine,
  writing: Writing,
  limit: number,
  except: readonly string[] = [],
): Promise<readonly Edition[]> {
  const untold = writing
    .selectFrom("edition")
    .select("id")
    // Written out, not bound: a database uses the index of untold failures only then.
    .where("state", "=", sql.lit("failed" as const))
    .where("told", "=", sql.lit(isTold.no))
    .$if(except.length > 0, (query) => query.where("id", "not in", except))
    .limit(limit)
    .$call(skippingLocked(engine))
  return claimEditions(writing, untold, { told: isTold.yes })
}

async function claimEditions(
  writing: Writing,
  due: { execute(): Promise<{ readonly id: string }[]> },
  change: { readonly refreshAt: string } | { readonly told: number },
): Promise<readonly Edition[]> {
  const rows = await claimRows("id", due, (ids) =>
    writing.updateTable("edition").set(change).where("id", "in", ids).returningAll(),
  )
  return rows.map(toEdition)
}

async function append(
  writing: Writing,
  edition: string,
  deliveries: readonly Delivery[],
  reason: string | undefined,
): Promise<void> {
  let added = 0n
  for (const insert of insertsOf(writing, deliveries)) {
    const outcome = await insert
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirst()
    added += outcome.numInsertedOrUpdatedRows ?? 0n
  }
  if (added === 0n) return
  await writing
    .updateTable("edition")
    .set({ state: "sending", ...(reason !== undefined && { reason }) })
    .where("id", "=", edition)
    .execute()
}
