import type { TasteStore } from "../vocabulary/taste-store.ts"
import { columnToInstant, instantToColumn } from "./columns.ts"
import type { Engine } from "./engine.ts"
import { lockedId } from "./paper-ids.ts"

/** What people want more and less of, a row a paper, and from when on it counts. */
export function createTasteStore(engine: Engine): TasteStore {
  const { db } = engine
  return {
    set: (person, given, mark, at) =>
      db.transaction().execute(async (writing) => {
        const paper = await lockedId(engine, writing, given)
        const before = await writing
          .deleteFrom("taste")
          .where(({ and }) => and({ person, paper }))
          .returning("mark")
          .executeTakeFirst()
        if (mark !== undefined)
          await writing
            .insertInto("taste")
            .values({ person, paper, mark, at: instantToColumn(at) })
            .onConflict((conflict) =>
              conflict.columns(["person", "paper"]).doUpdateSet({ mark, at: instantToColumn(at) }),
            )
            .execute()
        return before?.mark
      }),
    async of(person) {
      const rows = await db
        .selectFrom("taste")
        .select(["paper", "mark", "at"])
        .where("person", "=", person)
        .orderBy("at", "desc")
        .orderBy("paper")
        .execute()
      const start = await db
        .selectFrom("tasteReset")
        .select("at")
        .where("person", "=", person)
        .executeTakeFirst()
      const marks = rows.map((row) => ({ ...row, at: columnToInstant(row.at) }))
      return { marks, ...(start && { since: columnToInstant(start.at) }) }
    },
    async startAt(person, at) {
      if (at === undefined) {
        await db.deleteFrom("tasteReset").where("person", "=", person).execute()
        return
      }
      const row = { at: instantToColumn(at) }
      await db
        .insertInto("tasteReset")
        .values({ person, ...row })
        .onConflict((conflict) => conflict.column("person").doUpdateSet(row))
        .execute()
    },
  }
}
