import type { CompiledQuery, ExpressionBuilder } from "kysely"
import { type BoundedMap, createBoundedMap } from "../concurrency/bounded-map.ts"
import { isTitleKey, type Paper, titleKey } from "../papers/index.ts"
import type { PaperChange, PaperStore } from "../vocabulary/stores.ts"
import { instantToColumn } from "./columns.ts"
import { chunks, type Engine, type Writing } from "./engine.ts"
import { moveToIdentified } from "./joining.ts"
import { loadKnown, mergeInto, type PaperRow } from "./merging.ts"
import { currentIds } from "./paper-ids.ts"
import { decodePaper } from "./stored-paper.ts"
import type { Tables } from "./tables.ts"

/** Papers as JSON, beside what is asked for: the title's key, and the order of changes. */
export function createPaperStore(engine: Engine): PaperStore {
  const { db } = engine
  const reading = createReading(engine)
  return {
    save: (papers, at) => db.transaction().execute((writing) => save(engine, writing, papers, at)),
    get: (ids) => read(engine, reading, ids),
    changesSince: (cursor, limit) => changesSince(engine, cursor, limit),
    async newestChange() {
      const row = await db
        .selectFrom("sequence")
        .select("value")
        .where("name", "=", "paper")
        .executeTakeFirst()
      return row?.value ?? 0
    },
    async count() {
      const { papers } = await db
        .selectFrom("paper")
        .select(({ fn }) => fn.countAll<number>().as("papers"))
        .where("body", "is not", null)
        .executeTakeFirstOrThrow()
      return Number(papers)
    },
    remove: (ids) => db.transaction().execute((writing) => remove(engine, writing, ids)),
  }
}

async function save(engine: Engine, writing: Writing, papers: readonly Paper[], at: string) {
  const change = await lastChange(engine, writing)
  const keyed = papers.map((paper) => ({ paper, key: titleKey(paper.title) }))
  const { rows, joined, ...counts } = mergeInto(await loadKnown(engine, writing, keyed), keyed)
  await writeRows(writing, rows, change, instantToColumn(at))
  for (const { from, to } of joined) {
    await moveToIdentified(writing, from, to)
    await keepFirstChange(writing, from, to)
  }
  return { ...counts, joined }
}

/** The paper came when it was first known, by whatever name. */
async function keepFirstChange(writing: Writing, from: string, to: string): Promise<void> {
  const first = (query: ExpressionBuilder<Tables, "paper">) =>
    query.selectFrom("paper as earlier").select("earlier.firstChange").where("earlier.id", "=", from)
  await writing
    .updateTable("paper")
    .set((query) => ({ firstChange: first(query) }))
    .where("id", "=", to)
    .where((query) => query("firstChange", ">", first(query)))
    .execute()
}

type Body = { readonly id: string; readonly body: string }
type Reading = (ids: readonly string[]) => CompiledQuery<Body>

/** Lists are of a few lengths. */
const mostLengths = 100

/** The statement that reads a number of papers, built once for each number: building it takes as long as running it. */
function createReading({ db }: Engine): Reading {
  const compiled: BoundedMap<number, CompiledQuery<Body>> = createBoundedMap(mostLengths)
  return (ids) => {
    const query = compiled.get(ids.length) ?? compile(ids)
    compiled.set(ids.length, query)
    return { ...query, parameters: ids }
  }

  function compile(ids: readonly string[]): CompiledQuery<Body> {
    return db
      .selectFrom("paper")
      .select(["id", "body"])
      .where("id", "in", ids)
      .where("body", "is not", null)
      .$narrowType<{ body: string }>()
      .compile()
  }
}

/** Most ids are their papers' own: then what is read is the answer as it stands. */
async function read(
  engine: Engine,
  reading: Reading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Paper>> {
  if (!ids.some(isTitleKey)) return readCurrent(engine, reading, new Set(ids))
  const current = await currentIds(engine.db, ids)
  const papers = await readCurrent(engine, reading, new Set(current.values()))
  return new Map(
    [...current].flatMap(([asked, id]) => {
      const paper = papers.get(id)
      return paper ? [[asked, paper]] : []
    }),
  )
}

async function readCurrent(
  { db, readable }: Engine,
  reading: Reading,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Paper>> {
  const papers = new Map<string, Paper>()
  for (const chunk of chunks([...ids], 1)) {
    const { rows } = await db.executeQuery(reading(chunk))
    for (const { id, body } of rows) {
      const paper = readable(() => decodePaper(body, id))
      if (paper) papers.set(id, paper)
    }
  }
  return papers
}

async function changesSince({ db, readable }: Engine, cursor: number, limit: number) {
  const rows = await db
    .selectFrom("paper")
    .select(["id", "change", "body", "firstChange"])
    .where("change", ">", cursor)
    .orderBy("change")
    .limit(limit)
    .execute()
  const changes = rows.map(({ id, body, change: number, firstChange: first }): PaperChange => {
    const paper = body === null ? undefined : readable(() => decodePaper(body, id))
    return { id, number, first, ...(paper && { paper }) }
  })
  return { changes, cursor: rows.at(-1)?.change ?? cursor }
}

async function remove(engine: Engine, writing: Writing, ids: readonly string[]): Promise<void> {
  const change = await lastChange(engine, writing)
  const gone: PaperRow[] = []
  for (const chunk of chunks([...new Set((await currentIds(writing, ids)).values())], 1)) {
    const rows = await writing
      .selectFrom("paper")
      .select("id")
      .where("id", "in", chunk)
      .where("body", "is not", null)
      .execute()
    gone.push(...rows.map(({ id }) => ({ id, body: null, titleKey: null, livesAs: null })))
    await writing.deleteFrom("vector").where("paper", "in", chunk).execute()
  }
  await writeRows(writing, gone, change, null)
}

/**
 * The number of the newest change. Reading it makes a transaction the only one that writes papers until it ends, so
 * changes become visible in the order of their numbers and nobody who follows them misses one.
 */
async function lastChange(engine: Engine, writing: Writing): Promise<number> {
  const row = await writing
    .selectFrom("sequence")
    .select("value")
    .where("name", "=", "paper")
    .$if(engine.rowLocks, (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
  return row.value
}

async function writeRows(
  writing: Writing,
  rows: readonly PaperRow[],
  change: number,
  savedAt: string | null,
): Promise<void> {
  if (rows.length === 0) return
  const numbered = rows.map((row, index) => ({
    ...row,
    change: change + index + 1,
    firstChange: change + index + 1,
    savedAt: row.body && savedAt,
  }))
  for (const chunk of chunks(numbered))
    await writing
      .insertInto("paper")
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet({
          change: (row) => row.ref("excluded.change"),
          titleKey: (row) => row.ref("excluded.titleKey"),
          body: (row) => row.ref("excluded.body"),
          livesAs: (row) => row.ref("excluded.livesAs"),
          savedAt: (row) => row.ref("excluded.savedAt"),
        }),
      )
      .execute()
  await writing
    .updateTable("sequence")
    .set({ value: change + rows.length })
    .where("name", "=", "paper")
    .execute()
}
