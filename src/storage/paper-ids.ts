import { isTitleKey } from "../papers/index.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"

/** Papers' current ids, by the ids that were asked for. An id that was never replaced is its own, known or not. */
export async function currentIds(
  db: Database,
  asked: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(asked.map((id) => [id, id]))
  // Only a title's key is ever given up for another id.
  for (const chunk of chunks([...ids.keys()].filter(isTitleKey), 1)) {
    const rows = await db.selectFrom("paper").select(["id", "livesAs"]).where("id", "in", chunk).execute()
    for (const { id, livesAs } of rows) ids.set(id, livesAs ?? id)
  }
  return ids
}

/** The current id of one paper. */
export async function currentId(db: Database, asked: string): Promise<string> {
  return (await currentIds(db, [asked])).get(asked) ?? asked
}

/**
 * The same before a write: until the transaction ends nobody replaces these ids, so nothing is written under an id that
 * is just being joined to another. Comes before any write about papers: saving papers locks the sequence first, and
 * locking in another order would be a deadlock.
 */
export async function lockedIds(
  engine: Pick<Engine, "rowLocks">,
  writing: Writing,
  asked: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (engine.rowLocks && asked.some(isTitleKey))
    await writing
      .selectFrom("sequence")
      .select("value")
      .where("name", "=", "paper")
      .forShare()
      .executeTakeFirst()
  return currentIds(writing, asked)
}

/** The locked id of one paper. */
export async function lockedId(
  engine: Pick<Engine, "rowLocks">,
  writing: Writing,
  asked: string,
): Promise<string> {
  return (await lockedIds(engine, writing, [asked])).get(asked) ?? asked
}
