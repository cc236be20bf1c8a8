import fc from "fast-check"
import { expect, test } from "vitest"
import { cardLimits } from "../../adapters/discord/card-components.ts"
import { limitsOf } from "../../adapters/slack/card-blocks.ts"
import { limits as slackLimits } from "../../adapters/slack/limits.ts"
import { editionCards } from "../../src/editions/edition-cards.ts"
import { listNameOf, type Paper } from "../../src/papers/index.ts"
import { fit as fitted } from "../../src/rendering/fit.ts"
import { type Limits, noLimits } from "../../src/rendering/limits.ts"
import { huggingFacePapers, jsonLines } from "../bench/search/real-papers.ts"
import { aPaper } from "../builders.ts"
import { missing, shared } from "../needs.ts"

const platforms: readonly [string, Limits][] = [
  ["Discord", cardLimits],
  ["Slack", limitsOf(slackLimits.message)],
  ["a platform without limits", noLimits],
]
const forms = ["digest", "messages", "forum"] as const
type Form = (typeof forms)[number]

/** The papers that some message shows, in order. */
function shown(papers: readonly Paper[], form: Form, budget: number, limits: Limits): readonly string[] {
  const subscription = { list: "day", form, budget, filter: "" } as const
  const notes = [[{ text: "Posted 3 hours late because Paperboy was offline." }]]
  return editionCards({ subscription, list: listNameOf("2026-11-23"), papers, notes }).flatMap(({ card }) => {
    const { paper, blocks } = fitted(card, limits)
    const items = blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
    return [paper ?? [], ...items.map((item) => item.paper ?? [])].flat()
  })
}

const aList = fc
  .array(
    fc.record({
      title: fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
      organization: fc.option(fc.string({ maxLength: 90 }), { nil: undefined }),
      upvotes: fc.nat(5_000),
      thumbnail: fc.constantFrom(undefined, "https://example.org/a.png"),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((papers) => papers.map((paper, index) => aPaper({ ...paper, id: `2611.${10_000 + index}` })))

test.each(platforms)("%s shows each paper of a list in some message, in every form", (_, limits) => {
  fc.assert(
    fc.property(aList, fc.constantFrom(...forms), fc.integer({ min: 1, max: 25 }), (papers, form, budget) => {
      expect(shown(papers, form, budget, limits)).toEqual(papers.map(({ id }) => id))
    }),
    { numRuns: 30 },
  )
})

test("a month of two thousand papers is shown to its last", () => {
  const papers = Array.from({ length: 2_000 }, (_, index) => aPaper({ id: `2611.${10_000 + index}` }))
  expect(shown(papers, "digest", 5, cardLimits)).toEqual(papers.map(({ id }) => id))
})

const archive = shared("data/huggingface/daily-papers.jsonl.gz")

test.skipIf(missing(archive))("every paper of every real day is shown, in every form", () => {
  const known = new Map(huggingFacePapers(archive.path).map((paper) => [paper.id, paper]))
  const days = jsonLines<{ readonly rows: readonly { readonly paper: { readonly id: string } }[] }>(
    archive.path,
  )
  for (const { rows } of days) {
    const papers = [...new Set(rows.map(({ paper }) => paper.id))].flatMap((id) => known.get(id) ?? [])
    for (const [, limits] of platforms.slice(0, 2))
      for (const [form, budget] of [
        ["forum", 5],
        ["digest", 12],
      ] as const)
        expect(shown(papers, form, budget, limits)).toEqual(papers.map(({ id }) => id))
  }
})
