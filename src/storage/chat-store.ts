import type { Selectable } from "kysely"
import type { ChatMessage, ChatStore } from "../vocabulary/community-stores.ts"
import { words } from "../words/words.ts"
import { readerOfCards } from "./card-text.ts"
import { columnToInstant, instantToColumn, present } from "./columns.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"
import type { Tables } from "./tables.ts"

/** The page's own messages, in the order in which they were written. */
export function createChatStore(engine: Engine): ChatStore {
  const { db } = engine
  return {
    add: (message) => db.transaction().execute((writing) => add(engine, writing, message)),
    async edit(id, { text, card }) {
      const edited = await db
        .updateTable("chatMessage")
        .set({ ...(text !== undefined && { text }), ...(card && { card: JSON.stringify(card) }), id })
        .where("id", "=", id)
        .returningAll()
        .execute()
      return (await toMessages(engine, db, edited))[0]
    },
    get: (id) => find(engine, db, "id", id),
    page: (where) => page(engine, where),
    async replies(messages) {
      const counts = new Map(messages.map((message) => [message, 0]))
      for (const chunk of chunks(messages, 1)) {
        const rows = await db
          .selectFrom("chatMessage")
          .select(({ fn }) => ["thread", fn.countAll<number>().as("replies")])
          .where("thread", "in", chunk)
          .where("onlyFor", "is", null)
          .groupBy("thread")
          .execute()
        for (const { thread, replies } of rows) if (thread !== null) counts.set(thread, Number(replies))
      }
      return counts
    },
    async remove(id) {
      await db.deleteFrom("chatMessage").where("id", "=", id).execute()
    },
  }
}

type Row = Selectable<Tables["chatMessage"]>

async function add(engine: Engine, writing: Writing, message: ChatMessage): Promise<ChatMessage> {
  const { card, at, ...rest } = message
  const added = await writing
    .insertInto("chatMessage")
    .values({ ...rest, at: instantToColumn(at), card: card ? JSON.stringify(card) : null })
    .onConflict((conflict) => conflict.column("delivery").doNothing())
    .executeTakeFirst()
  const isSent = Number(added.numInsertedOrUpdatedRows) === 0 && message.delivery !== undefined
  return (isSent ? await find(engine, writing, "delivery", message.delivery) : undefined) ?? message
}

async function find(engine: Engine, db: Database, column: "id" | "delivery", value: string) {
  const rows = await db.selectFrom("chatMessage").selectAll().where(column, "=", value).execute()
  return (await toMessages(engine, db, rows))[0]
}

async function page(
  engine: Engine,
  where: Parameters<ChatStore["page"]>[0],
): Promise<readonly ChatMessage[]> {
  const { channel, thread, member, before, limit } = where
  const rows = await engine.db
    .selectFrom("chatMessage")
    .selectAll()
    .where("channel", "=", channel)
    .where("thread", thread === undefined ? "is" : "=", thread ?? null)
    .where(({ or, eb }) => or([eb("onlyFor", "is", null), eb("onlyFor", "=", member)]))
    .$if(before !== undefined, (query) =>
      query.where("sequence", "<", (older) =>
        older
          .selectFrom("chatMessage")
          .select("sequence")
          .where("id", "=", before ?? ""),
      ),
    )
    .orderBy("sequence", "desc")
    .limit(limit)
    .execute()
  return toMessages(engine, engine.db, rows.reverse())
}

async function toMessages(
  engine: Engine,
  db: Database,
  rows: readonly Row[],
): Promise<readonly ChatMessage[]> {
  const cards = rows.map((row) => row.card)
  const read = await readerOfCards(engine, db, cards)
  return rows.map(({ card, sequence: _, ...row }) => ({
    ...present(row),
    at: columnToInstant(row.at),
    ...(card !== null && { card: read(card, words.storage.rows.chatMessage(row.id)) }),
  }))
}
