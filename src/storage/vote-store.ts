import { randomUUID } from "node:crypto"
import type { MessageRef } from "../vocabulary/actor.ts"
import type { Vote, VoteStore } from "../vocabulary/community-stores.ts"
import { boundToColumn, columnToInstant, instantToColumn } from "./columns.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"
import { currentIds, lockedId } from "./paper-ids.ts"

/** Votes: a row a member a paper a community. Taken back is deleted. */
export function createVoteStore(engine: Engine): VoteStore {
  const { db } = engine
  // Which process changed a vote, as far as the store can tell: each opens its own.
  const origin = randomUUID()
  return {
    set: (vote, on, at, via) =>
      db.transaction().execute(async (writing) => {
        const settled = { ...vote, paper: await lockedId(engine, writing, vote.paper) }
        const outcome = await set(writing, settled, on, at, via)
        if (outcome.changed) await noteChange(writing, settled, origin)
        return outcome
      }),
    changedElsewhere: (cursor, limit) => changedElsewhere(db, origin, cursor, limit),
    tallies: (community, papers) => tallies(db, community, papers),
    async ofMember(community, member, limit) {
      const rows = await db
        .selectFrom("vote")
        .select(["community", "member", "paper", "at"])
        .where("community", "=", community)
        .where("member", "=", member)
        .orderBy("at", "desc")
        .orderBy("paper")
        .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
        .execute()
      return rows.map((row) => ({ ...row, at: columnToInstant(row.at) }))
    },
    async papers(community) {
      const rows = await db
        .selectFrom("vote")
        .select("paper")
        .distinct()
        .where("community", "=", community)
        .execute()
      return rows.map((row) => row.paper)
    },
    async top(community, from, to, limit) {
      const rows = await db
        .selectFrom("vote")
        .select(({ fn }) => ["paper", fn.countAll<number>().as("votes")])
        .where("community", "=", community)
        .where("at", ">=", boundToColumn(from))
        .where("at", "<", boundToColumn(to))
        .groupBy("paper")
        .orderBy("votes", "desc")
        .orderBy("paper")
        .limit(limit)
        .execute()
      return rows.map(({ paper, votes }) => ({ paper, votes: Number(votes) }))
    },
    async via(post) {
      const rows = await db
        .selectFrom("vote")
        .select("member")
        .where("community", "=", post.community)
        .where("viaPlace", "=", post.place)
        .where("viaMessage", "=", post.message)
        .orderBy("at")
        .orderBy("member")
        .execute()
      return rows.map((row) => row.member)
    },
  }
}

async function set(writing: Writing, vote: Vote, on: boolean, at: string, via: MessageRef | undefined) {
  const changed = on ? await add(writing, vote, at, via) : await takeBack(writing, vote)
  const votes = (await tallies(writing, vote.community, [vote.paper])).get(vote.paper) ?? 0
  return { changed, votes }
}

async function add(writing: Writing, vote: Vote, at: string, via: MessageRef | undefined): Promise<boolean> {
  const { community, member, paper } = vote
  const added = await writing
    .insertInto("vote")
    .values({
      community,
      paper,
      member,
      at: instantToColumn(at),
      viaPlace: via?.place ?? null,
      viaMessage: via?.message ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) > 0
}

async function takeBack(writing: Writing, { community, member, paper }: Vote): Promise<boolean> {
  const taken = await writing
    .deleteFrom("vote")
    .where("community", "=", community)
    .where("paper", "=", paper)
    .where("member", "=", member)
    .executeTakeFirst()
  return Number(taken.numDeletedRows) > 0
}

async function tallies(db: Database, community: string, papers: readonly string[]) {
  const current = await currentIds(db, papers)
  const votes = new Map<string, number>()
  for (const chunk of chunks([...new Set(current.values())], 1)) {
    const rows = await db
      .selectFrom("vote")
      .select(({ fn }) => ["paper", fn.countAll<number>().as("votes")])
      .where("community", "=", community)
      .where("paper", "in", chunk)
      .groupBy("paper")
      .execute()
    for (const row of rows) votes.set(row.paper, Number(row.votes))
  }
  return new Map([...current].map(([asked, id]) => [asked, votes.get(id) ?? 0]))
}

/** The number is drawn while this writer alone may draw one, so whoever follows the changes misses none. */
async function noteChange(writing: Writing, { community, paper }: Vote, origin: string): Promise<void> {
  const { value } = await writing
    .updateTable("sequence")
    .set(({ eb }) => ({ value: eb("value", "+", 1) }))
    .where("name", "=", "vote")
    .returning("value")
    .executeTakeFirstOrThrow()
  const rest = { change: Number(value), origin }
  await writing
    .insertInto("voteChange")
    .values({ community, paper, ...rest })
    .onConflict((conflict) => conflict.columns(["community", "paper"]).doUpdateSet(rest))
    .execute()
}

async function changedElsewhere(db: Database, origin: string, cursor: number, limit: number) {
  const rows = await db
    .selectFrom("voteChange")
    .selectAll()
    .where("change", ">", cursor)
    .orderBy("change")
    .limit(limit)
    .execute()
  const changes = rows.filter((row) => row.origin !== origin)
  return {
    changes: changes.map(({ community, paper }) => ({ community, paper })),
    cursor: Number(rows.at(-1)?.change ?? cursor),
  }
}
