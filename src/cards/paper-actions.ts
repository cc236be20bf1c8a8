/** The buttons that go with a paper. */
import { abstractLink, huggingFaceLink, type Paper } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Action } from "../vocabulary/card.ts"
import { words } from "../words/words.ts"

const { buttons } = words.cards.paper

/** Vote, or take the vote back. Answers beside the card, so that a list with this button stays. */
export function upvoteAction({ id, title }: Paper): Action {
  return {
    ...invoke("upvote", { paper: id, toggle: true }),
    label: buttons.upvote,
    describes: buttons.upvoteOne(title),
    emoji: "👍",
    style: "primary",
    effect: "reply",
  }
}

export function discussAction({ id, title }: Paper): Action {
  return {
    ...invoke("discuss", { paper: id }),
    label: buttons.discuss,
    describes: buttons.discussOne(title),
    emoji: "💬",
    effect: "reply",
  }
}

export function similarAction({ id, title }: Paper): Action {
  return {
    ...invoke("similar", { paper: id }),
    label: buttons.similar,
    describes: buttons.similarTo(title),
    emoji: "🔎",
    effect: "reply",
  }
}

/** The paper in full, beneath the card that holds the button. */
export function showAction({ id, title }: Paper, label: string = buttons.details): Action {
  return { ...invoke("show", { paper: id }), label, describes: buttons.detailsOf(title), effect: "reply" }
}

/** The same card with the authors' names, all where they are known, or with the names folded again. */
export function unfoldAction({ id, title, authors, authorCount }: Paper, unfolded: boolean): Action {
  const more = authors.length < authorCount ? buttons.moreAuthors : buttons.allAuthors
  return {
    ...invoke("show", { paper: id, authors: !unfolded }),
    label: unfolded ? buttons.fewerAuthors : more,
    describes: buttons.authorsOf(title),
    effect: "update",
  }
}

/** Links out: the abstract page, the site's page. Empty for a paper known by its title alone. */
export function linkActions(paper: Paper): readonly Action[] {
  const links = [
    { label: buttons.abstractPage, href: abstractLink(paper) },
    { label: buttons.huggingFace, href: huggingFaceLink(paper) },
  ]
  return links.flatMap(({ label, href }) => (href ? [{ kind: "link" as const, label, href }] : []))
}
