import type { Selectable } from "kysely"
import { type Feed, type FeedKind, type FeedStore, feedKinds } from "../vocabulary/feeds.ts"
import type { NoteChange } from "./audit-store.ts"
import { columnToInstant, instantToColumn, present } from "./columns.ts"
import type { Database, Engine, Writing } from "./engine.ts"
import { createStampReader, shownBy, showPapers, toShown } from "./feed-entries.ts"
import type { Tables } from "./tables.ts"

type Row = Selectable<Tables["feed"]>
type Kept = { readonly feed: Feed; readonly hash: string }

/** Feeds, found by the hash of their address's secret part. */
export function createFeedStore(engine: Engine, note: NoteChange): FeedStore {
  const { db } = engine
  return {
    add: (feed, hash, most) =>
      db.transaction().execute(async (writing) => {
        const theirs = await ofOwner(writing, feed)
        const same = theirs.find((one) => holdsTheSame(one.feed, feed))
        if (same) return same
        if (theirs.length >= most) return "full"
        await writing.insertInto("feed").values(toRow({ feed, hash })).execute()
        await noteFeed(note, writing, feed, "feed-made")
        return { feed, hash }
      }),
    async byHash(hash) {
      const row = await db.selectFrom("feed").selectAll().where("hash", "=", hash).executeTakeFirst()
      return row && toKept(row).feed
    },
    ofPerson: (person) => ofOwner(db, { person }),
    ofPlace: (community, place) => ofOwner(db, { community, place }),
    renew: (feed, hash) =>
      db.transaction().execute(async (writing) => {
        const { id, generation } = feed
        await writing.updateTable("feed").set({ hash, generation }).where("id", "=", id).execute()
        await noteFeed(note, writing, feed, "feed-renewed")
      }),
    remove: (feed) =>
      db.transaction().execute(async (writing) => {
        await writing.deleteFrom("feed").where("id", "=", feed.id).execute()
        await noteFeed(note, writing, feed, "feed-ended")
      }),
    stamp: createStampReader(db),
    shown: async (feed) => (await shownBy(db, feed)).map(toShown),
    show: (feed, papers) => db.transaction().execute((writing) => showPapers(engine, writing, feed, papers)),
  }
}

/** A channel has one feed, whatever the channel is called by now. */
function holdsTheSame(one: Feed, other: Feed): boolean {
  return one.kind === other.kind && (one.kind === "channel" || one.text === other.text)
}

/** A channel's feed concerns its admins; a member's own nobody else. */
async function noteFeed(
  note: NoteChange,
  writing: Writing,
  { community, place }: Feed,
  kind: "feed-made" | "feed-renewed" | "feed-ended",
): Promise<void> {
  if (community !== undefined && place !== undefined) await note(writing, { community, place }, { kind })
}

async function ofOwner(
  db: Database,
  { person, community = "", place = "" }: Pick<Feed, "person" | "community" | "place">,
): Promise<readonly Kept[]> {
  const rows = await db
    .selectFrom("feed")
    .selectAll()
    .where(({ and, eb }) => (person === undefined ? and({ community, place }) : eb("person", "=", person)))
    .orderBy("createdAt")
    .orderBy("id")
    .execute()
  return rows.map(toKept)
}

function toRow({ feed, hash }: Kept): Row {
  const { text = null, person = null, community = null, place = null, createdBy = null, ...rest } = feed
  return {
    ...rest,
    hash,
    text,
    person,
    community,
    place,
    createdBy,
    createdAt: instantToColumn(feed.createdAt),
  }
}

function toKept({ hash, kind, createdAt, ...row }: Row): Kept {
  return {
    hash,
    feed: { ...present(row), kind: isKind(kind) ? kind : "list", createdAt: columnToInstant(createdAt) },
  }
}

const isKind = (kind: string): kind is FeedKind => feedKinds.some((one) => one === kind)
