import type { Paper } from "../../../src/papers/paper.ts"
import type { FoundPapers, SearchIndex } from "../../../src/search/index.ts"

/** A paper of which only what is given matters. */
export function aPaper(given: Partial<Paper> & { readonly id: string }): Paper {
  return {
    title: `Untitled ${given.id}`,
    abstract: "",
    authors: [],
    authorCount: given.authors?.length ?? 0,
    keywords: [],
    categories: [],
    upvotes: 0,
    comments: 0,
    media: [],
    source: "file",
    ...given,
  }
}

export function find(index: SearchIndex, text: string, limit = 20): FoundPapers {
  return index.search({ text, offset: 0, limit })
}

export function idsFor(index: SearchIndex, text: string, limit = 20): string[] {
  return find(index, text, limit).hits.map(({ id }) => id)
}
