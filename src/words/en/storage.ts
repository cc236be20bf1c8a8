/** What people read: see `src/words/README.md`. */

const restoreHint = "Stop the bot, keep the file as it is, and restore a backup."
const confirmedIsSafe = "Nothing that was confirmed is lost."

export const storage = {
  deliveries: {
    rootNotPosted: (why: string) => `The message whose thread this belongs to was not posted: ${why}`,
    unreadable: (id: string) => `The content of post ${id} is damaged in the store, so it can't be sent.`,
    someFailed: (failed: number, all: number) => `${failed} of ${all} messages could not be sent`,
  },
  unreadableCard: "This message is damaged in the store.",
  subscriptionRemoved: "The daily post was removed.",
  subscriptionRemovedEarly: "The daily post was removed before everything was sent.",
  keptBeforeMigrating: "The store was copied before its tables change",
  notKept: (why: string, hint: string) => ({
    what: `The store's tables have to change for this version, and no copy could be made before: ${why}`,
    hint: `${hint} Nothing was changed. If you have a backup of your own, set COPY_BEFORE_UPGRADE=false.`.trim(),
  }),
  migrated: (number: number, name: string) => `Migration ${number}: ${name}`,
  migrations: {
    base: "papers, lists, votes, posts, threads, subscriptions and the web page's chat",
    installations: "installations and events from platforms",
    shared: "shared rate limits and leases",
    revisions: "early lists, arXiv lists, updated posts and reported failures",
    forums: "forum posts",
    claimedEvents: "events that are claimed by one process",
    threads: "posts in threads, and posts that are too late",
    lostPlaces: "channels that the bot lost",
    waysOfVoting: "every way in which a member votes",
    uniqueMessages: "each message belongs to one post",
    channelOptions: "mentions, publishing, forum tags and pauses of a channel's daily post",
    finishing: "the order of a post, and what finishes its messages",
    numberedPosts: "votes by number on a message about several papers",
    audiences: "digests for one member, and what a daily post brings",
    addresses: "addresses to which digests are mailed",
    surplus: "messages that may have been posted twice",
    follows: "what people follow",
    readingCounts: "how many papers each person saved",
    readingPages: "pages of saved papers, read from their index alone",
    leftCommunities: "communities that removed the bot",
    forgotten: "accounts that asked to be forgotten",
    audit: "who changed what, for admins",
    taste: "what members want more and less of",
    feeds: "addresses of feeds",
    undone: "posts that failed, found without reading all",
    feedEntries: "what feeds have shown, and when",
    readers: "members, and the papers that they saved",
  },
  rows: {
    paper: (id: string) => `paper ${id}`,
    reading: (id: string) => `the saved paper ${id}`,
    delivery: (id: string) => `delivery ${id}`,
    chatMessage: (id: string) => `chat message ${id}`,
    subscription: (id: string) => `the daily post ${id}`,
    response: (url: string) => `the cached answer of ${url}`,
    audit: (id: string) => `entry ${id} of who changed what`,
    follow: (id: string) => `the follow ${id}`,
  },
  damagedRows: (names: readonly string[], all: number) =>
    `${all === 1 ? "1 row is" : `${all} rows are`} damaged: ${names.join(", ")}${all > names.length ? ", …" : ""}`,
  /** Of a row that cannot be read: what it is, and how its content begins. */
  unreadable: (what: string, begins: string) => ({
    what: `The store can't read ${what}, which begins with: ${begins}`,
    hint: restoreHint,
  }),
  file: {
    notAFile: "is not a file",
    notADatabase: "is not a database",
    anotherProgram: "is another program's database",
    foreign: (file: string, what: string) => ({
      what: `${file} ${what}.`,
      hint: "If it was Paperboy's database, it is damaged: restore a backup. Otherwise set DATA_DIR to another folder. The file was not changed.",
    }),
    emptied: (file: string, witness: string, marker: string) => ({
      what: `${file} is empty or missing, but ${witness} shows that it had data.`,
      hint: `Restore a backup. To start with an empty store, delete ${file}, ${file}-wal and ${marker}.`,
    }),
    notWritable: (file: string, why: string) => ({
      what: `The database ${file} can't be opened for writing: ${why}.`,
      hint: "Check that the disk has space and that this user may write the file and its folder, or set DATA_DIR to another folder.",
    }),
    damaged: (file: string, damage: string) => ({
      what: `The database ${file} is damaged: ${damage}.`,
      hint: restoreHint,
    }),
    newer: (file: string, version: number, known: number) => ({
      what: `The database ${file} has version ${version}, but this program knows versions up to ${known}.`,
      hint: "Start the newer program that wrote it, or set DATA_DIR to another folder. The file was not changed.",
    }),
    deletedWhileOpen: (file: string) =>
      `${file} was deleted while the bot was running. Stop the bot and put the file back.`,
    replacedWhileOpen: (file: string) => `${file} was replaced while the bot was running. Restart the bot.`,
    emptiedWhileOpen: (file: string) =>
      `${file} was emptied while the bot was running. Stop the bot and restore a backup.`,
    logNotEmptied: "The database's write-ahead log could not be emptied",
    notWatched: "The database file could not be looked at",
    marker:
      "The database beside this file has Paperboy's papers and votes.\nIf it is empty or missing, Paperboy stops and says so. To start over, delete this file too.\n",
  },
  sqlite: {
    failed: (file: string, what: string, why: string) => `The database ${file} ${what} (${why}).`,
    busy: {
      what: "is in use by another program",
      hint: "Stop the other program that writes to it, or wait until its import has ended.",
    },
    readOnly: {
      what: "can't be written",
      hint: "Give this user write permission for the file and its folder, or set DATA_DIR to another folder.",
    },
    disk: {
      what: "can't be read or written because the disk reports an error",
      hint: `Check the disk's health and free space, then start again. ${confirmedIsSafe}`,
    },
    corrupt: { what: "is damaged", hint: restoreHint },
    full: {
      what: "can't grow because the disk is full",
      hint: `Free some space; writing then resumes on its own. ${confirmedIsSafe}`,
    },
    cannotOpen: {
      what: "can't be opened",
      hint: "Check that the folder exists and that this user may read and write in it.",
    },
    foreign: {
      what: "is not Paperboy's database",
      hint: "Set DATA_DIR to another folder, or move the file away. It was not changed.",
    },
  },
  postgres: {
    failed: (address: string, what: string, why: string) => `The database ${address} ${what} (${why}).`,
    named: (database: string, host: string) => `${database || "(default)"} on ${host}`,
    noAddress: {
      what: "DATABASE_URL can't be read.",
      hint: "It should look like postgres://user:password@host:5432/database. Write signs such as @ or / in a password as %40 or %2F.",
    },
    unreachable: {
      what: "can't be reached",
      hint: `Check that PostgreSQL runs and that DATABASE_URL has its host and port. ${confirmedIsSafe}`,
    },
    untrusted: {
      what: "has a certificate that isn't trusted",
      hint: "Set NODE_EXTRA_CA_CERTS to the file with the certificate of its authority, and check that DATABASE_URL has the host that the certificate names.",
    },
    refused: {
      what: "refuses the login",
      hint: "Check user and password in DATABASE_URL, and pg_hba.conf on the server.",
    },
    noDatabase: { what: "does not exist", hint: "Create it: createdb --encoding UTF8 NAME" },
    noSchema: {
      what: "has no schema to write in",
      hint: "Create the schema that search_path in DATABASE_URL names.",
    },
    standby: { what: "accepts no writes", hint: "Set DATABASE_URL to the primary server." },
    notAllowed: {
      what: "does not allow this user to change tables",
      hint: "Make the user of DATABASE_URL the owner: ALTER DATABASE name OWNER TO user",
    },
    foreign: {
      what: "has another program's tables",
      hint: "Give Paperboy a database of its own, or a schema: add ?options=-c%20search_path%3DNAME to DATABASE_URL.",
    },
    busy: {
      what: "is locked by others for too long",
      hint: "Wait until the import or copy that locks it has ended, then try again.",
    },
    full: {
      what: "can't grow because its disk is full",
      hint: `Free some space on the server; writing then resumes on its own. ${confirmedIsSafe}`,
    },
    tooManyConnections: {
      what: "has too many connections",
      hint: "Raise max_connections on the server, or run fewer replicas: each takes up to 11.",
    },
    corrupt: { what: "is damaged", hint: "Stop the bot and restore the server's backup." },
    undone: {
      what: "The database undid a change instead of confirming it.",
      hint: `Try again. ${confirmedIsSafe}`,
    },
    encoding: (address: string, encoding: string) => ({
      what: `The database ${address} has the encoding ${encoding}, which can't store every title.`,
      hint: "Create one that can: createdb --encoding UTF8 --template template0 NAME",
    }),
    newer: (address: string, version: number, known: number) => ({
      what: `The database ${address} has version ${version}, but this program knows versions up to ${known}.`,
      hint: "Start the newer program that wrote it, or set DATABASE_URL to another database. Nothing was changed.",
    }),
    newerNow: (address: string, version: number, known: number) =>
      `A newer program changed ${address} to version ${version}, but this one knows versions up to ${known}. Update it.`,
    lostTables: (address: string) => `${address} lost its tables. Restore the server's backup.`,
    connectionLost: (address: string) => `Lost a connection to ${address}`,
    notListening: (address: string) =>
      `Not notified of changes in ${address}: looking for them at intervals instead`,
  },
  backup: {
    copyingStore: "copying the store",
    copyingBackup: "copying the backup",
    fileExists: (file: string) => ({
      what: `${file} exists already, and a backup never replaces a file.`,
      hint: "Choose another name, or move that file away.",
    }),
    noStore: (file: string) => ({
      what: `There is no store yet: ${file} does not exist.`,
      hint: "Set DATA_DIR to the folder of your store.",
    }),
    noTables: (address: string) => ({
      what: `There is no store yet: ${address} has no tables of Paperboy's.`,
      hint: "Set DATABASE_URL to the database of your store.",
    }),
    noFile: (file: string) => ({
      what: `There is no file ${file}.`,
      hint: "Name a file that `backup` has written.",
    }),
    sameFile: (file: string) => ({
      what: `${file} is the store itself.`,
      hint: "Name a file that `backup` has written.",
    }),
    inUse: (file: string) => ({
      what: `Another process uses ${file}.`,
      hint: "Stop the bot and every open `paper` prompt, then restore again. Nothing was changed.",
    }),
    damaged: (file: string, damage: string) => ({
      what: `${file} is damaged: ${damage}.`,
      hint: "Use another backup. Nothing was changed.",
    }),
    newer: (file: string, version: number, known: number) => ({
      what: `${file} has version ${version}, but this program knows versions up to ${known}.`,
      hint: "Use the newer program that wrote it. Nothing was changed.",
    }),
  },
  copy: {
    copying: (table: string) => `copying ${table}`,
    readingBack: (table: string) => `reading back ${table}`,
    noStore: (file: string) => ({
      what: `There is no store ${file}.`,
      hint: "Name the file of a store, or an address that begins with postgres://.",
    }),
    notEmpty: (name: string, table: string, rows: number) => ({
      what: `${name} is not empty: ${table} has ${rows} rows.`,
      hint: "Copy into a new file, or into a database or schema of its own. Nothing was changed.",
    }),
    differs: (name: string, table: string, read: string, written: string) => ({
      what: `${table} in ${name} differs from what was written: it has ${read} instead of ${written}.`,
      hint: "Nothing was kept. Check the disk, then try again.",
    }),
  },
}
