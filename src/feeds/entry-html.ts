/** A paper in a feed as HTML: its summary, its authors, where to go on. */
import { abstractLink, huggingFaceLink } from "../papers/index.ts"
import type { FeedEntry } from "../vocabulary/feeds.ts"
import { words } from "../words/words.ts"
import { escaped } from "./xml.ts"

const { feeds: say } = words

/** More authors are counted. */
const mostAuthors = 10

export function entryHtml({ paper, discussion }: FeedEntry): string {
  const links = [
    link(discussion, say.discuss),
    link(addressOf(paper), say.paper),
    link(huggingFaceLink(paper), say.huggingFace),
    link(paper.code?.url, say.code),
  ]
  const summary = summaryOf({ paper })
  return [
    summary === "" ? "" : `<p>${escaped(summary)}</p>`,
    paper.authors.length === 0 ? "" : `<p>${escaped(authorsOf({ paper }))}</p>`,
    `<p>${links.filter((one) => one !== "").join(" · ")}</p>`,
  ].join("")
}

/** The summary, or else the abstract. */
export function summaryOf({ paper }: Pick<FeedEntry, "paper">): string {
  return paper.summary ?? paper.abstract
}

function authorsOf({ paper }: Pick<FeedEntry, "paper">): string {
  const shown = paper.authors.slice(0, mostAuthors)
  const more = paper.authorCount - shown.length
  return more > 0 ? say.authorsAndMore(shown.join(", "), more) : shown.join(", ")
}

/** Where the paper itself is; undefined for one that is known by its title alone. */
export function addressOf(paper: FeedEntry["paper"]): string | undefined {
  return abstractLink(paper) ?? paper.projectPage
}

function link(address: string | undefined, text: string): string {
  return address === undefined ? "" : `<a href="${escaped(address)}">${escaped(text)}</a>`
}
