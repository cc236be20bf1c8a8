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
    pruned: "old responses and events were deleted",
  },

  store: {
    noDatabase: "DATABASE_URL is not set.",
    noDatabaseHint: "Set it in the environment or in .env, or give the address itself.",
    onServer: "The data is in PostgreSQL, so a file can't replace it.",
    onServerHint: (line: string) =>
      `To restore into an empty database or schema, run \`npm run paper -- ${line}\`.`,
  },
}
