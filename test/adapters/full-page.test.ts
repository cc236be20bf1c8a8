import { expect, test } from "vitest"
import { cardLimits } from "../../adapters/discord/card-components.ts"
import { limitsOf } from "../../adapters/slack/card-blocks.ts"
import { limits as slackLimits } from "../../adapters/slack/limits.ts"
import { pagingOptions } from "../../commands/options.ts"
import { papersCard } from "../../src/cards/papers-card.ts"
import { editionCards } from "../../src/editions/edition-cards.ts"
import { listNameOf } from "../../src/papers/index.ts"
import { fit as fitted } from "../../src/rendering/fit.ts"
import type { Limits } from "../../src/rendering/limits.ts"
import { invoke } from "../../src/vocabulary/calls.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { plainText } from "../../src/words/runs.ts"
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

const platforms: readonly [string, Limits][] = [
  ["Discord", cardLimits],
  ["Slack", limitsOf(slackLimits.message)],
]

test.each(platforms)(
  "%s shows every line of the rest of an edition, over as many messages as it takes",
  (_, limits) => {
    const papers = wordy.slice(0, 17)
    const subscription = { list: "day", form: "digest", budget: 1, filter: "" } as const
    const [, ...rest] = editionCards({ subscription, list: listNameOf("2026-11-23"), papers, notes: [] })
    const items = rest.flatMap(({ card }) => itemsOf(fitted(card, limits)))
    expect(items.map(({ paper }) => paper)).toEqual(papers.slice(1).map(({ id }) => id))
  },
)

test.each(platforms)(
  "%s shows every paper of the longest page, since the next page begins after it",
  (_, limits) => {
    const page = papersCard({
      title: plainText("Papers"),
      text: plainText("An introduction. ".repeat(10)),
      papers: wordy,
      paperStats: new Map(),
      now: Temporal.Instant.from("2026-11-24T12:00:00Z"),
      withSource: true,
      notes: ["One", "two", "three"].map(plainText),
      paging: { turnTo: (page) => invoke("top", { period: "2026-W48", limit, page }), page: 1, limit },
    })
    const items = itemsOf(fitted(page, limits))
    expect(items.map(({ paper }) => paper)).toEqual(wordy.slice(0, limit).map(({ id }) => id))
  },
)

function itemsOf({ blocks }: Card) {
  return blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
}
