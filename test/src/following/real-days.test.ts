import { expect, test } from "vitest"
import { realDays } from "../../bench/posts/days.ts"
import { replay } from "./replay.ts"

// All of them are replayed by `npm run bench:following`.
const everyNth = 8

test("a follow brings what the same search lists since the last time, each paper once", async () => {
  const { days, areReal } = await realDays()
  const looks = await replay(
    days.filter((_, at) => at % everyNth === 0),
    7,
  )
  expect(looks.map(({ when, brought }) => ({ when, brought }))).toEqual(
    looks.map(({ when, expected }) => ({ when, brought: expected })),
  )
  const all = looks.flatMap(({ brought }) => brought)
  expect(all.length).toBeGreaterThan(areReal ? 100 : 0)
})
