import type { InboxStore } from "../platform-stores.ts"
import type { Database } from "./engine.ts"
import { columnToInstant, instantToColumn } from "./instant.ts"

/** Events that platforms delivered, each once. A handled one keeps its id alone. */
export function createInboxStore(db: Database): InboxStore {
  return {
    async keep({ platform, id, body, at }) {
      const kept = await db
        .insertInto("keptEvent")
        .values({ platform, id, body, at: instantToColumn(at) })
        .onConflict((conflict) => conflict.columns(["platform", "id"]).doNothing())
        .executeTakeFirst()
      return Number(kept.numInsertedOrUpdatedRows) > 0
    },
    async done(platform, id) {
      await db
        .updateTable("keptEvent")
        .set({ body: null })
        .where("platform", "=", platform)
        .where("id", "=", id)
        .execute()
    },
    async pending(platform) {
      const rows = await db
        .selectFrom("keptEvent")
        .select(["platform", "id", "body", "at"])
        .where("platform", "=", platform)
        .where("body", "is not", null)
        .$narrowType<{ body: string }>()
        .orderBy("sequence")
        .execute()
      return rows.map((row) => ({ ...row, at: columnToInstant(row.at) }))
    },
    async prune(before) {
      const forgotten = await db
        .deleteFrom("keptEvent")
        .where("body", "is", null)
        .where("at", "<", instantToColumn(before))
        .executeTakeFirst()
      return Number(forgotten.numDeletedRows)
    },
  }
}
