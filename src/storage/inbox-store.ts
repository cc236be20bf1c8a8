import type { Insertable } from "kysely"
import type { InboxStore } from "../vocabulary/platform-stores.ts"
import { claimRows, skippingLocked } from "./claims.ts"
import { columnToInstant, instantToColumn } from "./columns.ts"
import type { Database, Engine, Writing } from "./engine.ts"
import type { Tables } from "./tables.ts"

/** Events that platforms delivered, each once: claimed with a lease until it is handled, then an id alone. */
export function createInboxStore(engine: Engine): InboxStore {
  const { db } = engine
  const eventOf = (platform: string, id: string) =>
    db.updateTable("keptEvent").where("platform", "=", platform).where("id", "=", id)
  return {
    keep: ({ at, statement, ...event }, leaseUntil) =>
      insert(db, {
        ...{ ...event, ...statement, tries: 1 },
        at: instantToColumn(at),
        dueAt: instantToColumn(leaseUntil),
      }),
    note: (platform, id, at) =>
      engine.withoutSync((own) => insert(own, { platform, id, body: null, at: instantToColumn(at) })),
    claim: (request) => db.transaction().execute((writing) => claim(engine, writing, request)),
    async defer({ platform, id, tries }, until) {
      const deferred = await eventOf(platform, id)
        .set({ dueAt: instantToColumn(until) })
        .where("tries", "=", tries)
        .where("dueAt", "is not", null)
        .executeTakeFirst()
      return deferred.numUpdatedRows > 0n
    },
    async done(platform, id) {
      await eventOf(platform, id).set({ body: null, dueAt: null }).execute()
    },
    newest: (platform, subject) =>
      db
        .selectFrom("keptEvent")
        .select(["subject", "order", "says"])
        .where(({ and }) => and({ platform, subject }))
        .$narrowType<{ subject: string; order: string; says: string }>()
        .orderBy("order", "desc")
        .limit(1)
        .executeTakeFirst(),
  }
}

/** False when the event is known. */
async function insert(
  db: Database,
  row: Omit<Insertable<Tables["keptEvent"]>, "dueAt"> & { readonly dueAt?: string },
): Promise<boolean> {
  const kept = await db
    .insertInto("keptEvent")
    .values({ dueAt: null, ...row })
    .onConflict((conflict) => conflict.columns(["platform", "id"]).doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows !== 0n
}

async function claim(
  engine: Engine,
  writing: Writing,
  { platform, now, leaseUntil, limit }: Parameters<InboxStore["claim"]>[0],
): ReturnType<InboxStore["claim"]> {
  const due = writing
    .selectFrom("keptEvent")
    .select("sequence")
    .where("platform", "=", platform)
    .where("dueAt", "<=", instantToColumn(now))
    .orderBy("dueAt")
    .orderBy("sequence")
    .limit(limit)
    .$call(skippingLocked(engine))
  const rows = await claimRows("sequence", due, (sequences) =>
    writing
      .updateTable("keptEvent")
      .set(({ eb }) => ({ tries: eb("tries", "+", 1), dueAt: instantToColumn(leaseUntil) }))
      .where("sequence", "in", sequences)
      .returning(["sequence", "platform", "id", "body", "at", "tries"])
      .$narrowType<{ body: string }>(),
  )
  return rows.map(({ sequence: _, at, ...event }) => ({ ...event, at: columnToInstant(at) }))
}
