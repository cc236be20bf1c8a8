import type { Thread, ThreadStore } from "../vocabulary/community-stores.ts"
import { columnToInstant, instantToColumn } from "./columns.ts"
import type { Engine, Writing } from "./engine.ts"
import { currentId, lockedId } from "./paper-ids.ts"

const columns = ["community", "place", "thread", "paper", "openedBy", "at", "replies"] as const

/** Papers' conversations: one for each paper and place. */
export function createThreadStore(engine: Engine): ThreadStore {
  const { db } = engine
  return {
    add: (thread) => db.transaction().execute((writing) => addThread(engine, writing, thread)),
    async of(community, paper) {
      const rows = await db
        .selectFrom("thread")
        .select(columns)
        .where("community", "=", community)
        .where("paper", "=", await currentId(db, paper))
        // Before a second thread that came with a joined paper, whose `main` is null.
        .orderBy((query) => query.fn.coalesce("main", query.lit(0)), "desc")
        .orderBy("at")
        .orderBy("thread")
        .execute()
      return rows.map(toThread)
    },
    async elsewhere(community, paper) {
      const rows = await db
        .selectFrom("thread")
        .select(columns)
        .where("community", "!=", community)
        .where("paper", "=", ({ fn, val, selectFrom }) =>
          fn.coalesce(selectFrom("paper").select("livesAs").where("id", "=", paper), val(paper)),
        )
        .orderBy("replies", "desc")
        .orderBy("at")
        .orderBy("thread")
        .execute()
      return rows.map(toThread)
    },
    async at(community, thread) {
      const row = await db
        .selectFrom("thread")
        .select(columns)
        .where(({ and }) => and({ community, thread }))
        .executeTakeFirst()
      return row && toThread(row)
    },
    async setReplies(community, thread, replies) {
      await db
        .updateTable("thread")
        .set({ replies })
        .where(({ and }) => and({ community, thread }))
        .execute()
    },
    async addReply(community, thread) {
      await db
        .updateTable("thread")
        .set(({ eb }) => ({ replies: eb("replies", "+", 1) }))
        .where(({ and }) => and({ community, thread }))
        .execute()
    },
    remove: (community, thread) => db.transaction().execute((writing) => remove(writing, community, thread)),
    async papers(community) {
      const rows = await db
        .selectFrom("thread")
        .select("paper")
        .distinct()
        .where("community", "=", community)
        .orderBy("paper")
        .execute()
      return rows.map((row) => row.paper)
    },
  }
}

/** Writes a thread, unless the paper has one in that place; says whether it did. */
export async function addThread(engine: Engine, writing: Writing, thread: Thread): Promise<boolean> {
  const paper = await lockedId(engine, writing, thread.paper)
  const added = await writing
    .insertInto("thread")
    .values({ ...thread, paper, at: instantToColumn(thread.at), main: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) > 0
}

// When the paper's one thread goes, a second one that was joined to it replaces it.
async function remove(writing: Writing, community: string, thread: string): Promise<void> {
  const gone = await writing
    .deleteFrom("thread")
    .where(({ and }) => and({ community, thread }))
    .returning(["place", "paper", "main"])
    .executeTakeFirst()
  if (gone?.main !== 1) return
  const next = await writing
    .selectFrom("thread")
    .select("thread")
    .where(({ and }) => and({ community, place: gone.place, paper: gone.paper }))
    .orderBy("at")
    .limit(1)
    .executeTakeFirst()
  if (next)
    await writing
      .updateTable("thread")
      .set({ main: 1 })
      .where(({ and }) => and({ community, thread: next.thread }))
      .execute()
}

function toThread(row: Thread): Thread {
  return { ...row, at: columnToInstant(row.at) }
}
