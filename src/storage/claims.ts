import type { SelectQueryBuilder } from "kysely"
import type { Engine } from "./engine.ts"

type Query<Row> = { execute(): Promise<Row[]> }

/**
 * Claims rows for one worker: `due` finds them and skips what others have locked, `take` writes who has them. Both run in
 * one transaction. Gives the rows as `take` returns them, in the order in which `due` found them.
 */
export async function claimRows<K extends string, Id, Row extends Readonly<Record<K, Id>>>(
  key: K,
  due: Query<Readonly<Record<K, Id>>>,
  take: (ids: readonly Id[]) => Query<Row>,
): Promise<readonly Row[]> {
  const ids = (await due.execute()).map((row) => row[key])
  if (ids.length === 0) return []
  const place = new Map(ids.map((id, index) => [id, index]))
  const placeOf = (row: Row) => place.get(row[key]) ?? 0
  return (await take(ids).execute()).toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** Locks the rows of a query until the transaction ends, and skips those that others have locked. */
export function skippingLocked(engine: Pick<Engine, "rowLocks">) {
  return <DB, T extends keyof DB, Row>(query: SelectQueryBuilder<DB, T, Row>) =>
    engine.rowLocks ? query.forUpdate().skipLocked() : query
}
