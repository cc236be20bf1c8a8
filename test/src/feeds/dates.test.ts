import { expect, test } from "vitest"
import { newestFirst, withinDay } from "../../../src/feeds/dates.ts"

test("the papers of a list come in distinct seconds, before anybody could read it, and always in the same", () => {
  const ids = Array.from({ length: 100 }, (_, index) => `2511.${String(index).padStart(5, "0")}`)
  const came = ids.map((id) => ({ id, at: withinDay("2026-11-27", id) }))
  const dates = newestFirst(came).map(({ date }) => date)
  expect(new Set(dates).size).toBe(100)
  expect(dates).toEqual(dates.toSorted().toReversed())
  expect(dates[0] && dates[0] < "2026-11-27T02:30:00Z").toBe(true)
  expect(newestFirst(came.toReversed())).toEqual(newestFirst(came))
})

test("papers of one message keep their order, a second apart", () => {
  const at = Temporal.Instant.from("2026-11-27T09:00:00.7Z")
  const dated = newestFirst(["a", "b", "c"].map((id) => ({ id, at })))
  expect(dated.map(({ id, date }) => [id, date])).toEqual([
    ["c", "2026-11-27T09:00:02Z"],
    ["b", "2026-11-27T09:00:01Z"],
    ["a", "2026-11-27T09:00:00Z"],
  ])
})
