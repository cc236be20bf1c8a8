import type { Selectable } from "kysely"
import type { FollowFind, FollowStore } from "../vocabulary/follow-store.ts"
import { type Follow, type FollowKind, followKinds } from "../vocabulary/following.ts"
import { words } from "../words/words.ts"
import { columnToInstant, decodeJson, instantToColumn } from "./columns.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"
import { currentIds, lockedId } from "./paper-ids.ts"
import type { Tables } from "./tables.ts"

type Row = Selectable<Tables["follow"]>

/** What people follow, and which papers it found. */
export function createFollowStore(engine: Engine): FollowStore {
  const { db } = engine
  return {
    add: (follow, most) => db.transaction().execute((writing) => add(engine, writing, follow, most)),
    async ofPerson(person) {
      return (await ofPerson(db, person)).map(toFollow)
    },
    remove: (person, id) =>
      db.transaction().execute(async (writing) => {
        await nextVersion(writing)
        const [row] = await writing
          .deleteFrom("follow")
          .where(({ and }) => and({ person, id }))
          .returningAll()
          .execute()
        return row && toFollow(row)
      }),
    exclude: (...what) => db.transaction().execute((writing) => exclude(writing, ...what)),
    async version() {
      const row = await db
        .selectFrom("sequence")
        .select("value")
        .where("name", "=", "follow")
        .executeTakeFirst()
      return row?.value ?? 0
    },
    async all() {
      return (await db.selectFrom("follow").selectAll().orderBy("id").execute()).map(toFollow)
    },
    addFinds: (finds) => db.transaction().execute((writing) => addFinds(writing, finds)),
    async findsAfter(person, number) {
      const rows = await db
        .selectFrom("followFind")
        .innerJoin("follow", "follow.id", "followFind.follow")
        .select(["followFind.follow", "followFind.paper", "followFind.number", "followFind.at"])
        .where("follow.person", "=", person)
        .where("followFind.number", ">", number)
        .where("followFind.excluded", "=", 0)
        // What another of their follows brought before is not new to them.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("followFind as earlier")
                .innerJoin("follow as finder", "finder.id", "earlier.follow")
                .select("earlier.paper")
                .whereRef("earlier.paper", "=", "followFind.paper")
                .where("finder.person", "=", person)
                .where("earlier.number", "<=", number),
            ),
          ),
        )
        .orderBy("followFind.number")
        .orderBy("follow.createdAt")
        .orderBy("follow.id")
        .execute()
      return rows.map((row) => ({ ...row, at: columnToInstant(row.at) }))
    },
    async newestFinds(person) {
      const rows = await db
        .selectFrom("followFind")
        .innerJoin("follow", "follow.id", "followFind.follow")
        .select(({ fn }) => ["followFind.follow", fn.max("followFind.at").as("at")])
        .where("follow.person", "=", person)
        .where("followFind.excluded", "=", 0)
        .groupBy("followFind.follow")
        .execute()
      return new Map(rows.map(({ follow, at }) => [follow, columnToInstant(at)]))
    },
  }
}

function ofPerson(db: Database, person: string): Promise<Row[]> {
  return db
    .selectFrom("follow")
    .selectAll()
    .where("person", "=", person)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute()
}

// The papers' sequence is held first: no paper is saved between reading its value and the follow being seen.
async function add(
  engine: Engine,
  writing: Writing,
  follow: Omit<Follow, "since">,
  most: number,
): Promise<Follow | "full"> {
  const { value: since } = await writing
    .selectFrom("sequence")
    .select("value")
    .where("name", "=", "paper")
    .$if(engine.rowLocks, (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
  await nextVersion(writing)
  const text = follow.kind === "similar" ? await lockedId(engine, writing, follow.text) : follow.text
  const theirs = (await ofPerson(writing, follow.person)).map(toFollow)
  const same = theirs.find((one) => one.kind === follow.kind && one.text === text)
  if (same) return same
  if (theirs.length >= most) return "full"
  const added: Follow = { ...follow, text, since }
  await writing.insertInto("follow").values(toRow(added)).execute()
  return added
}

async function exclude(
  writing: Writing,
  person: string,
  id: string,
  coAuthors: readonly string[],
  asked: string,
): Promise<Follow | undefined> {
  await nextVersion(writing)
  const row = (await ofPerson(writing, person)).find((one) => one.id === id)
  if (row === undefined) return undefined
  const follow = toFollow(row)
  const exclusions = [...new Set([...(follow.exclusions ?? []), ...coAuthors])]
  const paper = (await currentIds(writing, [asked])).get(asked) ?? asked
  await writing
    .updateTable("follow")
    .set({ exclusions: JSON.stringify(exclusions) })
    .where("id", "=", id)
    .execute()
  await writing
    .updateTable("followFind")
    .set({ excluded: 1 })
    .where(({ and }) => and({ follow: id, paper }))
    .execute()
  return { ...follow, exclusions }
}

// Also what makes a transaction the only one that changes follows until it ends.
async function nextVersion(writing: Writing): Promise<void> {
  await writing
    .updateTable("sequence")
    .set(({ eb }) => ({ value: eb("value", "+", 1) }))
    .where("name", "=", "follow")
    .execute()
}

async function addFinds(writing: Writing, finds: readonly FollowFind[]): Promise<void> {
  for (const chunk of chunks(finds, 5)) {
    const papers = await currentIds(writing, [...new Set(chunk.map(({ paper }) => paper))])
    const ids = [...new Set(chunk.map(({ follow }) => follow))]
    const there = await writing.selectFrom("follow").select("id").where("id", "in", ids).execute()
    const known = new Set(there.map(({ id }) => id))
    const rows = chunk
      .filter(({ follow }) => known.has(follow))
      .map(({ follow, paper, number, at }) => ({
        ...{ follow, number, excluded: 0 },
        paper: papers.get(paper) ?? paper,
        at: instantToColumn(at),
      }))
    if (rows.length === 0) continue
    await writing
      .insertInto("followFind")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["follow", "paper"]).doNothing())
      .execute()
  }
}

function toRow({ exclusions, createdAt, kind, text, ...rest }: Follow): Row {
  return {
    ...{ ...rest, kind, text },
    paper: kind === "similar" ? text : null,
    exclusions: exclusions && exclusions.length > 0 ? JSON.stringify(exclusions) : null,
    createdAt: instantToColumn(createdAt),
  }
}

function toFollow({ kind, text, paper, exclusions, createdAt, ...rest }: Row): Follow {
  const what = words.storage.rows.follow(rest.id)
  return {
    ...rest,
    kind: isKind(kind) ? kind : "search",
    // A paper that got its identifier is followed under it.
    text: paper ?? text,
    ...(exclusions !== null && { exclusions: decodeJson(exclusions, what, areNames) }),
    createdAt: columnToInstant(createdAt),
  }
}

const isKind = (kind: string): kind is FollowKind => followKinds.some((one) => one === kind)

function areNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string")
}
