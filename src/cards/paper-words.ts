/** The facts of one paper as short phrases, shared by all cards that show papers. */
import { abstractLink, huggingFaceLink, isTitleKey, type Paper, pdfLink } from "../papers/index.ts"
import type { Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import { dayInWords, unbroken } from "../words/counted.ts"
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

/** Fewer say nothing: a comment is often the submitter's own, and every repository has some stars. */
const [fewestComments, fewestStars] = [2, 10]

/** `Xin Ding, Liang Mi +13 · NVIDIA · 92 on HF · 4 comments · 1.2k stars`: what says something, in the order of every card. */
export function factsInWords(paper: Paper, about: { readonly dated?: boolean } = {}): Text {
  return joined(factsOf(paper, about))
}

/** The same one by one. */
export function factsOf(paper: Paper, { dated = false } = {}): readonly string[] {
  const { upvotes, comments, code, organization, publishedOn } = paper
  const stars = code?.stars ?? 0
  const facts = [
    authorsInWords(paper),
    organization,
    upvotes > 0 ? sayings.onHuggingFace(upvotes) : undefined,
    comments >= fewestComments ? sayings.comments(comments) : undefined,
    stars >= fewestStars ? sayings.stars(stars) : undefined,
    dated && publishedOn ? unbroken(dayInWords(publishedOn)) : undefined,
  ]
  return facts.filter((fact) => fact !== undefined)
}

/** Authors named before the rest becomes a number. */
const namedAuthors = 2

/** `Ashish Vaswani, Noam Shazeer +6`; undefined when none is known. */
export function authorsInWords({ authors, authorCount }: Paper, named = namedAuthors): string | undefined {
  if (authors.length === 0) return authorCount > 0 ? sayings.authors(authorCount) : undefined
  const shown = authors.slice(0, named)
  const more = authorCount - shown.length
  return more > 0 ? sayings.andMore(shown.join(", "), more) : shown.join(", ")
}

/** `3 upvotes here, yours included · 92 on HF`. Either is left out at zero. */
export function votesInWords({ upvotes }: Paper, stats?: PaperStats): Text {
  const here = stats && stats.votes > 0 ? sayings.votesHere(stats.votes, stats.mine) : undefined
  return joined([here, upvotes > 0 ? sayings.onHuggingFace(upvotes) : undefined])
}

/** `PDF · arXiv · Hugging Face · Code · Project page`, each leading there. */
export function linksInWords(paper: Paper): Text {
  const { links } = sayings
  const wanted: readonly (readonly [string, string | undefined])[] = [
    [links.pdf, pdfLink(paper)],
    [links.arxiv, abstractLink(paper)],
    [links.huggingFace, huggingFaceLink(paper)],
    [links.code, paper.code?.url],
    [links.project, paper.projectPage],
  ]
  return joined(wanted.map(([label, href]) => (href ? link(label, href) : undefined)))
}

/** An address as people say it: `github.com/openai/gpt-2`. */
export function shortAddress(address: string): string {
  if (!URL.canParse(address)) return address
  const { host, pathname } = new URL(address)
  return (host.replace(/^www\./, "") + pathname).replace(/\/$/, "")
}

/** Whether nothing but its title is known, so that nothing can be linked. */
export function isTitleOnly(paper: Paper): boolean {
  return isTitleKey(paper.id) && readingPage(paper) === undefined
}
