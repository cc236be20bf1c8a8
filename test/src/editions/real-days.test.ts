import { describe, expect, test } from "vitest"
import { realDays } from "../../bench/posts/days.ts"
import { measureDays } from "../../bench/posts/results.ts"

// All of them are measured by `npm run bench:posts`.
const everyNth = 25

describe("the daily post of real days", async () => {
  const { days } = await realDays()
  const some = days.filter((_, at) => at % everyNth === 0)

  test.each(measureDays(some))("loses no paper and keeps every limit: $form on $platform", (row) => {
    expect({ lost: row.lost, overLimit: row.overLimit }).toEqual({ lost: 0, overLimit: 0 })
    const [median = 0, , most = 0] = row.paperCharacters
    expect(median).toBeLessThanOrEqual(420)
    expect(most).toBeLessThanOrEqual(800)
  })
})
