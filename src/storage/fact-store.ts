import type { FactStore } from "../vocabulary/stores.ts"
import type { Database } from "./engine.ts"

/** Small facts by name. */
export function createFactStore(db: Database): FactStore {
  return {
    async get(name) {
      const row = await db.selectFrom("fact").select("value").where("name", "=", name).executeTakeFirst()
      return row?.value
    },
    async put(name, value) {
      await db
        .insertInto("fact")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
        .execute()
    },
  }
}
