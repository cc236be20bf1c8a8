import { type Calls, invoke } from "../vocabulary/calls.ts"
import type { Action, Card, Item } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { SearchPage } from "../vocabulary/search-request.ts"
import { bold, joined } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf, type Paging, pageActions, pageNote, pagesOf } from "./layout.ts"
import { paperItem } from "./paper-item.ts"

export type Searched = {
  readonly found: SearchPage
  /** The call's arguments without the page, for buttons that call it again. */
  readonly asked: Omit<Calls["search"], "page">
  readonly page: number
  readonly limit: number
  /** What could not be understood of the query, as sentences. */
  readonly problems: readonly string[]
}

type Stats = ReadonlyMap<string, PaperStats>

const { search: sayings } = words.cards

/** Hits of the store, with the matches marked, what was corrected and how to take that back. */
export function foundCard(searched: Searched, paperStats: Stats): Card {
  const { found, problems, asked } = searched
  const paging = pagingOf(searched)
  const total = sayings.found(found.total, found.atLeast === true)
  return cardOf({
    title: joined([bold(total), subject(asked)], " "),
    text: correction(found),
    items: hitItems(found, paperStats),
    start: (paging.page - 1) * paging.limit + 1,
    isPage: true,
    actions: [...pageActions(paging), ...exactActions(searched)],
    notes: [...(found.relaxed ? [sayings.relaxed] : []), ...problems, pageNote(paging)],
  })
}

/** Whether others than the store are asked: they are being asked, they cannot be (why), or there is nothing to ask. */
export type Elsewhere = "asking" | "not asked" | { readonly failed: string }

/** No hit in the store: why, and what can be done. While others are asked, `elsewhereCard` will replace it. */
export function nothingCard(searched: Searched, elsewhere: Elsewhere): Card {
  const { found, problems, asked } = searched
  if (found.total > 0) return beyondCard(searched)
  const next =
    elsewhere === "asking"
      ? [sayings.asking]
      : [elsewhere === "not asked" ? undefined : elsewhere.failed, sayings.advice]
  return cardOf({
    title: joined([sayings.nothing, subject(asked)], " "),
    tone: elsewhere === "asking" ? "plain" : "warning",
    text: joined([correction(found), ...problems, ...next], "\n"),
    actions: exactActions(searched),
  })
}

/** What Hugging Face or arXiv found, labeled. */
export function elsewhereCard({ found, asked }: Pick<Searched, "found" | "asked">, paperStats: Stats): Card {
  if (found.hits.length === 0) {
    return cardOf({
      title: joined([sayings.nothing, subject(asked)], " "),
      tone: "warning",
      text: sayings.nowhere,
    })
  }
  return cardOf({
    title: joined([bold(sayings.foundOn(sayings.places[found.from])), subject(asked)], " "),
    items: found.hits.map(({ paper }) => paperItem(paper, { stats: paperStats.get(paper.id) })),
    start: 1,
    notes: [sayings.nowKnown],
  })
}

function hitItems({ hits, correction }: SearchPage, paperStats: Stats): readonly Item[] {
  return hits.map(({ paper, title, passage, why }) =>
    paperItem(paper, {
      title,
      // What was corrected stands above the list already.
      why: correction ? (why.split(";")[0] ?? why) : why,
      withSource: true,
      passage,
      stats: paperStats.get(paper.id),
    }),
  )
}

function beyondCard({ found, limit, page, asked }: Searched): Card {
  const last = pagesOf({ total: found.total, limit })
  return cardOf({
    title: sayings.noPage(page, last),
    tone: "warning",
    actions: [again(sayings.lastPage(last), { ...asked, page: last })],
  })
}

function subject({ query }: Searched["asked"]): string | undefined {
  return query === undefined ? undefined : sayings.subject(query)
}

function correction({ correction }: SearchPage) {
  return correction ? sayings.corrected(correction.from, correction.to) : []
}

function exactActions({ found, asked }: Searched): readonly Action[] {
  return found.correction ? [again(sayings.exactly, { ...asked, exact: true })] : []
}

function again(label: string, asked: Calls["search"]): Action {
  return { ...invoke("search", asked), label, effect: "update" }
}

function pagingOf({ found, page, limit, asked }: Searched): Paging {
  return { page, limit, total: found.total, turnTo: (page) => invoke("search", { ...asked, page }) }
}
