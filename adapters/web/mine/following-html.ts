/** What the reader follows, each with what is new. */
import { html } from "hono/html"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Follow, FollowedPaper, FollowKind, FollowStatus } from "../../../src/vocabulary/following.ts"
import { dayInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import { filterPath, paperPath, searchPath } from "../reading/addresses.ts"
import { type Html, type Icon, iconToHtml } from "../text-html.ts"
import { callToHtml } from "./calls-html.ts"
import { followLine } from "./follow-line.ts"
import { followPath } from "./mine-address.ts"

const { following, web } = words
const { mine: say } = web

/** Papers named under each, and follows shown before the rest waits behind a press. */
const [mostPapers, mostShown] = [3, 12]

export function followingToHtml(statuses: readonly FollowStatus[]): Html {
  const sorted = statuses.toSorted((one, other) => lastNews(other).localeCompare(lastNews(one)))
  const items = sorted.map(statusToHtml)
  const rest = items.slice(mostShown)
  return html`<section aria-labelledby="following"><header class="rail-head"><h2 id="following">${say.following}</h2><a class="btn bare" href="/mine/follow">${iconToHtml("plus")}${say.add}</a></header>
${
  items.length === 0
    ? html`<p class="unfilled">${say.followNothing}</p>`
    : html`<ul class="follows">${items.slice(0, mostShown)}</ul>${rest.length > 0 && html`<details class="rest"><summary class="btn bare">${say.moreFollows(rest.length)}</summary><ul class="follows">${rest}</ul></details>`}`
}</section>`
}

const lastNews = ({ newestAt, follow }: FollowStatus) => newestAt ?? follow.createdAt

const icons: Readonly<Record<FollowKind, Icon>> = {
  author: "user",
  org: "org",
  search: "search",
  similar: "paper",
}

function statusToHtml({ follow, papers, newestAt, problem }: FollowStatus): Html {
  const { list } = following
  const quiet = newestAt === undefined ? list.quiet : list.quietSince(newestAt.slice(0, 10))
  const isQuiet = papers.length === 0 || problem !== undefined
  const said = problem === undefined ? quiet : list.unreadable(problem)
  return html`<li class="follow"><div class="follow-head"><span class="follow-icon">${iconToHtml(icons[follow.kind])}</span><p class="follow-title"><a dir="auto" href="${placeOf(follow)}">${say.called(follow)}</a>${
    isQuiet && html`<span class="silent">${said}</span>`
  }</p>${!isQuiet && html`<b class="badge">${say.new(papers.length)}</b>`}${moreToHtml(follow)}</div>${
    !isQuiet &&
    html`<ul>${papers.slice(0, mostPapers).map((one) => paperToHtml(one, follow))}${papers.length > mostPapers && html`<li class="silent">${list.more(papers.length - mostPapers)}</li>`}</ul>`
  }</li>`
}

/** An author's paper may be a namesake's. */
function paperToHtml({ paper, foundAt }: FollowedPaper, { id, kind, name }: Follow): Html {
  const { notThis, notThisOf } = following.buttons
  const call = invoke("unfollow", { what: `id:${id}`, paper: paper.id })
  return html`<li><a dir="auto" href="${paperPath(paper.id)}">${paper.title}</a> <small>${dayInWords(foundAt.slice(0, 10))}</small>${
    kind === "author" &&
    html` ${callToHtml(call, { label: notThis, about: `: ${notThisOf(paper.title, name)}`, look: "silent-button" })}`
  }</li>`
}

function moreToHtml(follow: Follow): Html {
  const name = following.called(follow)
  const stop = callToHtml(invoke("unfollow", { what: `id:${follow.id}` }), {
    label: following.buttons.unfollow,
    about: name,
    look: "btn bare",
  })
  return html`<details class="more"><summary class="btn bare square" aria-label="${say.more(name)}">${iconToHtml("dots")}</summary><div class="menu-list kept-menu"><a class="btn bare" href="${followPath(followLine(follow))}">${say.rehearse}</a>${stop}</div></details>`
}

function placeOf({ kind, text }: Follow): string {
  if (kind === "author" || kind === "org") return filterPath(kind, text)
  return kind === "similar" ? paperPath(text) : searchPath(text)
}
