/** What feeds have shown, and whether they would show something else now. */
import { type Selectable, sql } from "kysely"
import type { FeedSpan, FeedStore, ShownPaper } from "../vocabulary/feeds.ts"
import { columnToInstant, instantToColumn } from "./columns.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"
import { lockedIds } from "./paper-ids.ts"
import type { Tables } from "./tables.ts"

type Row = Selectable<Tables["feedEntry"]>

/** Many times what a feed holds at once: what it showed before these comes back to no feed. */
const mostKept = 2_000

/** One statement that is put together once: a reader who has the newest costs no more. It holds what each kind is made of. */
export function createStampReader(db: Database): FeedStore["stamp"] {
  const statement = stampStatement("", {
    listsFrom: "",
    listsTo: "",
    postsSince: "1970-01-01T00:00:00Z",
  }).compile(db)
  return async (hash, { listsFrom, listsTo, postsSince }) => {
    const parameters = [listsFrom, listsTo, instantToColumn(postsSince), hash]
    const { rows } = await db.executeQuery<{ readonly stamp: string }>({ ...statement, parameters })
    return rows[0]?.stamp
  }
}

function stampStatement(hash: string, { listsFrom, listsTo, postsSince }: FeedSpan) {
  return sql`
    select feed.id || ' ' || feed.generation || ' ' || coalesce(feed.person, '')
      || ' ' || (select value from sequence where name = 'paper') || ' ' || coalesce(case feed.kind
        when 'list' then (select max("readAt") from list where kind = 'day' and key between ${listsFrom} and ${listsTo})
        when 'followed' then (select value from sequence where name = 'follow')
          || ' ' || coalesce((select value from fact where name = 'follow-cursor'), '')
        when 'saved' then (select count(*) || ' ' || coalesce(max("changedAt"), '') || ' ' || coalesce(max("removedAt"), '')
          from reading where reading.person = feed.person)
        when 'channel' then (select count(*) || ' ' || coalesce(max(at), '') from post
          where post.community = feed.community and post.place = feed.place and at >= ${instantToColumn(postsSince)})
        end, '') as stamp
    from feed where hash = ${hash}`
}

/** Newest first. */
export function shownBy(db: Database, feed: string): Promise<Row[]> {
  return db.selectFrom("feedEntry").selectAll().where("feed", "=", feed).orderBy("at", "desc").execute()
}

export function toShown({ paper, shownAs, at }: Row): ShownPaper {
  return { paper, as: shownAs, at: columnToInstant(at) }
}

// One at a time for a feed: the second of two processes goes on behind what the first has shown.
export async function showPapers(
  engine: Engine,
  writing: Writing,
  feed: string,
  papers: Parameters<FeedStore["show"]>[1],
): Promise<readonly ShownPaper[]> {
  const current = await lockedIds(
    engine,
    writing,
    papers.map(({ paper }) => paper),
  )
  const there = await writing
    .selectFrom("feed")
    .select("id")
    .where("id", "=", feed)
    .$if(engine.rowLocks, (query) => query.forUpdate())
    .executeTakeFirst()
  if (there === undefined) return []
  const before = await shownBy(writing, feed)
  const known = new Set(before.map(({ paper }) => paper))
  let last = secondOf(before[0]?.at)
  const rows: Row[] = []
  for (const { paper: asked, at } of papers) {
    const paper = current.get(asked) ?? asked
    if (known.has(paper)) continue
    known.add(paper)
    last = Math.max(last + 1, secondOf(instantToColumn(at)))
    const second = Temporal.Instant.fromEpochMilliseconds(last * 1_000).toString()
    rows.unshift({ feed, paper, shownAs: paper, at: instantToColumn(second) })
  }
  for (const chunk of chunks(rows)) await writing.insertInto("feedEntry").values(chunk).execute()
  const all = [...rows, ...before]
  const oldest = all[mostKept]
  if (oldest)
    await writing.deleteFrom("feedEntry").where("feed", "=", feed).where("at", "<=", oldest.at).execute()
  return all.slice(0, mostKept).map(toShown)
}

function secondOf(column: string | undefined): number {
  if (column === undefined) return Number.NEGATIVE_INFINITY
  return Math.floor(Temporal.Instant.from(columnToInstant(column)).epochMilliseconds / 1_000)
}
