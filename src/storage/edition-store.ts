import type { SentMessage } from "../vocabulary/actor.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Claim, Delivery, Edition, EditionStore, SeenDue } from "../vocabulary/delivery-stores.ts"
import { bringBack } from "./bring-back.ts"
import { readerOfCards } from "./card-text.ts"
import { claimDeliveries } from "./claiming.ts"
import { deliveryColumns, newDeliveryRows, toDelivery } from "./delivery-row.ts"
import { type Database, type Engine, pieces, type Writing } from "./engine.ts"
import { instantToColumn } from "./instant.ts"
import { addPost } from "./post-store.ts"
import { createRevisions, toEdition } from "./revisions.ts"
import { addThread } from "./thread-store.ts"
import { withdraw, withdrawAll } from "./withdrawing.ts"

/** Editions and their deliveries: planned at once, claimed one by one, each answer written with the proof of its claim. */
export function createEditionStore(engine: Engine): EditionStore {
  const { db } = engine
  return {
    plan: (edition, deliveries, nextRunAt, seen) =>
      db.transaction().execute(async (writing) => {
        if (seen && !(await isAsSeen(engine, writing, edition.subscription, seen))) return false
        if (seen && !(await movedOn(writing, edition.subscription, seen, nextRunAt))) return false
        const isNew = await plan(writing, edition, deliveries)
        if (isNew && seen === undefined) await setNextRun(writing, edition.subscription, nextRunAt)
        if (isNew && seen?.instead) await withdraw(writing, seen.instead.editions, seen.instead.why)
        return isNew
      }),
    withdraw: (subscription, why) =>
      db.transaction().execute((writing) => withdrawAll(writing, subscription, why)),
    claim: (request) => db.transaction().execute((writing) => claimDeliveries(engine, writing, request)),
    confirm: (claim, sent, at) =>
      db.transaction().execute((writing) => confirm(engine, writing, claim, sent, at)),
    fail: (claim, error, retryAt, outcome) =>
      db.transaction().execute((writing) => fail(engine, writing, claim, error, retryAt, outcome)),
    shorten: (claim, card, reason) =>
      db.transaction().execute((writing) => shorten(writing, claim, card, reason)),
    bringBack: (now, farthest) => db.transaction().execute((writing) => bringBack(writing, now, farthest)),
    async ofSubscription(subscription, limit, only) {
      const rows = await editionsOf(db, subscription, only).selectAll().limit(limit).execute()
      return rows.map(toEdition)
    },
    deliveries: (edition) => deliveriesOf(db, edition),
    ...createRevisions(engine),
  }
}

async function plan(writing: Writing, edition: Edition, deliveries: readonly Delivery[]): Promise<boolean> {
  const planned = await writing
    .insertInto("edition")
    .values({
      ...edition,
      dueAt: instantToColumn(edition.dueAt),
      refreshAt: edition.refreshAt === undefined ? null : instantToColumn(edition.refreshAt),
    })
    .onConflict((conflict) => conflict.columns(["subscription", "dueAt"]).doNothing())
    .executeTakeFirst()
  if (Number(planned.numInsertedOrUpdatedRows) === 0) return false
  for (const piece of pieces(newDeliveryRows(deliveries), deliveryColumns))
    await writing.insertInto("delivery").values(piece).execute()
  return true
}

async function setNextRun(writing: Writing, id: string, nextRunAt: string | undefined): Promise<void> {
  await nextRunOf(writing, id, nextRunAt).execute()
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
      query.where(({ exists, selectFrom }) =>
        exists(selectFrom("delivery").select("delivery.id").whereRef("delivery.edition", "=", "edition.id")),
      ),
    )
    .orderBy("dueAt", "desc")
}

/** Comes before the plan: whoever else plans or changes the subscription waits for this row, and then sees it moved. */
async function movedOn(
  writing: Writing,
  id: string,
  seen: SeenDue,
  nextRunAt: string | undefined,
): Promise<boolean> {
  const moved = await nextRunOf(writing, id, nextRunAt)
    // What is switched off has no next run.
    .$if(seen.nextRunAt !== undefined, (query) => query.where("active", "=", 1))
    .where(
      "nextRunAt",
      seen.nextRunAt === undefined ? "is" : "=",
      seen.nextRunAt === undefined ? null : instantToColumn(seen.nextRunAt),
    )
    .executeTakeFirst()
  return Number(moved.numUpdatedRows) > 0
}

function nextRunOf(writing: Writing, id: string, nextRunAt: string | undefined) {
  return writing
    .updateTable("subscription")
    .set({ nextRunAt: nextRunAt === undefined ? null : instantToColumn(nextRunAt) })
    .where("id", "=", id)
}

async function deliveriesOf(db: Database, edition: string): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom("delivery")
    .selectAll()
    .where("edition", "=", edition)
    .orderBy("position")
    .execute()
  const read = await readerOfCards(
    db,
    rows.map((row) => row.card),
  )
  return rows.map((row) => toDelivery(row, read))
}

async function confirm(
  engine: Engine,
  writing: Writing,
  claim: Claim,
  { thread, ...ref }: SentMessage,
  at: string,
): Promise<boolean> {
  // Whatever has become of the delivery since (its subscription may be gone): the message is there.
  const confirmed = await writing
    .updateTable("delivery")
    .set({
      state: "sent",
      message: ref.message,
      error: null,
      leaseUntil: null,
      confirmedAt: instantToColumn(at),
      sentTo: ref.place === claim.place ? null : ref.place,
      thread: thread ?? null,
    })
    .where("id", "=", claim.id)
    .where("fence", "=", claim.fence)
    .where("state", "!=", "sent")
    .executeTakeFirst()
  if (Number(confirmed.numUpdatedRows) === 0) return false
  if (claim.card.paper !== undefined) await addPaperPost(engine, writing, claim, ref, at)
  await settleEdition(engine, writing, claim.edition)
  return true
}

async function addPaperPost(
  engine: Engine,
  writing: Writing,
  { card: { paper = "" }, community, place }: Claim,
  ref: SentMessage,
  at: string,
): Promise<void> {
  await addPost(engine, writing, { ...ref, paper, kind: "post", at })
  // A post in a forum lies in a thread of its own, which is the paper's: who discusses it is led there.
  const thread = { community, place, thread: ref.place, paper, openedBy: "paperboy", at, replies: 0 }
  if (ref.place !== place) await addThread(engine, writing, thread)
}

async function fail(
  engine: Engine,
  writing: Writing,
  claim: Claim,
  error: string,
  retryAt: string | undefined,
  outcome: "refused" | "unknown" = "refused",
): Promise<boolean> {
  const failed = await writing
    .updateTable("delivery")
    .set({
      error,
      leaseUntil: null,
      ...(retryAt === undefined ? { state: "failed" } : { notBefore: instantToColumn(retryAt) }),
      ...(outcome === "unknown" && { uncertain: 1 }),
    })
    .where("id", "=", claim.id)
    .where("fence", "=", claim.fence)
    .where("state", "=", "waiting")
    .executeTakeFirst()
  if (Number(failed.numUpdatedRows) === 0) return false
  if (retryAt === undefined) await giveUpUnder(writing, claim, error)
  await settleEdition(engine, writing, claim.edition)
  return true
}

async function shorten(
  writing: Writing,
  { id, edition, fence }: Claim,
  card: Card,
  reason: string,
): Promise<boolean> {
  const { numUpdatedRows } = await writing
    .updateTable("delivery")
    .set({ card: JSON.stringify(card), late: null, leaseUntil: null, uncertain: 0 })
    .where("id", "=", id)
    .where("fence", "=", fence)
    .where("state", "=", "waiting")
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await writing.deleteFrom("delivery").where("edition", "=", edition).where("id", "!=", id).execute()
  await writing.updateTable("edition").set({ reason, refreshAt: null }).where("id", "=", edition).execute()
  return true
}

/** Nobody wants lines without the message that they belong to. */
async function giveUpUnder(
  writing: Writing,
  { edition, position }: Pick<Claim, "edition" | "position">,
  why: string,
): Promise<void> {
  await writing
    .updateTable("delivery")
    .set({ state: "failed", error: `the message in whose thread it was to stand was not posted: ${why}` })
    .where("edition", "=", edition)
    .where("inThreadOf", "=", position)
    .where("state", "=", "waiting")
    .execute()
}

/** An edition is through when none of its messages waits any more. */
async function settleEdition(engine: Engine, writing: Writing, edition: string): Promise<void> {
  // Of two that end the last two deliveries at once, one has to see both ended.
  if (engine.rowLocks)
    await writing.selectFrom("edition").select("id").where("id", "=", edition).forUpdate().executeTakeFirst()
  const left = await countByState(writing, edition)
  if (left.waiting > 0) return
  const total = left.sent + left.failed
  await writing
    .updateTable("edition")
    .set(
      left.failed === 0
        ? { state: "done" }
        : { state: "failed", reason: `${left.failed} of ${total} messages could not be sent` },
    )
    .where("id", "=", edition)
    .execute()
}

async function countByState(db: Database, edition: string): Promise<Record<Delivery["state"], number>> {
  const rows = await db
    .selectFrom("delivery")
    .select(({ fn }) => ["state", fn.countAll<number>().as("deliveries")])
    .where("edition", "=", edition)
    .groupBy("state")
    .execute()
  const counts = { waiting: 0, sent: 0, failed: 0 }
  for (const { state, deliveries } of rows) counts[state] = Number(deliveries)
  return counts
}
