import {
  type ReadingState,
  type ReadingStore,
  readingStates,
  type SavedPaper,
} from "../vocabulary/readers.ts"
import { words } from "../words/words.ts"
import { columnToInstant, decodeJson, instantToColumn } from "./columns.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"
import { currentIds, lockedId } from "./paper-ids.ts"
import type { Tables } from "./tables.ts"

/** How long what was removed can be brought back. */
const restorableHours = 24

const columns = ["paper", "state", "note", "tags", "addedAt", "changedAt"] as const

/** What persons saved: a row for each paper. What was removed lies there for a day, so that it can come back. */
export function createReadingStore(engine: Engine): ReadingStore {
  const { db } = engine
  return {
    async of(person, papers) {
      const current = await currentIds(db, papers)
      const known = new Map<string, SavedPaper>()
      for (const chunk of chunks([...new Set(current.values())], 1))
        for (const one of await savedAmong(db, person, chunk)) known.set(one.paper, one)
      return new Map(
        [...current].flatMap(([asked, id]) => {
          const saved = known.get(id)
          return saved === undefined ? [] : [[asked, saved] as const]
        }),
      )
    },
    save: (person, paper, change, at, byReaction) =>
      db
        .transaction()
        .execute(async (writing) =>
          save(writing, person, await lockedId(engine, writing, paper), change, at, byReaction),
        ),
    remove: (person, paper, at, byReaction) =>
      db
        .transaction()
        .execute(async (writing) =>
          remove(writing, person, await lockedId(engine, writing, paper), at, byReaction),
        ),
    page: (person, filter, window) => page(db, person, filter, window),
    async tagLists(person) {
      const rows = await countsOf(db, person)
        .select(({ fn }) => ["tags", fn.sum<number>("papers").as("papers")])
        .groupBy("tags")
        .execute()
      return rows.map(({ tags, papers }) => ({
        tags: decodeJson(tags, words.storage.rows.reading(person), isTexts),
        papers: Number(papers),
      }))
    },
    async all(person) {
      const rows = await newestFirst(savedOf(db, person).select(columns)).execute()
      return rows.map(toSaved)
    },
    async counts(person) {
      const rows = await countsOf(db, person)
        .select(({ fn }) => ["state", fn.sum<number>("papers").as("papers")])
        .groupBy("state")
        .execute()
      const counted = new Map(rows.map(({ state, papers }) => [state, Number(papers)]))
      return Object.fromEntries(readingStates.map((state) => [state, counted.get(state) ?? 0])) as Record<
        ReadingState,
        number
      >
    },
  }
}

function savedOf(db: Database, person: string) {
  return db.selectFrom("reading").where("person", "=", person).where("removedAt", "is", null)
}

/** Asked for in order, or without those that were removed, an engine reads all that are saved to find a few. */
async function savedAmong(
  db: Database,
  person: string,
  papers: readonly string[],
): Promise<readonly SavedPaper[]> {
  const rows = await db
    .selectFrom("reading")
    .select([...columns, "removedAt"])
    .where("person", "=", person)
    .where("paper", "in", papers)
    .execute()
  return rows.filter(({ removedAt }) => removedAt === null).map(toSaved)
}

function countsOf(db: Database, person: string) {
  return db.selectFrom("readingCount").where("person", "=", person)
}

function newestFirst<Q extends { orderBy(column: "addedAt" | "paper", order?: "desc"): Q }>(query: Q): Q {
  return query.orderBy("addedAt", "desc").orderBy("paper")
}

/** The ids come from an index alone, however far down the page is; its rows are read then. What fits is counted already. */
async function page(
  db: Database,
  person: string,
  { state, tag, hasNote = false }: Parameters<ReadingStore["page"]>[1],
  { offset, limit }: Parameters<ReadingStore["page"]>[2],
): ReturnType<ReadingStore["page"]> {
  const fitting = savedOf(db, person)
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? "later"))
    .$if(tag !== undefined, (query) => query.where("tags", "like", patternOf(tag ?? "")))
    .$if(hasNote, (query) => query.where("note", "is not", null))
  const { total } = await countsOf(db, person)
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? "later"))
    .$if(tag !== undefined, (query) => query.where("tags", "like", patternOf(tag ?? "")))
    .$if(hasNote, (query) => query.where("noted", "=", 1))
    .select(({ fn }) => fn.sum<number | null>("papers").as("total"))
    .executeTakeFirstOrThrow()
  const ids = await newestFirst(fitting.select("paper")).limit(limit).offset(offset).execute()
  if (ids.length === 0) return { saved: [], total: Number(total) }
  const papers = ids.map(({ paper }) => paper)
  const saved = (await savedAmong(db, person, papers)).toSorted(
    (one, other) => papers.indexOf(one.paper) - papers.indexOf(other.paper),
  )
  return { saved, total: Number(total) }
}

/** A tag as it lies in the JSON of all: a tag holds no quote, and no `%` or `_` (see `src/parsing/tags.ts`). */
function patternOf(tag: string): string {
  return `%${JSON.stringify(tag)}%`
}

type ReadingRow = Tables["reading"]

function toSaved(row: Pick<ReadingRow, (typeof columns)[number]>): SavedPaper {
  const { paper, state, note, tags, addedAt, changedAt } = row
  return {
    paper,
    state,
    ...(note !== null && { note }),
    tags: decodeJson(tags, words.storage.rows.reading(paper), isTexts),
    addedAt: columnToInstant(addedAt),
    changedAt: columnToInstant(changedAt),
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string")
}

function rowOf(writing: Writing, person: string, paper: string) {
  return writing
    .selectFrom("reading")
    .selectAll()
    .where(({ and }) => and({ person, paper }))
    .executeTakeFirst()
}

async function save(
  writing: Writing,
  person: string,
  paper: string,
  change: Parameters<ReadingStore["save"]>[2],
  at: string,
  byReaction: string | undefined,
): ReturnType<ReadingStore["save"]> {
  await forget(writing, at)
  const known = await rowOf(writing, person, paper)
  const before = known?.removedAt === null ? toSaved(known) : undefined
  // A reaction on what is saved already saves nothing, and takes nothing away when it goes.
  if (byReaction !== undefined && before !== undefined) return { saved: before, before }
  const now = instantToColumn(at)
  const row: ReadingRow = {
    person,
    paper,
    state: change.state ?? known?.state ?? "later",
    note: change.note === undefined ? (known?.note ?? null) : change.note || null,
    tags: change.tags === undefined ? (known?.tags ?? "[]") : JSON.stringify(change.tags),
    addedAt: before === undefined ? now : (known?.addedAt ?? now),
    changedAt: now,
    byReaction: byReaction ?? null,
    removedAt: null,
  }
  await writing
    .insertInto("reading")
    .values(row)
    .onConflict((conflict) => conflict.columns(["person", "paper"]).doUpdateSet(row))
    .execute()
  return { saved: toSaved(row), ...(before && { before }) }
}

async function remove(
  writing: Writing,
  person: string,
  paper: string,
  at: string,
  byReaction: string | undefined,
): ReturnType<ReadingStore["remove"]> {
  await forget(writing, at)
  const known = await rowOf(writing, person, paper)
  if (known === undefined || known.removedAt !== null) return undefined
  if (byReaction !== undefined && known.byReaction !== byReaction) return undefined
  await writing
    .updateTable("reading")
    .set({ removedAt: instantToColumn(at) })
    .where(({ and }) => and({ person, paper }))
    .execute()
  return toSaved(known)
}

/** Deletes, of everybody, what nobody can bring back any more. */
async function forget(writing: Writing, at: string): Promise<void> {
  const since = Temporal.Instant.from(at).subtract({ hours: restorableHours })
  await writing.deleteFrom("reading").where("removedAt", "<", instantToColumn(since.toString())).execute()
}
