import { heldToParts, partsToHeld } from "./held-parts.ts"
import { PapersHeld } from "./papers-held.ts"
import { packParts, unpackParts } from "./saved-index.ts"
import type { SearchIndex } from "./search-index.ts"
import { searchPapers } from "./search-papers.ts"
import { similarPapers } from "./similar.ts"
import { Spelling } from "./spelling.ts"
import { createSuggester } from "./suggest.ts"
import { searchWithMeaning, similarWithMeaning } from "./with-meaning.ts"

/** An empty index. */
export function createSearchIndex(): SearchIndex {
  return searchIndexOf(new PapersHeld(), 0)
}

/** The index that was saved. Throws `DamagedIndexError` where the bytes are not all there, altered, or of another version. */
export function loadSearchIndex(bytes: Uint8Array): SearchIndex {
  const { held, cursor } = partsToHeld(unpackParts(bytes))
  return searchIndexOf(held, cursor)
}

function searchIndexOf(held: PapersHeld, cursor: number): SearchIndex {
  const spelling = new Spelling(held.shared.vocabulary)
  const { suggest } = createSuggester(held)
  return {
    add: (papers) => held.add(papers),
    remove: (ids) => held.remove(ids),
    has: (id) => held.place(id) !== undefined,
    get size() {
      return held.size
    },
    search: (request, near = []) =>
      near.length === 0
        ? searchPapers(held, spelling, request)
        : searchWithMeaning(held, spelling, request, near),
    suggest,
    similar: (id, limit, near = []) =>
      near.length === 0 ? similarPapers(held, id, limit) : similarWithMeaning(held, id, limit, near),
    cursor,
    save: (at = 0) => packParts(heldToParts(held, at)),
  }
}
