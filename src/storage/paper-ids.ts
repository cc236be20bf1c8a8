import { isTitleKey } from "../papers/index.ts"
import { chunks, type Database, type Engine, type Writing } from "./engine.ts"

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
  for (const chunk of chunks([...ids.keys()].filter(isTitleKey), 1)) {
    const rows = await db.selectFrom("paper").select(["id", "livesAs"]).where("id", "in", chunk).execute()
    for (const { id, livesAs } of rows) ids.set(id, livesAs ?? id)
  }
  return ids
}

/** The id that one paper has today. */
export async function todaysId(db: Database, asked: string): Promise<string> {
  return (await todaysIds(db, [asked])).get(asked) ?? asked
}

/**
 * The same for what is about to be written: until the transaction ends nobody gives these ids up, so nothing is written
 * under an id that is just being joined to another. Asked before anything that hangs on papers is written: whoever
 * saves papers locks the sequence first, and two that lock the other way round would wait for each other for ever.
 */
export async function settledIds(
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
  return todaysIds(writing, asked)
}

/** The settled id of one paper. */
export async function settledId(
  engine: Pick<Engine, "rowLocks">,
  writing: Writing,
  asked: string,
): Promise<string> {
  return (await settledIds(engine, writing, [asked])).get(asked) ?? asked
}
