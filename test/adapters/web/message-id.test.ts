import { expect, test } from "vitest"
import { createMessageIds } from "../../../adapters/web/message-id.ts"

test("ids sort by time, within a millisecond and when the clock goes back", () => {
  const times = [1_000, 1_000, 1_000, 2_000, 500, 500]
  const newId = createMessageIds(() => times.shift() ?? 3_000)
  const ids = Array.from({ length: 8 }, () => newId())
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(8)
})
