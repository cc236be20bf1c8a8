/** A list of papers as a page: its day, its filters, its rows, and what is being discussed. */
import { html } from "hono/html"
import { type Period, periodOf, shiftedPeriod } from "../../../src/papers/index.ts"
import { capitalized, periodInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import { exportLineToHtml } from "../export-html.ts"
import type { Pictures } from "../pictures.ts"
import { saveFormToHtml } from "../save-html.ts"
import { hintsToHtml } from "../shortcuts-html.ts"
import { type Html, iconToHtml } from "../text-html.ts"
import { listPath } from "./addresses.ts"
import {
  filtered,
  filters,
  type ListOptions,
  listQuery,
  type StatsOfPapers,
  sorted,
  sorts,
} from "./list-options.ts"
import type { Notice, ShownList, Way } from "./list-page.ts"
import { type Discussed, railToHtml } from "./rail-html.ts"
import { rowToHtml } from "./row-html.ts"

export type ListView = {
  readonly list: ShownList
  readonly options: ListOptions
  readonly stats: StatsOfPapers
  readonly discussed: readonly Discussed[]
  /** The day whose list is the newest there can be. */
  readonly newest: string
  readonly path: string
}

const { list: say, notices } = words.web.reading

/** The heading of a list, as its page's title too. */
export function headingOf({ kind, period }: ShownList): string {
  if (kind === "landmarks") return say.landmarks
  return period === undefined ? say.trending : capitalized(periodInWords(period))
}

export function listToHtml(view: ListView, pictures: Pictures): Html {
  const { list } = view
  return html`<main id="main" class="wrap" tabindex="-1" data-list="${list.period?.key ?? list.kind}">
  <div class="listed">
    ${list.state === "papers" && noticeToHtml(list.notice)}
    ${headToHtml(view)}
    ${list.state === "papers" ? papersToHtml(view, list, pictures) : emptyToHtml(list)}
    ${hintsToHtml()}
  </div>
  ${railToHtml(view.discussed, list.kind === "landmarks")}
</main>`
}

function headToHtml(view: ListView): Html {
  const { list } = view
  return html`<div class="day-head"><h1 class="h1">${headingOf(list)}${list.period && turnsToHtml(list.period, view.newest)}</h1>
    ${list.kind !== "landmarks" && kindsToHtml(list, view.newest)}</div>`
}

/** Earlier and later; nothing is later than the newest. */
function turnsToHtml(period: Period, newest: string): Html {
  const [before, after] = [shiftedPeriod(period, -1), shiftedPeriod(period, 1)]
  const next =
    after.from > newest
      ? html`<a class="btn bare square" role="link" aria-disabled="true" aria-label="${say.noNext}">${iconToHtml("next")}</a>`
      : html`<a class="btn bare square" href="${listPath(after)}" data-next aria-label="${say.next(periodInWords(after))}">${iconToHtml("next")}</a>`
  return html`<span class="turns"><a class="btn bare square" href="${listPath(before)}" data-previous aria-label="${say.previous(periodInWords(before))}">${iconToHtml("before")}</a>${next}</span>`
}

function kindsToHtml({ kind, period }: ShownList, newest: string): Html {
  const day = period?.to !== undefined && period.to < newest ? period.to : newest
  const links = (["day", "week", "month"] as const).map((one) => ({
    kind: one as string,
    label: say.kinds[one],
    href: one === "day" && day === newest ? "/" : listPath(periodOf(one, day)),
  }))
  const all = [...links, { kind: "trending", label: say.kinds.trending, href: listPath(undefined) }]
  return html`<nav class="seg" aria-label="${say.period}">${all.map(
    (link) =>
      html`<a href="${link.href}"${link.kind === kind ? html` aria-current="page"` : ""}>${link.label}</a>`,
  )}</nav>`
}

type Papers = Extract<ShownList, { state: "papers" }>

function papersToHtml(view: ListView, list: Papers, pictures: Pictures): Html {
  const { options, stats } = view
  const papers = sorted(filtered(list.papers, stats, options.only), stats, options.sort)
  return html`<p class="soft"><span>${say.count(list.papers.length)}</span><span id="since"></span></p>
    ${barToHtml(view, list)}
    <form id="votes" method="post" action="/vote"></form>${saveFormToHtml()}
    <button type="button" class="button primary fresh" id="fresh" hidden></button>
    <div class="rows" id="rows">${papers.map((paper, n) =>
      rowToHtml({ paper, stats: stats.get(paper.id), isLead: n === 0 }, pictures),
    )}</div>
    ${papers.length === 0 ? noneToHtml(view) : endToHtml(view, list, papers.length)}`
}

function barToHtml(view: ListView, list: Papers): Html {
  const { options, stats, path } = view
  const chips = filters.map((only) => ({
    only,
    count: filtered(list.papers, stats, only).length,
    href: `${path}${listQuery({ ...options, only })}`,
  }))
  return html`<div class="bar"><nav class="chips" aria-label="${say.filter}">${chips.map(
    ({ only, count, href }) =>
      html`<a class="chip-filter" href="${href}"${only === options.only ? html` aria-current="true"` : ""}>${say.filters[only]}<i>${count}</i></a>`,
  )}</nav><form class="sort" action="${path}">${options.only !== "all" && html`<input type="hidden" name="only" value="${options.only}">`}<select name="sort" aria-label="${say.sort}" data-submits>${sorts.map(
    (sort) =>
      html`<option value="${sort}"${sort === options.sort ? html` selected` : ""}>${say.sorts[sort]}</option>`,
  )}</select><button class="btn">${say.apply}</button></form></div>`
}

function noneToHtml({ options, path }: ListView): Html {
  const why = options.only === "code" ? say.noneWithCode : say.noneDiscussed
  return html`<div class="empty-list"><p>${why}</p><p><a class="btn" href="${path}">${say.showAll}</a></p></div>`
}

function endToHtml({ list }: ListView, { period }: Papers, shown: number): Html {
  const all = period ? say.end(shown, periodInWords(period)) : say.endOf(shown)
  return html`<p class="end">${list.kind === "landmarks" ? say.endOf(shown) : all}</p>${period && exportLineToHtml({ of: "list", date: period.key })}`
}

/** Without papers: why, and where there are some. */
function emptyToHtml({ title, why, ways }: Extract<ShownList, { state: "empty" }>): Html {
  return html`<div class="empty-list"><h2>${title}</h2><p>${why}</p><p class="ways">${waysToHtml(ways)}</p></div>`
}

function waysToHtml(ways: readonly Way[]): readonly Html[] {
  return ways.map(({ label, href }) => html`<a class="btn" href="${href}">${label}</a>`)
}

/** Why the page does not show what one came for. */
function noticeToHtml(notice: Notice | undefined): Html | undefined {
  if (notice === undefined) return undefined
  return html`<section class="notice" role="status">${iconToHtml(notice.isOffline ? "offline" : "warning")}<div><h2>${notice.title}</h2><p>${notice.text}</p>${
    notice.isOffline &&
    html`<div class="notice-acts"><a class="btn" href="">${notices.tryAgain}</a>${notice.why && html`<details><summary class="btn bare">${notices.why}</summary><p>${notice.why}</p></details>`}</div>`
  }</div></section>`
}
