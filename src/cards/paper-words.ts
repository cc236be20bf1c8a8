/** The facts of one paper as short phrases, shared by all cards that show papers. */
import { abstractLink, huggingFaceLink, type Paper } from "../papers/index.ts"
import type { Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import { joined, link } from "../words/runs.ts"
import { words } from "../words/words.ts"

const { paper: sayings } = words.cards

/** The title, leading to the abstract page, or else to wherever the paper can be read. */
export function linkedTitle(paper: Paper): Text {
  return link(paper.title, readingPage(paper))
}

/** Where to read about the paper: abstract page, the site's page, DOI, project. Undefined for a title alone. */
export function readingPage(paper: Paper): string | undefined {
  const doi = paper.doi && `https://doi.org/${encodeURI(paper.doi)}`
  return abstractLink(paper) ?? huggingFaceLink(paper) ?? (doi || paper.projectPage)
}

/** Authors shown before the rest is folded into a number. */
const unfoldedAuthors = 3

/** `Ashish Vaswani, Noam Shazeer and 6 more`; all of them when unfolded; undefined when none is known. */
export function authorsInWords(paper: Paper, unfolded = false): string | undefined {
  const { authors, authorCount } = paper
  if (authors.length === 0) return authorCount > 0 ? sayings.authors(authorCount) : undefined
  // Folding a single name away would take more room than the name.
  const fits = authors.length <= unfoldedAuthors
  const shown = unfolded || fits ? authors : authors.slice(0, unfoldedAuthors - 1)
  const more = authorCount - shown.length
  if (more > 0) return sayings.andMore(shown.join(", "), more)
  const [last = "", ...others] = shown.toReversed()
  return others.length === 0 ? last : sayings.and(others.toReversed().join(", "), last)
}

/** Whether there are names that `authorsInWords` folds away. */
export function hasFoldedAuthors(paper: Paper): boolean {
  return paper.authors.length > unfoldedAuthors
}

/** `3 votes here · 12 on HF`. Votes of the site are absent for papers that it does not know. */
export function votesInWords({ upvotes }: Paper, stats?: PaperStats): Text {
  const here =
    stats && (stats.votes > 0 || stats.mine) ? sayings.votesHere(stats.votes, stats.mine) : undefined
  return joined([here, upvotes > 0 ? sayings.upvotes(upvotes) : undefined])
}

/** `5 comments`, leading to them on the site; undefined where there are none. */
export function commentsInWords(paper: Paper): Text | undefined {
  if (paper.comments === 0) return undefined
  const page = huggingFaceLink(paper)
  return link(sayings.comments(paper.comments), page && `${page}#community`)
}

/** `code, 1.2k stars`, leading to the repository; undefined without code. */
export function codeInWords({ code }: Paper, name: string = sayings.code): Text | undefined {
  return code && link(code.stars === undefined ? name : sayings.stars(name, code.stars), code.url)
}

/** An address as people say it: `github.com/openai/gpt-2`. */
export function shortAddress(address: string): string {
  if (!URL.canParse(address)) return address
  const { host, pathname } = new URL(address)
  return (host.replace(/^www\./, "") + pathname).replace(/\/$/, "")
}
