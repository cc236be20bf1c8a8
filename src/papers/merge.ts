import { isTitleKey } from "./name.ts"
import { type Paper, type PaperSource, present } from "./paper.ts"

/**
 * One paper out of what is known of it and what has just been read.
 *
 * - Field by field the better source's word stands (`huggingface`, `arxiv`, `rss`, `page`, `file`, `starter`, in that
 *   order); between two words of equal source, the fresh one. A blank never erases anything.
 * - An arXiv id replaces the key of a title.
 * - Upvotes and comments follow the site when it has just been read, down as well as up, and else the larger count.
 * - What goes together stays together: the authors and their count, a summary and who wrote it.
 * - A paper that any source knows to be withdrawn is.
 *
 * Merging the same paper again changes nothing. Throws when the two are different papers: that is a bug of the caller.
 */
export function mergePapers(known: Paper, fresh: Paper): Paper {
  const first = trust[fresh.source] >= trust[known.source] ? fresh : known
  const second = first === fresh ? known : fresh
  return {
    ...optionalFields(first, second),
    ...authorsOf(first, second),
    id: commonId(known.id, fresh.id),
    title: first.title || second.title,
    abstract: first.abstract || second.abstract,
    keywords: fuller(first.keywords, second.keywords),
    categories: fuller(first.categories, second.categories),
    media: fuller(first.media, second.media),
    upvotes: countOf(known.upvotes, fresh.upvotes, fresh.source),
    comments: countOf(known.comments, fresh.comments, fresh.source),
    source: first.source,
  }
}

const trust: Readonly<Record<PaperSource, number>> = {
  starter: 0,
  file: 1,
  page: 2,
  rss: 3,
  arxiv: 4,
  huggingface: 5,
}

function commonId(known: string, fresh: string): string {
  if (known === fresh || isTitleKey(fresh)) return known
  if (isTitleKey(known)) return fresh
  throw new Error(`two different papers cannot be merged: ${known} and ${fresh}`)
}

function authorsOf(first: Paper, second: Paper): Pick<Paper, "authors" | "authorCount"> {
  const naming = [first, second].find((paper) => paper.authors.length > 0)
  if (naming === undefined)
    return { authors: [], authorCount: Math.max(first.authorCount, second.authorCount) }
  return { authors: naming.authors, authorCount: Math.max(naming.authorCount, naming.authors.length) }
}

// A source that does not know a count says 0, as does the site's own answer for one paper about comments.
function countOf(known: number, fresh: number, source: PaperSource): number {
  return source === "huggingface" && fresh > 0 ? fresh : Math.max(known, fresh)
}

function fuller(first: readonly string[], second: readonly string[]): readonly string[] {
  return first.length > 0 ? first : second
}

function optionalFields(first: Paper, second: Paper): Partial<Paper> {
  const summarized = first.summary ? first : second
  return present({
    summary: summarized.summary,
    summaryBy: summarized.summaryBy,
    organization: first.organization ?? second.organization,
    publishedOn: first.publishedOn ?? second.publishedOn,
    updatedOn: later(first.updatedOn, second.updatedOn),
    submittedBy: first.submittedBy ?? second.submittedBy,
    code: codeOf(first.code, second.code),
    projectPage: first.projectPage ?? second.projectPage,
    thumbnail: first.thumbnail ?? second.thumbnail,
    doi: first.doi ?? second.doi,
    journal: first.journal ?? second.journal,
    remark: first.remark ?? second.remark,
    withdrawn: first.withdrawn || second.withdrawn || undefined,
  })
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one > other ? one : other
}

function codeOf(first: Paper["code"], second: Paper["code"]): Paper["code"] {
  return first !== undefined && first.stars === undefined && first.url === second?.url
    ? second
    : (first ?? second)
}
