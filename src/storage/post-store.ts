import { sql } from "kysely"
import type { Post, PostStore } from "../vocabulary/community-stores.ts"
import { columnToInstant, instantToColumn } from "./columns.ts"
import type { Database, Engine, Writing } from "./engine.ts"
import { currentId, lockedId } from "./paper-ids.ts"
import type { Tables } from "./tables.ts"

/** The number of a message's only paper. */
const alone = 0

/** Messages about papers: one each, or several by number. */
export function createPostStore(engine: Engine): PostStore {
  const { db } = engine
  return {
    add: (post) => db.transaction().execute((writing) => addPost(engine, writing, post)),
    async at(ref) {
      const row = await db
        .selectFrom("post")
        .selectAll()
        .where(({ and }) => and({ community: ref.community, place: ref.place, message: ref.message }))
        .where("number", "=", ref.number ?? alone)
        .executeTakeFirst()
      return row && toPost(row)
    },
    async ofPaper(community, paper) {
      const rows = await db
        .selectFrom("post")
        .selectAll()
        .where("community", "=", community)
        .where("paper", "=", await currentId(db, paper))
        .orderBy("at", "desc")
        .orderBy("message", "desc")
        .execute()
      return rows.map(toPost)
    },
    inPlace: (where, span, limit) => papersInPlace(db, where, span, limit),
    async since(community, instant) {
      const rows = await selectSince(db, instant).where("community", "=", community).execute()
      return rows.map(toPost)
    },
    async ofPlatformSince(platform, instant) {
      const rows = await selectSince(db, instant).where("community", "like", `${platform}:%`).execute()
      return rows.map(toPost)
    },
    async remove(ref) {
      await db
        .deleteFrom("post")
        .where(({ and }) => and({ community: ref.community, place: ref.place, message: ref.message }))
        .execute()
    },
  }
}

/** See `PostStore`. A forum's posts lie in threads of their own, which hang in the forum. */
async function papersInPlace(
  db: Database,
  { community, place }: Parameters<PostStore["inPlace"]>[0],
  { from, to }: Parameters<PostStore["inPlace"]>[1],
  limit: number,
): Promise<readonly string[]> {
  const since = from === undefined ? sql`` : sql` and at >= ${instantToColumn(from)}`
  const before = to === undefined ? sql`` : sql` and at < ${instantToColumn(to)}`
  const here = sql`community = ${community} and place = ${place}${since}${before}`
  const { rows } = await sql<{ readonly paper: string }>`
    select paper from (
      select paper, at from post where ${here} and kind <> 'answer'
      union all select paper, at from thread where ${here}
    ) as posted
    group by paper order by max(at) desc, paper desc limit ${limit}`.execute(db)
  return rows.map(({ paper }) => paper)
}

function selectSince(db: Database, instant: string) {
  return db
    .selectFrom("post")
    .selectAll()
    .where("at", ">=", instantToColumn(instant))
    .orderBy("at")
    .orderBy("message")
    .orderBy("number")
}

/** Writes a post; one that lies there already is replaced. */
export async function addPost(engine: Engine, writing: Writing, post: Post): Promise<void> {
  const { community, place, message, kind, number = alone } = post
  const rest = { paper: await lockedId(engine, writing, post.paper), kind, at: instantToColumn(post.at) }
  await writing
    .insertInto("post")
    .values({ community, place, message, number, ...rest })
    .onConflict((conflict) => conflict.columns(["community", "place", "message", "number"]).doUpdateSet(rest))
    .execute()
}

function toPost({ number, ...row }: Tables["post"]): Post {
  return { ...row, at: columnToInstant(row.at), ...(number === alone ? {} : { number }) }
}
