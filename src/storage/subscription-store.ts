import { sql } from "kysely"
import type { Content, Subscription, SubscriptionStore, TagRule } from "../vocabulary/delivery-stores.ts"
import { communityGoneReasons } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"
import type { NoteChange } from "./audit-store.ts"
import { columnToInstant, decodeJson, instantToColumn, isRecord, present } from "./columns.ts"
import type { Database, Writing } from "./engine.ts"
import type { Tables } from "./tables.ts"
import { stopWaiting } from "./withdrawing.ts"

/** What places get and when. `nextRunAt` is the truth of what is due. */
export function createSubscriptionStore(db: Database, note: NoteChange): SubscriptionStore {
  return {
    save: (subscription) =>
      db.transaction().execute(async (writing) => {
        const before = await subscriptionOf(writing, subscription.id)
        const { id, ...rest } = toRow(subscription)
        await writing
          .insertInto("subscription")
          .values({ id, ...rest })
          .onConflict((conflict) => conflict.column("id").doUpdateSet(rest))
          .execute()
        await noteSettings(note, writing, before, subscription)
      }),
    get: (id) => subscriptionOf(db, id),
    async ofPlace(community, place) {
      const rows = await inOrder(db, community).where("place", "=", place).execute()
      return rows.map(toSubscription)
    },
    async ofCommunity(community) {
      const rows = await inOrder(db, community).execute()
      return rows.map(toSubscription)
    },
    async ofMember(community, member) {
      const rows = await inOrder(db, community, member).execute()
      return rows.map(toSubscription)
    },
    async ofPlatform(platform) {
      const rows = await db
        .selectFrom("subscription")
        .selectAll()
        .where("community", "like", `${platform}:%`)
        .orderBy("id")
        .execute()
      return rows.map(toSubscription)
    },
    async due(now, limit) {
      const rows = await db
        .selectFrom("subscription")
        .selectAll()
        // Written out, not bound: only so does a database see that the index of active ones serves.
        .where("active", "=", sql.lit(1))
        .where("nextRunAt", "<=", instantToColumn(now))
        .where("gone", "is", null)
        .orderBy("nextRunAt")
        .orderBy("id")
        .limit(limit)
        .execute()
      return rows.map(toSubscription)
    },
    async opened(id, at, place) {
      await db
        .updateTable("subscription")
        .set({ openedAt: instantToColumn(at), ...(place !== undefined && { place }) })
        .where("id", "=", id)
        .execute()
    },
    async unopened(limit) {
      const rows = await db
        .selectFrom("subscription")
        .selectAll()
        .where("member", "is not", null)
        .where("place", "=", "")
        .where("active", "=", 1)
        .where("gone", "is", null)
        .orderBy(({ fn, val }) => fn.coalesce("openedAt", val("")))
        .orderBy("createdAt")
        .orderBy("id")
        .limit(limit)
        .execute()
      return rows.map(toSubscription)
    },
    async openedSince(platform, instant) {
      const { count } = await db
        .selectFrom("subscription")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("openedAt", ">", instantToColumn(instant))
        .where("community", "like", `${platform}:%`)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    async reschedule(id, from, to) {
      await db
        .updateTable("subscription")
        .set({ nextRunAt: instantToColumn(to) })
        .where(({ and }) => and({ id, active: 1 }))
        .where("nextRunAt", "=", instantToColumn(from))
        .execute()
    },
    async gone() {
      const rows = await db
        .selectFrom("subscription")
        .selectAll()
        .where("active", "=", 1)
        .where("gone", "is not", null)
        .execute()
      return rows.map(toSubscription)
    },
    async setGone({ community, place, member }, reason) {
      const isWhole = place === undefined && member === undefined
      const rows = await db
        .updateTable("subscription")
        .set({ gone: reason ?? null })
        .where("community", "=", community)
        .$if(place !== undefined, (query) => query.where("place", "=", place ?? ""))
        .$if(member !== undefined, (query) =>
          query.where("member", "=", member ?? "").where("audience", "is", null),
        )
        .where(({ eb }) => {
          if (reason !== undefined) return eb("gone", "is", null)
          return isWhole ? eb("gone", "in", communityGoneReasons) : eb("gone", "is not", null)
        })
        .returningAll()
        .execute()
      return rows.map(toSubscription)
    },
    remove: (id) =>
      db.transaction().execute(async (writing) => {
        const before = await subscriptionOf(writing, id)
        await remove(writing, id)
        await noteSettings(note, writing, before, undefined)
      }),
  }
}

async function subscriptionOf(db: Database, id: string): Promise<Subscription | undefined> {
  const row = await db.selectFrom("subscription").selectAll().where("id", "=", id).executeTakeFirst()
  return row && toSubscription(row)
}

/** What a member gets for themselves is nobody else's business. */
async function noteSettings(
  note: NoteChange,
  writing: Writing,
  before: Subscription | undefined,
  after: Subscription | undefined,
): Promise<void> {
  const about = after ?? before
  if (about === undefined || about.audience.kind !== "place") return
  await note(writing, about, { kind: "settings", ...(before && { before }), ...(after && { after }) })
}

/** A member's own, or without one those of places. */
function inOrder(db: Database, community: string, member: string | null = null) {
  return db
    .selectFrom("subscription")
    .selectAll()
    .where("community", "=", community)
    .where("member", member === null ? "is" : "=", member)
    .orderBy("createdAt")
    .orderBy("id")
}

// What it has sent stays for `why`; what waits to be sent is no longer wanted.
async function remove(writing: Writing, id: string): Promise<void> {
  await writing.deleteFrom("subscription").where("id", "=", id).execute()
  const sending = await writing
    .selectFrom("edition")
    .select("id")
    .where("subscription", "=", id)
    .where("state", "=", "sending")
    .execute()
  const editions = sending.map((edition) => edition.id)
  await stopWaiting(writing, editions, words.storage.subscriptionRemoved)
  await writing
    .updateTable("edition")
    .set({ state: "failed", reason: words.storage.subscriptionRemovedEarly })
    .where("subscription", "=", id)
    .where("state", "=", "sending")
    .execute()
}

function areTagRules(value: unknown): value is readonly TagRule[] {
  return (
    Array.isArray(value) &&
    value.every((rule) => isRecord(rule) && typeof rule.tag === "string" && typeof rule.filter === "string")
  )
}

const contentKinds: readonly string[] = [
  "list",
  "query",
  "followed",
  "recommended",
  "mix",
] satisfies readonly Content["kind"][]

function isContent(value: unknown): value is Content {
  if (!isRecord(value) || typeof value.kind !== "string" || !contentKinds.includes(value.kind)) return false
  if (value.kind === "mix") return typeof value.since === "number"
  return value.kind !== "query" || (typeof value.text === "string" && typeof value.name === "string")
}

function toRow({ audience, ...subscription }: Subscription): Tables["subscription"] {
  return {
    ...subscription,
    member: audience.kind === "place" ? null : audience.member,
    audience: audience.kind === "address" ? "address" : null,
    content: subscription.content.kind === "list" ? null : JSON.stringify(subscription.content),
    active: Number(subscription.active),
    early: subscription.early ? 1 : null,
    categories: subscription.categories?.join(" ") ?? null,
    mention: subscription.mention ?? null,
    publish: subscription.publish ? 1 : null,
    tags: subscription.tags ? JSON.stringify(subscription.tags) : null,
    pausedUntil: subscription.pausedUntil === undefined ? null : instantToColumn(subscription.pausedUntil),
    gone: subscription.gone ?? null,
    nextRunAt: subscription.nextRunAt === undefined ? null : instantToColumn(subscription.nextRunAt),
    openedAt: subscription.openedAt === undefined ? null : instantToColumn(subscription.openedAt),
    createdAt: instantToColumn(subscription.createdAt),
  }
}

function toSubscription(row: Tables["subscription"]): Subscription {
  const {
    early,
    categories,
    publish,
    tags,
    nextRunAt,
    pausedUntil,
    openedAt,
    member,
    audience,
    content,
    ...rest
  } = row
  const name = words.storage.rows.subscription(row.id)
  const instant = (column: string | null) => (column === null ? null : columnToInstant(column))
  return {
    ...present({
      ...rest,
      nextRunAt: instant(nextRunAt),
      pausedUntil: instant(pausedUntil),
      openedAt: instant(openedAt),
    }),
    ...(publish === 1 && { publish: true }),
    ...(tags !== null && { tags: decodeJson(tags, name, areTagRules) }),
    ...(early === 1 && { early: true }),
    ...(categories !== null && { categories: categories.split(" ") }),
    audience: member === null ? { kind: "place" } : { kind: audience ?? "member", member },
    content: content === null ? { kind: "list" } : decodeJson(content, name, isContent),
    active: row.active === 1,
    createdAt: columnToInstant(row.createdAt),
  }
}
