import { sql } from "kysely"
import { isTitleKey } from "../papers/index.ts"
import type { PaperStats, StatsStore } from "../vocabulary/community-stores.ts"
import { columnToInstant } from "./columns.ts"
import type { Database } from "./engine.ts"

/** What a community made of papers: votes, threads and posts of a whole page in one query. */
export function createStatsStore(db: Database): StatsStore {
  return {
    async of(community, member, papers) {
      if (papers.length === 0) return new Map()
      const rows = await select(db, community, member ?? "", papers)
      const moved = new Map(
        rows.map(({ kind, paper, id }) => (kind === "moved" ? [paper, id ?? paper] : ["", ""])),
      )
      const byPaper = Map.groupBy(rows, (row) => row.paper)
      return new Map(
        papers.map((asked) => [asked, toStats(community, byPaper.get(moved.get(asked) ?? asked) ?? [])]),
      )
    },
  }
}

type Row = {
  readonly kind: "moved" | "votes" | "thread" | "post"
  readonly paper: string
  /** Votes or replies. */
  readonly count: number
  /** 1 for the member's own vote, and for the thread that is offered first. */
  readonly first: number
  readonly place: string | null
  readonly id: string | null
  readonly member: string | null
  readonly at: string | null
}

async function select(db: Database, community: string, member: string, papers: readonly string[]) {
  const asked = sql.join(papers)
  const titles = sql.join(["", ...papers.filter(isTitleKey)])
  // Only a title's key is ever given up for another id.
  const moved = sql`(select "livesAs" from paper where id in (${titles}) and "livesAs" is not null)`
  const here = sql`community = ${community} and (paper in (${asked}) or paper in ${moved})`
  const { rows } = await sql<Row>`
    select 'moved' as kind, id as paper, 0 as count, 0 as first, null as place, "livesAs" as id, null as member, null as at
      from paper where id in (${titles}) and "livesAs" is not null
    union all select 'votes', paper, count(*), max(case when member = ${member} then 1 else 0 end), null, null, null, null
      from vote where ${here} group by paper
    union all select 'thread', paper, replies, coalesce(main, 0), place, thread, "openedBy", at from thread where ${here}
    union all select 'post', paper, 0, 0, place, message, null, at from post where ${here} and kind = 'post'
    order by 4 desc, 8, 6`.execute(db)
  return rows
}

function toStats(community: string, rows: readonly Row[]): PaperStats {
  const votes = rows.find(({ kind }) => kind === "votes")
  return {
    votes: Number(votes?.count ?? 0),
    mine: Number(votes?.first ?? 0) === 1,
    threads: rows
      .filter(({ kind }) => kind === "thread")
      .map((row) => ({
        ...refOf(community, row),
        thread: row.id ?? "",
        paper: row.paper,
        openedBy: row.member ?? "",
        at: columnToInstant(row.at ?? ""),
        replies: Number(row.count),
      })),
    posts: rows
      .filter(({ kind }) => kind === "post")
      .map((row) => ({ ...refOf(community, row), message: row.id ?? "" }))
      .reverse(),
  }
}

function refOf(community: string, { place }: Row) {
  return { community, place: place ?? "" }
}
