/** The buttons that go with a paper. */

import { abstractLink, huggingFaceLink, type Paper } from "../papers/index.ts"
import type { Action } from "../vocabulary/card.ts"

type Invoke = Extract<Action, { kind: "invoke" }>

/** Vote, or take the vote back. Answers beside the card, so that a list with this button stays. */
export function upvoteAction(paper: Paper): Invoke {
  return {
    ...paperAction("upvote", "Upvote", paper, `Upvote ${paper.title}`, { emoji: "👍", style: "primary" }),
    arguments: { paper: paper.id, toggle: true },
  }
}

export function discussAction(paper: Paper): Invoke {
  return paperAction("discuss", "Discuss", paper, `Discuss ${paper.title}`, { emoji: "💬" })
}

export function similarAction(paper: Paper): Invoke {
  return paperAction("similar", "Similar", paper, `Papers similar to ${paper.title}`, { emoji: "🔎" })
}

/** The paper in full, beneath the card that holds the button. */
export function showAction(paper: Paper, label = "Details"): Invoke {
  return paperAction("show", label, paper, `Details of ${paper.title}`)
}

/** The same card with the authors' names, all where they are known, or with the names folded again. */
export function unfoldAction(paper: Paper, unfolded: boolean): Invoke {
  const more = paper.authors.length < paper.authorCount ? "More authors" : "All authors"
  return {
    ...paperAction("show", unfolded ? "Fewer authors" : more, paper, `Authors of ${paper.title}`),
    arguments: { paper: paper.id, ...(unfolded ? {} : { authors: true }) },
    effect: "update",
  }
}

/** Links out: the abstract page, the site's page. Empty for a paper known by its title alone. */
export function linkActions(paper: Paper): readonly Action[] {
  const links = [
    { label: "Abstract page", href: abstractLink(paper) },
    { label: "Hugging Face", href: huggingFaceLink(paper) },
  ]
  return links.flatMap(({ label, href }) => (href ? [{ kind: "link" as const, label, href }] : []))
}

function paperAction(
  command: string,
  label: string,
  paper: Paper,
  describes: string,
  look: Pick<Invoke, "emoji" | "style"> = {},
): Invoke {
  return {
    kind: "invoke",
    label,
    command,
    arguments: { paper: paper.id },
    describes,
    effect: "reply",
    ...look,
  }
}
