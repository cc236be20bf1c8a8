import type { Action, Card, Item, PackedArguments, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { SearchPage } from "../vocabulary/search-request.ts"
import { counted } from "../words/counted.ts"
import { bold, joined, sentence, words } from "../words/runs.ts"
import { listCard, type Paging, pageActions, pageNote, pagesOf } from "./list-card.ts"
import { messageCard } from "./message-card.ts"
import { paperItem, statsOf } from "./paper-item.ts"

export type Searched = {
  readonly found: SearchPage
  /** The call's arguments without the page, for buttons that call it again. */
  readonly asked: PackedArguments
  readonly page: number
  readonly limit: number
  /** What could not be understood of the query, as sentences. */
  readonly problems: readonly Text[]
}

/** Hits of the store, with the matches marked, what was corrected and how to take that back. */
export function foundCard(searched: Searched, paperStats: ReadonlyMap<string, PaperStats>): Card {
  const { found, problems, asked } = searched
  const paging = pagingOf(searched)
  return listCard({
    title: joined([bold(howMany(found)), subject(asked)], " "),
    intro: correctionText(found),
    items: hitItems(found, paperStats),
    start: (paging.page - 1) * paging.limit + 1,
    isPage: true,
    actions: [...pageActions(paging), ...exactActions(searched)],
    notes: [...problems, pageNote(paging), words("From the store")],
  })
}

/** Up to here a search counts exactly (`SearchPage`). */
const mostCounted = 1000

function howMany({ total }: SearchPage): string {
  return total < mostCounted ? counted(total, "paper") : `At least ${counted(total, "paper")}`
}

/** Whether others than the store are asked: they are being asked, they cannot be (why), or there is nothing to ask. */
export type Elsewhere = "asking" | "not asked" | { readonly failed: string }

/** No hit in the store: why, and what can be done. While others are asked, `elsewhereCard` will take its place. */
export function nothingCard(searched: Searched, elsewhere: Elsewhere): Card {
  const { found, problems, asked } = searched
  if (found.total > 0) return beyondCard(searched)
  return messageCard({
    title: joined(["Nothing in the store", subject(asked)], " "),
    tone: elsewhere === "asking" ? "plain" : "warning",
    text: joined([correctionText(found), ...problems, nextStep(elsewhere)], "\n"),
    actions: exactActions(searched),
  })
}

function nextStep(elsewhere: Elsewhere): Text {
  if (elsewhere === "asking") return words("Asking Hugging Face and arXiv now …")
  const advice = sentence("Fewer words or filters find more; `help search` shows how.")
  return elsewhere === "not asked" ? advice : joined([words(elsewhere.failed), advice], "\n")
}

/** What Hugging Face or arXiv found, labelled. */
export function elsewhereCard(
  { found, asked }: Pick<Searched, "found" | "asked">,
  paperStats: ReadonlyMap<string, PaperStats>,
): Card {
  if (found.hits.length === 0) {
    return messageCard({
      title: joined(["Nothing", subject(asked)], " "),
      tone: "warning",
      text: sentence(
        "Not in the store, not on Hugging Face, not on arXiv. Check the spelling, or try fewer words.",
      ),
    })
  }
  const where = sourceOf[found.from]
  return listCard({
    title: joined([bold(`Found on ${where}`), subject(asked)], " "),
    items: found.hits.map(({ paper }) => paperItem(paper, statsOf(paper, paperStats))),
    start: 1,
    notes: [words(`From ${where}, since the store had nothing; it has them now. Filters were not applied.`)],
  })
}

const sourceOf = { store: "the store", huggingface: "Hugging Face", arxiv: "arXiv" } as const

function hitItems(
  { hits, correction }: SearchPage,
  paperStats: ReadonlyMap<string, PaperStats>,
): readonly Item[] {
  return hits.map(({ paper, title, passage, why }) => {
    // What was corrected stands above the list already.
    const where = correction ? (why.split(";")[0] ?? why) : why
    return paperItem(paper, {
      title,
      why: where,
      withSource: true,
      ...(passage ? { passage } : {}),
      ...statsOf(paper, paperStats),
    })
  })
}

function beyondCard(searched: Searched): Card {
  const last = pagesOf({ total: searched.found.total, limit: searched.limit })
  return messageCard({
    title: `There is no page ${searched.page}: the last one is ${last}.`,
    tone: "warning",
    actions: [again(`Page ${last}`, { ...searched.asked, page: last })],
  })
}

function subject({ query }: PackedArguments): Text {
  return query === undefined ? [] : words(`for “${query}”`)
}

function correctionText({ correction }: SearchPage): Text {
  return correction
    ? joined(["Searched for", bold(correction.to), `in the place of “${correction.from}”.`], " ")
    : []
}

function exactActions({ found, asked }: Searched): readonly Action[] {
  return found.correction ? [again("Search exactly as written", { ...asked, exact: true })] : []
}

function again(label: string, args: PackedArguments): Action {
  return { kind: "invoke", label, command: "search", arguments: args, effect: "update" }
}

function pagingOf({ found, page, limit, asked }: Searched): Paging {
  return { command: "search", arguments: asked, page, limit, total: found.total }
}
