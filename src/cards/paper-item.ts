import type { Paper } from "../papers/index.ts"
import type { Item, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import { italic, joined, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { oneSentence } from "./one-sentence.ts"
import { detailsAction, upvoteAction, verbActions } from "./paper-actions.ts"
import { factsInWords, linkedTitle, readingPage, votesInWords } from "./paper-words.ts"
import { sharedTopics } from "./shared-topics.ts"

export type AboutItem = {
  readonly stats?: PaperStats
  /** The title with matches marked, instead of the bare one. */
  readonly title?: Text
  /** The passage that a search found. */
  readonly passage?: Text
  /** Why it is here: "author", "title; diffusion for difusion". */
  readonly why?: string
  /** The paper that this one is like: what they share is said. */
  readonly like?: Paper
  /** Names the paper's source where that is not Hugging Face: for lists that mix them. */
  readonly withSource?: boolean
  /** Says when it was published: for lists of more than one day. */
  readonly dated?: boolean
}

const { paper: sayings } = words.cards

/** One paper as an item of a list: what is known of it in a line, where a search found it, and the row of verbs. */
export function paperItem(paper: Paper, about: AboutItem = {}): Item {
  const from = about.withSource && !sourcesUnsaid.includes(paper.source)
  const facts = joined([
    factsInWords(paper, { dated: about.dated }),
    from ? sayings.from(sayings.sources[paper.source]) : undefined,
  ])
  const why = about.why ? italic(sayings.foundBy(about.why)) : []
  const shared = about.like ? sharedTopics(about.like, paper) : []
  const shares = shared.length > 0 ? italic(sayings.shares(shared)) : []
  return {
    title: about.title ? leadingTo(about.title, readingPage(paper)) : linkedTitle(paper),
    lines: [about.passage ?? [], facts, why, shares].filter((line) => line.length > 0),
    ...(about.passage === undefined && { factsOnly: true }),
    paper: paper.id,
    actions: [...verbActions(paper, about.stats), detailsAction(paper)],
  }
}

/** Where a reader would expect a paper to be from, or could not look. */
const sourcesUnsaid: readonly Paper["source"][] = ["huggingface", "page", "starter"]

/** One paper of a post that holds several: what it did, the facts, why it is there, and Upvote beside it. */
export function digestItem(paper: Paper, stats?: PaperStats, reason: Text = []): Item {
  const sentence = plainText(oneSentence(paper) ?? "")
  const { factsOnly: _, ...item } = overviewItem(paper, stats)
  return {
    ...item,
    lines: [sentence, factsInWords(paper), reason].filter(saysSomething),
    ...(!saysSomething(sentence) && { factsOnly: true }),
  }
}

/** One paper of an overview: the facts, and Upvote beside it. */
export function overviewItem(paper: Paper, stats?: PaperStats): Item {
  return {
    title: linkedTitle(paper),
    lines: [factsInWords(paper)].filter(saysSomething),
    factsOnly: true,
    paper: paper.id,
    actions: [upvoteAction(paper, stats)],
  }
}

/** One paper in a single line: its linked title and its votes. For the rest of a post. */
export function paperLine(paper: Paper, stats?: PaperStats): Item {
  return {
    title: linkedTitle(paper),
    lines: [votesInWords(paper, stats)].filter(saysSomething),
    factsOnly: true,
    paper: paper.id,
    actions: [],
  }
}

function saysSomething(line: Text): boolean {
  return line.some(({ text }) => text !== "")
}

function leadingTo(title: Text, href: string | undefined): Text {
  return href === undefined ? title : title.map((run) => ({ ...run, href }))
}
