import type { Paper } from "../papers/index.ts"
import type { Card, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Freshness } from "../vocabulary/library.ts"
import { freshnessNote } from "./freshness-note.ts"
import { listCard, type Paging, pageActions, pageNote, pagesOf } from "./list-card.ts"
import { paperItem, statsOf } from "./paper-item.ts"

export type PageOfPapers = {
  readonly title: Text
  readonly intro?: Text
  /** All of them, in their order; the card shows the page that is asked for. */
  readonly papers: readonly Paper[]
  readonly paperStats: ReadonlyMap<string, PaperStats>
  readonly freshness?: Freshness
  readonly now: Temporal.Instant
  /** Names each paper's source: where no note can say it for all. */
  readonly withSource?: boolean
  readonly notes?: readonly Text[]
  readonly paging: Omit<Paging, "total">
}

/** One page of a list of papers. A page beyond the last shows the last: lists shrink while people turn pages. */
export function papersCard(shown: PageOfPapers): Card {
  const total = shown.papers.length
  const page = Math.min(shown.paging.page, pagesOf({ total, limit: shown.paging.limit }))
  const paging: Paging = { ...shown.paging, page, total }
  const withSource = shown.withSource ? { withSource: true } : {}
  const first = (page - 1) * paging.limit
  return listCard({
    title: shown.title,
    ...(shown.intro ? { intro: shown.intro } : {}),
    items: shown.papers
      .slice(first, first + paging.limit)
      .map((paper) => paperItem(paper, { ...statsOf(paper, shown.paperStats), ...withSource })),
    start: first + 1,
    isPage: true,
    actions: pageActions(paging),
    notes: [
      pageNote(paging),
      ...(shown.notes ?? []),
      shown.freshness ? freshnessNote(shown.freshness, shown.now) : [],
    ],
  })
}
