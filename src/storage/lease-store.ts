import type { LeaseStore } from "../vocabulary/stores.ts"
import type { Database } from "./engine.ts"
import { instantToColumn } from "./instant.ts"

/** No name goes on with a sign behind this one, so whatever begins with a prefix lies before the prefix and it. */
const lastSign = "\u{10FFFF}"

/**
 * Leases are taken for minutes at the most. One that lasts longer was taken by a clock that has been set back since, and
 * would keep everybody out for as long as that was ahead.
 */
const tooLong = { minutes: 10 }

/** Who does what only one may do, a row a name. */
export function createLeaseStore(db: Database): LeaseStore {
  return {
    async take(name, holder, until, now) {
      const rest = { holder, until: instantToColumn(until) }
      const taken = await db
        .insertInto("lease")
        .values({ name, ...rest })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet(rest)
            .where(({ or, eb }) =>
              or([
                eb("lease.holder", "=", holder),
                eb("lease.until", "<=", instantToColumn(now)),
                eb("lease.until", ">", notBelieved(now)),
              ]),
            ),
        )
        .executeTakeFirst()
      return Number(taken.numInsertedOrUpdatedRows) > 0
    },
    async release(name, holder) {
      await db.deleteFrom("lease").where("name", "=", name).where("holder", "=", holder).execute()
    },
    async holders(prefix, now) {
      const rows = await db
        .selectFrom("lease")
        .select(["name", "holder"])
        .where("name", ">=", prefix)
        .where("name", "<", `${prefix}${lastSign}`)
        .where("until", ">", instantToColumn(now))
        .where("until", "<=", notBelieved(now))
        .orderBy("name")
        .execute()
      return new Map(rows.map(({ name, holder }) => [name, holder]))
    },
  }
}

function notBelieved(now: string): string {
  return instantToColumn(Temporal.Instant.from(now).add(tooLong).toString())
}
