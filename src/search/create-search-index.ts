import type { Suggestion, SuggestionKind } from "../command.ts"
import type { Paper } from "../papers/paper.ts"
import { DamagedIndexError } from "./damaged-index-error.ts"
import { fold } from "./fold.ts"
import { PapersHeld } from "./papers-held.ts"
import type { SearchIndex } from "./search-index.ts"
import { searchPapers } from "./search-papers.ts"
import { Spelling } from "./spelling.ts"
import { stem } from "./stem.ts"
import { wordsOf } from "./words.ts"

/** An empty index. */
export function createSearchIndex(): SearchIndex {
  return indexOf(new Map(), 0)
}

/** The index that was saved. Throws `DamagedIndexError` where the bytes are not all there or of another version. */
export function loadSearchIndex(bytes: Uint8Array): SearchIndex {
  try {
    const { papers, cursor } = JSON.parse(new TextDecoder().decode(bytes))
    const index = indexOf(new Map(), cursor)
    index.add(papers)
    return index
  } catch (cause) {
    throw new DamagedIndexError("The saved search index cannot be read.", { cause })
  }
}

type Entry = {
  readonly paper: Paper
  readonly weights: ReadonlyMap<string, number>
  readonly title: Set<string>
}

function indexOf(entries: Map<string, Entry>, cursor: number): SearchIndex {
  const held = new PapersHeld()
  const spelling = new Spelling(held.shared.vocabulary)
  return {
    add(papers) {
      held.add(papers)
      for (const paper of papers) entries.set(paper.id, entryOf(paper))
    },
    remove(ids) {
      held.remove(ids)
      for (const id of ids) entries.delete(id)
    },
    has: (id) => entries.has(id),
    get size() {
      return entries.size
    },
    cursor,
    search: (request) => searchPapers(held, spelling, request),
    suggest: (kind, text, limit) => suggest(entries, kind, text, limit),
    similar: (id, limit) => similar(entries, id, limit),
    save: (at = 0) =>
      new TextEncoder().encode(
        JSON.stringify({ cursor: at, papers: [...entries.values()].map(({ paper }) => paper) }),
      ),
  }
}

function entryOf(paper: Paper): Entry {
  const weights = new Map<string, number>()
  const put = (text: string, weight: number) => {
    for (const word of wordsOf(text))
      weights.set(stem(word.text), (weights.get(stem(word.text)) ?? 0) + weight)
  }
  put(paper.title, 3)
  put(paper.authors.join(" "), 2)
  put(paper.organization ?? "", 2)
  put(paper.keywords.join(" "), 2)
  put(paper.summary ?? "", 1)
  put(paper.abstract, 1)
  return { paper, weights, title: new Set(wordsOf(paper.title).map((word) => stem(word.text))) }
}

function suggest(
  entries: ReadonlyMap<string, Entry>,
  kind: SuggestionKind,
  text: string,
  limit: number,
): Suggestion[] {
  const sought = fold(text.trim())
  const suggestions = new Map<string, Suggestion>()
  for (const { paper } of entries.values()) {
    const names =
      kind === "paper"
        ? [paper.title]
        : kind === "author"
          ? paper.authors
          : paper.organization
            ? [paper.organization]
            : []
    for (const name of names)
      if (` ${fold(name)}`.includes(` ${sought}`)) {
        const value = kind === "paper" ? paper.id : name
        suggestions.set(value, { value, label: name })
      }
  }
  const start = (suggestion: Suggestion) => (fold(suggestion.label).startsWith(sought) ? 0 : 1)
  return [...suggestions.values()].sort((a, b) => start(a) - start(b)).slice(0, limit)
}

function similar(entries: ReadonlyMap<string, Entry>, id: string, limit: number) {
  const of = entries.get(id)
  if (of === undefined) return []
  return [...entries.values()]
    .filter(({ paper }) => paper.id !== id)
    .map(({ paper, title }) => ({
      id: paper.id,
      score: [...of.title].filter((word) => title.has(word)).length,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
}
