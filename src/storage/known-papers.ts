import type { Paper } from "../papers/index.ts"
import { pieces, type Writing } from "./engine.ts"
import { decodePaper } from "./stored-paper.ts"

/** A paper that is about to be saved, with the key of its title. */
export type KeyedPaper = { readonly paper: Paper; readonly key: string }

/** A paper as it is stored, or stands to be stored. */
export type Stored = { readonly paper: Paper; readonly titleKey: string; readonly body: string }

/** What the store knows of some papers: under which id each lives, and which others share a title with them. */
export type KnownPapers = {
  /** The id that a paper of this id lives on under. */
  todaysId(id: string): string
  get(id: string): Stored | undefined
  /** Ids of the papers with that title key. */
  titled(key: string): readonly string[]
  put(id: string, stored: Stored): void
  /** From now on the first id leads to the second, and is no paper of its own. */
  retire(id: string, livesAs: string): void
}

/** Reads what is known of papers that are about to be saved, by their ids and by their titles. */
export async function loadKnown(writing: Writing, papers: readonly KeyedPaper[]): Promise<KnownPapers> {
  const known = createKnownPapers()
  const ids = new Set(papers.map(({ paper }) => paper.id))
  const moved = await loadById(writing, known, ids)
  await loadById(writing, known, moved)
  await loadByTitle(writing, known, new Set(papers.map(({ key }) => key)))
  return known
}

function createKnownPapers(): KnownPapers {
  const byId = new Map<string, Stored>()
  const byTitle = new Map<string, Set<string>>()
  const moved = new Map<string, string>()
  const forget = (id: string) => {
    const stored = byId.get(id)
    if (stored) byTitle.get(stored.titleKey)?.delete(id)
    byId.delete(id)
  }
  return {
    todaysId: (id) => moved.get(id) ?? id,
    get: (id) => byId.get(id),
    titled: (key) => [...(byTitle.get(key) ?? [])],
    put(id, stored) {
      forget(id)
      byId.set(id, stored)
      byTitle.set(stored.titleKey, (byTitle.get(stored.titleKey) ?? new Set()).add(id))
    },
    retire(id, livesAs) {
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
  for (const piece of pieces([...ids], 1)) {
    const rows = await writing.selectFrom("paper").selectAll().where("id", "in", piece).execute()
    for (const row of rows) {
      remember(known, row)
      if (row.livesAs === null) continue
      known.retire(row.id, row.livesAs)
      moved.add(row.livesAs)
    }
  }
  return moved
}

async function loadByTitle(writing: Writing, known: KnownPapers, keys: ReadonlySet<string>): Promise<void> {
  for (const piece of pieces([...keys], 1)) {
    const rows = await writing
      .selectFrom("paper")
      .select(["id", "titleKey", "body"])
      .where("titleKey", "in", piece)
      .where("body", "is not", null)
      .execute()
    for (const row of rows) remember(known, row)
  }
}

type Row = { readonly id: string; readonly titleKey: string | null; readonly body: string | null }

function remember(known: KnownPapers, { id, titleKey, body }: Row): void {
  if (body !== null && titleKey !== null && known.get(id) === undefined)
    known.put(id, { paper: decodePaper(body), titleKey, body })
}
