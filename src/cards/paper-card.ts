import { isTitleKey, type Paper } from "../papers/index.ts"
import type { Block, Card, Text } from "../vocabulary/card.ts"
import type { PaperStats, Post } from "../vocabulary/community-stores.ts"
import type { LinkedRepo, LinkedRepos } from "../vocabulary/sources.ts"
import { capitalized, dayInWords } from "../words/counted.ts"
import { bold, italic, joined, link, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { type Field, isEmpty } from "./layout.ts"
import {
  discussAction,
  linkActions,
  showAction,
  similarAction,
  unfoldAction,
  upvoteAction,
} from "./paper-actions.ts"
import {
  authorsInWords,
  codeInWords,
  commentsInWords,
  hasFoldedAuthors,
  linkedTitle,
  shortAddress,
  votesInWords,
} from "./paper-words.ts"

/** What is known about a paper beside the paper itself. All of it may be missing. */
export type AboutPaper = {
  readonly stats?: PaperStats
  readonly linked?: LinkedRepos
  /** On which days' lists it was, ISO dates. */
  readonly listedOn?: readonly string[]
  /** Where it was discussed and posted in the community, in words, with the way there. */
  readonly places?: readonly Text[]
  /** All authors by name. */
  readonly unfolded?: boolean
  /** Small print at the end. */
  readonly notes?: readonly Text[]
}

const { paper: sayings } = words.cards

/** What the messages about one paper say, by the kind of message: when they are sent and when their tally changes. */
export const postCards: Readonly<Record<Post["kind"], (paper: Paper, stats: PaperStats) => Card>> = {
  post: paperPost,
  answer: (paper, stats) => paperCard(paper, { stats }),
  "thread-opening": (paper, stats) => paperCard(paper, { stats }),
}

/** One paper in full: the answer of `show`, and the opening of its thread. */
export function paperCard(paper: Paper, about: AboutPaper = {}): Card {
  const { unfolded = false, notes = [] } = about
  const actions = [
    upvoteAction(paper),
    discussAction(paper),
    similarAction(paper),
    ...(hasFoldedAuthors(paper) ? [unfoldAction(paper, unfolded)] : []),
    ...linkActions(paper),
  ]
  return cardAbout(paper, [
    textBlock(byline(paper, unfolded)),
    withdrawnBlock(paper),
    textBlock(summaryOf(paper)),
    textBlock(paper.abstract ? joined([italic(sayings.abstract), paper.abstract], " ") : []),
    textBlock(paper.summary || paper.abstract ? [] : italic(sayings.noAbstract)),
    { kind: "fields", fields: fieldsOf(paper, about) },
    ...imageBlock(paper),
    { kind: "actions", actions },
    idNote(paper),
    ...notes.map((text): Block => ({ kind: "note", text })),
  ])
}

/** One paper as a message in a channel: enough to decide whether to read it. Reactions on it are votes. */
export function paperPost(paper: Paper, stats?: PaperStats): Card {
  const actions = [
    upvoteAction(paper),
    discussAction(paper),
    similarAction(paper),
    showAction(paper, sayings.buttons.more),
    ...linkActions(paper).slice(0, 1),
  ]
  return cardAbout(paper, [
    textBlock(byline(paper)),
    withdrawnBlock(paper),
    textBlock(paper.summary ? summaryOf(paper) : plainText(paper.abstract)),
    textBlock(joined([votesInWords(paper, stats), commentsInWords(paper), codeInWords(paper)])),
    ...imageBlock(paper),
    { kind: "actions", actions },
    idNote(paper),
  ])
}

function cardAbout(paper: Paper, blocks: readonly Block[]): Card {
  const shown = blocks.filter((block) => !isEmpty(block))
  return { title: linkedTitle(paper), tone: "plain", paper: paper.id, blocks: shown }
}

/** The short summary, with who wrote it. */
function summaryOf({ summary, summaryBy }: Paper): Text {
  return summary ? joined([italic(`${capitalized(summaryBy ?? sayings.summary)}:`), summary], " ") : []
}

function idNote({ id }: Paper): Block {
  return { kind: "note", text: plainText(isTitleKey(id) ? sayings.titleOnly : sayings.arxivId(id)) }
}

function byline(paper: Paper, unfolded = false): Text {
  const published = paper.publishedOn && dayInWords(paper.publishedOn)
  return joined([authorsInWords(paper, unfolded), paper.organization, published])
}

function fieldsOf(paper: Paper, { stats, listedOn = [], places = [], linked }: AboutPaper): readonly Field[] {
  const { fields } = sayings
  const rows: readonly (readonly [name: string, value: Text | string | undefined])[] = [
    [fields.votes, votesInWords(paper, stats)],
    [fields.comments, commentsInWords(paper)],
    [fields.code, codeInWords(paper, paper.code && shortAddress(paper.code.url))],
    [fields.project, paper.projectPage && link(shortAddress(paper.projectPage), paper.projectPage)],
    [fields.keywords, paper.keywords.join(", ")],
    [fields.categories, paper.categories.join(", ")],
    [fields.journal, paper.journal],
    [fields.remark, paper.remark],
    [fields.listedOn, listedOn.map(dayInWords).join(", ")],
    [fields.here, joined(places)],
    [fields.models, reposInWords(linked?.models)],
    [fields.datasets, reposInWords(linked?.datasets)],
    [fields.spaces, reposInWords(linked?.spaces)],
  ]
  return rows
    .map(([name, value]) => ({ name, value: joined([value]) }))
    .filter(({ value }) => value.length > 0)
}

/** Linked models, datasets and spaces shown by name before the rest becomes a number. */
const shownRepos = 3

function reposInWords(repos: readonly LinkedRepo[] = []): Text {
  const shown = repos.slice(0, shownRepos).map((repo) => link(repo.id, repo.url))
  const more = repos.length - shown.length
  return joined([...shown, more > 0 ? sayings.moreRepos(more) : undefined], ", ")
}

function withdrawnBlock(paper: Paper): Block {
  return textBlock(paper.withdrawn ? bold(sayings.withdrawn) : [])
}

function imageBlock({ thumbnail, title }: Paper): readonly Block[] {
  return thumbnail ? [{ kind: "image", image: { url: thumbnail, alt: sayings.thumbnail(title) } }] : []
}

function textBlock(text: Text): Block {
  return { kind: "text", text: text.some((run) => run.text !== "") ? text : [] }
}
