import type { LeaseStore, RateStore } from "../vocabulary/stores.ts"
import { instantToColumn } from "./columns.ts"
import type { Database, Engine } from "./engine.ts"

/** Sorts behind every other character, so names that begin with a prefix are less than the prefix followed by it. */
const lastSign = "\u{10FFFF}"

/** Leases last minutes at most: a longer one was taken by a clock that was ahead, and is not respected. */
const tooLong = { minutes: 10 }

/** Which process does what only one may do: a row for each name. */
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

/** Fine enough for any platform's rate, and exact in a JavaScript number. */
const microsecondsPerSecond = 1_000_000

/** No place and no hold is farther ahead: one that is was given by a clock that was ahead. */
const farthest = 3_600 * microsecondsPerSecond

/**
 * Shared budgets: of each, the moment from which on its next place is free. One statement moves it on, so that two
 * who ask at once get different places. Nobody needs to know a place after a power cut, so none waits for the disk.
 */
export function createRateStore(engine: Engine): RateStore {
  return {
    async take(name, at, perSecond) {
      const asked = microsecondsOf(at)
      const apart = Math.ceil(microsecondsPerSecond / perSecond)
      const freeAt = await engine.withoutSync((db) => moveOn(db, name, asked, apart))
      return Math.ceil((freeAt - apart - asked) / 1_000)
    },
    async hold(name, until) {
      const freeAt = microsecondsOf(until)
      await engine.db
        .insertInto("rate")
        .values({ name, freeAt })
        .onConflict((conflict) =>
          conflict.column("name").doUpdateSet({ freeAt }).where("rate.freeAt", "<", freeAt),
        )
        .execute()
    },
    async reset(now) {
      const freeAt = microsecondsOf(now)
      await engine.db.updateTable("rate").set({ freeAt }).where("freeAt", ">", freeAt).execute()
    },
  }
}

async function moveOn(db: Database, name: string, asked: number, apart: number): Promise<number> {
  const { freeAt } = await db
    .insertInto("rate")
    .values({ name, freeAt: asked + apart })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet(({ eb, ref }) => ({
        freeAt: eb(
          eb
            .case()
            .when(eb.between("rate.freeAt", asked, asked + farthest))
            .then(ref("rate.freeAt"))
            .else(asked)
            .end(),
          "+",
          apart,
        ),
      })),
    )
    .returning("freeAt")
    .executeTakeFirstOrThrow()
  return freeAt
}

function microsecondsOf(instant: string): number {
  return Number(Temporal.Instant.from(instant).epochNanoseconds / 1_000n)
}
