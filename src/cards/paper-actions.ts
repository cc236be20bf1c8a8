/** The buttons that go with a paper, always in the same order: verbs first, then links. */
import { abstractLink, huggingFaceLink, type Paper } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Action, Select } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import { words } from "../words/words.ts"

const { buttons, links } = words.cards.paper

/** What people do with a paper, in the order that every surface keeps. */
export function verbActions(paper: Paper, stats?: PaperStats): readonly Action[] {
  return [upvoteAction(paper, stats), discussAction(paper, stats), saveAction(paper)]
}

/** Vote, or take the vote back. Answers beside the card, so that a list with this button stays. */
export function upvoteAction({ id, title }: Paper, stats?: PaperStats): Action {
  return {
    ...invoke("upvote", { paper: id, toggle: true }),
    label: buttons.upvote,
    count: stats?.votes ?? 0,
    describes: buttons.upvoteOne(title),
    effect: "reply",
  }
}

export function discussAction({ id, title }: Paper, stats?: PaperStats): Action {
  const replies = stats?.threads.reduce((sum, thread) => sum + thread.replies, 0) ?? 0
  return {
    ...invoke("discuss", { paper: id }),
    label: buttons.discuss,
    count: replies,
    describes: buttons.discussOne(title),
    effect: "reply",
  }
}

/** Saves it for who presses, alone. Pressed again it says so, and offers what can be done then. */
export function saveAction({ id, title }: Paper): Action {
  const { save, saveOne } = words.readers.buttons
  return { ...invoke("save", { paper: id }), label: save, describes: saveOne(title), effect: "reply" }
}

/** Everything about the paper, for who asks alone. */
export function detailsAction({ id, title }: Paper): Action {
  return {
    ...invoke("details", { paper: id }),
    label: buttons.details,
    describes: buttons.detailsOf(title),
    effect: "reply",
  }
}

/** The citation, to copy. */
export function citeAction({ id, title }: Paper): Action {
  const { button, one } = words.exporting.cite
  return { ...invoke("cite", { paper: id }), label: button, describes: one(title), effect: "reply" }
}

/** Another view of the details, which replaces the card that holds the button. */
export function viewAction({ id, title }: Paper, view: keyof typeof views): Action {
  const { label, describes } = views[view]
  return {
    ...invoke("details", { paper: id, view }),
    label,
    describes: describes(title),
    effect: "update",
  }
}

const views = {
  summary: { label: buttons.back, describes: buttons.backTo },
  abstract: { label: buttons.abstract, describes: buttons.abstractOf },
  similar: { label: buttons.similar, describes: buttons.similarTo },
} as const

/** Where to read it: arXiv, or for a paper that is not there the site's page. */
export function readActions(paper: Paper): readonly Action[] {
  const [arxiv, site] = [abstractLink(paper), huggingFaceLink(paper)]
  if (arxiv) return [{ kind: "link", label: links.arxiv, href: arxiv }]
  return site ? [{ kind: "link", label: links.huggingFace, href: site }] : []
}

/** A menu that shows the details of one of several papers. */
export function openMenu(papers: readonly Paper[]): Select {
  return {
    kind: "select",
    label: buttons.open,
    call: { kind: "invoke", command: "details", arguments: {} },
    into: "paper",
    effect: "reply",
    of: "options",
    options: papers.map(({ id, title }) => ({ value: id, label: title })),
  }
}
