import { type Paper, pdfLink } from "../papers/index.ts"
import type { Block, Card, Text } from "../vocabulary/card.ts"
import type { PaperStats, Post } from "../vocabulary/community-stores.ts"
import { bold, joined, link, plainText, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { isEmpty } from "./layout.ts"
import { oneSentence } from "./one-sentence.ts"
import { detailsAction, readActions, verbActions } from "./paper-actions.ts"
import { factsInWords, linkedTitle, linksInWords } from "./paper-words.ts"

const { paper: sayings } = words.cards

/** What the messages about one paper say when their tally changes; nothing where they show none. */
export const postCards: Readonly<
  Record<Post["kind"], (paper: Paper, stats: PaperStats, reason?: Text) => Card | undefined>
> = {
  post: paperPost,
  answer: paperPost,
  "thread-opening": () => undefined,
}

/**
 * One paper as a message in a channel: title, what it did, facts, and what people can do with it. Enough to decide
 * whether to read it; reactions on it are votes.
 */
export function paperPost(paper: Paper, stats?: PaperStats, reason?: Text): Card {
  const actions = [...verbActions(paper, stats), detailsAction(paper), ...readActions(paper)]
  const blocks: readonly Block[] = [
    withdrawnBlock(paper),
    { kind: "text", text: plainText(oneSentence(paper) ?? "") },
    { kind: "note", text: factsInWords(paper) },
    ...imageBlock(paper),
    { kind: "note", text: reason ?? [] },
    { kind: "actions", actions },
  ]
  return { ...cardAbout(paper, blocks), invites: "upvote", ...(reason && { reason }) }
}

/**
 * What a paper's thread begins with: what it is for, and where the paper can be read. Under the paper's own message the
 * paper stands above; alone, the title is said.
 */
export function threadOpening(paper: Paper, { isAlone }: { readonly isAlone: boolean }): Card {
  const { thread, links } = sayings
  const reading = joined([
    link(links.abstract, linkedTitle(paper)[0]?.href),
    pdfLink(paper) && link(links.pdf, pdfLink(paper)),
    paper.code && link(links.code, paper.code.url),
  ])
  const text = [...sentence(thread), ...(linksInWords(paper).length > 0 ? [{ text: "\n" }, ...reading] : [])]
  const card = cardAbout(paper, [{ kind: "text", text }])
  return isAlone ? card : { ...card, title: [] }
}

/** A card about one paper; empty parts are left out. */
export function cardAbout(paper: Paper, blocks: readonly Block[]): Card {
  const shown = blocks.filter((block) => !isEmpty(block))
  return { title: linkedTitle(paper), tone: "plain", paper: paper.id, blocks: shown }
}

export function withdrawnBlock(paper: Paper): Block {
  return { kind: "text", text: paper.withdrawn ? bold(sayings.withdrawn) : [] }
}

/** The first page in small. Its words name what it is: the title stands beside it already. */
export function imageBlock({ thumbnail }: Paper): readonly Block[] {
  return thumbnail ? [{ kind: "image", image: { url: thumbnail, alt: sayings.thumbnail }, beside: true }] : []
}
