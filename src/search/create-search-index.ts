import type { Suggestion, SuggestionKind } from "../command.ts"
import { paperIdsIn } from "../papers/name.ts"
import type { Paper } from "../papers/paper.ts"
import type { SearchFilters, SearchRequest } from "../search-request.ts"
import { DamagedIndexError } from "./damaged-index-error.ts"
import { fold } from "./fold.ts"
import { parseQuery } from "./query.ts"
import type { FoundPaper, FoundPapers, SearchIndex } from "./search-index.ts"
import { stem } from "./stem.ts"
import { stopWords } from "./stop-words.ts"
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
  return {
    add(papers) {
      for (const paper of papers) entries.set(paper.id, entryOf(paper))
    },
    remove(ids) {
      for (const id of ids) entries.delete(id)
    },
    has: (id) => entries.has(id),
    get size() {
      return entries.size
    },
    cursor,
    search: (request) => search(entries, request),
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

function search(entries: ReadonlyMap<string, Entry>, request: SearchRequest): FoundPapers {
  const query = parseQuery(request.text)
  const ids = new Set(paperIdsIn(request.text))
  const all = wordsOf(`${query.words} ${query.phrases.join(" ")}`).map((word) => word.text)
  const telling = all.filter((word) => !stopWords.has(word))
  const stems = new Set((telling.length > 0 ? telling : all).map(stem))
  const excluded = query.excluded.flatMap((text) => wordsOf(text).map((word) => stem(word.text)))
  const hits: FoundPaper[] = []
  for (const { paper, weights, title } of entries.values()) {
    if (!passes(paper, query.filters, request) || !passes(paper, request.filters ?? {}, request)) continue
    if (excluded.some((word) => weights.has(word))) continue
    let score = ids.has(paper.id) ? 1000 : 0
    for (const word of stems) {
      const weight = weights.get(word) ?? 0
      score += weight / (weight + 2) + (title.has(word) ? 1 : 0)
    }
    if (score > 0 || stems.size === 0)
      hits.push({ id: paper.id, score, why: "title", marks: { stems, prefixes: [] } })
  }
  const sort = query.sort ?? request.sort ?? "relevance"
  const newest = (hit: FoundPaper) => entries.get(hit.id)?.paper.publishedOn ?? ""
  const upvotes = (hit: FoundPaper) => entries.get(hit.id)?.paper.upvotes ?? 0
  hits.sort((a, b) => {
    if (sort === "newest") return newest(b).localeCompare(newest(a))
    if (sort === "oldest") return newest(a).localeCompare(newest(b))
    if (sort === "upvotes") return upvotes(b) - upvotes(a)
    return b.score - a.score || upvotes(b) - upvotes(a) || (a.id < b.id ? 1 : -1)
  })
  return { hits: hits.slice(request.offset, request.offset + request.limit), total: hits.length }
}

function passes(paper: Paper, filters: SearchFilters, request: SearchRequest): boolean {
  const names = (text: string) => fold(text)
  const { authors, organizations, categories, after, before, minUpvotes, maxUpvotes, has, sources, here } =
    filters
  const published = paper.publishedOn ?? ""
  if (authors && !authors.some((name) => names(paper.authors.join(" ")).includes(names(name)))) return false
  if (organizations && !organizations.some((name) => names(paper.organization ?? "").includes(names(name))))
    return false
  if (
    categories &&
    !categories.some((name) => paper.categories.some((cat) => names(cat).startsWith(names(name))))
  )
    return false
  if (after !== undefined && !(published >= after)) return false
  if (before !== undefined && !(published !== "" && published < before)) return false
  if (paper.upvotes < (minUpvotes ?? 0) || paper.upvotes > (maxUpvotes ?? Number.MAX_SAFE_INTEGER))
    return false
  if (sources && !sources.includes(paper.source)) return false
  if (here && !here.some((what) => request.local?.[what].has(paper.id))) return false
  const facts = {
    code: paper.code,
    summary: paper.summary,
    project: paper.projectPage,
    abstract: paper.abstract || undefined,
  }
  return (has ?? []).every((fact) => facts[fact] !== undefined)
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
