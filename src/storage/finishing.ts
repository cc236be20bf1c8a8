import type {
  Claim,
  Delivery,
  EditionStore,
  FinishingStep,
  Unfinished,
} from "../vocabulary/delivery-stores.ts"
import { claimRows, skippingLocked } from "./claims.ts"
import { instantToColumn } from "./columns.ts"
import { circumstancesOf } from "./delivery-circumstances.ts"
import { deliveriesOf, toDeliveries } from "./delivery-rows.ts"
import type { Database, Engine, Writing } from "./engine.ts"
import { stopWaiting } from "./withdrawing.ts"

/** Notes what is left to do once a claim became a message: to it, and to the one whose thread it completes. */
export async function finishLater(
  writing: Writing,
  claim: Claim,
  at: string,
  checkAt: string | undefined,
): Promise<void> {
  if (checkAt !== undefined) await add(writing, claim, "check", checkAt, JSON.stringify(claim.card))
  const edition = await writing
    .selectFrom("edition")
    .select("state")
    .where("id", "=", claim.edition)
    .executeTakeFirst()
  if (edition?.state === "removed") return add(writing, claim, "remove", at)
  if (claim.publish) await add(writing, claim, "publish", at)
  if (claim.card.invites !== undefined) await add(writing, claim, "invite", at)
  if (claim.inThreadOf === undefined) return
  const root = await completedRoot(writing, claim)
  if (root !== undefined) await add(writing, root, "complete", at)
}

async function add(
  writing: Writing,
  { id: delivery, position }: Pick<Claim, "id" | "position">,
  step: FinishingStep,
  at: string,
  card: string | null = null,
): Promise<void> {
  const dueAt = instantToColumn(at)
  await writing
    .insertInto("finishing")
    .values({ delivery, step, dueAt, position, card })
    .onConflict((conflict) => conflict.columns(["delivery", "step"]).doUpdateSet({ dueAt }))
    .execute()
}

/** The message of an edition all of whose rest stands in its thread now. */
function completedRoot(writing: Writing, { edition, inThreadOf = 0 }: Claim) {
  return writing
    .selectFrom("delivery as root")
    .select(["root.id", "root.position"])
    .where(({ and }) =>
      and({ "root.edition": edition, "root.position": inThreadOf, "root.state": "sent" as const }),
    )
    .where("root.complete", "is not", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("delivery as rest")
            .select("rest.id")
            .where(({ and }) => and({ "rest.edition": edition, "rest.inThreadOf": inThreadOf }))
            .where(({ or, eb }) => or([eb("rest.state", "!=", "sent"), eb("rest.thread", "is", null)])),
        ),
      ),
    )
    .executeTakeFirst()
}

type Request = Parameters<EditionStore["claimUnfinished"]>[0]

/** Gives a worker what is left to do; see `EditionStore`. */
export async function claimUnfinished(
  engine: Engine,
  writing: Writing,
  request: Request,
): Promise<readonly Unfinished[]> {
  for (const steps of inOrder) {
    const some = await claimSteps(engine, writing, request, steps)
    if (some.length > 0) return some
  }
  return []
}

const inOrder: readonly (readonly FinishingStep[])[] = [
  ["remove", "publish", "complete"],
  ["check"],
  ["invite"],
]

async function claimSteps(
  engine: Engine,
  writing: Writing,
  { now, until, ...request }: Request,
  steps: readonly FinishingStep[],
): Promise<readonly Unfinished[]> {
  const rows = await claimRows("delivery", dueBy(engine, writing, { now, steps, ...request }), (ids) =>
    writing
      .updateTable("finishing")
      .set({ dueAt: instantToColumn(until) })
      .where("delivery", "in", ids)
      .where("step", "in", steps)
      .where("dueAt", "<=", instantToColumn(now))
      .returningAll(),
  )
  if (rows.length === 0) return []
  const ids = rows.map(({ delivery }) => delivery)
  const stored = await writing.selectFrom("delivery").selectAll().where("id", "in", ids).execute()
  const byId = new Map(stored.map((row) => [row.id, row]))
  const known = rows.flatMap(({ delivery, step, card }) => {
    const row = byId.get(delivery)
    return row === undefined ? [] : [{ step, row: card === null ? row : { ...row, card } }]
  })
  const toCheck = known.filter(({ step }) => step === "check").map(({ row }) => row)
  const about = await circumstancesOf(engine, writing, toCheck)
  const deliveries = await toDeliveries(
    engine,
    writing,
    known.map(({ row }) => row),
  )
  return known.flatMap(({ step }, index) => {
    const delivery = deliveries[index]
    return delivery === undefined ? [] : [{ delivery, step, ...(step === "check" && about(delivery)) }]
  })
}

function dueBy(
  engine: Engine,
  writing: Writing,
  {
    now,
    limit,
    platform,
    except = [],
    steps,
  }: Omit<Request, "until"> & { readonly steps: readonly FinishingStep[] },
) {
  return writing
    .selectFrom("finishing")
    .select("delivery")
    .where("step", "in", steps)
    .where("dueAt", "<=", instantToColumn(now))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("delivery")
          .select("delivery.id")
          .whereRef("delivery.id", "=", "finishing.delivery")
          .where("delivery.community", "like", `${platform}:%`)
          .$if(except.length > 0, (query) => query.where("delivery.community", "not in", except)),
      ),
    )
    .orderBy("position")
    .orderBy("dueAt")
    .limit(limit)
    .$call(skippingLocked(engine))
}

/** A step is done; see `EditionStore`. */
export async function finished(writing: Writing, unfinished: Unfinished): Promise<void> {
  const { delivery, step } = unfinished
  await putOff(writing, unfinished)
  if (step === "complete" && delivery.complete !== undefined)
    await change(writing, delivery.id, { card: JSON.stringify(delivery.complete) })
  if (step === "remove") await bookAsRemoved(writing, delivery)
}

/** A step is due later, or never; see `EditionStore`. */
export async function putOff(
  db: Database,
  { delivery: { id: delivery }, step }: Unfinished,
  until?: string,
): Promise<void> {
  const changed =
    until === undefined
      ? db.deleteFrom("finishing").where("delivery", "=", delivery).where("step", "=", step)
      : db
          .updateTable("finishing")
          .set({ dueAt: instantToColumn(until) })
          .where("delivery", "=", delivery)
          .where("step", "=", step)
  await changed.execute()
}

function change(writing: Writing, id: string, to: { readonly card: string } | { readonly state: "removed" }) {
  return writing.updateTable("delivery").set(to).where("id", "=", id).execute()
}

async function bookAsRemoved(writing: Writing, delivery: Delivery): Promise<void> {
  const { id, community, place, sentTo = place, message = "" } = delivery
  await change(writing, id, { state: "removed" })
  await writing
    .deleteFrom("post")
    .where(({ and }) => and({ community, place: sentTo, message }))
    .execute()
}

/** An admin takes an edition out; see `EditionStore`. */
export async function takeOut(
  engine: Engine,
  writing: Writing,
  edition: string,
  why: string,
  at: string,
): Promise<readonly Unfinished[]> {
  await writing
    .updateTable("edition")
    .set({ state: "removed", reason: why, refreshAt: null, told: 1 })
    .where("id", "=", edition)
    .execute()
  await stopWaiting(writing, [edition], why)
  const sent = (await deliveriesOf(engine, writing, edition)).filter(({ state }) => state === "sent")
  for (const delivery of sent) {
    // What an earlier attempt posted is no less in the way.
    await writing
      .deleteFrom("finishing")
      .where("delivery", "=", delivery.id)
      .where("step", "!=", "check")
      .execute()
    await add(writing, delivery, "remove", at)
  }
  return sent.toReversed().map((delivery) => ({ delivery, step: "remove" }))
}

/** Forgets an edition that was taken out before it was posted; see `EditionStore`. */
export async function putBack(db: Database, edition: string): Promise<boolean> {
  const forgotten = await db
    .deleteFrom("edition")
    .where(({ and }) => and({ id: edition, state: "removed" as const }))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom("delivery").select("delivery.id").whereRef("delivery.edition", "=", "edition.id")),
      ),
    )
    .executeTakeFirst()
  return forgotten.numDeletedRows > 0n
}
