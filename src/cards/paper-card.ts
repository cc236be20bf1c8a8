import { isTitleKey, type Paper } from "../papers/index.ts"
import type { Block, Card, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { LinkedRepo, LinkedRepos } from "../vocabulary/sources.ts"
import { capitalized, counted, dayInWords } from "../words/counted.ts"
import { italic, joined, link, words } from "../words/runs.ts"
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
  sourceNames,
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
  /** Small print at the end: where the answer was read. */
  readonly notes?: readonly Text[]
}

/** One paper in full: the answer of `show`, and the opening of its thread. */
export function paperCard(paper: Paper, about: AboutPaper = {}): Card {
  const fields = fieldsOf(paper, about)
  return {
    title: linkedTitle(paper),
    tone: "plain",
    paper: paper.id,
    blocks: [
      ...textBlock(byline(paper, about.unfolded)),
      ...withdrawnBlock(paper),
      ...bodyBlocks(paper),
      ...(fields.length > 0 ? [{ kind: "fields" as const, fields }] : []),
      ...imageBlock(paper),
      {
        kind: "actions",
        actions: [
          upvoteAction(paper),
          discussAction(paper),
          similarAction(paper),
          ...(hasFoldedAuthors(paper) ? [unfoldAction(paper, about.unfolded === true)] : []),
          ...linkActions(paper),
        ],
      },
      ...[sourceNote(paper), ...(about.notes ?? [])].map((text) => ({ kind: "note" as const, text })),
    ],
  }
}

/** One paper as a message in a channel: enough to decide whether to read it. Reactions on it are votes. */
export function paperPost(paper: Paper, stats?: PaperStats): Card {
  const gist = gistOf(paper)
  return {
    title: linkedTitle(paper),
    tone: "plain",
    paper: paper.id,
    blocks: [
      ...textBlock(byline(paper)),
      ...withdrawnBlock(paper),
      ...textBlock(gist ? joined([gist.label && italic(gist.label), gist.text], " ") : []),
      ...textBlock(joined([votesInWords(paper, stats), commentsInWords(paper), codeInWords(paper)])),
      ...imageBlock(paper),
      {
        kind: "actions",
        actions: [
          upvoteAction(paper),
          discussAction(paper),
          similarAction(paper),
          showAction(paper, "More"),
          ...linkActions(paper).slice(0, 1),
        ],
      },
      { kind: "note", text: sourceNote(paper) },
    ],
  }
}

/** What a paper is about in a few sentences, with who wrote them. Undefined when no source gave any. */
function gistOf(paper: Paper): { readonly label: string; readonly text: string } | undefined {
  if (paper.summary) return { label: `${capitalized(paper.summaryBy ?? "summary")}:`, text: paper.summary }
  return paper.abstract ? { label: "", text: paper.abstract } : undefined
}

/** `From arXiv · arXiv:1706.03762`, or for a title alone that there is no link yet. */
function sourceNote(paper: Paper): Text {
  const id = isTitleKey(paper.id) ? "known by its title only, so there is no link yet" : `arXiv:${paper.id}`
  return joined([`From ${sourceNames[paper.source]}`, id])
}

function byline(paper: Paper, unfolded = false): Text {
  const published = paper.publishedOn && dayInWords(paper.publishedOn)
  return joined([authorsInWords(paper, unfolded), paper.organization, published])
}

function bodyBlocks(paper: Paper): readonly Block[] {
  const summary: Text = paper.summary
    ? joined([italic(`${capitalized(paper.summaryBy ?? "summary")}:`), paper.summary], " ")
    : []
  const abstract: Text = paper.abstract ? joined([italic("Abstract:"), paper.abstract], " ") : []
  const none = paper.summary || paper.abstract ? [] : italic("No abstract is known yet.")
  return [...textBlock(summary), ...textBlock(abstract), ...textBlock(none)]
}

function fieldsOf(paper: Paper, about: AboutPaper) {
  const rows: readonly (readonly [name: string, value: Text | string | undefined])[] = [
    ["Votes", votesInWords(paper, about.stats)],
    ["Comments", commentsInWords(paper)],
    ["Code", codeInWords(paper, paper.code && shortAddress(paper.code.url))],
    ["Project page", paper.projectPage && link(shortAddress(paper.projectPage), paper.projectPage)],
    ["Keywords", paper.keywords.join(", ")],
    ["Categories", paper.categories.join(", ")],
    ["Published in", paper.journal],
    ["Authors' remark", paper.remark],
    ["On the list of", about.listedOn?.map(dayInWords).join(", ")],
    ["Here", about.places && joined(about.places)],
    ["Models", reposInWords(about.linked?.models)],
    ["Datasets", reposInWords(about.linked?.datasets)],
    ["Spaces", reposInWords(about.linked?.spaces)],
  ]
  return rows.flatMap(([name, value]) => {
    const text = typeof value === "string" ? words(value) : (value ?? [])
    return text.some((run) => run.text !== "") ? [{ name, value: text }] : []
  })
}

/** Linked models, datasets and spaces shown by name before the rest becomes a number. */
const shownRepos = 3

function reposInWords(repos: readonly LinkedRepo[] = []): Text {
  const shown = repos.slice(0, shownRepos).map((repo) => link(repo.id, repo.url))
  const more = repos.length - shown.length
  return joined([...shown, more > 0 ? `and ${counted(more, "more", "more")}` : undefined], ", ")
}

function withdrawnBlock(paper: Paper): readonly Block[] {
  return paper.withdrawn ? textBlock([{ text: "The authors have withdrawn this paper.", bold: true }]) : []
}

function imageBlock(paper: Paper): readonly Block[] {
  return paper.thumbnail
    ? [{ kind: "image", image: { url: paper.thumbnail, alt: `Thumbnail of ${paper.title}` } }]
    : []
}

function textBlock(text: Text): readonly Block[] {
  return text.length > 0 ? [{ kind: "text", text }] : []
}
