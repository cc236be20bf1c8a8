import { words } from "../words/words.ts"

const said = words.storage.migrations

/** A step from one version of the tables to the next. Once released it is never changed: later steps correct it. */
export type Migration = {
  readonly number: number
  readonly name: string
  /** As SQLite reads them; `postgres/migrate.ts` translates them. */
  readonly statements: readonly string[]
  /** Run on one engine alone, after the statements. */
  readonly onSqlite?: readonly string[]
  readonly onPostgres?: readonly string[]
}

const countMore = `INSERT INTO "readingCount" (person, state, tags, noted, papers)
  VALUES (NEW.person, NEW.state, NEW.tags, CASE WHEN NEW.note IS NULL THEN 0 ELSE 1 END, 1)
  ON CONFLICT (person, state, tags, noted) DO UPDATE SET papers = "readingCount".papers + 1;`

const ofOld = `person = OLD.person AND state = OLD.state AND tags = OLD.tags AND noted = CASE WHEN OLD.note IS NULL THEN 0 ELSE 1 END`
const countFewer = `UPDATE "readingCount" SET papers = papers - 1 WHERE ${ofOld};
  DELETE FROM "readingCount" WHERE ${ofOld} AND papers <= 0;`

/** In order, without gaps, the same numbers on every engine: a database remembers the last one that was applied. */
export const migrations: readonly Migration[] = [
  {
    number: 1,
    name: said.base,
    statements: [
      `CREATE TABLE paper (
        id TEXT PRIMARY KEY, change INTEGER NOT NULL, "titleKey" TEXT, body TEXT, "livesAs" TEXT, "savedAt" TEXT,
        CHECK (body IS NULL OR "livesAs" IS NULL), CHECK ((body IS NULL) = ("titleKey" IS NULL))
      ) STRICT`,
      "CREATE UNIQUE INDEX paper_change ON paper (change)",
      `CREATE INDEX paper_title_key ON paper ("titleKey") WHERE body IS NOT NULL`,
      "CREATE TABLE sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT",
      "INSERT INTO sequence (name, value) VALUES ('paper', 0)",
      `CREATE TABLE list (
        key TEXT PRIMARY KEY, kind TEXT NOT NULL, closed INTEGER NOT NULL, "readAt" TEXT NOT NULL, source TEXT NOT NULL
      ) STRICT`,
      `CREATE TABLE "listEntry" (
        list TEXT NOT NULL REFERENCES list (key) ON DELETE CASCADE, position INTEGER NOT NULL, paper TEXT NOT NULL,
        upvotes INTEGER NOT NULL, comments INTEGER NOT NULL, PRIMARY KEY (list, position), UNIQUE (list, paper)
      ) STRICT`,
      `CREATE INDEX list_entry_paper ON "listEntry" (paper)`,
      `CREATE TABLE vote (
        community TEXT NOT NULL, paper TEXT NOT NULL, member TEXT NOT NULL, at TEXT NOT NULL,
        "viaPlace" TEXT, "viaMessage" TEXT, PRIMARY KEY (community, paper, member)
      ) STRICT`,
      "CREATE INDEX vote_at ON vote (community, at)",
      "CREATE INDEX vote_member ON vote (community, member, at)",
      "CREATE INDEX vote_paper ON vote (paper)",
      `CREATE INDEX vote_via ON vote (community, "viaPlace", "viaMessage", at, member) WHERE "viaMessage" IS NOT NULL`,
      `CREATE TABLE post (
        community TEXT NOT NULL, place TEXT NOT NULL, message TEXT NOT NULL, paper TEXT NOT NULL, kind TEXT NOT NULL,
        at TEXT NOT NULL, PRIMARY KEY (community, place, message)
      ) STRICT`,
      "CREATE INDEX post_paper ON post (paper, community, at)",
      "CREATE INDEX post_at ON post (community, at)",
      "CREATE INDEX post_newest ON post (at)",
      `CREATE TABLE thread (
        community TEXT NOT NULL, thread TEXT NOT NULL, place TEXT NOT NULL, paper TEXT NOT NULL, "openedBy" TEXT NOT NULL,
        at TEXT NOT NULL, replies INTEGER NOT NULL, main INTEGER, PRIMARY KEY (community, thread),
        UNIQUE (community, place, paper, main)
      ) STRICT`,
      "CREATE INDEX thread_paper ON thread (paper, community)",
      `CREATE TABLE subscription (
        id TEXT PRIMARY KEY, community TEXT NOT NULL, place TEXT NOT NULL, schedule TEXT NOT NULL, "timeZone" TEXT NOT NULL,
        list TEXT NOT NULL, filter TEXT NOT NULL, budget INTEGER NOT NULL, form TEXT NOT NULL, "whenEmpty" TEXT NOT NULL,
        "catchUpHours" INTEGER NOT NULL, active INTEGER NOT NULL, "nextRunAt" TEXT, "createdBy" TEXT NOT NULL,
        "createdAt" TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX subscription_place ON subscription (community, place)",
      `CREATE INDEX subscription_due ON subscription ("nextRunAt") WHERE active = 1`,
      `CREATE TABLE edition (
        id TEXT PRIMARY KEY, subscription TEXT NOT NULL, "dueAt" TEXT NOT NULL, "plannedAt" TEXT NOT NULL,
        "listKey" TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (subscription, "dueAt")
      ) STRICT`,
      `CREATE TABLE delivery (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        edition TEXT NOT NULL REFERENCES edition (id) ON DELETE CASCADE, position INTEGER NOT NULL,
        community TEXT NOT NULL, place TEXT NOT NULL, card TEXT NOT NULL, form TEXT NOT NULL, state TEXT NOT NULL,
        attempts INTEGER NOT NULL, "notBefore" TEXT NOT NULL, message TEXT, error TEXT, fence INTEGER NOT NULL DEFAULT 0,
        "leaseUntil" TEXT, uncertain INTEGER NOT NULL DEFAULT 0
      ) STRICT`,
      "CREATE INDEX delivery_edition ON delivery (edition, position)",
      "CREATE INDEX delivery_place ON delivery (community, place, sequence) WHERE state = 'waiting'",
      `CREATE INDEX delivery_waiting ON delivery ("notBefore", sequence) WHERE state = 'waiting'`,
      `CREATE TABLE response (
        url TEXT PRIMARY KEY, status INTEGER NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL, "storedAt" TEXT NOT NULL
      ) STRICT`,
      `CREATE INDEX response_stored ON response ("storedAt")`,
      "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
      `CREATE TABLE "chatMessage" (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, thread TEXT,
        member TEXT NOT NULL, "memberName" TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, card TEXT, "onlyFor" TEXT,
        delivery TEXT UNIQUE
      ) STRICT`,
      `CREATE INDEX chat_message_page ON "chatMessage" (channel, thread, sequence)`,
      `CREATE INDEX chat_message_thread ON "chatMessage" (thread) WHERE thread IS NOT NULL`,
      "CREATE TABLE vector (model TEXT NOT NULL, paper TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (model, paper)) STRICT",
      "CREATE INDEX vector_paper ON vector (paper)",
    ],
  },
  {
    number: 2,
    name: said.installations,
    statements: [
      "CREATE TABLE installation (community TEXT PRIMARY KEY, sealed TEXT NOT NULL, at TEXT NOT NULL) STRICT",
      `CREATE TABLE "keptEvent" (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, id TEXT NOT NULL, body TEXT, at TEXT NOT NULL,
        UNIQUE (platform, id)
      ) STRICT`,
      `CREATE INDEX kept_event_pending ON "keptEvent" (platform, sequence) WHERE body IS NOT NULL`,
    ],
  },
  {
    number: 3,
    name: said.shared,
    statements: [
      `CREATE TABLE rate (name TEXT PRIMARY KEY, "freeAt" INTEGER NOT NULL) STRICT`,
      "CREATE TABLE lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until TEXT NOT NULL) STRICT",
    ],
    // One channel a server: the schema's name says whose change it is.
    onPostgres: [
      `CREATE FUNCTION wake() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_notify('paperboy', TG_TABLE_SCHEMA || '.' || TG_ARGV[0]); RETURN NULL; END $$`,
      "CREATE TRIGGER wake AFTER INSERT OR UPDATE ON paper EXECUTE FUNCTION wake('papers')",
      "CREATE TRIGGER wake AFTER INSERT OR UPDATE OR DELETE ON subscription EXECUTE FUNCTION wake('subscriptions')",
      "CREATE TRIGGER wake AFTER INSERT ON delivery EXECUTE FUNCTION wake('deliveries')",
    ],
  },
  {
    number: 4,
    name: said.revisions,
    statements: [
      "ALTER TABLE subscription ADD COLUMN early INTEGER",
      "ALTER TABLE subscription ADD COLUMN categories TEXT",
      `ALTER TABLE edition ADD COLUMN "refreshAt" TEXT`,
      "ALTER TABLE edition ADD COLUMN told INTEGER NOT NULL DEFAULT 0",
      `CREATE INDEX edition_refresh ON edition ("refreshAt") WHERE "refreshAt" IS NOT NULL`,
      "CREATE INDEX edition_untold ON edition (id) WHERE state = 'failed' AND told = 0",
      `ALTER TABLE delivery ADD COLUMN "confirmedAt" TEXT`,
      "ALTER TABLE delivery ADD COLUMN edits INTEGER NOT NULL DEFAULT 0",
      `CREATE TABLE "voteChange" (
        community TEXT NOT NULL, paper TEXT NOT NULL, change INTEGER NOT NULL, origin TEXT NOT NULL,
        PRIMARY KEY (community, paper)
      ) STRICT`,
      `CREATE UNIQUE INDEX vote_change ON "voteChange" (change)`,
      "INSERT INTO sequence (name, value) VALUES ('vote', 0)",
    ],
  },
  {
    number: 5,
    name: said.forums,
    statements: [`ALTER TABLE delivery ADD COLUMN "sentTo" TEXT`],
  },
  {
    number: 6,
    name: said.claimedEvents,
    statements: [
      `ALTER TABLE "keptEvent" ADD COLUMN tries INTEGER NOT NULL DEFAULT 0`,
      `ALTER TABLE "keptEvent" ADD COLUMN "dueAt" TEXT`,
      `UPDATE "keptEvent" SET "dueAt" = at WHERE body IS NOT NULL`,
      `ALTER TABLE "keptEvent" ADD COLUMN subject TEXT`,
      `ALTER TABLE "keptEvent" ADD COLUMN "order" TEXT`,
      `ALTER TABLE "keptEvent" ADD COLUMN says TEXT`,
      "DROP INDEX kept_event_pending",
      `CREATE INDEX kept_event_due ON "keptEvent" (platform, "dueAt", sequence) WHERE "dueAt" IS NOT NULL`,
      `CREATE INDEX kept_event_subject ON "keptEvent" (platform, subject, "order") WHERE subject IS NOT NULL`,
    ],
  },
  {
    number: 7,
    name: said.threads,
    statements: [
      `ALTER TABLE delivery ADD COLUMN "inThreadOf" INTEGER`,
      "ALTER TABLE delivery ADD COLUMN thread TEXT",
      "ALTER TABLE delivery ADD COLUMN late TEXT",
    ],
  },
  {
    number: 8,
    name: said.lostPlaces,
    statements: ["ALTER TABLE subscription ADD COLUMN gone TEXT"],
  },
  {
    number: 9,
    name: said.waysOfVoting,
    statements: [
      `CREATE TABLE "voteWay" (
        community TEXT NOT NULL, paper TEXT NOT NULL, member TEXT NOT NULL, place TEXT NOT NULL, message TEXT NOT NULL,
        reaction TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (community, paper, member, place, message, reaction)
      ) STRICT`,
      // The web page's votes are buttons on messages, no reactions that could be taken off one by one.
      `INSERT INTO "voteWay" (community, paper, member, place, message, reaction, at)
        SELECT community, paper, member, CASE WHEN community LIKE 'web:%' THEN '' ELSE coalesce("viaPlace", '') END,
        CASE WHEN community LIKE 'web:%' THEN '' ELSE coalesce("viaMessage", '') END, '', at FROM vote`,
      `CREATE INDEX vote_way_post ON "voteWay" (community, place, message, at, member)`,
      `CREATE INDEX vote_way_paper ON "voteWay" (paper)`,
      "DROP INDEX vote_via",
      `ALTER TABLE vote DROP COLUMN "viaPlace"`,
      `ALTER TABLE vote DROP COLUMN "viaMessage"`,
    ],
  },
  {
    number: 10,
    name: said.uniqueMessages,
    statements: [
      // Of two deliveries that were booked with one message, the later one was never posted.
      `UPDATE delivery SET state = 'failed', message = NULL, error = 'its message was another delivery''s'
        WHERE message IS NOT NULL AND EXISTS (SELECT 1 FROM delivery AS earlier WHERE earlier.message = delivery.message
        AND earlier.community = delivery.community AND earlier.sequence < delivery.sequence
        AND coalesce(earlier."sentTo", earlier.place) = coalesce(delivery."sentTo", delivery.place))`,
      `CREATE UNIQUE INDEX delivery_message ON delivery (community, coalesce("sentTo", place), message)
        WHERE message IS NOT NULL`,
      "CREATE INDEX delivery_sent ON delivery (community, place, sequence) WHERE message IS NOT NULL",
    ],
  },
  {
    number: 11,
    name: said.channelOptions,
    statements: [
      "ALTER TABLE subscription ADD COLUMN mention TEXT",
      "ALTER TABLE subscription ADD COLUMN publish INTEGER",
      "ALTER TABLE subscription ADD COLUMN tags TEXT",
      `ALTER TABLE subscription ADD COLUMN "pausedUntil" TEXT`,
    ],
  },
  {
    number: 12,
    name: said.finishing,
    statements: [
      `ALTER TABLE delivery ADD COLUMN "isRest" INTEGER NOT NULL DEFAULT 0`,
      "ALTER TABLE delivery ADD COLUMN complete TEXT",
      "ALTER TABLE delivery ADD COLUMN publish INTEGER",
      "ALTER TABLE delivery ADD COLUMN tags TEXT",
      `UPDATE delivery SET "isRest" = 1 WHERE "inThreadOf" IS NOT NULL`,
      "DROP INDEX delivery_waiting",
      `CREATE INDEX delivery_waiting ON delivery ("isRest", "notBefore", sequence) WHERE state = 'waiting'`,
      `CREATE TABLE finishing (
        delivery TEXT NOT NULL REFERENCES delivery (id) ON DELETE CASCADE, step TEXT NOT NULL, "dueAt" TEXT NOT NULL,
        position INTEGER NOT NULL, PRIMARY KEY (delivery, step)
      ) STRICT`,
      `CREATE INDEX finishing_due ON finishing (step, position, "dueAt")`,
    ],
  },
  {
    number: 13,
    name: said.numberedPosts,
    statements: [
      `CREATE TABLE "postByNumber" (
        community TEXT NOT NULL, place TEXT NOT NULL, message TEXT NOT NULL, number INTEGER NOT NULL,
        paper TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (community, place, message, number)
      ) STRICT`,
      `INSERT INTO "postByNumber" (community, place, message, number, paper, kind, at)
        SELECT community, place, message, 0, paper, kind, at FROM post`,
      "DROP TABLE post",
      `ALTER TABLE "postByNumber" RENAME TO post`,
      "CREATE INDEX post_paper ON post (paper, community, at)",
      "CREATE INDEX post_at ON post (community, at)",
      "CREATE INDEX post_newest ON post (at)",
    ],
  },
  {
    number: 14,
    name: said.audiences,
    statements: [
      "ALTER TABLE subscription ADD COLUMN member TEXT",
      "ALTER TABLE subscription ADD COLUMN content TEXT",
      `ALTER TABLE subscription ADD COLUMN "openedAt" TEXT`,
      `CREATE INDEX subscription_member ON subscription (community, member) WHERE member IS NOT NULL`,
      `CREATE INDEX subscription_opened ON subscription ("openedAt") WHERE "openedAt" IS NOT NULL`,
    ],
  },
  {
    number: 15,
    name: said.follows,
    statements: [
      `ALTER TABLE paper ADD COLUMN "firstChange" INTEGER NOT NULL DEFAULT 0`,
      `CREATE TABLE follow (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, paper TEXT, name TEXT NOT NULL,
        exclusions TEXT, "createdAt" TEXT NOT NULL, since INTEGER NOT NULL
      ) STRICT`,
      `CREATE INDEX follow_person ON follow (person, "createdAt")`,
      "CREATE INDEX follow_paper ON follow (paper) WHERE paper IS NOT NULL",
      `CREATE TABLE "followFind" (
        follow TEXT NOT NULL REFERENCES follow (id) ON DELETE CASCADE, paper TEXT NOT NULL, number INTEGER NOT NULL,
        at TEXT NOT NULL, excluded INTEGER NOT NULL, PRIMARY KEY (follow, paper)
      ) STRICT`,
      `CREATE INDEX follow_find_paper ON "followFind" (paper)`,
      "INSERT INTO sequence (name, value) VALUES ('follow', 0)",
    ],
  },
  {
    number: 16,
    name: said.readers,
    statements: [
      `CREATE TABLE member (
        community TEXT NOT NULL, member TEXT NOT NULL, person TEXT NOT NULL, "timeZone" TEXT, locale TEXT,
        PRIMARY KEY (community, member)
      ) STRICT`,
      "CREATE INDEX member_person ON member (person)",
      "CREATE INDEX member_account ON member (member)",
      "INSERT INTO sequence (name, value) VALUES ('member', 0)",
      `CREATE TABLE reading (
        person TEXT NOT NULL, paper TEXT NOT NULL, state TEXT NOT NULL, note TEXT, tags TEXT NOT NULL,
        "addedAt" TEXT NOT NULL, "changedAt" TEXT NOT NULL, "byReaction" TEXT, "removedAt" TEXT,
        PRIMARY KEY (person, paper)
      ) STRICT`,
      "CREATE INDEX reading_paper ON reading (paper)",
      `CREATE INDEX reading_added ON reading (person, "addedAt" DESC, paper, tags) WHERE "removedAt" IS NULL`,
      `CREATE INDEX reading_state ON reading (person, state, "addedAt" DESC, paper, tags) WHERE "removedAt" IS NULL`,
      `CREATE INDEX reading_removed ON reading ("removedAt") WHERE "removedAt" IS NOT NULL`,
      `CREATE TABLE "linkCode" (
        code TEXT PRIMARY KEY, community TEXT NOT NULL, member TEXT NOT NULL, until TEXT NOT NULL
      ) STRICT`,
      `CREATE INDEX link_code_account ON "linkCode" (community, member)`,
    ],
  },
  {
    number: 17,
    name: said.forgotten,
    statements: [
      "CREATE TABLE forgotten (hash TEXT PRIMARY KEY, at TEXT NOT NULL, back INTEGER NOT NULL) STRICT",
    ],
  },
  {
    number: 18,
    name: said.leftCommunities,
    statements: [`CREATE TABLE "leftCommunity" (community TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT`],
  },
  {
    number: 19,
    name: said.taste,
    statements: [
      `CREATE TABLE taste (
        person TEXT NOT NULL, paper TEXT NOT NULL, mark TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (person, paper)
      ) STRICT`,
      "CREATE INDEX taste_paper ON taste (paper)",
      `CREATE TABLE "tasteReset" (person TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT`,
    ],
  },
  {
    number: 20,
    name: said.readingPages,
    statements: [
      "DROP INDEX reading_added",
      "DROP INDEX reading_state",
      `CREATE INDEX reading_added ON reading (person, "removedAt", "addedAt" DESC, paper, tags)`,
      `CREATE INDEX reading_state ON reading (person, state, "removedAt", "addedAt" DESC, paper, tags)`,
    ],
  },
  {
    number: 21,
    name: said.audit,
    statements: [
      `CREATE TABLE audit (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, community TEXT NOT NULL, place TEXT NOT NULL, at TEXT NOT NULL,
        member TEXT NOT NULL, "memberName" TEXT NOT NULL, via TEXT NOT NULL, origin TEXT NOT NULL, change TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX audit_at ON audit (community, at)",
      "CREATE INDEX audit_old ON audit (at)",
      "CREATE INDEX audit_member ON audit (community, member)",
    ],
  },
  {
    number: 22,
    name: said.feeds,
    statements: [
      `CREATE TABLE feed (
        id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, text TEXT, person TEXT, community TEXT, place TEXT,
        "createdBy" TEXT, "createdAt" TEXT NOT NULL, generation INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX feed_person ON feed (person)",
      "CREATE INDEX feed_place ON feed (community, place)",
    ],
  },
  {
    number: 23,
    name: said.addresses,
    statements: [
      "ALTER TABLE subscription ADD COLUMN audience TEXT",
      `CREATE TABLE address (
        id TEXT PRIMARY KEY, community TEXT NOT NULL, member TEXT NOT NULL, sealed TEXT NOT NULL, state TEXT NOT NULL,
        at TEXT NOT NULL, "end" TEXT, "idleSince" TEXT
      ) STRICT`,
      "CREATE INDEX address_member ON address (community, member)",
      `CREATE TABLE "addressAsked" (
        hash TEXT NOT NULL, at TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hash, at, number)
      ) STRICT`,
    ],
  },
  {
    number: 24,
    name: said.surplus,
    statements: ["ALTER TABLE finishing ADD COLUMN card TEXT"],
  },
  {
    number: 25,
    name: said.undone,
    statements: [`CREATE INDEX edition_undone ON edition (state, "dueAt")`],
  },
  {
    number: 26,
    name: said.feedEntries,
    statements: [
      `CREATE TABLE "feedEntry" (
        feed TEXT NOT NULL REFERENCES feed (id) ON DELETE CASCADE, paper TEXT NOT NULL, "shownAs" TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (feed, paper)
      ) STRICT`,
      `CREATE INDEX feed_entry_paper ON "feedEntry" (paper)`,
    ],
  },
  {
    number: 27,
    name: said.readingCounts,
    statements: [
      `CREATE TABLE "readingCount" (
        person TEXT NOT NULL, state TEXT NOT NULL, tags TEXT NOT NULL, noted INTEGER NOT NULL, papers INTEGER NOT NULL,
        PRIMARY KEY (person, state, tags, noted)
      ) STRICT`,
      `INSERT INTO "readingCount" (person, state, tags, noted, papers)
        SELECT person, state, tags, CASE WHEN note IS NULL THEN 0 ELSE 1 END, count(*)
        FROM reading WHERE "removedAt" IS NULL GROUP BY 1, 2, 3, 4`,
    ],
    // Whatever changes a saved paper counts it, in the same transaction: saving, joining, linking, forgetting.
    onSqlite: [
      `CREATE TRIGGER reading_added_counts AFTER INSERT ON reading WHEN NEW."removedAt" IS NULL BEGIN ${countMore} END`,
      `CREATE TRIGGER reading_deleted_counts AFTER DELETE ON reading WHEN OLD."removedAt" IS NULL BEGIN ${countFewer} END`,
      `CREATE TRIGGER reading_left_counts AFTER UPDATE ON reading WHEN OLD."removedAt" IS NULL BEGIN ${countFewer} END`,
      `CREATE TRIGGER reading_came_counts AFTER UPDATE ON reading WHEN NEW."removedAt" IS NULL BEGIN ${countMore} END`,
    ],
    // One person's counts are changed in turn: two that wait for each other's would be a deadlock.
    onPostgres: [
      `CREATE FUNCTION "countReading"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(TG_TABLE_SCHEMA || COALESCE(NEW.person, OLD.person), 0));
        IF TG_OP <> 'INSERT' AND OLD."removedAt" IS NULL THEN ${countFewer} END IF;
        IF TG_OP <> 'DELETE' AND NEW."removedAt" IS NULL THEN ${countMore} END IF;
        RETURN NULL;
      END $$`,
      `CREATE TRIGGER "countReading" AFTER INSERT OR UPDATE OR DELETE ON reading FOR EACH ROW EXECUTE FUNCTION "countReading"()`,
    ],
  },
]
