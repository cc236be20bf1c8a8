/** The vote button: on this page a paper's upvote button is its reaction. Its count is live. */
import { html } from "hono/html"
import type { Action, Card } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { type Html, iconToHtml, withPressed } from "./text-html.ts"

export type Stats = ReadonlyMap<string, { readonly votes: number; readonly mine: boolean }>

type Vote = {
  readonly paper: string
  /** The paper's title, for a screen reader. */
  readonly about: string
  readonly label?: string
  /** The form that sends it where no script runs. */
  readonly form?: string
}

/** A toggle button, pressed when the member has voted. The script finds all buttons of a paper by `data-vote`. */
export function voteToHtml(
  { paper, about, label, form }: Vote,
  { votes = 0, mine = false }: { readonly votes?: number; readonly mine?: boolean } = {},
): Html {
  return html`<button ${form === undefined ? html`type="button"` : html`form="${form}" name="toggle" value="${paper}"`} class="btn vote" aria-pressed="${String(mine)}" data-vote="${paper}">${iconToHtml("up")}<span class="vote-label">${label ?? words.web.message.upvote}</span><span class="unseen"> ${about}</span> <b class="count">${votes > 0 ? votes : ""}</b></button>`
}

/** HTML that was written for nobody, with the buttons of these papers pressed. */
export function withVotes(page: string, papers: Iterable<string>): string {
  return withPressed(page, "data-vote", papers)
}

/** Whether an action upvotes a paper, or the given one. */
export function isVote(action: Action, paper?: string): boolean {
  if (action.kind !== "invoke" || action.command !== "upvote" || action.arguments.undo !== undefined)
    return false
  return paper === undefined ? action.arguments.paper !== undefined : action.arguments.paper === paper
}

/** Whether the card has a chip for the paper that it is about. */
export function hasOwnVote(card: Card): boolean {
  return actionsOf(card).some((action) => isVote(action, card.paper))
}

/** The papers that a card offers to vote or unvote for: a vote may have just changed them. */
export function votedOf(card: Card): readonly string[] {
  return unique(actionsOf(card).flatMap((action) => votedPaper(action) ?? []))
}

/** The papers whose votes a card shows. */
export function papersOf(card: Card): readonly string[] {
  const items = card.blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
  const actions = [...actionsOf(card), ...items.flatMap((item) => item.actions)].filter((one) => isVote(one))
  const papers = [card.paper, ...items.map((item) => item.paper), ...actions.map(votedPaper)]
  return unique(papers.filter((paper) => paper !== undefined))
}

function votedPaper(action: Action): string | undefined {
  if (action.kind !== "invoke" || action.command !== "upvote") return undefined
  return typeof action.arguments.paper === "string" ? action.arguments.paper : undefined
}

function actionsOf(card: Card): readonly Action[] {
  return card.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []))
}

function unique(papers: readonly string[]): readonly string[] {
  return [...new Set(papers)]
}
