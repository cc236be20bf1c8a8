import type { Paper } from "../../../src/papers/paper.ts"

/** A paper for tests: everything that a test does not name is plain. */
export function aPaper(fields: Partial<Paper> = {}): Paper {
  return {
    id: "2401.12345",
    title: "A paper",
    abstract: "",
    authors: [],
    authorCount: fields.authors?.length ?? 0,
    keywords: [],
    categories: [],
    upvotes: 0,
    comments: 0,
    media: [],
    source: "huggingface",
    ...fields,
  }
}
