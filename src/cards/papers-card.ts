import type { Paper } from "../papers/index.ts"
import type { Card } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Freshness } from "../vocabulary/library.ts"
import { cardOf, type Paging, pageActions, pageNote, pagesOf, type Wording } from "./layout.ts"
import { freshnessNote } from "./list-words.ts"
import { paperItem } from "./paper-item.ts"

export type PageOfPapers = {
  readonly title: Wording
  readonly text?: Wording
  /** All of them, in their order; the card shows the page that is asked for. */
  readonly papers: readonly Paper[]
  readonly paperStats: ReadonlyMap<string, PaperStats>
  readonly freshness?: Freshness
  readonly now: Temporal.Instant
  /** The paper that they are like: each says what it shares with it. */
  readonly like?: Paper
  /** Names each paper's source where that is not Hugging Face: for lists that mix them. */
  readonly withSource?: boolean
  /** Says when each was published: for lists of more than one day. */
  readonly dated?: boolean
  readonly notes?: readonly Wording[]
  readonly paging: Omit<Paging, "total">
}

/** One page of a list of papers. A page beyond the last shows the last: lists shrink while people turn pages. */
export function papersCard(shown: PageOfPapers): Card {
  const { title, text, papers, paperStats, freshness, now, like, withSource, dated, notes = [] } = shown
  const total = papers.length
  const page = Math.min(shown.paging.page, pagesOf({ total, limit: shown.paging.limit }))
  const paging: Paging = { ...shown.paging, page, total }
  const first = (page - 1) * paging.limit
  return cardOf({
    title,
    text,
    items: papers
      .slice(first, first + paging.limit)
      .map((paper) => paperItem(paper, { stats: paperStats.get(paper.id), like, withSource, dated })),
    start: first + 1,
    isPage: true,
    actions: pageActions(paging),
    notes: [pageNote(paging), ...notes, freshness ? freshnessNote(freshness, now) : ""],
  })
}
