import { isTitleKey } from "../papers/index.ts"
import { type Database, pieces } from "./engine.ts"

/**
 * The ids that papers have today, by the ids that were asked for. An id that was never moved is its own answer, known
 * or not.
 */
export async function todaysIds(
  db: Database,
  asked: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(asked.map((id) => [id, id]))
  // Only a title's key is ever given up for another id.
  for (const piece of pieces([...ids.keys()].filter(isTitleKey), 1)) {
    const rows = await db.selectFrom("paper").select(["id", "livesAs"]).where("id", "in", piece).execute()
    for (const { id, livesAs } of rows) ids.set(id, livesAs ?? id)
  }
  return ids
}

/** The id that one paper has today. */
export async function todaysId(db: Database, asked: string): Promise<string> {
  return (await todaysIds(db, [asked])).get(asked) ?? asked
}
