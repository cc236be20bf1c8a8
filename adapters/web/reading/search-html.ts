/** The results of a search as a page. */
import { html } from "hono/html"
import { asksForSaved } from "../../../src/search/index.ts"
import type { SearchHit, SearchPage } from "../../../src/vocabulary/search-request.ts"
import { words } from "../../../src/words/words.ts"
import { exportLineToHtml } from "../export-html.ts"
import { followFormToHtml, followToHtml } from "../mine/follow-buttons-html.ts"
import type { Pictures } from "../pictures.ts"
import { saveFormToHtml } from "../save-html.ts"
import { hintsToHtml } from "../shortcuts-html.ts"
import { type Html, iconToHtml } from "../text-html.ts"
import { searchPath } from "./addresses.ts"
import type { StatsOfPapers } from "./list-options.ts"
import { narrowToHtml } from "./narrow-html.ts"
import { rowToHtml } from "./row-html.ts"
import { pageLength, type SearchOptions, type SearchView, searchAddress, searchSorts } from "./search-page.ts"

const { search: say } = words.web

export function searchToHtml(view: SearchView, stats: StatsOfPapers, pictures: Pictures): Html {
  return html`<main id="main" class="wrap" tabindex="-1">
  <div class="listed">
    <div class="search-head"><h1 class="h1">${say.heading}</h1></div>
    ${contentToHtml(view, stats, pictures)}
    ${hintsToHtml()}
  </div>
  ${narrowToHtml(view)}
</main>`
}

function contentToHtml(view: SearchView, stats: StatsOfPapers, pictures: Pictures): Html {
  const { options, problems, found, failed } = view
  if (options.query === "") return startToHtml()
  if (problems.length > 0) return refusedToHtml(view)
  if (failed !== undefined) return html`<div class="empty-list"><h2>${say.nothing}</h2><p>${failed}</p></div>`
  if (found === undefined || found.hits.length === 0) return html`${chipsToHtml(view)}${nothingToHtml(view)}`
  return html`${chipsToHtml(view)}${correctionToHtml(found, options)}${namesToHtml(found)}${countToHtml(found, options)}
    <form id="votes" method="post" action="/vote"></form>${followFormToHtml()}${saveFormToHtml()}
    <div class="rows hits">${found.hits.map((hit) => hitToHtml(hit, stats, pictures))}</div>
    ${pagesToHtml(found, options)}${found.from === "store" && exportLineToHtml({ of: "search", q: options.query })}`
}

function startToHtml(): Html {
  const { title, what, tries } = say.start
  return html`<div class="empty-list"><h2>${title}</h2><p>${what}</p><p class="ways">${tries.map((query) => html`<a class="btn" href="${searchPath(query)}">${query}</a>`)}</p></div>`
}

/** Nothing is searched: the box says what is wrong, and here stands the way on. */
function refusedToHtml({ options, problems }: SearchView): Html {
  const [first] = problems
  if (first === undefined) return startToHtml()
  const { written, suggestion } = first
  const without = options.query.replace(written, "").replace(/\s+/g, " ").trim()
  return html`<div class="empty-list"><h2>${say.refused}</h2><p>${say.refusedWhy}</p><p class="ways">${
    suggestion &&
    html`<a class="btn" href="${searchPath(options.query.replace(written, suggestion))}">${say.useSuggestion(suggestion)}</a>`
  }${without !== "" && html`<a class="btn" href="${searchPath(without)}">${say.withoutFilter}</a>`}</p></div>`
}

function chipsToHtml({ found, options }: SearchView): Html | undefined {
  const understood = found?.understood ?? []
  const chips = [
    ...understood.map(({ label, without }) => chipToHtml(label, { ...options, query: without })),
    // Taken off, words are corrected again.
    ...(found && options.isExact ? [chipToHtml(say.asWritten, { ...options, isExact: false })] : []),
  ]
  if (chips.length === 0) return undefined
  return html`<ul class="understood" aria-label="${say.understood}">${chips}</ul>`
}

function chipToHtml(label: string, without: SearchOptions): Html {
  return html`<li class="chip"><bdi>${label}</bdi><a href="${searchAddress({ ...without, page: 1 })}" aria-label="${say.remove(label)}">${iconToHtml("close")}</a></li>`
}

/** The words as they were read before, without a correction. */
function exactly({ from }: Correction, options: SearchOptions): SearchOptions {
  return { ...options, query: from, isExact: true, page: 1 }
}

type Correction = NonNullable<SearchPage["correction"]>

/** A name that was typed alone, as its filter. */
function namesToHtml({ names = [] }: SearchPage): Html | undefined {
  if (names.length === 0) return undefined
  return html`<p class="did">${names.map(({ label, papers, query }) => html`<a href="${searchPath(query)}">${say.typed(label, papers)}</a> `)}</p>`
}

function correctionToHtml({ correction, relaxed }: SearchPage, options: SearchOptions): Html | undefined {
  if (relaxed) return html`<p class="did">${say.relaxed}</p>`
  if (correction === undefined) return undefined
  const exact = searchAddress(exactly(correction, options))
  return html`<p class="did">${say.showing}<b>${correction.to}</b>. <a href="${exact}">${say.instead(correction.from)}</a></p>`
}

function countToHtml(found: SearchPage, options: SearchOptions): Html {
  const total = say.results(found.total, found.atLeast === true)
  const [from, to] = [
    (options.page - 1) * pageLength + 1,
    (options.page - 1) * pageLength + found.hits.length,
  ]
  const count = found.from === "store" ? total : say.foundElsewhere(words.cards.search.places[found.from])
  return html`<div class="res"><p><b>${options.page === 1 ? count : say.range(from, to, total)}</b></p>${canBeFollowed(found, options) && followToHtml(options.query, words.following.buttons.followSearch)}<form class="sort" action="/search"><input type="hidden" name="q" value="${options.query}">${
    options.isExact && html`<input type="hidden" name="exact" value="1">`
  }<select name="sort" aria-label="${say.sort}" data-submits>${searchSorts.map(
    (sort) =>
      html`<option value="${sort}"${sort === (options.sort ?? "relevance") ? html` selected` : ""}>${say.sorts[sort]}</option>`,
  )}</select><button class="btn">${say.apply}</button></form></div>`
}

/** What is saved is no news to who saved it, and what others found elsewhere is not watched. */
function canBeFollowed({ from }: SearchPage, { query }: SearchOptions): boolean {
  return from === "store" && !asksForSaved(query)
}

function hitToHtml({ paper, title, passage }: SearchHit, stats: StatsOfPapers, pictures: Pictures): Html {
  const row = { paper, stats: stats.get(paper.id), title, dated: true }
  return rowToHtml(passage ? { ...row, passage } : row, pictures)
}

function pagesToHtml({ total, hits }: SearchPage, options: SearchOptions): Html | undefined {
  const shown = (options.page - 1) * pageLength + hits.length
  const left = Math.min(pageLength, total - shown)
  if (left <= 0 && options.page === 1) return undefined
  return html`<nav class="more-pages" aria-label="${say.pages}">${
    options.page > 1 &&
    html`<a class="btn big" href="${searchAddress({ ...options, page: options.page - 1 })}" data-previous>${say.before(pageLength)}</a>`
  }${left > 0 && html`<a class="btn big" href="${searchAddress({ ...options, page: options.page + 1 })}" data-next>${say.more(left)}</a>`}</nav>`
}

function nothingToHtml({ options }: SearchView): Html {
  if (options.isElsewhere)
    return html`<div class="empty-list"><h2>${say.nothing}</h2><p>${say.nowhere}</p></div>`
  return html`<div class="empty-list"><h2>${say.nothing}</h2><p>${say.nothingWhy}</p><p class="ways"><a class="btn" href="${searchAddress({ query: options.query, isElsewhere: true })}">${say.elsewhere}</a></p></div>`
}
