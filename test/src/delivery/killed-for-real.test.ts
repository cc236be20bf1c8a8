import { describe, expect, test } from "vitest"
import { chaos, type End, steps } from "../../bench/delivery/chaos.ts"
import { engines } from "../../bench/delivery/engines.ts"
import { missing } from "../../needs.ts"
import { postgres } from "../storage/schema.ts"

/** A bot that starts takes a second or two, and many more where others keep the processors busy. */
const patienceMs = 600_000

/**
 * At each step of a message or a look-up: planned and not there yet, done by the platform and not answered, answered and
 * not confirmed; the latter two also with another message through before, and with a thread opened before.
 */
const ends: readonly End[] = [
  ...steps.map((step): End => ({ kind: "request", request: 1, step })),
  { kind: "request", request: 2, step: "applied" },
  { kind: "request", request: 2, step: "answered" },
  { kind: "request", request: 1, step: "applied", from: "thread" },
  { kind: "request", request: 2, step: "applied", from: "thread" },
  { kind: "request", request: 2, step: "answered", from: "thread" },
]

const places = engines(missing(postgres()) ? undefined : process.env.TEST_DATABASE_URL)

describe.concurrent("a bot's process that is killed at every step", () => {
  test.each(
    places.flatMap((open, index) =>
      (["discord", "slack"] as const).map((platform) => ({
        engine: ["SQLite", "PostgreSQL"][index],
        platform,
        open,
      })),
    ),
  )(
    "on $engine leaves every message on $platform, once",
    async ({ open, platform }) => {
      const place = await open()
      try {
        const figures = await chaos(place, platform, {
          ...{ places: 1, kills: ends.length, contract: false },
          endAfter: (kills) => ends[kills] ?? { kind: "request", request: 1, step: "arriving" },
          awayMsAfter: (kills) => (kills % 2 === 0 ? 200_000 : 400_000),
        })
        expect(figures).toMatchObject({ kills: ends.length, lost: 0, doubled: 0 })
        expect(figures.messages).toBeGreaterThanOrEqual(8)
      } finally {
        await place.remove()
      }
    },
    patienceMs,
  )
})
