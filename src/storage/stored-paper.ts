import type { Paper } from "../papers/index.ts"
import { decodeJson, isRecord } from "./json.ts"

// The compiler asks for every field: one that is forgotten here would be lost.
const fields = Object.keys({
  id: true,
  title: true,
  abstract: true,
  summary: true,
  summaryBy: true,
  authors: true,
  authorCount: true,
  organization: true,
  keywords: true,
  categories: true,
  publishedOn: true,
  updatedOn: true,
  submittedBy: true,
  upvotes: true,
  comments: true,
  code: true,
  projectPage: true,
  thumbnail: true,
  media: true,
  doi: true,
  journal: true,
  remark: true,
  withdrawn: true,
  source: true,
} satisfies Record<keyof Paper, true>) as readonly (keyof Paper)[]

/** A paper as text, the same paper always the same text, so that comparing texts tells whether anything changed. */
export function encodePaper(paper: Paper): string {
  const ordered: Partial<Record<keyof Paper, unknown>> = {}
  for (const field of fields) ordered[field] = paper[field]
  if (paper.code) ordered.code = { url: paper.code.url, stars: paper.code.stars }
  return JSON.stringify(ordered)
}

/** The paper that `encodePaper` wrote. Throws a `StoreError` for a text that is none. */
export function decodePaper(text: string): Paper {
  return decodeJson(text, "a paper", isPaper)
}

// The parts that every reader relies on; a full schema would double the time that loading a library takes.
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
