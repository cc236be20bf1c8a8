/** The reader's own page: what they saved, what they follow, what is recommended to them. */
import { html } from "hono/html"
import type { Form } from "../../../src/vocabulary/form.ts"
import { words } from "../../../src/words/words.ts"
import { fileLinksToHtml } from "../export-html.ts"
import type { Pictures } from "../pictures.ts"
import { rowToHtml } from "../reading/row-html.ts"
import { saveFormToHtml } from "../save-html.ts"
import { hintsToHtml } from "../shortcuts-html.ts"
import { type Html, iconToHtml } from "../text-html.ts"
import { callFormToHtml } from "./calls-html.ts"
import { feedsToHtml } from "./feeds-html.ts"
import { followingToHtml } from "./following-html.ts"
import { mailToHtml } from "./mail-html.ts"
import { importPath, type MineOptions, minePath, type Shelf } from "./mine-address.ts"
import { type MinePage, type OwnPaper, pageLength } from "./mine-page.ts"
import { type Notice, noticeToHtml } from "./notices.ts"
import { accountsToHtml, dataToHtml, digestToHtml } from "./own-data-html.ts"
import { recommendedToHtml } from "./recommended-html.ts"
import { savedToHtml } from "./saved-html.ts"

const { readers, exporting, web } = words
const { mine: say } = web

export type MineView = {
  readonly page: MinePage
  readonly notice: Notice | undefined
  /** Of the reader's digest, to be begun or changed; absent where it can come nowhere. */
  readonly form: Form | undefined
  /** Of their digest by e-mail, to be begun or changed; absent where no mail is sent. */
  readonly mailForm: Form | undefined
}

export function mineToHtml({ page, notice, form, mailForm }: MineView, pictures: Pictures): Html {
  return html`<main id="main" class="wrap mine" tabindex="-1">
<div class="listed">
${callFormToHtml()}<form id="votes" method="post" action="/vote"></form>${saveFormToHtml()}
<div class="day-head"><h1 class="h1">${web.reading.shell.mine}</h1><div class="files">${importToHtml()}${exportToHtml(page)}</div></div>
${noticeToHtml(notice)}
${tabsToHtml(page)}
${filterToHtml(page)}
${contentToHtml(page, pictures)}
${recommendedToHtml(page, pictures)}
${hintsToHtml("mine")}
</div>
<aside class="rail" aria-label="${say.rail}">${followingToHtml(page.follows)}${digestToHtml(page, form)}${mailToHtml(page, mailForm)}${feedsToHtml(page.feeds)}${accountsToHtml()}${dataToHtml()}</aside>
</main>`
}

/** Those that are always there; the others where they hold something or are on show. */
const steady: ReadonlySet<Shelf> = new Set(["later", "read", "notes", "upvoted"])
const order = ["later", "reading", "read", "dropped", "notes", "upvoted"] as const satisfies readonly Shelf[]

function tabsToHtml({ options, counts }: MinePage): Html {
  const isElse = options.query !== "" || options.tag !== ""
  const shown = order.filter(
    (shelf) => steady.has(shelf) || numberOf(shelf, counts) > 0 || (!isElse && shelf === options.shelf),
  )
  return html`<nav class="seg shelves" aria-label="${web.reading.shell.mine}">${shown.map((shelf) => {
    const label = shelf === "notes" || shelf === "upvoted" ? say.shelves[shelf] : readers.states[shelf]
    return html`<a href="${minePath({ shelf })}"${!isElse && shelf === options.shelf ? html` aria-current="page"` : ""}>${label} <b class="count">${numberOf(shelf, counts) || ""}</b></a>`
  })}</nav>`
}

/** Notes are counted when one looks at them: among ten thousand papers that takes a while. */
function numberOf(shelf: Shelf, counts: MinePage["counts"]): number {
  return shelf === "notes" ? 0 : counts[shelf]
}

const mostTags = 10

function filterToHtml({ options, tags, counts }: MinePage): Html {
  const hasAny = counts.later + counts.reading + counts.read + counts.dropped > 0
  if (!hasAny) return html`<p class="private soft small-words">${say.private}</p>`
  return html`<form class="mine-filter" action="/mine" role="search" aria-label="${say.filter}">${iconToHtml("filter")}<input name="q" value="${options.query}" placeholder="${say.filterHint}" aria-label="${say.filter}" autocomplete="off" dir="auto"><button class="btn">${say.find}</button></form>
${
  tags.length > 0 &&
  html`<nav class="chips tags" aria-label="${say.tags}">${tags
    .slice(0, mostTags)
    .map(
      ({ tag, papers }) =>
        html`<a class="chip-filter" href="${minePath(tag === options.tag ? {} : { tag })}"${tag === options.tag ? html` aria-current="true"` : ""}>${tag}<i>${papers}</i></a>`,
    )}</nav>`
}
<p class="private soft small-words">${say.private}</p>`
}

function contentToHtml(page: MinePage, pictures: Pictures): Html {
  const { options, shown, problems } = page
  const [problem] = problems
  if (problem)
    return html`<div class="empty-list"><h2>${web.search.refused}</h2><p>${web.search.problem(problem.message, problem.suggestion)}</p><p><a class="btn" href="/mine">${readers.saved.clear}</a></p></div>`
  if (shown.length === 0) return emptyToHtml(page)
  return html`${foundToHtml(page)}<div class="rows mine-rows">${shown.map((one) => paperToHtml(one, page, pictures))}</div>${pagesToHtml(page, options)}`
}

function paperToHtml({ paper, saved }: OwnPaper, page: MinePage, pictures: Pictures): Html {
  const isUpvoted = page.options.shelf === "upvoted" && page.options.query === "" && page.options.tag === ""
  if (saved !== undefined && !isUpvoted) return savedToHtml({ paper, saved }, page)
  const stats = page.stats.get(paper.id)
  return rowToHtml({ paper, stats, dated: true, isSaved: saved !== undefined }, pictures)
}

/** What a filter found, with the way back to everything. */
function foundToHtml({ options, total }: MinePage): Html | undefined {
  const { query, tag } = options
  if (query === "" && tag === "") return undefined
  const what = [
    ...(tag === "" ? [] : [readers.saved.tagged(tag)]),
    ...(query === "" ? [] : [readers.saved.with(query)]),
  ]
  return html`<p class="found"><b>${readers.saved.title(what, total)}</b> <a href="/mine">${readers.saved.clear}</a></p>`
}

function emptyToHtml({ options, counts }: MinePage): Html {
  const { query, tag, shelf } = options
  const today = html`<p class="ways"><a class="btn" href="/">${readers.saved.todaysPapers}</a></p>`
  if (query !== "" || tag !== "")
    return html`<div class="empty-list"><h2>${readers.saved.noneFit}</h2><p>${readers.saved.noneFitHint}</p><p><a class="btn" href="/mine">${readers.saved.clear}</a></p></div>`
  if (shelf === "later" && counts.read + counts.reading + counts.dropped > 0)
    return html`<div class="empty-list"><h2>${readers.saved.nothingToRead}</h2>${today}</div>`
  return html`<div class="empty-list"><p>${say.empty[shelf]}</p>${today}</div>`
}

function pagesToHtml({ total, shown }: MinePage, options: MineOptions): Html | undefined {
  const { page } = options
  const until = (page - 1) * pageLength + shown.length
  const left = Math.min(pageLength, total - until)
  if (left <= 0 && page === 1) return undefined
  return html`<nav class="more-pages" aria-label="${web.search.pages}">${
    page > 1 &&
    html`<a class="btn big" href="${minePath({ ...options, page: page - 1 })}" data-previous>${web.search.before(pageLength)}</a>`
  }${left > 0 && html`<a class="btn big" href="${minePath({ ...options, page: page + 1 })}" data-next>${web.search.more(left)}</a>`}<span class="soft small-words">${say.range((page - 1) * pageLength + 1, until, total)}</span></nav>`
}

/** What is kept elsewhere comes as a file, or as lines that are pasted. */
function importToHtml(): Html {
  const { form } = readers.saveList
  return html`<details class="share"><summary class="btn">${iconToHtml("plus")}${say.import}</summary><form class="menu-list import" method="post" action="${importPath}" enctype="multipart/form-data" data-swap>
<label>${form.papers.label}<textarea name="text" rows="4" placeholder="${form.papers.hint}" dir="auto"></textarea></label>
<label>${say.file}<input type="file" name="file" accept=".bib,.ris,.json,.csv,.txt,.md,.xml,text/*,application/json"></label>
<label>${form.tag.label}<input name="tag" placeholder="${form.tag.hint}" autocomplete="off" dir="auto"></label>
<button class="btn go">${form.submit}</button></form></details>`
}

/** A link for each format; the file is of all that is saved, or of the upvoted papers where those are on show. */
function exportToHtml({ options, counts }: MinePage): Html | undefined {
  const isVotes = options.shelf === "upvoted"
  const has = isVotes ? counts.upvoted : counts.later + counts.reading + counts.read + counts.dropped
  if (has === 0) return undefined
  const of = isVotes ? "votes" : "saved"
  return html`<details class="share"><summary class="btn">${iconToHtml("share")}${say.export}</summary><div class="menu-list"><p class="small-words soft">${exporting.command.kinds[of]}</p>${fileLinksToHtml({ of }, "btn bare")}</div></details>`
}
