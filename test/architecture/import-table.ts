/**
 * Who may use whom, as data. A file belongs to the row with the longest folder that holds it. Everything that a row
 * does not name is forbidden: project folders, npm packages, Node's own modules, and the globals of the outside world.
 */
export type Row = {
  readonly folder: string
  /** Groups by name, folders (`src/papers`) and files of the project, beside the row's own folder. */
  readonly project: readonly string[]
  readonly packages: readonly string[]
  /** Node's modules, without `node:`. */
  readonly node: readonly string[]
  readonly globals: readonly Worldly[]
}

/** Globals through which code reaches the environment, the clock, chance or the network. */
export const worldly = {
  process: /\bprocess\s*[.[]/,
  console: /\bconsole\s*[.[]/,
  clock:
    /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(\(\s*\)|(?![\w(]))|\bTemporal\s*\.\s*Now\b|\bperformance\s*\.\s*now\b/,
  timers: /\bset(Timeout|Interval|Immediate)\s*\(|\bAbortSignal\s*\.\s*timeout\b/,
  chance: /\bMath\s*\.\s*random\b|\bcrypto\s*\.\s*(randomUUID|getRandomValues)\b/,
  network: /(?<![\w.])fetch\s*\(|\bglobalThis\s*\.\s*fetch\b|\bnew\s+(WebSocket|EventSource)\b/,
} as const
export type Worldly = keyof typeof worldly

/** What several rows name together. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  vocabulary: ["src/vocabulary", "src/papers", "src/words", "src/concurrency"],
  // Functions that touch nothing: all that an adapter takes from the core beside types.
  "pure core": ["src/parsing", "src/rendering", "src/cards", "src/exporting"],
}

export const importTable: readonly Row[] = [
  {
    folder: "config",
    project: ["src/words", "src/parsing/edit-distance.ts"],
    packages: [],
    node: ["util"],
    globals: [],
  },

  { folder: "src/vocabulary", project: ["src/papers"], packages: [], node: [], globals: [] },
  { folder: "src/words", project: ["vocabulary"], packages: [], node: [], globals: [] },
  { folder: "src/concurrency", project: ["vocabulary"], packages: [], node: [], globals: [] },
  { folder: "src/bot", project: ["vocabulary", "src"], packages: [], node: [], globals: [] },
  { folder: "src/papers", project: ["vocabulary"], packages: [], node: ["crypto"], globals: [] },
  {
    folder: "src/parsing",
    project: ["vocabulary"],
    packages: ["zod", "fast-xml-parser", "fuse.js", "unicode2latex"],
    node: [],
    globals: [],
  },
  {
    folder: "src/search",
    project: ["vocabulary", "src/parsing"],
    packages: ["stemmer"],
    node: [],
    globals: [],
  },
  {
    folder: "src/rendering",
    project: ["vocabulary", "src/parsing"],
    packages: [],
    node: ["crypto"],
    globals: [],
  },
  {
    folder: "src/cards",
    project: ["vocabulary", "src/rendering/characters.ts"],
    packages: [],
    node: [],
    globals: [],
  },
  {
    folder: "src/sources",
    project: ["vocabulary", "src/parsing"],
    packages: ["zod"],
    // The starter library lies beside its reader.
    node: ["fs"],
    // A question that gets no answer is given up after a while.
    globals: ["timers"],
  },
  {
    folder: "src/library",
    project: ["vocabulary", "src/search", "src/parsing"],
    packages: [],
    node: ["fs", "path"],
    globals: [],
  },
  {
    folder: "src/recommending",
    project: ["vocabulary"],
    packages: [],
    node: [],
    globals: [],
  },
  {
    folder: "src/storage",
    project: ["vocabulary"],
    packages: ["kysely", "pg"],
    node: ["async_hooks", "crypto", "events", "fs", "path", "sqlite", "timers", "url", "worker_threads"],
    // How long a write waits for another process is measured, never stored.
    globals: ["clock"],
  },
  {
    folder: "src/exporting",
    project: ["vocabulary", "src/search/index.ts"],
    packages: [],
    node: [],
    globals: [],
  },
  { folder: "src/community", project: ["vocabulary", "src/cards"], packages: [], node: [], globals: [] },
  {
    folder: "src/reading",
    project: ["vocabulary", "src/community/adapter-of.ts", "src/parsing", "src/search"],
    packages: [],
    node: ["crypto"],
    globals: [],
  },
  {
    folder: "src/feeds",
    project: ["vocabulary", "src/community/adapter-of.ts", "src/cards", "src/search/index.ts"],
    packages: [],
    node: ["crypto"],
    globals: [],
  },
  { folder: "src/following", project: ["vocabulary", "src/search"], packages: [], node: [], globals: [] },
  {
    folder: "src/channels",
    project: [
      "vocabulary",
      "src/community/adapter-of.ts",
      "src/editions",
      "src/delivery",
      "src/cards",
      "src/search",
      "src/parsing",
    ],
    packages: [],
    node: [],
    globals: [],
  },
  {
    folder: "src/digests",
    project: ["vocabulary", "src/community/adapter-of.ts", "src/channels", "src/editions", "src/cards"],
    packages: [],
    node: [],
    globals: [],
  },
  {
    folder: "src/editions",
    project: [
      "vocabulary",
      "src/community/adapter-of.ts",
      "src/delivery",
      "src/cards",
      "src/search",
      "src/parsing",
    ],
    packages: ["node-cron"],
    node: ["crypto"],
    globals: [],
  },
  {
    folder: "src/delivery",
    project: ["vocabulary", "src/community/adapter-of.ts", "src/cards"],
    packages: [],
    node: [],
    globals: [],
  },
  {
    folder: "src/embedding",
    project: ["vocabulary"],
    packages: ["@huggingface/transformers"],
    node: ["worker_threads"],
    globals: [],
  },

  {
    folder: "commands",
    project: [
      "src/channels/fields.ts",
      "vocabulary",
      "pure core",
      "src/bot/asked-paper.ts",
      "src/reading",
      "src/feeds/opml.ts",
      "src/search",
    ],
    packages: [],
    node: [],
    globals: [],
  },

  {
    folder: "adapters/discord",
    project: ["vocabulary", "pure core"],
    packages: ["discord.js", "ws"],
    node: ["crypto", "http", "https", "module"],
    globals: ["timers"],
  },
  {
    folder: "adapters/slack",
    project: ["vocabulary", "pure core", "adapters/encryption.ts"],
    packages: ["@slack/*"],
    node: ["crypto", "fs", "http"],
    globals: ["timers"],
  },
  {
    folder: "adapters/web",
    // The search box says what is wrong with a query, so it reads the language.
    project: [
      "vocabulary",
      "pure core",
      "src/search/index.ts",
      "src/reading/own-papers.ts",
      "adapters/encryption.ts",
      "adapters/listening.ts",
      "src/reading/find-saved.ts",
    ],
    packages: ["hono", "@hono/node-server"],
    node: ["crypto", "fs", "http", "module", "net", "path", "url"],
    globals: ["timers"],
  },
  // What runs in the browser has a world of its own.
  {
    folder: "adapters/web/assets/client",
    project: ["vocabulary", "pure core"],
    packages: [],
    node: [],
    globals: ["clock", "timers", "chance", "network"],
  },
  {
    folder: "adapters/terminal",
    project: ["vocabulary", "pure core"],
    packages: ["picocolors"],
    node: ["fs", "path", "readline", "stream", "zlib"],
    globals: ["timers"],
  },
  {
    folder: "adapters/mail",
    project: ["vocabulary", "pure core", "src/community/adapter-of.ts", "adapters/encryption.ts"],
    packages: ["hono", "nodemailer"],
    node: ["crypto"],
    globals: [],
  },
  {
    folder: "adapters/public",
    project: ["vocabulary", "src/feeds", "adapters/listening.ts"],
    packages: ["hono", "@hono/node-server"],
    node: ["crypto", "http", "zlib"],
    globals: [],
  },
  {
    folder: "adapters/metrics",
    project: ["vocabulary", "adapters/listening.ts"],
    packages: ["prom-client"],
    node: ["fs", "http"],
    globals: ["process", "network", "clock", "timers"],
  },
  // The wiring: it alone sees everything, and does nothing else.
  {
    folder: "adapters/backups",
    project: ["vocabulary", "config", "src/storage", "adapters/runtime.mjs"],
    packages: ["aws4fetch"],
    node: ["crypto", "events", "fs", "path", "stream", "worker_threads"],
    globals: ["network"],
  },
  {
    folder: "adapters",
    project: ["adapters", "commands", "config", "src"],
    packages: ["pino", "pino-pretty"],
    node: ["crypto", "fs", "os", "path", "timers", "util", "module", "url", "http", "tls", "dns"],
    globals: ["process", "clock", "timers", "chance", "network"],
  },
]
