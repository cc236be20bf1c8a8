import type { Selectable } from "kysely"
import type { ChatMessage, ChatStore } from "../vocabulary/community-stores.ts"
import { readerOfCards } from "./card-text.ts"
import { columnToInstant, instantToColumn, present } from "./columns.ts"
import { chunks, type Database, type Writing } from "./engine.ts"
import type { Tables } from "./tables.ts"

/** The page's own messages, in the order in which they were written. */
export function createChatStore(db: Database): ChatStore {
  return {
    add: (message) => db.transaction().execute((writing) => add(writing, message)),
    async edit(id, { text, card }) {
      const edited = await db
        .updateTable("chatMessage")
        .set({ ...(text !== undefined && { text }), ...(card && { card: JSON.stringify(card) }), id })
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirst()
      return edited && toMessage(db, edited)
    },
    get: (id) => find(db, "id", id),
    page: (where) => page(db, where),
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

async function add(writing: Writing, message: ChatMessage): Promise<ChatMessage> {
  const { card, at, ...rest } = message
  const added = await writing
    .insertInto("chatMessage")
    .values({ ...rest, at: instantToColumn(at), card: card ? JSON.stringify(card) : null })
    .onConflict((conflict) => conflict.column("delivery").doNothing())
    .executeTakeFirst()
  const isSent = Number(added.numInsertedOrUpdatedRows) === 0 && message.delivery !== undefined
  return (isSent ? await find(writing, "delivery", message.delivery) : undefined) ?? message
}

async function find(db: Database, column: "id" | "delivery", value: string) {
  const row = await db.selectFrom("chatMessage").selectAll().where(column, "=", value).executeTakeFirst()
  return row && toMessage(db, row)
}

async function page(db: Database, where: Parameters<ChatStore["page"]>[0]): Promise<readonly ChatMessage[]> {
  const { channel, thread, member, before, limit } = where
  const rows = await db
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
  return toMessages(db, rows.reverse())
}

async function toMessage(db: Database, row: Row): Promise<ChatMessage | undefined> {
  const [message] = await toMessages(db, [row])
  return message
}

async function toMessages(db: Database, rows: readonly Row[]): Promise<readonly ChatMessage[]> {
  const read = await readerOfCards(
    db,
    rows.map((row) => row.card),
  )
  return rows.map(({ card, sequence: _, ...row }) => ({
    ...present(row),
    at: columnToInstant(row.at),
    ...(card !== null && { card: read(card) }),
  }))
}
