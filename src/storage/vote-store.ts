import { randomUUID } from "node:crypto"
import type { MessageRef } from "../vocabulary/actor.ts"
import type { PostRef, Vote, VoteStore } from "../vocabulary/community-stores.ts"
import { boundToColumn, columnToInstant, instantToColumn } from "./columns.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"
import { currentIds, lockedId } from "./paper-ids.ts"

/** A row for each vote, and one for each way in which it was given: the vote goes with its last way. */
export function createVoteStore(engine: Engine): VoteStore {
  const { db } = engine
  // Which process changed a vote, as far as the store can tell: each opens its own.
  const origin = randomUUID()
  return {
    set: ({ community, member, paper }, on, at, via) =>
      db.transaction().execute(async (writing) => {
        const settled = { community, member, paper: await lockedId(engine, writing, paper) }
        const way = wayOf(via)
        const outcome = on ? await give(writing, settled, way, at) : await takeBack(writing, settled, way)
        if (outcome.changed) await noteChange(writing, settled, origin)
        const votes = (await tallies(writing, settled.community, [settled.paper])).get(settled.paper) ?? 0
        return { changed: outcome.changed, votes, ...(outcome.remains && { remains: true }) }
      }),
    reconcile: (post, paper, reactions, at, only) =>
      db.transaction().execute(async (writing) => {
        const about = { community: post.community, paper: await lockedId(engine, writing, paper) }
        const outcome = await reconcile(writing, about, post, reactions, at, only)
        if (outcome.votes) await noteChange(writing, about, origin)
        return outcome
      }),
    changedElsewhere: (cursor, limit) => changedElsewhere(db, origin, cursor, limit),
    tallies: (community, papers) => tallies(db, community, papers),
    async ofMember(community, member, limit) {
      const rows = await db
        .selectFrom("vote")
        .select(["community", "member", "paper", "at"])
        .where(({ and }) => and({ community, member }))
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
      const rows = await waysOn(db, post).select("member").orderBy("at").orderBy("member").execute()
      return [...new Set(rows.map((row) => row.member))]
    },
  }
}

type Way = { readonly place: string; readonly message: string; readonly reaction: string }

const byButton: Way = { place: "", message: "", reaction: "" }

function wayOf(via: Parameters<VoteStore["set"]>[3]): Way {
  return via ? { place: via.place, message: via.message, reaction: via.reaction ?? "" } : byButton
}

function waysOn(db: Database, { community, place, message }: MessageRef) {
  return db.selectFrom("voteWay").where(({ and }) => and({ community, place, message }))
}

type Outcome = {
  /** Whether the way was not known, or was. */
  readonly isNews: boolean
  /** Whether the vote came or went with it. */
  readonly changed: boolean
  /** A vote that was taken back in one way stands by another. */
  readonly remains?: boolean
}

async function give(writing: Writing, vote: Vote, way: Way, at: string): Promise<Outcome> {
  const { community, paper, member } = vote
  const row = { community, paper, member, at: instantToColumn(at) }
  const added = await writing
    .insertInto("voteWay")
    .values({ ...row, ...way })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  const given = await writing
    .insertInto("vote")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return { isNews: added.numInsertedOrUpdatedRows !== 0n, changed: given.numInsertedOrUpdatedRows !== 0n }
}

async function takeBack(writing: Writing, vote: Vote, way: Way): Promise<Outcome> {
  const taken = await writing
    .deleteFrom("voteWay")
    .where(({ and }) => and(vote))
    .where(({ and }) => and({ place: way.place, message: way.message }))
    // What was counted before reactions were told apart has no name.
    .where("reaction", "in", [way.reaction, ""])
    .executeTakeFirst()
  // A reaction on a message that is gone cannot be taken off: the button does it.
  if (way === byButton)
    await writing
      .deleteFrom("voteWay")
      .where(({ and }) => and(vote))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("post")
              .select("post.message")
              .whereRef("post.community", "=", "voteWay.community")
              .whereRef("post.place", "=", "voteWay.place")
              .whereRef("post.message", "=", "voteWay.message"),
          ),
        ),
      )
      .execute()
  const isNews = taken.numDeletedRows > 0n
  const left = await writing
    .selectFrom("voteWay")
    .select("member")
    .where(({ and }) => and(vote))
    .limit(1)
    .executeTakeFirst()
  if (left !== undefined) return { isNews, changed: false, remains: true }
  const gone = await writing
    .deleteFrom("vote")
    .where(({ and }) => and(vote))
    .executeTakeFirst()
  return { isNews, changed: gone.numDeletedRows > 0n }
}

/** Makes the ways on a post agree with the reactions that are on it now. */
async function reconcile(
  writing: Writing,
  about: Omit<Vote, "member">,
  post: PostRef,
  reactions: Parameters<VoteStore["reconcile"]>[2],
  at: string,
  only: string | undefined,
): ReturnType<VoteStore["reconcile"]> {
  const known = await waysOn(writing, post)
    .select(["member", "reaction"])
    .$if(post.number !== undefined, (query) => query.where("paper", "=", about.paper))
    .$if(only !== undefined, (query) => query.where("reaction", "=", only ?? ""))
    .execute()
  const keyOf = ({ member, reaction = "" }: { readonly member: string; readonly reaction?: string }) =>
    JSON.stringify([member, reaction])
  const [before, now] = [new Set(known.map(keyOf)), new Set(reactions.map(keyOf))]
  const outcomes: Outcome[] = []
  for (const given of reactions.filter((one) => !before.has(keyOf(one))))
    outcomes.push(await give(writing, { ...about, member: given.member }, wayOf({ ...post, ...given }), at))
  for (const gone of known.filter((one) => !now.has(keyOf(one))))
    outcomes.push(await takeBack(writing, { ...about, member: gone.member }, wayOf({ ...post, ...gone })))
  return {
    ways: outcomes.some(({ isNews }) => isNews),
    votes: outcomes.some(({ changed }) => changed),
  }
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

/** The number is drawn while this writer alone may draw one, so a follower of the changes misses none. */
/** The votes for a paper changed in the process of that name: all others look at them again. */
export async function noteChange(
  writing: Writing,
  { community, paper }: Omit<Vote, "member">,
  origin: string,
): Promise<void> {
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
