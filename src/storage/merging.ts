import { isTitleKey, mergePapers, type Paper, titleKey } from "../papers/index.ts"
import type { SaveOutcome } from "../vocabulary/stores.ts"
import { chunks, type Engine, type Writing } from "./engine.ts"
import { decodePaper, encodePaper } from "./stored-paper.ts"
import type { PaperTable } from "./tables.ts"

/** A paper that is about to be saved, with the key of its title. */
export type KeyedPaper = { readonly paper: Paper; readonly key: string }

/** A paper as it is stored, or stands to be stored. */
export type Stored = { readonly paper: Paper; readonly titleKey: string; readonly body: string }

/** What the store knows of some papers: which id each has now, and which others have the same title. */
export type KnownPapers = ReturnType<typeof createKnownPapers>

/** Reads what is known of papers that are about to be saved, by their ids and by their titles. */
export async function loadKnown(
  { readable }: Engine,
  writing: Writing,
  papers: readonly KeyedPaper[],
): Promise<KnownPapers> {
  const known = createKnownPapers(readable)
  const ids = new Set(papers.map(({ paper }) => paper.id))
  const moved = await loadById(writing, known, ids)
  await loadById(writing, known, moved)
  await loadByTitle(writing, known, new Set(papers.map(({ key }) => key)))
  return known
}

function createKnownPapers(readable: Engine["readable"]) {
  const byId = new Map<string, Stored>()
  const byTitle = new Map<string, Set<string>>()
  const moved = new Map<string, string>()
  const forget = (id: string) => {
    const stored = byId.get(id)
    if (stored) byTitle.get(stored.titleKey)?.delete(id)
    byId.delete(id)
  }
  const put = (id: string, stored: Stored) => {
    forget(id)
    byId.set(id, stored)
    byTitle.set(stored.titleKey, (byTitle.get(stored.titleKey) ?? new Set()).add(id))
  }
  return {
    currentId: (id: string) => moved.get(id) ?? id,
    get: (id: string) => byId.get(id),
    titled: (key: string): readonly string[] => [...(byTitle.get(key) ?? [])],
    put,
    /** Takes up a row as it is stored, unless that paper is known already or the row is damaged. */
    remember({ id, titleKey, body }: Row) {
      if (body === null || titleKey === null || byId.has(id)) return
      const paper = readable(() => decodePaper(body, id))
      if (paper) put(id, { paper, titleKey, body })
    },
    /** From now on the first id leads to the second, and is no paper of its own. */
    retire(id: string, livesAs: string) {
      forget(id)
      moved.set(id, livesAs)
    },
  }
}

// Gives the ids that some of the rows live on under.
async function loadById(
  writing: Writing,
  known: KnownPapers,
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const moved = new Set<string>()
  for (const chunk of chunks([...ids], 1)) {
    const rows = await writing.selectFrom("paper").selectAll().where("id", "in", chunk).execute()
    for (const row of rows) {
      known.remember(row)
      if (row.livesAs === null) continue
      known.retire(row.id, row.livesAs)
      moved.add(row.livesAs)
    }
  }
  return moved
}

async function loadByTitle(writing: Writing, known: KnownPapers, keys: ReadonlySet<string>): Promise<void> {
  for (const chunk of chunks([...keys], 1)) {
    const rows = await writing
      .selectFrom("paper")
      .select(["id", "titleKey", "body"])
      .where("titleKey", "in", chunk)
      .where("body", "is not", null)
      .execute()
    for (const row of rows) known.remember(row)
  }
}

type Row = { readonly id: string; readonly titleKey: string | null; readonly body: string | null }

export type MergeResult = SaveOutcome & {
  /** What has to be written, each id once: first the ids that were given up. */
  readonly rows: readonly PaperRow[]
}

export type PaperRow = Omit<PaperTable, "change" | "firstChange" | "savedAt">

/**
 * Merges papers, one after the other, with what is known, and says what has to be written. A paper known by its title
 * alone and the identified paper of that title become one, whichever of them comes second.
 */
export function mergeInto(known: KnownPapers, papers: readonly KeyedPaper[]): MergeResult {
  const before = new Map<string, Stored | undefined>()
  const joined = new Map<string, string>()
  /** Identified papers that the store knew by their title before. */
  const continued = new Set<string>()
  for (const { paper, key } of papers) {
    const { id, absorbed } = placeOf(known, paper.id, key)
    for (const touched of [id, ...absorbed]) if (!before.has(touched)) before.set(touched, known.get(touched))
    const merged = [...absorbed, id].reduce((fresh, other) => mergeWith(known.get(other), fresh), paper)
    for (const other of absorbed) {
      known.retire(other, id)
      joined.set(other, id)
      if (before.get(other)) continued.add(id)
    }
    const mergedKey = merged.title === paper.title ? key : titleKey(merged.title)
    known.put(id, { paper: { ...merged, id }, titleKey: mergedKey, body: encodePaper({ ...merged, id }) })
  }
  return summarize(known, before, joined, continued)
}

/** Under which id a paper is kept, and the papers known by its title alone that it takes in. */
function placeOf(
  known: KnownPapers,
  given: string,
  key: string,
): { readonly id: string; readonly absorbed: readonly string[] } {
  const current = known.currentId(given)
  const titled = known.titled(key)
  const identified = new Set([...titled, current].filter((id) => !isTitleKey(id)))
  const [only, another] = identified
  // Where several papers share a title, the title alone names none of them.
  if (only === undefined || another !== undefined) return { id: current, absorbed: [] }
  return { id: only, absorbed: [...new Set([...titled, current])].filter((id) => id !== only) }
}

function mergeWith(stored: Stored | undefined, fresh: Paper): Paper {
  return stored ? mergePapers(stored.paper, fresh) : fresh
}

function summarize(
  known: KnownPapers,
  before: ReadonlyMap<string, Stored | undefined>,
  joined: ReadonlyMap<string, string>,
  continued: ReadonlySet<string>,
): MergeResult {
  const rows: PaperRow[] = [...joined].map(([id, livesAs]) => ({ id, livesAs, titleKey: null, body: null }))
  const counts = { added: 0, changed: 0, unchanged: 0 }
  for (const [id, earlier] of before) {
    const now = known.get(id)
    if (now === undefined) continue
    const isSame = now.body === earlier?.body
    counts[isSame ? "unchanged" : earlier || continued.has(id) ? "changed" : "added"] += 1
    if (!isSame) rows.push({ id, titleKey: now.titleKey, body: now.body, livesAs: null })
  }
  return { rows, ...counts, joined: [...joined].map(([from, to]) => ({ from, to })) }
}
