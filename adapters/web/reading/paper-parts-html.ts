/** The sections of a paper's page below its abstract. */
import { html } from "hono/html"
import { factsInWords } from "../../../src/cards/paper-words.ts"
import { citationFormats, citationOf } from "../../../src/exporting/index.ts"
import { huggingFaceLink, type Paper } from "../../../src/papers/index.ts"
import type { LinkedRepo } from "../../../src/vocabulary/sources.ts"
import { capitalized } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import type { Pictures } from "../pictures.ts"
import { type Html, outsideToHtml } from "../text-html.ts"
import { paperPath } from "./addresses.ts"
import type { PaperPage, SimilarPaper } from "./paper-page.ts"

const { paper: say } = words.web.reading

/** Two audiences, two numbers. The second only where Hugging Face knows the paper. */
export function votesToHtml({ paper, stats }: PaperPage): Html {
  const page = huggingFaceLink(paper)
  const comments = paper.comments > 0 ? ` · ${say.comments(paper.comments)}` : ""
  return html`<section class="sec"><h2>${say.upvotes}</h2><div class="tallies"><div class="tally"><b data-votes="${paper.id}">${stats.votes}</b><span class="soft small-words">${say.here}<span class="yours" data-yours="${paper.id}">${say.yours}</span></span>${postsToHtml(stats.posts)}</div>${
    page &&
    html`<div class="tally"><b>${paper.upvotes}</b><span class="soft small-words">${say.onHf}${comments}</span>${paper.comments > 0 && outsideToHtml(html`${say.readComments(paper.comments)}`, `${page}#community`, "small-words")}</div>`
  }</div></section>`
}

/** Where it was posted here, newest first. */
function postsToHtml(posts: PaperPage["stats"]["posts"]): Html | undefined {
  const [newest] = posts
  if (newest === undefined) return undefined
  const href = `/channels/${encodeURIComponent(newest.place)}?at=${newest.message}#m-${newest.message}`
  return html`<a class="small-words" href="${href}">${say.posted} #${newest.place}</a>`
}

const mostRepos = 4

export function reposToHtml({ linked, paper }: PaperPage): Html | undefined {
  if (linked === undefined) return undefined
  const rows = (["models", "datasets", "spaces"] as const).flatMap((kind) =>
    linked[kind].slice(0, mostRepos).map((repo) => repoToHtml(say.kinds[kind], repo)),
  )
  const page = huggingFaceLink(paper)
  if (rows.length === 0) return undefined
  return html`<section class="sec"><h2>${say.repos}</h2><ul class="repos">${rows}</ul>${page && html`<p class="small-words">${outsideToHtml(html`${say.moreRepos}`, page, "")}</p>`}</section>`
}

function repoToHtml(kind: string, { id, url, likes = 0 }: LinkedRepo): Html {
  return html`<li>${outsideToHtml(html`${id}`, url, "")}<small>${kind}${likes > 0 && ` · ${say.likes(likes)}`}</small></li>`
}

/** The longest discussions on other platforms; the rest as a number. */
const mostElsewhere = 6

/** Where else it is discussed, with the platform's name and no other: a community's own is nobody else's business. */
export function elsewhereToHtml({ elsewhere }: PaperPage): Html | undefined {
  if (elsewhere.length === 0) return undefined
  const rows = elsewhere.slice(0, mostElsewhere).map(({ platform, replies, link }) => {
    const where = html`${say.elsewhereIn(capitalized(platform))}`
    return html`<li>${link === undefined ? where : outsideToHtml(where, link, "")}<small>${say.replies(replies)}</small></li>`
  })
  const more = elsewhere.length - rows.length
  return html`<section class="sec"><h2>${say.elsewhere}</h2><ul class="repos">${rows}</ul>${more > 0 && html`<p class="small-words soft">${say.andMore(more)}</p>`}</section>`
}

export function similarToHtml(similar: readonly SimilarPaper[], pictures: Pictures): Html | undefined {
  if (similar.length === 0) return undefined
  return html`<section class="sec"><h2>${say.similar}</h2><ul class="sims">${similar.map((one) => similarPaperToHtml(one, pictures))}</ul></section>`
}

function similarPaperToHtml({ paper, shared }: SimilarPaper, pictures: Pictures): Html {
  const path = paperPath(paper.id)
  const picture = pictures.address(paper.thumbnail)
  const why =
    shared.length > 0
      ? words.cards.paper.shares(shared)
      : factsInWords(paper)
          .map(({ text }) => text)
          .join("")
  return html`<li>${picture && html`<a class="thumb" href="${path}" tabindex="-1" aria-hidden="true"><img src="${picture}" alt="" loading="lazy" decoding="async" data-fallible></a>`}<div><a class="sim-title" dir="auto" href="${path}">${paper.title}</a><p>${why}</p></div></li>`
}

/** All formats stand in the page, so that choosing one works without the script: radio buttons show theirs. */
export function citeToHtml(paper: Paper): Html {
  return html`<section class="sec" id="cite"><h2>${say.cite}</h2><div class="cite" role="group" aria-label="${say.format}">${citationFormats.map(
    (format, n) =>
      html`<input type="radio" name="format" id="format-${format}"${n === 0 ? html` checked` : ""}><label for="format-${format}">${say.formats[format]}</label>`,
  )}${citationFormats.map(
    (format) =>
      html`<div class="cite-text ${format}"><button type="button" class="btn" data-copy="cite-${format}" data-copied="${say.copiedCitation}">${say.copy}<span class="unseen"> ${say.formats[format]}</span></button><pre id="cite-${format}" tabindex="0">${citationOf({ paper }, format)}</pre></div>`,
  )}</div></section>`
}
