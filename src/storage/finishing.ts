import type { Claim, EditionStore, FinishingStep, Unfinished } from "../vocabulary/delivery-stores.ts"
import { claimRows, skippingLocked } from "./claims.ts"
import { instantToColumn } from "./columns.ts"
import { toDeliveries } from "./delivery-rows.ts"
import type { Engine, Writing } from "./engine.ts"

/** Notes what is left to do once a claim became a message: to it, and to the one whose thread it completes. */
export async function finishLater(writing: Writing, claim: Claim, at: string): Promise<void> {
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
): Promise<void> {
  const dueAt = instantToColumn(at)
  await writing
    .insertInto("finishing")
    .values({ delivery, step, dueAt, position })
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
  const edits = await claimSteps(engine, writing, request, ["publish", "complete"])
  return edits.length > 0 ? edits : claimSteps(engine, writing, { ...request, limit: 1 }, ["invite"])
}

async function claimSteps(
  engine: Engine,
  writing: Writing,
  { now, until, limit, platform }: Request,
  steps: readonly FinishingStep[],
): Promise<readonly Unfinished[]> {
  const rows = await claimRows("delivery", dueBy(engine, writing, { now, limit, platform, steps }), (ids) =>
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
  const deliveries = new Map(
    (await toDeliveries(engine, writing, stored)).map((delivery) => [delivery.id, delivery]),
  )
  return rows.flatMap(({ delivery: id, step }) => {
    const delivery = deliveries.get(id)
    return delivery === undefined ? [] : [{ delivery, step }]
  })
}

function dueBy(
  engine: Engine,
  writing: Writing,
  { now, limit, platform, steps }: Omit<Request, "until"> & { readonly steps: readonly FinishingStep[] },
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
          .where("delivery.community", "like", `${platform}:%`),
      ),
    )
    .orderBy("position")
    .orderBy("dueAt")
    .limit(limit)
    .$call(skippingLocked(engine))
}

/** A step is done, or due again; see `EditionStore`. */
export async function finished(
  writing: Writing,
  { delivery: { id, complete }, step }: Unfinished,
  again?: string,
): Promise<void> {
  const isThis = { delivery: id, step }
  if (again !== undefined) {
    const dueAt = instantToColumn(again)
    await writing
      .updateTable("finishing")
      .set({ dueAt })
      .where(({ and }) => and(isThis))
      .execute()
    return
  }
  await writing
    .deleteFrom("finishing")
    .where(({ and }) => and(isThis))
    .execute()
  if (step !== "complete" || complete === undefined) return
  const card = JSON.stringify(complete)
  await writing.updateTable("delivery").set({ card }).where("id", "=", id).execute()
}
