import { isTitleKey, mergePapers, type Paper, titleKey } from "../papers/index.ts"
import type { SaveOutcome } from "../vocabulary/stores.ts"
import type { KeyedPaper, KnownPapers, Stored } from "./known-papers.ts"
import { encodePaper } from "./stored-paper.ts"
import type { PaperTable } from "./tables.ts"

export type MergeResult = SaveOutcome & {
  /** What has to be written, each id once: first the ids that were given up. */
  readonly rows: readonly PaperRow[]
}

export type PaperRow = Omit<PaperTable, "change" | "savedAt">

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
  const today = known.todaysId(given)
  const titled = known.titled(key)
  const identified = new Set([...titled, today].filter((id) => !isTitleKey(id)))
  const [only, another] = identified
  // Where several papers share a title, the title alone names none of them.
  if (only === undefined || another !== undefined) return { id: today, absorbed: [] }
  return { id: only, absorbed: [...new Set([...titled, today])].filter((id) => id !== only) }
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
