/** The papers that the bot knows, as commands and cards see them. */
import type { PaperList } from "../papers/list.ts"
import type { Paper, PaperName } from "../papers/paper.ts"
import type { Period } from "../papers/period.ts"
import type { SearchPage, SearchRequest } from "./search-request.ts"
import type { LeftOut, LinkedRepos } from "./sources.ts"
import type { Random } from "./system.ts"

/** The vocabulary of asking: what a command is, how it is called, what comes back. */

/** Which live suggestions an option offers while one types. */
export type SuggestionKind = "paper" | "author" | "organization"

/** What is offered while one types. `value` goes into the option, `label` is shown (100 characters at most). */
export type Suggestion = { readonly value: string; readonly label: string; readonly detail?: string }

/** What a command may use. Services are interfaces here, so that a command's test builds just what it touches. */

export type Found =
  | { readonly kind: "one"; readonly paper: Paper }
  | { readonly kind: "several"; readonly papers: readonly Paper[] }
  | { readonly kind: "none" }

/** Where an answer was read: `store` with `network` away is said to the asker. */
export type Freshness = {
  readonly from: "network" | "store"
  readonly unreachable?: string
  readonly readAt?: string
}

export type ListedPapers =
  | {
      readonly state: "listed"
      readonly list: PaperList
      readonly papers: readonly Paper[]
      readonly freshness: Freshness
    }
  | { readonly state: "not-open"; readonly opensAt: string }
  | { readonly state: "weekend" }
  | {
      readonly state: "unreachable"
      readonly why: string /** The newest day that is stored. */
      readonly newest?: string
    }

export type ImportSummary = {
  readonly read: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly joined: number
  readonly leftOut: readonly LeftOut[]
  /** What a reader had to assume: "No year was given; 2025 fits." */
  readonly notes: readonly string[]
  /** Days whose lists were in what was read. */
  readonly lists: readonly string[]
}

/**
 * What a paper is about, as a vector of length 1. Keys stand for words and for pairs of neighboring words, and are the same
 * in every vector until the index is built anew.
 */
export type PaperVector = { readonly keys: Int32Array; readonly weights: Float32Array }

/** A word, or a pair of words, as a paper writes it. */
export type SharedPhrase = {
  readonly text: string
  /** The share of all papers that hold it, or the rarer word of the pair. */
  readonly common: number
  /** Whether the title or a keyword holds it. */
  readonly isNamed: boolean
  /** The keys of the pair's words. */
  readonly parts: readonly number[]
}

/** The papers that the bot knows: store, index and sources as one. */
export type Library = {
  find(name: PaperName): Promise<Found>
  search(request: SearchRequest): Promise<SearchPage>
  /** Hugging Face's own search, then arXiv's, each labelled; what they find is kept. */
  searchElsewhere(text: string, limit: number): Promise<SearchPage>
  suggest(kind: SuggestionKind, text: string, limit: number): Promise<readonly Suggestion[]>
  similar(paper: Paper, limit: number): Promise<readonly Paper[]>
  papers(ids: readonly string[]): Promise<readonly Paper[]>
  /** Plain words in the query language: "latest papers on diffusion" is `diffusion sort:newest`. */
  understand(text: string): string
  /** What each paper is about, as far as it is indexed. */
  vectorsOf(ids: readonly string[]): ReadonlyMap<string, PaperVector>
  /** The words of a paper as it writes them, by the keys of vectors. */
  phrasesOf(paper: Paper): ReadonlyMap<number, SharedPhrase>
  /** How many papers have a key of a filter's `needs`: the rarest is looked up first. */
  papersWith(key: string): number
  list(period: Period): Promise<ListedPapers>
  trending(): Promise<ListedPapers>
  /** What arXiv announced in some categories on a weekday (ISO date, New York's); past days as far as they are stored. */
  announced(categories: readonly string[], day: string): Promise<ListedPapers>
  linked(paper: Paper): Promise<LinkedRepos | undefined>
  /** On which days' lists the paper was. */
  listedOn(paper: Paper): Promise<readonly string[]>
  random(random: Random): Promise<Paper | undefined>
  count(): Promise<number>
}
