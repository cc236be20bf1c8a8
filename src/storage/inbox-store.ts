import type { InboxStore } from "../vocabulary/platform-stores.ts"
import { columnToInstant, instantToColumn } from "./columns.ts"
import type { Database, Engine, Writing } from "./engine.ts"

/** Events that platforms delivered, each once: claimed with a lease until it is handled, then an id alone. */
export function createInboxStore(engine: Engine): InboxStore {
  const { db } = engine
  return {
    keep: ({ at, statement, ...event }, leaseUntil) =>
      insert(db, {
        ...event,
        ...statement,
        at: instantToColumn(at),
        tries: 1,
        dueAt: instantToColumn(leaseUntil),
      }),
    note: (platform, id, at) =>
      engine.withoutSync((own) => insert(own, { platform, id, body: null, at: instantToColumn(at) })),
    claim: (request) => db.transaction().execute((writing) => claim(engine, writing, request)),
    async defer({ platform, id, tries }, until) {
      const deferred = await db
        .updateTable("keptEvent")
        .set({ dueAt: instantToColumn(until) })
        .where("platform", "=", platform)
        .where("id", "=", id)
        .where("tries", "=", tries)
        .where("dueAt", "is not", null)
        .executeTakeFirst()
      return Number(deferred.numUpdatedRows) > 0
    },
    async done(platform, id) {
      await db
        .updateTable("keptEvent")
        .set({ body: null, dueAt: null })
        .where("platform", "=", platform)
        .where("id", "=", id)
        .execute()
    },
    async newest(platform, subject) {
      const row = await db
        .selectFrom("keptEvent")
        .select(["subject", "order", "says"])
        .where("platform", "=", platform)
        .where("subject", "=", subject)
        .$narrowType<{ subject: string; order: string; says: string }>()
        .orderBy("order", "desc")
        .limit(1)
        .executeTakeFirst()
      return row && { ...row }
    },
    async prune(before) {
      const forgotten = await db
        .deleteFrom("keptEvent")
        .where("dueAt", "is", null)
        .where("at", "<", instantToColumn(before))
        .executeTakeFirst()
      return Number(forgotten.numDeletedRows)
    },
  }
}

type NewRow = Parameters<ReturnType<typeof into>["values"]>[0]

function into(db: Database) {
  return db.insertInto("keptEvent")
}

/** False when the event is known. */
async function insert(db: Database, row: NewRow): Promise<boolean> {
  const kept = await into(db)
    .values(row)
    .onConflict((conflict) => conflict.columns(["platform", "id"]).doNothing())
    .executeTakeFirst()
  return Number(kept.numInsertedOrUpdatedRows) > 0
}

async function claim(
  engine: Engine,
  writing: Writing,
  { platform, now, leaseUntil, limit }: Parameters<InboxStore["claim"]>[0],
): ReturnType<InboxStore["claim"]> {
  const due = await writing
    .selectFrom("keptEvent")
    .select("sequence")
    .where("platform", "=", platform)
    .where("dueAt", "<=", instantToColumn(now))
    .orderBy("dueAt")
    .orderBy("sequence")
    .limit(limit)
    .$if(engine.rowLocks, (query) => query.forUpdate().skipLocked())
    .execute()
  const sequences = due.map((row) => row.sequence)
  if (sequences.length === 0) return []
  const rows = await writing
    .updateTable("keptEvent")
    .set(({ eb }) => ({ tries: eb("tries", "+", 1), dueAt: instantToColumn(leaseUntil) }))
    .where("sequence", "in", sequences)
    .returning(["sequence", "platform", "id", "body", "at", "tries"])
    .$narrowType<{ body: string }>()
    .execute()
  return rows
    .toSorted((one, other) => sequences.indexOf(one.sequence) - sequences.indexOf(other.sequence))
    .map(({ sequence: _, at, ...event }) => ({ ...event, at: columnToInstant(at) }))
}
