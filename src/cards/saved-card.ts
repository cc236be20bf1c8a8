/** Papers that somebody saved: what came of saving one, and all of them in pages. For who saved them alone. */
import type { Paper } from "../papers/index.ts"
import { type Calls, invoke } from "../vocabulary/calls.ts"
import type { Action, Block, Card, Item, Select, Text } from "../vocabulary/card.ts"
import { type ReadingState, readingStates, type SavedPaper } from "../vocabulary/readers.ts"
import { dayInWords } from "../words/counted.ts"
import { italic, joined, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf, isEmpty, type Paging, pageActions, pageNote, type Wording } from "./layout.ts"
import { saveAction } from "./paper-actions.ts"
import { factsInWords, linkedTitle } from "./paper-words.ts"

const { readers: sayings } = words
const { buttons, saved: said } = sayings

/** What a saved paper is now, and what to do with it next. `undo`: what takes back what was just done. */
export function savedOutcome(
  paper: Paper,
  saved: SavedPaper | undefined,
  outcome: { readonly title: string; readonly undo?: Action; readonly notes?: readonly Wording[] },
): Card {
  const { title, undo, notes = [] } = outcome
  const next =
    saved === undefined ? [saveAction(paper)] : [noteAction(paper, saved), stateAction(paper, saved)]
  return cardOf({
    title,
    tone: "success",
    text: joined([linkedTitle(paper), ...(saved === undefined ? [] : marksOf(saved))]),
    actions: [...(undo ? [undo] : []), ...next],
    notes: [saved?.note === undefined ? [] : noteInWords(saved.note), ...notes],
  })
}

/** What takes a saving back. */
export function removeAction({ id, title }: Paper, label: string = buttons.undo): Action {
  return {
    ...invoke("save", { paper: id, undo: true }),
    label,
    describes: buttons.removeOne(title),
    effect: "update",
  }
}

/** Saves it as it was before it was removed. */
export function restoreAction({ id, title }: Paper): Action {
  return {
    ...invoke("save", { paper: id }),
    label: buttons.undo,
    describes: buttons.saveOne(title),
    effect: "update",
  }
}

/** Puts a paper back into the state that it had. */
export function backToAction({ id, title }: Paper, state: ReadingState): Action {
  return {
    ...invoke("read", { paper: id, state }),
    label: buttons.undo,
    describes: sayings.read.marked[state].concat(`: ${title}`),
    effect: "update",
  }
}

function noteAction({ id, title }: Paper, { note }: SavedPaper): Action {
  return {
    ...invoke("note", { paper: id }),
    label: note === undefined ? buttons.addNote : buttons.editNote,
    describes: buttons.noteOf(title),
    effect: "form",
  }
}

/** Mark as read, or what was read as to be read again. */
export function stateAction(
  { id, title }: Paper,
  { state }: Pick<SavedPaper, "state">,
  effect: "update" | "reply" = "update",
): Action {
  return state === "read"
    ? {
        ...invoke("read", { paper: id, state: "later" }),
        label: buttons.markUnread,
        describes: buttons.markUnreadOne(title),
        effect,
      }
    : {
        ...invoke("read", { paper: id }),
        label: buttons.markRead,
        describes: buttons.markReadOne(title),
        effect,
      }
}

/** Its state, where that isn't the usual one, and its tags. */
function marksOf({ state, tags }: SavedPaper): readonly Text[] {
  const shown = state === "later" ? "" : sayings.states[state]
  return [shown, said.tags(tags)].filter((one) => one !== "").map(plainText)
}

/** A note in one line. */
function noteInWords(note: string): Text {
  return italic(said.note(note.replaceAll(/\s+/g, " ")))
}

export type ShownSaved = { readonly saved: SavedPaper; readonly paper: Paper }

type SavedAsked = Calls["saved"]

export type SavedPage = {
  readonly shown: readonly ShownSaved[]
  readonly asked: Pick<SavedAsked, "state" | "tag" | "words">
  readonly counts: Readonly<Record<ReadingState, number>>
  readonly tags: readonly { readonly tag: string; readonly papers: number }[]
  readonly paging: Omit<Paging, "turnTo">
  readonly now: Temporal.Instant
  readonly timeZone: string
}

/** A page of saved papers: each with its note, its tags, and Mark as read beside it. */
export function savedCard(page: SavedPage): Card {
  const { shown, asked, paging } = page
  const turnTo = (number: number) => invoke("saved", { ...asked, limit: paging.limit, page: number })
  const whole = { ...paging, turnTo }
  const card = cardOf({
    title: said.title(headingOf(asked), paging.total),
    items: shown.map((one) => savedItem(one, page)),
    start: (paging.page - 1) * paging.limit + 1,
    isPage: true,
    actions: [...pageActions(whole), ...filters(page)],
    notes: [pageNote(whole), said.private].filter((note) => note !== ""),
  })
  const blocks = [...card.blocks, ...changeMenu(shown), ...tagMenu(page)]
  return { ...card, blocks: blocks.filter((block) => !isEmpty(block)) }
}

/** Nothing to show, and what to press. */
export function noneSaved({ asked, counts }: Pick<SavedPage, "asked" | "counts">): Card {
  const isFiltered = Object.values(asked).some((value) => value !== undefined && value !== "all")
  if (isFiltered)
    return cardOf({
      title: said.noneFit,
      tone: "warning",
      text: said.noneFitHint,
      actions: [{ ...invoke("saved", { state: "all" }), label: said.clear, effect: "update" }],
    })
  const all = readingStates.reduce((sum, state) => sum + counts[state], 0)
  const today: Action = { ...invoke("today", {}), label: said.todaysPapers, effect: "reply" }
  return cardOf({ title: all > 0 ? said.nothingToRead : said.none, text: said.noneHint, actions: [today] })
}

function headingOf({ state = "all", tag, words: wanted }: SavedPage["asked"]): readonly string[] {
  return [
    state === "all" ? said.all : sayings.states[state],
    ...(tag === undefined ? [] : [said.tagged(tag)]),
    ...(wanted === undefined ? [] : [said.with(wanted)]),
  ]
}

function savedItem({ saved, paper }: ShownSaved, { now, timeZone, asked }: SavedPage): Item {
  const state = asked.state === saved.state || saved.state === "later" ? "" : sayings.states[saved.state]
  const facts = joined([
    factsInWords(paper),
    said.savedOn(daySaved(saved.addedAt, now, timeZone)),
    state,
    said.tags(saved.tags),
  ])
  return {
    title: linkedTitle(paper),
    lines: [facts, ...(saved.note === undefined ? [] : [noteInWords(saved.note)])],
    factsOnly: true,
    paper: paper.id,
    actions: [stateAction(paper, saved, "reply")],
  }
}

/** A saved paper in an overview: its note, and Mark as read beside it. */
export function savedLine({ saved, paper }: ShownSaved): Item {
  const note = saved.note === undefined ? factsInWords(paper) : noteInWords(saved.note)
  return {
    title: linkedTitle(paper),
    lines: note.length > 0 ? [note] : [],
    factsOnly: true,
    paper: paper.id,
    actions: [stateAction(paper, saved, "reply")],
  }
}

/** `today`, `yesterday`, `Thu, Aug 20`. */
export function daySaved(instant: string, now: Temporal.Instant, timeZone: string): string {
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate()
  const days = now.toZonedDateTimeISO(timeZone).toPlainDate().since(day).total("days")
  if (days < 1) return said.today
  return days < 2 ? said.yesterday : dayInWords(day.toString())
}

/** The other states in which there are papers, with how many. */
function filters({ asked, counts }: SavedPage): readonly Action[] {
  const { state: now = "all", ...rest } = asked
  if (rest.words !== undefined) return []
  return readingStates
    .filter((state) => state !== now && counts[state] > 0)
    .map((state) => ({
      ...invoke("saved", { state }),
      label: said.filter(sayings.states[state], counts[state]),
      describes: said.filterOf(sayings.states[state]),
      effect: "update",
    }))
}

/** For what is done more rarely than reading: note, tags, removing. */
function changeMenu(shown: readonly ShownSaved[]): readonly Select[] {
  if (shown.length === 0) return []
  return [
    {
      kind: "select",
      label: said.change,
      call: invoke("save", { paper: "" }),
      into: "paper",
      effect: "reply",
      of: "options",
      options: shown.map(({ paper }) => ({ value: paper.id, label: paper.title })),
    },
  ]
}

/** As many as a menu holds. */
const mostTagsShown = 25

function tagMenu({ tags, asked }: SavedPage): readonly Block[] {
  if (tags.length === 0) return []
  return [
    {
      kind: "select",
      label: said.byTag,
      call: invoke("saved", { state: "all" }),
      into: "tag",
      of: "options",
      options: tags
        .slice(0, mostTagsShown)
        .map(({ tag, papers }) => ({ value: tag, label: said.filter(tag, papers) })),
      ...(asked.tag !== undefined && { chosen: asked.tag }),
    },
  ]
}
