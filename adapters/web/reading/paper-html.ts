/** A paper's own page: what the authors wrote, what people make of it, where it leads. */
import { html } from "hono/html"
import { abstractLink, huggingFaceLink, type Paper, pdfLink, periodOf } from "../../../src/papers/index.ts"
import { dayInWords, periodInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import { followFormToHtml, followNameToHtml, followToHtml } from "../mine/follow-buttons-html.ts"
import { followLine } from "../mine/follow-line.ts"
import { minePath } from "../mine/mine-address.ts"
import type { Pictures } from "../pictures.ts"
import { saveFormToHtml, saveToHtml } from "../save-html.ts"
import { type Html, iconToHtml, outsideToHtml } from "../text-html.ts"
import { voteToHtml } from "../vote-html.ts"
import { filterPath, listPath, paperPath, searchPath } from "./addresses.ts"
import type { PaperView, PlaceOnList } from "./paper-page.ts"
import { citeToHtml, elsewhereToHtml, reposToHtml, similarToHtml, votesToHtml } from "./paper-parts-html.ts"
import { shareToHtml } from "./share-html.ts"

const { paper: say, list } = words.web.reading

/** Authors named before the rest waits behind a press. */
const namedAuthors = 6

export function paperToHtml(view: PaperView, pictures: Pictures): Html {
  const { paper, stats, place } = view
  return html`<main id="main" class="read" tabindex="-1" data-paper="${paper.id}">
<form id="votes" method="post" action="/vote"></form>${saveFormToHtml()}${followFormToHtml()}
${place && placeToHtml(place)}
<h1 dir="auto">${paper.title}</h1>
${authorsToHtml(paper)}
${datesToHtml(view)}
<div class="doit">${voteToHtml({ paper: paper.id, about: paper.title, form: "votes" }, stats)}<a class="btn discuss" href="#discussion" data-discuss>${iconToHtml("thread")}${list.discuss}<b class="count" data-replies="${paper.id}">${stats.threads.reduce((sum, { replies }) => sum + replies, 0) || ""}</b></a>${saveToHtml({ paper: paper.id, about: paper.title, form: "saves" })}${noteLinkToHtml(paper)}${shareToHtml(view)}${followToHtml(followLine({ kind: "similar", text: paper.id }), words.web.mine.followLike, "btn bare")}</div>
${linksToHtml(paper)}
${paper.withdrawn && html`<p class="withdrawn">${iconToHtml("warning")}${say.withdrawn}</p>`}
${ledeToHtml(view, pictures)}
${abstractToHtml(paper)}
${votesToHtml(view)}
${elsewhereToHtml(view)}
${reposToHtml(view)}
${similarToHtml(view.similar, pictures)}
${citeToHtml(paper)}
</main>`
}

function placeToHtml({ day, isNewest, at, of, previous, next }: PlaceOnList): Html {
  const href = isNewest ? "/" : listPath({ kind: "day", key: day })
  return html`<nav class="crumb" aria-label="${say.position}"><a class="btn bare" href="${href}" data-to-list>${iconToHtml("before")}${periodInWords(periodOf("day", day))}</a><span class="crumb-turns"><span class="crumb-at">${say.place(at, of)}</span>${turnToHtml("before", previous, say.noPrevious, say.previous)}${turnToHtml("next", next, say.noNext, say.next)}</span></nav>`
}

function turnToHtml(
  icon: "before" | "next",
  paper: Paper | undefined,
  none: string,
  label: (title: string) => string,
): Html {
  if (paper === undefined)
    return html`<a class="btn bare square" role="link" aria-disabled="true" aria-label="${none}">${iconToHtml(icon)}</a>`
  const mark = icon === "next" ? html` data-next` : html` data-previous`
  return html`<a class="btn bare square" href="${paperPath(paper.id)}"${mark} aria-label="${label(paper.title)}">${iconToHtml(icon)}</a>`
}

/** Each leads to a search for the author. */
function authorsToHtml({ authors, authorCount, organization }: Paper): Html | undefined {
  if (authors.length === 0 && organization === undefined) return undefined
  const links = authors.map((name) => nameToHtml("author", name))
  const shown = authors.length <= namedAuthors + 1 ? links : links.slice(0, namedAuthors)
  const folded = links.slice(shown.length)
  const unnamed = authorCount - authors.length
  return html`<p class="authors" dir="auto">${commas(shown)}${
    folded.length === 0 && unnamed > 0 && html` ${say.andMore(unnamed)}`
  }</p>${folded.length > 0 && html`<details class="authors"><summary>${say.andMore(authorCount - shown.length)}</summary><p dir="auto">${commas(folded)}</p></details>`}${
    organization && html`<p class="authors org">${nameToHtml("org", organization)}</p>`
  }`
}

/** Shown once the paper is saved: its note and tags are on the reader's own page. */
function noteLinkToHtml({ id }: Paper): Html {
  return html`<a class="btn note-link" href="${minePath({ query: id })}">${iconToHtml("note")}${words.readers.noteForm.title}</a>`
}

/** The name never parts from its button at the end of a line. */
function nameToHtml(kind: "author" | "org", name: string): Html {
  return html`<span class="name"><a class="name-link" href="${filterPath(kind, name)}">${name}</a>${followNameToHtml(followLine({ kind, text: name }), name)}</span>`
}

function commas(links: readonly Html[]): readonly Html[] {
  return links.map((link, n) => (n === 0 ? link : html`<span class="comma">, </span>${link}`))
}

function datesToHtml({ paper, listedOn }: PaperView): Html {
  const arxiv = abstractLink(paper) !== undefined
  const date = paper.publishedOn && dayInWords(paper.publishedOn)
  const days = listedOn.toSorted().slice(-2)
  const facts = [
    date && html`${arxiv ? say.onArxiv(date) : say.published(date)}`,
    ...days.map(
      (day) => html`<a href="${listPath({ kind: "day", key: day })}">${say.listed(dayInWords(day))}</a>`,
    ),
    arxiv ? html`${paper.id}` : undefined,
    paper.journal && html`${paper.journal}`,
    paper.remark && html`${paper.remark}`,
  ].filter((fact) => fact !== undefined && fact !== "")
  return html`<p class="meta">${facts.map((fact, n) => (n === 0 ? fact : html` · ${fact}`))}</p>`
}

function linksToHtml(paper: Paper): Html {
  const stars = paper.code?.stars
  const links = [
    link(pdfLink(paper), "paper", list.pdf, "data-pdf"),
    link(abstractLink(paper), "outside", say.arxiv),
    link(huggingFaceLink(paper), "outside", say.huggingFace),
    link(paper.code?.url, "code", stars ? say.codeWith(stars) : list.code),
    link(paper.projectPage, "outside", say.project),
    link(paper.doi && `https://doi.org/${encodeURI(paper.doi)}`, "outside", say.doi),
  ]
  return html`<nav class="links" aria-label="${say.links}">${links}<a class="btn bare" href="#cite">${iconToHtml("quote")}${say.cite}</a></nav>`
}

function link(
  href: string | undefined,
  icon: "paper" | "outside" | "code",
  label: string,
  mark = "",
): Html | undefined {
  return href ? outsideToHtml(html`${iconToHtml(icon)}${label}`, href, "btn bare", mark) : undefined
}

/** The whole summary where there is one: its first sentence stands in every list already. */
function ledeToHtml({ paper, sentence }: PaperView, pictures: Pictures): Html | undefined {
  const picture = pictures.address(paper.thumbnail)
  const text = paper.summary ?? (paper.abstract === "" ? undefined : sentence)
  if (text === undefined && picture === undefined) return undefined
  const heading = paper.summary && paper.summaryBy ? paper.summaryBy : say.oneSentence
  return html`<div class="lede">${text && html`<section class="sum"><h2>${heading}</h2><p dir="auto">${text}</p></section>`}${
    picture &&
    html`<figure class="thumb hero"><img src="${picture}" alt="" decoding="async" data-fallible></figure>`
  }</div>`
}

function abstractToHtml({ abstract, keywords, categories }: Paper): Html {
  const topics = keywords.map(
    (word) =>
      html`<a href="${searchPath(/\s/.test(word) ? `"${word.replaceAll('"', " ")}"` : word)}">${word}</a>`,
  )
  const kinds = categories.map((one) => html`<a href="${searchPath(`cat:${one}`)}">${one}</a>`)
  return html`<section class="sec"><h2>${say.abstract}</h2><p class="abs" dir="auto">${abstract === "" ? say.noAbstract : abstract}</p>${
    topics.length + kinds.length > 0 &&
    html`<nav class="topics" aria-label="${say.keywords}">${[...topics, ...kinds]}</nav>`
  }</section>`
}
