import type { Listed, PaperList } from "../papers/index.ts"
import type { ListStore } from "../vocabulary/stores.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"
import { currentIds, lockedIds } from "./paper-ids.ts"
import type { Tables } from "./tables.ts"

/** Lists by key, their entries as rows, so that a paper's days are found. */
export function createListStore(engine: Engine): ListStore {
  const { db } = engine
  return {
    put: (list) => db.transaction().execute((writing) => put(engine, writing, list)),
    async get(key) {
      const [list] = toLists(await selectLists(db).where("list.key", "=", key).execute())
      return list
    },
    async days(from, to) {
      const days = selectLists(db).where("list.kind", "=", "day").where("list.key", ">=", from)
      return toLists(await days.where("list.key", "<=", to).execute())
    },
    async newestDay() {
      const row = await db
        .selectFrom("list")
        .select("key")
        .where("kind", "=", "day")
        .where(({ exists, selectFrom }) =>
          exists(selectFrom("listEntry").select("list").whereRef("listEntry.list", "=", "list.key")),
        )
        .orderBy("key", "desc")
        .limit(1)
        .executeTakeFirst()
      return row?.key
    },
    daysOf: (papers) => daysOf(db, papers),
  }
}

async function put(engine: Engine, writing: Writing, list: PaperList): Promise<void> {
  const rows = await toRows(engine, writing, list)
  if (!(await writeHead(writing, list))) return
  await writing.deleteFrom("listEntry").where("list", "=", list.key).execute()
  for (const chunk of chunks(rows)) await writing.insertInto("listEntry").values(chunk).execute()
}

// A paper is on a list once: two spellings of it may turn out to be the same.
async function toRows(engine: Engine, writing: Writing, { key, entries }: PaperList) {
  const papers = entries.map((entry) => entry.paper)
  const current = await lockedIds(engine, writing, papers)
  const rows = new Map<string, Tables["listEntry"]>()
  for (const { paper, upvotes, comments } of entries) {
    const id = current.get(paper) ?? paper
    if (!rows.has(id)) rows.set(id, { list: key, position: rows.size, paper: id, upvotes, comments })
  }
  return [...rows.values()]
}

/** Says whether the list may be replaced. If so, nobody else replaces it until the transaction ends. */
async function writeHead(writing: Writing, { key, closed, readAt, source }: PaperList): Promise<boolean> {
  const rest = { kind: kindOf(key), closed: Number(closed), readAt, source }
  const written = await writing
    .insertInto("list")
    .values({ key, ...rest })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet(rest).where("list.closed", "<=", rest.closed),
    )
    .executeTakeFirst()
  return Number(written.numInsertedOrUpdatedRows) > 0
}

function kindOf(key: string): Tables["list"]["kind"] {
  if (key === "trending") return "trending"
  if (key.startsWith("arxiv:")) return "arxiv"
  if (key.includes("W")) return "week"
  return key.length === "2025-10".length ? "month" : "day"
}

function selectLists(db: Database) {
  return db
    .selectFrom("list")
    .leftJoin("listEntry as entry", "entry.list", "list.key")
    .select(["list.key", "list.closed", "list.readAt", "list.source"])
    .select(["entry.paper", "entry.upvotes", "entry.comments"])
    .orderBy("list.key")
    .orderBy("entry.position")
}

type Row = Awaited<ReturnType<ReturnType<typeof selectLists>["execute"]>>[number]

function toLists(rows: readonly Row[]): readonly PaperList[] {
  return [...Map.groupBy(rows, (row) => row.key).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { key, closed, readAt, source } = first
    return [{ key, entries: group.flatMap(toEntry), closed: closed === 1, readAt, source }]
  })
}

// A list without entries is one row whose entry is null.
function toEntry({ paper, upvotes, comments }: Row): readonly Listed[] {
  return paper === null || upvotes === null || comments === null ? [] : [{ paper, upvotes, comments }]
}

async function daysOf(db: Database, papers: readonly string[]) {
  const current = await currentIds(db, papers)
  const days = new Map<string, string[]>()
  for (const chunk of chunks([...new Set(current.values())], 1)) {
    const rows = await db
      .selectFrom("listEntry")
      .innerJoin("list", "list.key", "listEntry.list")
      .select(["listEntry.paper", "list.key"])
      .where("listEntry.paper", "in", chunk)
      .where("list.kind", "=", "day")
      .orderBy("list.key")
      .execute()
    for (const { paper, key } of rows) days.set(paper, [...(days.get(paper) ?? []), key])
  }
  return new Map([...current].map(([asked, id]) => [asked, days.get(id) ?? []]))
}
