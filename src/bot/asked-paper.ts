import { listCard } from "../cards/list-card.ts"
import { messageCard } from "../cards/message-card.ts"
import { paperItem } from "../cards/paper-item.ts"
import type { Paper, PaperName } from "../papers/index.ts"
import type { Card, Item, PackedArguments } from "../vocabulary/card.ts"
import type { Context } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import { sentence, words } from "../words/runs.ts"

export type AskedPaper =
  | { readonly kind: "paper"; readonly paper: Paper }
  /** What to answer instead: which one of several, or that there is none. */
  | { readonly kind: "question"; readonly card: Card }

export type Asking = {
  /** The command that asks, and its other arguments: the buttons of the question call it again. */
  readonly command: string
  readonly arguments?: PackedArguments
}

/**
 * The one paper that a call is about: by its name, or without one the paper of the thread or message that it came
 * from. Throws `UserError` where no paper is named and none is there.
 */
export async function askedPaper(
  name: PaperName | undefined,
  context: Context,
  asking: Asking,
): Promise<AskedPaper> {
  if (name === undefined) return { kind: "paper", paper: await paperHere(context, asking) }
  const found = await context.library.find(name)
  switch (found.kind) {
    case "one":
      return { kind: "paper", paper: found.paper }
    case "several":
      return { kind: "question", card: whichOne(name, found.papers, asking) }
    case "none":
      return { kind: "question", card: notFound(name) }
    default:
      return found satisfies never
  }
}

async function paperHere({ community, actor, on, library }: Context, asking: Asking): Promise<Paper> {
  const id = await community.paperAt(actor, on)
  const [paper] = id === undefined ? [] : await library.papers([id])
  if (paper) return paper
  throw new UserError("which-paper", "Which paper do you mean?", {
    hint: `Name it after \`${asking.command}\`: words of its title, its arXiv number, or a link. In a paper's thread the name can be left out.`,
  })
}

function whichOne(name: PaperName, papers: readonly Paper[], asking: Asking): Card {
  return listCard({
    title: words("Which one do you mean?"),
    tone: "warning",
    intro: words(`Several papers could be “${spelled(name)}”.`),
    start: 1,
    items: papers.map((paper) => candidate(paper, asking)),
  })
}

function candidate(paper: Paper, asking: Asking): Item {
  return {
    ...paperItem(paper),
    actions: [
      {
        kind: "invoke",
        label: "This one",
        command: asking.command,
        arguments: { ...asking.arguments, paper: paper.id },
        describes: `Choose ${paper.title}`,
        effect: "update",
      },
    ],
  }
}

function notFound(name: PaperName): Card {
  if (name.kind === "id") {
    return messageCard({
      title: words(`There is no paper ${name.id} that I can find.`),
      tone: "warning",
      text: sentence(
        "Is the number right? It may also be too new, or its source cannot be reached just now.",
      ),
    })
  }
  return messageCard({
    title: words(`I know no paper called “${name.text}”.`),
    tone: "warning",
    text: sentence("`search` also finds papers by what they are about, and asks Hugging Face and arXiv."),
    actions: [
      {
        kind: "invoke",
        label: "Search for it",
        command: "search",
        arguments: { query: name.text },
        effect: "update",
        style: "primary",
      },
    ],
  })
}

function spelled(name: PaperName): string {
  return name.kind === "id" ? name.id : name.text
}
