import { cardOf } from "../cards/layout.ts"
import { paperItem } from "../cards/paper-item.ts"
import type { Paper, PaperName } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Call, Card, Item } from "../vocabulary/card.ts"
import type { Context } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"

export type AskedPaper =
  | { readonly kind: "paper"; readonly paper: Paper }
  /** What to answer instead: which one of several, or that there is none. */
  | { readonly kind: "question"; readonly card: Card }

/** The call that asks, for a paper's id: the buttons of the question make it again. */
type AskAgain = (paper: string) => Call

const sayings = words.cards.whichPaper

/**
 * The one paper that a call is about: by its name, or without one the paper of the thread or message that it came
 * from. Throws `UserError` where no paper is named and none is there.
 */
export async function askedPaper(
  name: PaperName | undefined,
  context: Context,
  again: AskAgain,
): Promise<AskedPaper> {
  if (name === undefined) return { kind: "paper", paper: await paperHere(context, again) }
  const found = await context.library.find(name)
  switch (found.kind) {
    case "one":
      return { kind: "paper", paper: found.paper }
    case "several":
      return { kind: "question", card: whichOne(name, found.papers, again) }
    case "none":
      return { kind: "question", card: notFound(name) }
    default:
      return found satisfies never
  }
}

/** The paper of the thread or message that a call came from. Throws `UserError` where there is none. */
export async function paperHere({ community, actor, on, library }: Context, again: AskAgain): Promise<Paper> {
  const id = await community.paperAt(actor, on)
  const [paper] = id === undefined ? [] : await library.papers([id])
  if (paper) return paper
  throw new UserError("which-paper", sayings.ask, { hint: sayings.askHint(again("").command) })
}

function whichOne(name: PaperName, papers: readonly Paper[], again: AskAgain): Card {
  return cardOf({
    title: sayings.which,
    tone: "warning",
    text: sayings.several(name.kind === "id" ? name.id : name.text),
    start: 1,
    items: papers.map((paper) => candidate(paper, again)),
  })
}

function candidate(paper: Paper, again: AskAgain): Item {
  const { thisOne: label, choose } = sayings
  const chosen = { ...again(paper.id), label, describes: choose(paper.title), effect: "update" } as const
  return { ...paperItem(paper), actions: [chosen] }
}

function notFound(name: PaperName): Card {
  if (name.kind === "id")
    return cardOf({ title: sayings.noSuchId(name.id), tone: "warning", text: sayings.checkId })
  const search = invoke("search", { query: name.text })
  return cardOf({
    title: sayings.noSuchTitle(name.text),
    tone: "warning",
    text: sayings.searchInstead,
    actions: [{ ...search, label: sayings.search, effect: "update", style: "primary" }],
  })
}
