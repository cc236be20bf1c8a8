import type { Paper } from "../papers/index.ts"
import { words } from "../words/words.ts"
import { decodeJson, isRecord } from "./columns.ts"

/** A paper as text, the same paper always the same text, so that comparing texts tells whether anything changed. */
export function encodePaper(paper: Paper): string {
  // The compiler asks for every field: one that is forgotten here would be lost.
  const ordered: { readonly [K in keyof Required<Paper>]: unknown } = {
    id: paper.id,
    title: paper.title,
    abstract: paper.abstract,
    summary: paper.summary,
    summaryBy: paper.summaryBy,
    authors: paper.authors,
    authorCount: paper.authorCount,
    organization: paper.organization,
    keywords: paper.keywords,
    categories: paper.categories,
    publishedOn: paper.publishedOn,
    updatedOn: paper.updatedOn,
    submittedBy: paper.submittedBy,
    upvotes: paper.upvotes,
    comments: paper.comments,
    code: paper.code && { url: paper.code.url, stars: paper.code.stars },
    projectPage: paper.projectPage,
    thumbnail: paper.thumbnail,
    media: paper.media,
    doi: paper.doi,
    journal: paper.journal,
    remark: paper.remark,
    withdrawn: paper.withdrawn,
    source: paper.source,
  }
  return JSON.stringify(ordered)
}

/** The paper that `encodePaper` wrote. Throws a `StoreError` that names it for a text that is none. */
export function decodePaper(text: string, id: string): Paper {
  return decodeJson(text, words.storage.rows.paper(id), isPaper)
}

// What every reader relies on. A full schema would define a paper a second time beside the vocabulary.
function isPaper(value: unknown): value is Paper {
  return (
    isRecord(value) &&
    typeof value.id === "string" &&
    typeof value.title === "string" &&
    typeof value.abstract === "string" &&
    typeof value.upvotes === "number" &&
    Array.isArray(value.authors) &&
    Array.isArray(value.keywords) &&
    Array.isArray(value.categories) &&
    Array.isArray(value.media)
  )
}
