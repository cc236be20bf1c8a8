import { type Calls, invoke } from "../vocabulary/calls.ts"
import type { Action, Card, Item } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { QueryProblem, SearchPage } from "../vocabulary/search-request.ts"
import { bold, joined, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { followAction } from "./follow-words.ts"
import { cardOf, pagesOf } from "./layout.ts"
import { paperItem } from "./paper-item.ts"

/** A search without its page, for buttons that call it again. */
type Asked = Omit<Calls["search"], "page"> & { readonly query: string }

export type Searched = {
  readonly found: SearchPage
  readonly asked: Asked
  readonly page: number
  readonly limit: number
  /** Names that were probably meant instead of those that no paper has. */
  readonly meant?: readonly NameMeant[]
}

/** A known name with how many papers it has, and the query with it. */
export type NameMeant = { readonly name: string; readonly papers: string; readonly query: string }

type Stats = ReadonlyMap<string, PaperStats>

const { search: sayings } = words.cards

/** Hits of the store, with the matches marked, under what was understood of the query. */
export function foundCard(searched: Searched, paperStats: Stats): Card {
  const { found, page, limit } = searched
  return cardOf({
    title: heading(found, sayings.found(found.total, found.atLeast === true)),
    text: correction(found),
    items: hitItems(found, paperStats),
    start: (page - 1) * limit + 1,
    isPage: true,
    actions: [...pageActions(searched), ...nameActions(searched), ...exactActions(searched)],
    notes: found.relaxed ? [sayings.relaxed] : [],
  })
}

/** A query with a filter that means nothing: why, and the query as it was probably meant. Nothing was searched. */
export function refusedCard({ found: { problems = [] }, asked }: Searched): Card {
  const [first, ...others] = problems.map(({ message }) => message)
  const right = problems.reduce(
    (query, { written, suggestion }) => (suggestion ? query.replace(written, () => suggestion) : query),
    asked.query,
  )
  return cardOf({
    title: sentence(first ?? ""),
    tone: "warning",
    text: others.join("\n"),
    actions: problems.every(isMendable)
      ? [
          {
            ...invoke("search", { ...asked, query: right }),
            label: sayings.searchFor(right),
            effect: "update",
            style: "primary",
          },
        ]
      : [],
  })
}

const isMendable = ({ suggestion }: QueryProblem) => suggestion !== undefined

/** Whether others than the store are asked: they are being asked, they cannot be (why), or there is nothing to ask. */
export type Elsewhere = "asking" | "not asked" | { readonly failed: string }

/** No hit in the store: what can be done. While others are asked, `elsewhereCard` will replace it. */
export function nothingCard(searched: Searched, elsewhere: Elsewhere): Card {
  const { found, meant = [] } = searched
  if (found.total > 0) return beyondCard(searched)
  const failed = typeof elsewhere === "object" ? elsewhere.failed : undefined
  const next = meant.length > 0 ? sayings.didYouMean : sayings.advice
  return cardOf({
    title: heading(found, sayings.nothing),
    tone: elsewhere === "asking" ? "plain" : "warning",
    text: joined([correction(found), ...(elsewhere === "asking" ? [sayings.asking] : [failed, next])], "\n"),
    actions: [...meantActions(searched), ...removeActions(searched), ...exactActions(searched)],
  })
}

/** What Hugging Face or arXiv found, labeled. */
export function elsewhereCard({ found, asked }: Pick<Searched, "found" | "asked">, paperStats: Stats): Card {
  if (found.hits.length === 0)
    return cardOf({
      title: sayings.heading([asked.query], sayings.nothing),
      tone: "warning",
      text: sayings.nowhere,
    })
  return cardOf({
    title: bold(sayings.heading([asked.query], sayings.foundOn(sayings.places[found.from]))),
    items: found.hits.map(({ paper }) => paperItem(paper, { stats: paperStats.get(paper.id), dated: true })),
    start: 1,
    notes: [sayings.nowKnown],
  })
}

/** `diffusion · by LeCun · since 2025: 12 papers`: a wrong filter is seen, and what is shown is what was searched. */
function heading({ understood = [], correction }: SearchPage, count: string) {
  const labels = understood.map(({ label }) => label)
  return sayings.heading(
    correction ? labels.map((label) => label.replace(correction.from, () => correction.to)) : labels,
    count,
  )
}

function hitItems({ hits }: SearchPage, paperStats: Stats): readonly Item[] {
  return hits.map(({ paper, title }) =>
    paperItem(paper, { title, withSource: true, dated: true, stats: paperStats.get(paper.id) }),
  )
}

/** Turning pages and changing filters; a short answer leads to the whole one instead. */
function pageActions({ found, asked, page, limit }: Searched): readonly Action[] {
  const shown = (page - 1) * limit + found.hits.length
  if (limit === shortAnswer) {
    const { limit: _, ...whole } = asked
    const all = sayings.all(found.total, found.atLeast === true)
    return found.total > shown ? [{ ...invoke("search", whole), label: all, effect: "reply" }] : []
  }
  const isLast = shown >= found.total || page >= pagesOf({ total: found.total, limit })
  const next = Math.min(limit, found.total - shown)
  return [
    ...(page > 1 ? [again(sayings.previous, { ...asked, page: page - 1 })] : []),
    ...(isLast ? [] : [again(sayings.next(next), { ...asked, page: page + 1 })]),
    { ...invoke("search", asked), label: sayings.change, effect: "form" },
    followAction(asked.query, words.following.buttons.followSearch),
  ]
}

/** Before everybody, so many papers are an answer. */
const shortAnswer = 2

function beyondCard({ found, limit, page, asked }: Searched): Card {
  const last = pagesOf({ total: found.total, limit })
  return cardOf({
    title: sayings.noPage(page, last),
    tone: "warning",
    actions: [again(sayings.lastPage(last), { ...asked, page: last })],
  })
}

function correction({ correction }: SearchPage) {
  return correction ? sayings.corrected(correction.from, correction.to) : []
}

function exactActions({ found, asked }: Searched): readonly Action[] {
  const { correction } = found
  return correction
    ? [again(sayings.exactly(correction.from), { ...asked, query: correction.from, exact: true })]
    : []
}

/** A name that was typed alone, as its filter. */
function nameActions({ found: { names = [] }, asked, limit }: Searched): readonly Action[] {
  if (limit === shortAnswer) return []
  return names.map(({ label, papers, query }) => again(sayings.typed(label, papers), { ...asked, query }))
}

function meantActions({ meant = [], asked }: Searched): readonly Action[] {
  return meant.map(({ name, papers, query }) => again(sayings.name(name, papers), { ...asked, query }))
}

/** One for each filter without which something is left to search for. */
function removeActions({ found: { understood = [] }, asked }: Searched): readonly Action[] {
  return understood
    .filter(({ kind, without }) => kind === "filter" && without !== "")
    .slice(0, mostRemoved)
    .map(({ label, without }) => again(sayings.remove(label), { ...asked, query: without }))
}

const mostRemoved = 3

function again(label: string, asked: Calls["search"]): Action {
  return { ...invoke("search", asked), label, effect: "update" }
}
