import type { BuildEngine } from "./engine.ts"

export type EngineEntry = {
  readonly name: string
  readonly load: () => Promise<BuildEngine>
  /** Of the queries of each kind, one in so many: slow engines would take hours for all of them. */
  readonly oneIn: number
}

/** Loaded one by one, each in a process of its own, so that none pays for another's code or memory. */
export const engines: readonly EngineEntry[] = [
  { name: "Paperboy", oneIn: 1, load: async () => (await import("./paperboy.ts")).build },
  { name: "minisearch, fuzzy", oneIn: 3, load: async () => (await import("./minisearch.ts")).build },
  { name: "SQLite FTS5, porter", oneIn: 1, load: async () => (await import("./sqlite-fts5.ts")).build },
  { name: "flexsearch", oneIn: 1, load: async () => (await import("./flexsearch.ts")).build },
  { name: "lunr", oneIn: 6, load: async () => (await import("./lunr.ts")).build },
  { name: "orama, tolerance 1", oneIn: 15, load: async () => (await import("./orama.ts")).build },
  { name: "fuse.js, extended", oneIn: 60, load: async () => (await import("./fuse.ts")).buildExtended },
  { name: "fuse.js, token", oneIn: 100, load: async () => (await import("./fuse.ts")).buildToken },
]
