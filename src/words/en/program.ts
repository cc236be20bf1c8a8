import { counted } from "../counted.ts"

/** What the program says beside its answers: at its start and end, when it cannot go on, and in its log. */
export const program = {
  pageIsAt: (address: string) => `Paperboy is at ${address}  (press Ctrl-C to stop)`,
  finishing: "Finishing what is under way …",
  offline: "Paperboy is set to work offline (OFFLINE).",
  cannotWrite: (why: string) => `The answer could not be written to standard output: ${why}.`,
  certificatesUnreadable: (why: string) =>
    `Paperboy can't read the certificates in NODE_EXTRA_CA_CERTS: ${why}.`,
  bug: (stack: string) => `Sorry, this is a bug in Paperboy:\n${stack}`,
  closedToOthers: (host: string) =>
    `HOST=${host} lets other machines reach the page, which stays closed to them. Set PAGE_PASSWORD to open it.`,

  metrics: {
    areAt: (host: string, port: number) =>
      `Metrics are at http://${host.includes(":") ? `[${host}]` : host}:${port}/metrics`,
    /** What each series is, for who reads it in Prometheus. */
    help: {
      deliveries: "Messages of posts: confirmed, to be tried again, or given up.",
      lag: "From when a post was due until its platform confirmed a message of it.",
      editions: "Posts that came due, by what became of them when they were planned.",
      commands: "Commands: answered, refused with a reason, or failed.",
      commandSeconds: "How long the first answer to a command took.",
      requests: "Requests to the sources of papers.",
      answeredAt: "When a source of papers last answered.",
      connected: "1 while the platform is connected.",
      communities: "Communities that get posts.",
      subscriptions: "Places and members that get posts, by whether they do now.",
      overdue: "How long the post that is due longest has been waiting to be planned.",
      papers: "Papers in the store.",
      storeUp: "1 while the store answers.",
      storeBytes: "Size of the store's file; absent with PostgreSQL.",
      loopLag: "How late timers come: longer than a moment means that the bot is held up.",
      build: "1, with the version that runs.",
    },
    nothingElse: "There is only /metrics here.",
    notRead: "The metrics could not be read.",
    cannotListen: (host: string, port: number, code: string) =>
      `The metrics can't be served at ${host}:${port} (${code}).`,
    cannotListenHint: "Set METRICS_PORT to a free port and METRICS_HOST to an address of this machine.",
  },

  library: {
    readingList: (list: string) => `reading the list of ${list}`,
    indexing: "indexing papers",
    kept: "The library is as you left it.",
    fromNetwork: (lists: number, papers: number) =>
      `Loaded ${counted(papers, "paper")} from the last ${counted(lists, "list")}.`,
    starter: (why: string, papers: number) =>
      `${why} Paperboy starts with ${counted(papers, "landmark paper")}, summarized in our own words. It keeps asking for the daily lists.`,
  },

  log: {
    thumbnailFailed: "a picture of a paper could not be read",
    unhandled: "an error that nobody handled",
    storeDamaged: "The store is damaged. Stop the bot and restore a backup.",
    storeNotInspected: "The store could not be checked for damage",
    changeNotIndexed: "new papers are indexed at the next check",
    platformFailed: "a platform can't be connected; Paperboy tries again",
    libraryReady: "the library is ready",
    libraryFailed: "the library could not be loaded; Paperboy tries again",
    communityForgotten: "Everything of a community that removed the bot was deleted",
    pruned: "What was kept long enough was deleted",
  },

  store: {
    noDatabase: "DATABASE_URL is not set.",
    noDatabaseHint: "Set it in the environment or in .env, or give the address itself.",
    onServer: "The data is in PostgreSQL, so a file can't replace it.",
    onServerHint: (line: string) =>
      `To restore into an empty database or schema, run \`npm run paper -- ${line}\`.`,
  },
}
