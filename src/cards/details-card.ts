/** All that is known about one paper, for who asks alone: one card that shows the summary, the abstract or similar papers. */
import type { Paper } from "../papers/index.ts"
import type { Action, Block, Card, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { LinkedRepo, LinkedRepos } from "../vocabulary/sources.ts"
import { dayInWords } from "../words/counted.ts"
import { bold, joined, link, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { followMenu } from "./follow-words.ts"
import type { Field } from "./layout.ts"
import { citeAction, verbActions, viewAction } from "./paper-actions.ts"
import { cardAbout, imageBlock, withdrawnBlock } from "./paper-card.ts"
import { paperItem } from "./paper-item.ts"
import { authorsInWords, factsInWords, isTitleOnly, linksInWords, votesInWords } from "./paper-words.ts"

/** What is known about a paper beside the paper itself. All of it may be missing. */
export type AboutPaper = {
  readonly stats?: PaperStats
  /** On which days' lists it was, ISO dates. */
  readonly listedOn?: readonly string[]
  /** Where it was discussed and posted in the community, in words, with the way there. */
  readonly places?: readonly Text[]
}

const { paper: sayings } = words.cards

/** Authors named in the summary; all of them, up to a crowd, beside the abstract. */
const [summaryAuthors, abstractAuthors] = [5, 50]

/** The summary, the facts and the links. */
export function summaryCard(paper: Paper, about: AboutPaper = {}): Card {
  const { stats, listedOn = [], places = [] } = about
  const { comments, code } = paper
  const listed = listedOn.length > 0 ? sayings.listedOn(listedOn.map(dayInWords).join(", ")) : undefined
  const facts = joined([
    votesInWords(paper, stats),
    comments > 0 ? sayings.comments(comments) : undefined,
    code?.stars ? sayings.stars(code.stars) : undefined,
    listed,
    ...places,
  ])
  return cardAbout(paper, [
    { kind: "note", text: byline(paper, summaryAuthors) },
    withdrawnBlock(paper),
    { kind: "text", text: plainText(paper.summary || paper.abstract || sayings.noAbstract) },
    { kind: "note", text: facts },
    { kind: "text", text: isTitleOnly(paper) ? plainText(sayings.titleOnly) : linksInWords(paper) },
    ...imageBlock(paper),
    buttons(paper, about, [viewAction(paper, "abstract"), viewAction(paper, "similar")]),
    followMenu(paper),
    // Last, so that Share stands beside it.
    { kind: "actions", actions: [citeAction(paper)] },
  ])
}

/** The abstract, all authors, and what else is known. */
export function abstractCard(
  paper: Paper,
  about: AboutPaper & { readonly linked?: LinkedRepos; readonly notes?: readonly Text[] } = {},
): Card {
  const { linked, notes = [] } = about
  return cardAbout(paper, [
    { kind: "note", text: byline(paper, abstractAuthors) },
    withdrawnBlock(paper),
    { kind: "text", text: plainText(paper.abstract || sayings.noAbstract) },
    { kind: "fields", fields: fieldsOf(paper, linked) },
    ...notes.map((text): Block => ({ kind: "note", text })),
    buttons(paper, about, [viewAction(paper, "summary"), viewAction(paper, "similar"), citeAction(paper)]),
  ])
}

/** The papers most like it, beneath its title. */
export function similarCard(
  paper: Paper,
  similar: readonly Paper[],
  about: { readonly paperStats: ReadonlyMap<string, PaperStats> },
): Card {
  const items = similar.map((one) =>
    paperItem(one, { stats: about.paperStats.get(one.id), like: paper, withSource: true, dated: true }),
  )
  const said = similar.length > 0 ? sayings.similar : sayings.noneSimilar
  return cardAbout(paper, [
    { kind: "note", text: factsInWords(paper) },
    { kind: "text", text: bold(said) },
    { kind: "items", items, start: 1 },
    // Below other papers nobody would know whose verbs these are.
    { kind: "actions", actions: [viewAction(paper, "summary"), viewAction(paper, "abstract")] },
  ])
}

function buttons(paper: Paper, { stats }: AboutPaper, views: readonly Action[]): Block {
  return { kind: "actions", actions: [...verbActions(paper, stats), ...views] }
}

function byline(paper: Paper, named: number): Text {
  const { organization, publishedOn } = paper
  const published = publishedOn && sayings.published(dayInWords(publishedOn))
  return joined([authorsInWords(paper, named), organization, published])
}

function fieldsOf(paper: Paper, linked: LinkedRepos | undefined): readonly Field[] {
  const { fields } = sayings
  const rows: readonly (readonly [name: string, value: Text | string | undefined])[] = [
    [fields.keywords, paper.keywords.join(", ")],
    [fields.categories, paper.categories.join(", ")],
    [fields.journal, paper.journal],
    [fields.remark, paper.remark],
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
