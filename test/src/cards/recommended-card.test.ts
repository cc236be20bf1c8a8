import { expect, test } from "vitest"
import { cardComponents } from "../../../adapters/discord/card-components.ts"
import { recommendedCard } from "../../../src/cards/recommended-card.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"

const { buttons } = words.recommending
const papers = [1, 2, 3, 4, 5, 6].map((at) => aPaper({ id: `2511.0000${at}`, title: `Paper ${at}` }))

const card = recommendedCard({
  recommended: {
    by: "member",
    signs: 5,
    needed: 3,
    looked: 70,
    days: { from: "2025-11-20", to: "2025-11-27" },
    items: papers.map((paper) => ({ paper, score: 1, reason: { kind: "best" } })),
  },
  paperStats: new Map(),
  view: { for: "me" },
  paging: { page: 1, limit: 5, turnTo: (page) => invoke("recommend", { page }) },
})

test("a page of recommendations keeps Upvote, Save and Details for each paper, on Discord too", () => {
  const shown = JSON.stringify(cardComponents(card))
  const { upvote, details } = words.cards.paper.buttons
  for (const label of [upvote, words.readers.buttons.save, details])
    expect(shown.split(`"label":"${label}"`).length - 1).toBe(5)
})

test("what fits and what does not is said in menus of the papers that are shown", () => {
  const menus = card.blocks.filter((block) => block.kind === "select")
  expect(menus.map(({ label }) => label)).toEqual([buttons.less, buttons.more])
  expect(menus.map((menu) => (menu.of === "options" ? menu.options.length : 0))).toEqual([5, 5])
})
