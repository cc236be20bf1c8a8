/** A paper as a row of a list: picture, title, one sentence, facts, verbs. */
import { html } from "hono/html"
import { oneSentence } from "../../../src/cards/one-sentence.ts"
import { factsInWords } from "../../../src/cards/paper-words.ts"
import { type Paper, pdfLink } from "../../../src/papers/index.ts"
import type { Text } from "../../../src/vocabulary/card.ts"
import type { PaperStats } from "../../../src/vocabulary/community-stores.ts"
import { words } from "../../../src/words/words.ts"
import type { Pictures } from "../pictures.ts"
import { saveToHtml } from "../save-html.ts"
import { type Html, iconToHtml, marksToHtml, outsideToHtml } from "../text-html.ts"
import { voteToHtml } from "../vote-html.ts"
import { paperPath } from "./addresses.ts"
import { repliesTo } from "./list-options.ts"

const { list: say } = words.web.reading

export type Row = {
  readonly paper: Paper
  readonly stats: PaperStats | undefined
  readonly isLead?: boolean
  /** The title and the passage that a search found, with its marks. */
  readonly title?: Text
  readonly passage?: Text
  /** With the day on which the paper was published, where that differs from row to row. */
  readonly dated?: boolean
  /** On a page of the reader's own. */
  readonly isSaved?: boolean
}

/** The row as an `article`; the script finds it by `data-paper`. */
export function rowToHtml(row: Row, pictures: Pictures): Html {
  const { paper } = row
  const path = paperPath(paper.id)
  const sentence = row.passage ? marksToHtml(row.passage) : oneSentence(paper)
  return html`<article class="row-paper${row.isLead ? " lead" : ""}" data-paper="${paper.id}">
${thumbnailToHtml(paper, path, pictures)}<div class="body"><h2 dir="auto"><a href="${path}">${row.title ? marksToHtml(row.title) : paper.title}</a></h2>
${sentence && html`<p class="say" dir="auto">${sentence}</p>`}
${factsToHtml(factsInWords(paper, { dated: row.dated }))}
${verbsToHtml(row, path)}</div></article>`
}

function thumbnailToHtml(paper: Paper, path: string, pictures: Pictures): Html | undefined {
  const address = pictures.address(paper.thumbnail)
  if (address === undefined) return undefined
  return html`<a class="thumb" href="${path}" tabindex="-1" aria-hidden="true"><img src="${address}" alt="" loading="lazy" decoding="async" data-fallible></a>`
}

function factsToHtml(facts: Text): Html | undefined {
  const line = facts.map(({ text }) => text).join("")
  return line === "" ? undefined : html`<p class="facts">${line}</p>`
}

function verbsToHtml({ paper, stats, isSaved }: Row, path: string): Html {
  const links = [
    linkOf(pdfLink(paper), "paper", say.pdf, "data-pdf"),
    linkOf(paper.code?.url, "code", say.code),
  ].filter((link) => link !== undefined)
  return html`<div class="acts">${voteToHtml({ paper: paper.id, about: paper.title, form: "votes" }, stats)}${discussToHtml(paper, stats, path)}${saveToHtml({ paper: paper.id, about: paper.title, form: "saves" }, isSaved)}${
    links.length > 0 &&
    html`<span class="ends">${links}</span><details class="more"><summary class="btn bare" aria-label="${say.more(paper.title)}">${iconToHtml("dots")}</summary><div class="menu-list">${links}</div></details>`
  }</div>`
}

function discussToHtml(paper: Paper, stats: PaperStats | undefined, path: string): Html {
  const replies = repliesTo(stats)
  return html`<a class="btn" href="${path}#discussion" data-discuss>${iconToHtml("thread")}${say.discuss}<span class="unseen"> ${paper.title}</span><b class="count" data-replies="${paper.id}">${replies > 0 ? replies : ""}</b></a>`
}

function linkOf(
  href: string | undefined,
  icon: "paper" | "code",
  label: string,
  mark = "",
): Html | undefined {
  return href === undefined
    ? undefined
    : outsideToHtml(html`${iconToHtml(icon)}${label}`, href, "btn bare", mark)
}
