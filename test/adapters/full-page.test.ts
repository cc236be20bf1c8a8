import { expect, test } from "vitest"
import { cardLimits } from "../../adapters/discord/card-components.ts"
import { limitsOf } from "../../adapters/slack/card-blocks.ts"
import { limits as slackLimits } from "../../adapters/slack/limits.ts"
import { pagingOptions } from "../../commands/options.ts"
import { papersCard } from "../../src/cards/papers-card.ts"
import { words } from "../../src/cards/runs.ts"
import { fit as fitted } from "../../src/rendering/fit.ts"
import type { Limits } from "../../src/rendering/limits.ts"
import { aPaper } from "../builders.ts"

const limit = pagingOptions.limit.max
const wordy = Array.from({ length: 2 * limit }, (_, index) =>
  aPaper({
    id: `2401.${10_000 + index}`,
    title: "A title_that *goes* on, and then on ".repeat(8),
    organization: "An organisation with a long name ".repeat(3),
    thumbnail: `https://example.org/${index}.png`,
  }),
)

test.each<[string, Limits]>([
  ["Discord", cardLimits],
  ["Slack", limitsOf(slackLimits.message)],
])("%s shows every paper of the longest page, since the next page begins after it", (_, limits) => {
  const page = papersCard({
    title: words("Papers"),
    intro: words("An introduction. ".repeat(10)),
    papers: wordy,
    standings: new Map(),
    now: Temporal.Instant.from("2026-11-24T12:00:00Z"),
    withSource: true,
    notes: ["One", "two", "three"].map(words),
    paging: { command: "top", arguments: { period: "2026-W48", limit }, page: 1, limit },
  })
  const items = fitted(page, limits).blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
  expect(items.map(({ paper }) => paper)).toEqual(wordy.slice(0, limit).map(({ id }) => id))
})
