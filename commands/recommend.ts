import { askedPaper } from "../src/bot/asked-paper.ts"
import {
  type JustMarked,
  markedCard,
  recommendedCard,
  resetCard,
  whyRecommendedCard,
} from "../src/cards/recommended-card.ts"
import type { Paper, PaperName } from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { type Context, defineCommand } from "../src/vocabulary/command.ts"
import type { TasteOf } from "../src/vocabulary/recommending.ts"
import { words } from "../src/words/words.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

const sayings = words.recommending

/** More recommendations than these are not read, and fit less and less. */
const mostRecommended = 25
const usualDays = 7

type Whose = "me" | "here"

type Shown = {
  readonly whose: Whose
  readonly days: number | undefined
  readonly limit: number
  readonly page: number
  readonly justMarked?: JustMarked
}

export const recommend = defineCommand({
  name: "recommend",
  description: sayings.description,
  options: {
    for: {
      kind: "choice",
      description: sayings.options.for,
      choices: [
        { value: "me", label: sayings.whose.me },
        { value: "here", label: sayings.whose.here },
      ],
    },
    days: { kind: "integer", min: 1, max: 30, description: sayings.options.days },
    why: { kind: "paper", description: sayings.options.why },
    more: { kind: "paper", description: sayings.options.more },
    less: { kind: "paper", description: sayings.options.less },
    undo: { kind: "flag", description: sayings.options.undo },
    reset: { kind: "flag", description: sayings.options.reset },
    sure: { kind: "flag", description: sayings.options.sure },
    ...pagingOptions,
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  personal: true,
  examples: sayings.examples,
  async run(
    { for: asked, days, why, more, less, undo, reset, sure, limit = defaultLimit, page = 1 },
    context,
  ) {
    const whose = asked ?? "me"
    const shown = { whose, days, limit, page }
    if (reset) return startOver(context, sure, undo)
    if (why) return explained(why, whose, context)
    const marked = less ?? more
    if (marked === undefined) return listed(shown, context)
    const mark = less ? "less" : "more"
    const found = await askedPaper(marked, context, (paper) => invoke("recommend", { [mark]: paper, undo }))
    if (found.kind === "question") return found.card
    const justMarked: JustMarked = { paper: found.paper, mark: undo ? undefined : mark }
    await context.recommendations.mark(context.actor, found.paper.id, justMarked.mark)
    // The button of a list shows the list again: it says whose.
    return asked ? listed({ ...shown, justMarked }, context) : markedCard(justMarked)
  },
})

async function listed(
  { whose, days, limit, page: asked, justMarked }: Shown,
  context: Context,
): Promise<Card> {
  const { recommendations, community, actor } = context
  const recommended = await recommendations.for(tasteOf(whose, context), {
    limit: mostRecommended,
    days: days ?? usualDays,
  })
  // A list gets shorter while people turn its pages.
  const page = Math.max(1, Math.min(asked, Math.ceil(recommended.items.length / limit)))
  const ids = recommended.items.map(({ paper }) => paper.id)
  return recommendedCard({
    recommended,
    paperStats: ids.length > 0 ? await community.paperStats(actor, ids) : new Map(),
    view: { for: whose, ...(days !== undefined && { days }), ...(page > 1 && { page }) },
    paging: { page, limit, turnTo: (page) => invoke("recommend", { for: whose, days, limit, page }) },
    ...(justMarked && { justMarked }),
  })
}

async function explained(name: PaperName, whose: Whose, context: Context): Promise<Card> {
  const asked = await askedPaper(name, context, (paper: string) =>
    invoke("recommend", { why: paper, for: whose }),
  )
  if (asked.kind === "question") return asked.card
  return whyRecommendedCard(await explain(asked.paper, whose, context), whose)
}

function explain(paper: Paper, whose: Whose, context: Context) {
  return context.recommendations.explain(tasteOf(whose, context), paper)
}

async function startOver({ recommendations, actor }: Context, sure: boolean, undo: boolean): Promise<Card> {
  if (!sure && !undo) return resetCard("ask")
  await recommendations.reset(actor, !undo)
  return resetCard(undo ? "undone" : "done")
}

function tasteOf(whose: Whose, { actor: { community, member } }: Context): TasteOf {
  return whose === "me" ? { community, member } : { community }
}
