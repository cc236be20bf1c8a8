import { expect, test } from "vitest"
import { applyDraft } from "../../../src/channels/fields.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { aSubscription } from "../editions/world.ts"

const now = Temporal.Instant.from("2026-08-20T22:30:00Z")

function refusalOf(draft: Parameters<typeof applyDraft>[0], timeZone: string): UserError {
  try {
    applyDraft(draft, aSubscription({ timeZone }), now)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error("Nothing was refused.")
}

test.each([
  ['after:"last week"', "UTC", "after:2026-08-10"],
  ["diffusion after:yesterday", "UTC", "diffusion after:2026-08-19"],
  ["diffusion after:yesterday", "Asia/Tokyo", "diffusion after:2026-08-20"],
])("the filter %s moves from day to day, so the date that it is in %s is offered", (filter, zone, meant) => {
  const { hint, suggestion } = refusalOf({ filter }, zone)
  expect(hint).toBe(words.channels.errors.didYouMean(meant))
  expect(suggestion).toBe(`channel filter:"${meant}"`)
})

test("so it is for what a tag stands for", () => {
  const { hint } = refusalOf({ tags: "New=after:yesterday" }, "UTC")
  expect(hint).toBe(words.channels.errors.didYouMean("after:2026-08-19"))
})
