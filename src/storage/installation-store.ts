import type { InstallationStore } from "../vocabulary/platform-stores.ts"
import type { Database } from "./engine.ts"
import { columnToInstant, instantToColumn } from "./instant.ts"

/** How communities let the bot in, sealed: a row a community. */
export function createInstallationStore(db: Database): InstallationStore {
  return {
    async put({ community, sealed, at }) {
      const rest = { sealed, at: instantToColumn(at) }
      await db
        .insertInto("installation")
        .values({ community, ...rest })
        .onConflict((conflict) => conflict.column("community").doUpdateSet(rest))
        .execute()
    },
    async replace(before, { community, sealed, at }) {
      const replaced = await db
        .updateTable("installation")
        .set({ sealed, at: instantToColumn(at) })
        .where("community", "=", community)
        .where("sealed", "=", before)
        .executeTakeFirst()
      return Number(replaced.numUpdatedRows) > 0
    },
    async get(community) {
      const row = await db
        .selectFrom("installation")
        .selectAll()
        .where("community", "=", community)
        .executeTakeFirst()
      return row && { ...row, at: columnToInstant(row.at) }
    },
    async all(prefix) {
      const rows = await db
        .selectFrom("installation")
        .selectAll()
        .where("community", "like", `${prefix}%`)
        .orderBy("at")
        .orderBy("community")
        .execute()
      return rows.map((row) => ({ ...row, at: columnToInstant(row.at) }))
    },
    async remove(community) {
      await db.deleteFrom("installation").where("community", "=", community).execute()
    },
  }
}
