import type { Paper } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Action, Block, Card, Item, Select, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type {
  Recommendation,
  RecommendationExplained,
  Recommended,
  TasteMark,
} from "../vocabulary/recommending.ts"
import { dayInWords } from "../words/counted.ts"
import { bold, joined } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf, type Field, type Paging, pageActions, pageNote } from "./layout.ts"
import { detailsAction, saveAction, upvoteAction } from "./paper-actions.ts"
import { factsInWords, linkedTitle } from "./paper-words.ts"
import { reasonInWords } from "./reason-words.ts"
import { shortTitle } from "./short-title.ts"

const sayings = words.recommending

/** Which list is shown, so that it can be shown again. */
export type RecommendedView = { readonly for: "me" | "here"; readonly days?: number; readonly page?: number }

/** What was just said about a paper of the list. */
export type JustMarked = { readonly paper: Paper; readonly mark: TasteMark | undefined }

export type RecommendedPage = {
  readonly recommended: Recommended
  readonly paperStats: ReadonlyMap<string, PaperStats>
  readonly view: RecommendedView
  readonly paging: Omit<Paging, "total">
  readonly justMarked?: JustMarked
}

/** A page of recommended papers, each with its reason. */
export function recommendedCard({
  recommended,
  paperStats,
  view,
  paging: asked,
  justMarked,
}: RecommendedPage): Card {
  const { items } = recommended
  if (items.length === 0) return nothingCard(recommended, view, justMarked)
  const paging: Paging = { ...asked, total: items.length }
  const first = (paging.page - 1) * paging.limit
  const shown = items.slice(first, first + paging.limit)
  const card = cardOf({
    title: sayings.title[view.for],
    text: whoseTaste(recommended, view.for),
    items: shown.map((one) => recommendedItem(one, paperStats.get(one.paper.id))),
    start: first + 1,
    isPage: true,
    actions: [...pageActions(paging), ...longerAction(view)],
    notes: [
      joined([pageNote(paging), sayings.lookedAt(recommended.looked, daysOf(recommended))]),
      leftOutNote(view),
    ],
  })
  const at = card.blocks.findIndex(({ kind }) => kind === "items")
  const blocks = card.blocks.toSpliced(at + 1, 0, ...markMenus(shown, view))
  return withMarked({ ...card, blocks }, view, justMarked)
}

/** One recommended paper: the facts, why it is here, and what to do with it. */
function recommendedItem({ paper, reason }: Recommendation, stats?: PaperStats): Item {
  return {
    title: linkedTitle(paper),
    // What is true of all is said once, above them.
    lines: [factsInWords(paper), reason.kind === "best" ? [] : reasonInWords(reason)].filter(
      (line) => line.length > 0,
    ),
    factsOnly: true,
    paper: paper.id,
    actions: [upvoteAction(paper, stats), saveAction(paper), detailsAction(paper)],
  }
}

/** "More like…" and "Not for me…": what is chosen is said, and the list follows. In menus, so that each paper keeps one row. */
function markMenus(shown: readonly Recommendation[], view: RecommendedView): readonly Select[] {
  if (view.for === "here") return []
  const { less, more } = sayings.buttons
  const options = shown.map(({ paper: { id, title } }) => ({ value: id, label: title }))
  const menu = { kind: "select", of: "options", options } as const
  return [
    { ...menu, label: less, call: invoke("recommend", { ...view, less: "" }), into: "less" },
    { ...menu, label: more, call: invoke("recommend", { ...view, more: "" }), into: "more" },
  ]
}

/** What was said about a paper outside of a list, with the way back. */
export function markedCard(marked: JustMarked): Card {
  return cardOf({ title: markedInWords(marked), tone: "success", actions: undoActions(marked) })
}

function markedInWords({ paper, mark }: JustMarked): Text {
  const { marked } = sayings
  return joined([mark === undefined ? marked.undone : marked[mark], bold(shortTitle(paper.title))], " ")
}

function undoActions({ paper: { id }, mark }: JustMarked, view?: RecommendedView): readonly Action[] {
  if (mark === undefined) return []
  const call = invoke("recommend", {
    ...(mark === "more" ? { more: id } : { less: id }),
    undo: true,
    ...view,
  })
  return [{ ...call, label: sayings.buttons.undo, effect: "update" }]
}

/** The list again, and above it what was just said. */
function withMarked(card: Card, view: RecommendedView, justMarked: JustMarked | undefined): Card {
  if (justMarked === undefined) return card
  const said: readonly Block[] = [
    { kind: "text", text: markedInWords(justMarked) },
    { kind: "actions", actions: undoActions(justMarked, view) },
  ]
  const shown = said.filter((block) => block.kind !== "actions" || block.actions.length > 0)
  return { ...card, blocks: [...shown, ...card.blocks] }
}

function whoseTaste({ by, signs, needed }: Recommended, whose: RecommendedView["for"]): string {
  if (whose === "here") return by === "best" ? sayings.hereByBest : ""
  if (by === "member") return ""
  return `${sayings.needsSigns(needed - signs)} ${by === "community" ? sayings.byCommunity : sayings.byBest}`
}

function nothingCard(
  recommended: Recommended,
  view: RecommendedView,
  justMarked: JustMarked | undefined,
): Card {
  const { looked, signs, needed, by } = recommended
  const days = daysOf(recommended)
  const known = view.for === "here" ? sayings.hereAllKnown : sayings.allKnown
  const missing = view.for === "me" && by !== "member" ? sayings.needsSigns(needed - signs) : ""
  const card = cardOf({
    title: sayings.nothing,
    text: [looked === 0 ? sayings.noLists(days) : known(looked, days), missing].filter(Boolean).join(" "),
    actions: [
      ...longerAction(view),
      { ...invoke("today", {}), label: sayings.buttons.today, effect: "reply" },
    ],
    notes: [looked === 0 ? "" : leftOutNote(view)],
  })
  return withMarked(card, view, justMarked)
}

const longerDays = 30

function longerAction({ days, ...view }: RecommendedView): readonly Action[] {
  if (days !== undefined && days >= longerDays) return []
  const call = invoke("recommend", { for: view.for, days: longerDays })
  return [{ ...call, label: sayings.buttons.days(longerDays), effect: "update" }]
}

function daysOf({ days: { from, to } }: Recommended): string {
  return sayings.span(dayInWords(from), dayInWords(to))
}

const leftOutNote = (view: RecommendedView) => (view.for === "me" ? sayings.leftOut : "")

const mostSources = 2

/** How a paper's place came about, word by word. */
export function whyRecommendedCard(explained: RecommendationExplained, whose: RecommendedView["for"]): Card {
  const { paper, reason, score, place, leftOut, words: weights } = explained
  const why = sayings.why
  const isBest = reason?.kind === "best"
  const fields = weights.map(({ word, weight, from }): Field => {
    const named = from.slice(0, mostSources).map(shortTitle)
    return { name: word, value: joined([why.weight(weight, named, from.length - named.length)]) }
  })
  return cardOf({
    title: joined([why.title, linkedTitle(paper)], " "),
    text: leftOut ? why.leftOut[leftOut] : isBest ? why.best : reason ? reasonInWords(reason) : why.nothing,
    fields: isBest ? [] : fields,
    actions: [detailsAction(paper)],
    notes: [
      joined([isBest ? undefined : why.score(score), place === undefined ? undefined : why.place(place)]),
      fields.length === 0 || isBest
        ? ""
        : whose === "here" || reason?.kind === "community"
          ? why.wordsHere
          : why.words,
    ],
  })
}

/** Asks whether to start over, or says that it was done, or undone. */
export function resetCard(state: "ask" | "done" | "undone"): Card {
  const { reset, buttons } = sayings
  const again = { ...invoke("recommend", {}), label: buttons.recommend, effect: "reply" } as const
  switch (state) {
    case "ask": {
      const sure = {
        ...invoke("recommend", { reset: true, sure: true }),
        label: buttons.startOver,
        effect: "update",
      } as const
      return cardOf({ title: reset.ask, tone: "warning", text: reset.asked, actions: [sure] })
    }
    case "done": {
      const undo = {
        ...invoke("recommend", { reset: true, undo: true }),
        label: buttons.undo,
        effect: "update",
      } as const
      return cardOf({ title: reset.done, tone: "success", text: reset.next, actions: [undo, again] })
    }
    case "undone":
      return cardOf({ title: reset.undone, tone: "success", actions: [again] })
    default:
      return state satisfies never
  }
}
