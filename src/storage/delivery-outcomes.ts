import type { SentMessage } from "../vocabulary/actor.ts"
import { type Card, votedByNumber } from "../vocabulary/card.ts"
import type { Claim, Delivery, EditionStore } from "../vocabulary/delivery-stores.ts"
import { words } from "../words/words.ts"
import { instantToColumn } from "./columns.ts"
import { sentPlace } from "./delivery-rows.ts"
import type { Database, Engine, Writing } from "./engine.ts"
import { finishLater } from "./finishing.ts"
import { addPost } from "./post-store.ts"
import { addThread } from "./thread-store.ts"

/** More messages than any look-up reads. */
const mostTaken = 500

/** Messages in a place that deliveries have; see `EditionStore`. */
export async function takenMessages(
  db: Database,
  { community, place }: Parameters<EditionStore["taken"]>[0],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("delivery")
    .select("message")
    .where("community", "=", community)
    .where(({ or, eb }) => or([eb("place", "=", place), eb(sentPlace, "=", place)]))
    .where("message", "is not", null)
    .orderBy("sequence", "desc")
    .limit(mostTaken)
    .execute()
  return new Set(rows.map(({ message }) => message ?? ""))
}

/** Whether a message is no delivery's; see `EditionStore`. In one query: what is sent meanwhile is seen under way, or confirmed. */
export async function isSurplus(
  db: Database,
  { community, place }: Parameters<EditionStore["isSurplus"]>[0],
  message: string,
): Promise<boolean> {
  const owner = await db
    .selectFrom("delivery")
    .select("id")
    .where("community", "=", community)
    .where(({ or, eb }) => or([eb("place", "=", place), eb(sentPlace, "=", place)]))
    .where(({ or, and, eb }) =>
      or([
        eb("message", "=", message),
        and([eb("state", "=", "waiting"), or([eb("uncertain", "=", 1), eb("leaseUntil", "is not", null)])]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return owner === undefined
}

/** Ends a claim with the message that it became; see `EditionStore`. */
export async function confirm(
  engine: Engine,
  writing: Writing,
  claim: Claim,
  { thread, ...ref }: SentMessage,
  at: string,
  checkAt?: string,
): Promise<boolean> {
  if (await isTaken(writing, claim, ref)) {
    await held(writing, claim).set({ uncertain: 1, leaseUntil: null }).execute()
    return false
  }
  // Whatever has become of the delivery since (its subscription may be gone): the message is there.
  const confirmed = await held(writing, claim)
    .set({
      state: "sent",
      message: ref.message,
      error: null,
      leaseUntil: null,
      confirmedAt: instantToColumn(at),
      sentTo: ref.place === claim.place ? null : ref.place,
      thread: thread ?? null,
    })
    .where("state", "!=", "sent")
    .executeTakeFirst()
  if (confirmed.numUpdatedRows === 0n) return false
  if (claim.card.paper !== undefined) await addPaperPost(engine, writing, claim, ref, at)
  for (const [index, paper] of votedByNumber(claim.card).entries())
    await addPost(engine, writing, { ...ref, paper, kind: "post", at, number: index + 1 })
  await finishLater(writing, claim, at, checkAt)
  await settleEdition(engine, writing, claim.edition)
  return true
}

async function isTaken(writing: Writing, { id }: Claim, ref: Omit<SentMessage, "thread">): Promise<boolean> {
  const other = await writing
    .selectFrom("delivery")
    .select("id")
    .where("community", "=", ref.community)
    .where(sentPlace, "=", ref.place)
    .where("message", "=", ref.message)
    .where("id", "!=", id)
    .executeTakeFirst()
  return other !== undefined
}

type Held = Pick<Claim, "id" | "fence" | "edition" | "position">

/** The claim's row, while nobody has claimed it since. */
function held(writing: Writing, { id, fence }: Held) {
  return writing.updateTable("delivery").where("id", "=", id).where("fence", "=", fence)
}

async function addPaperPost(
  engine: Engine,
  writing: Writing,
  { card: { paper = "" }, community, place }: Claim,
  ref: SentMessage,
  at: string,
): Promise<void> {
  await addPost(engine, writing, { ...ref, paper, kind: "post", at })
  // A forum post is a thread of its own, the paper's: people who discuss it are led there.
  const thread = { community, place, thread: ref.place, paper, openedBy: "paperboy", at, replies: 0 }
  if (ref.place !== place) await addThread(engine, writing, thread)
}

/** Ends a claim without a message; see `EditionStore`. */
export async function fail(
  engine: Engine,
  writing: Writing,
  claim: Held,
  error: string,
  retryAt: string | undefined,
  outcome: "refused" | "unknown" = "refused",
): Promise<boolean> {
  const failed = await held(writing, claim)
    .set({
      error,
      leaseUntil: null,
      ...(retryAt === undefined ? { state: "failed" } : { notBefore: instantToColumn(retryAt) }),
      ...(outcome === "unknown" && { uncertain: 1 }),
    })
    .where("state", "=", "waiting")
    .executeTakeFirst()
  if (failed.numUpdatedRows === 0n) return false
  if (retryAt === undefined) await giveUpUnder(writing, claim, error)
  await settleEdition(engine, writing, claim.edition)
  return true
}

/** Of `Delivery.late`, as it is stored: its edition was withdrawn meanwhile. */
const withdrawnPattern = '{"why":%'

/** Ends claims as if they had not been made; see `EditionStore`. */
export async function giveBack(writing: Writing, claims: readonly Claim[], notBefore: string): Promise<void> {
  for (const claim of claims)
    await held(writing, claim)
      .set(({ eb }) => ({
        attempts: eb("attempts", "-", 1),
        leaseUntil: null,
        notBefore: instantToColumn(notBefore),
      }))
      .where("state", "=", "waiting")
      .execute()
}

/** Leaves this message alone of an edition of which nothing was sent; see `EditionStore`. */
export async function shorten(writing: Writing, claim: Claim, card: Card, reason: string): Promise<boolean> {
  const { id, edition } = claim
  const shortened = await held(writing, claim)
    .set({ card: JSON.stringify(card), late: null, complete: null, leaseUntil: null, uncertain: 0 })
    .where("state", "=", "waiting")
    .where("late", "not like", withdrawnPattern)
    .executeTakeFirst()
  if (shortened.numUpdatedRows === 0n) return false
  await writing.deleteFrom("delivery").where("edition", "=", edition).where("id", "!=", id).execute()
  await writing.updateTable("edition").set({ reason, refreshAt: null }).where("id", "=", edition).execute()
  return true
}

/** Nobody wants lines without the message that they belong to. */
async function giveUpUnder(writing: Writing, { edition, position }: Held, why: string): Promise<void> {
  await writing
    .updateTable("delivery")
    .set({ state: "failed", error: words.storage.deliveries.rootNotPosted(why) })
    .where(({ and }) => and({ edition, inThreadOf: position }))
    .where("state", "=", "waiting")
    .execute()
}

/** An edition has ended when none of its messages waits any more. */
async function settleEdition(engine: Engine, writing: Writing, edition: string): Promise<void> {
  // Of two that end the last two deliveries at once, one has to see both ended.
  if (engine.rowLocks)
    await writing.selectFrom("edition").select("id").where("id", "=", edition).forUpdate().executeTakeFirst()
  const left = await countByState(writing, edition)
  if (left.waiting > 0) return
  const reason = words.storage.deliveries.someFailed(left.failed, left.sent + left.failed)
  await writing
    .updateTable("edition")
    .set(left.failed === 0 ? { state: "done" } : { state: "failed", reason })
    .where("id", "=", edition)
    .where("state", "!=", "removed")
    .execute()
}

async function countByState(db: Database, edition: string): Promise<Record<Delivery["state"], number>> {
  const rows = await db
    .selectFrom("delivery")
    .select(({ fn }) => ["state", fn.countAll<number>().as("deliveries")])
    .where("edition", "=", edition)
    .groupBy("state")
    .execute()
  const counts = { waiting: 0, sent: 0, failed: 0, removed: 0 }
  for (const { state, deliveries } of rows) counts[state] = Number(deliveries)
  return counts
}
