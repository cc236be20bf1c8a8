import type { Paper } from "../papers/index.ts"
import type { Item, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import { dayInWords } from "../words/counted.ts"
import { italic, joined } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { showAction, upvoteAction } from "./paper-actions.ts"
import {
  authorsInWords,
  codeInWords,
  commentsInWords,
  linkedTitle,
  readingPage,
  votesInWords,
} from "./paper-words.ts"

export type AboutItem = {
  readonly stats?: PaperStats
  /** The title with matches marked, instead of the bare one. */
  readonly title?: Text
  /** The passage that a search found. */
  readonly passage?: Text
  /** Why it is here: "author", "title; diffusion for difusion". */
  readonly why?: string
  /** Names the paper's source where that is not Hugging Face: for lists that mix them. */
  readonly withSource?: boolean
}

const { paper: sayings } = words.cards

/** One paper as an item of a list: who, when, what people think of it, and where a search found it. */
export function paperItem(paper: Paper, about: AboutItem = {}): Item {
  const published = paper.publishedOn && dayInWords(paper.publishedOn)
  const who = joined([authorsInWords(paper), paper.organization, published])
  const from = about.withSource && paper.source !== "huggingface" && paper.source !== "page"
  const votes = joined([
    votesInWords(paper, about.stats),
    commentsInWords(paper),
    codeInWords(paper),
    from ? sayings.from(sayings.sources[paper.source]) : undefined,
  ])
  const why = about.why ? italic(sayings.foundBy(about.why)) : []
  const { thumbnail } = paper
  return {
    title: about.title ? leadingTo(about.title, readingPage(paper)) : linkedTitle(paper),
    lines: [who, votes, about.passage ?? [], why].filter((line) => line.length > 0),
    paper: paper.id,
    thumbnail: thumbnail ? { url: thumbnail, alt: sayings.thumbnail(paper.title) } : undefined,
    actions: [showAction(paper), upvoteAction(paper)],
  }
}

/** One paper in a single line: its linked title and its votes. For the rest of a digest. */
export function paperLine(paper: Paper, stats?: PaperStats): Item {
  return {
    title: linkedTitle(paper),
    lines: [votesInWords(paper, stats)].filter((line) => line.length > 0),
    paper: paper.id,
    actions: [],
  }
}

function leadingTo(title: Text, href: string | undefined): Text {
  return href === undefined ? title : title.map((run) => ({ ...run, href }))
}
