import type { RateStore } from "../vocabulary/stores.ts"
import type { Database, Engine } from "./engine.ts"

/** Places lie on a line of microseconds, fine enough for any platform's rate and exact in a JavaScript number. */
const microsecondsPerSecond = 1_000_000

/** No place and no hold lies farther ahead, so one that does was given by a clock that has been set back since. */
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
      const freeAt = await engine.hasty((db) => moveOn(db, name, asked, apart))
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
