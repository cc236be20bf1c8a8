import { expect, test } from "vitest"
import { verdictOn } from "../../../src/delivery/attempt.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"

const cut = new NetworkError("chat.test", "the connection was cut")
const busy = new PlatformError("chat", "429", "slow down", { retryAfterMs: 1_234 })
const forbidden = new PlatformError("chat", "50013", "no permission")
const bug = new TypeError("undefined is not a function")

test.each([
  [
    "an unreachable platform is tried again after a minute or two",
    cut,
    1,
    { outcome: "unknown", retryAfterMs: 120_000 },
  ],
  ["it is tried ever more slowly", cut, 3, { outcome: "unknown", retryAfterMs: 480_000 }],
  ["it is tried at least every quarter of an hour", cut, 30, { outcome: "unknown", retryAfterMs: 900_000 }],
  ["it is given up after a day", cut, 100, { outcome: "unknown" }],
  [
    "a platform that says how long is taken at its word",
    busy,
    7,
    { outcome: "refused", retryAfterMs: 1_234 },
  ],
  ["a platform that refuses is not asked again", forbidden, 1, { outcome: "refused" }],
  ["a bug of ours is tried three times", bug, 2, { outcome: "unknown", retryAfterMs: 240_000 }],
  ["and not a fourth time", bug, 3, { outcome: "unknown" }],
])("%s", (_title, error, attempts, verdict) => {
  expect(verdictOn(error, attempts, () => 1)).toEqual(verdict)
})

test("retries are spread over a minute, so that thousands of places do not come back together", () => {
  expect(verdictOn(cut, 1, () => 0).retryAfterMs).toBe(60_000)
})
