/** What a search asks and answers, as data: shared by the index, the library, commands and adapters. */

import type { Paper, PaperSource } from "../papers/paper.ts"
import type { Text } from "./card.ts"
import type { ReadingState, SavedPaper } from "./readers.ts"

/** Beside the words: what a paper has to be. All given conditions hold at once; within one list any one does, of `has`, `titles`, `in`, `tags` and `notes` every one. */
export type SearchFilters = {
  readonly authors?: readonly string[]
  readonly organizations?: readonly string[]
  readonly categories?: readonly string[]
  /** Words next to each other in the title, also in other forms; every one of the list. */
  readonly titles?: readonly string[]
  /** ISO dates: published on or after `after`, and before `before` (that day itself is out). */
  readonly after?: string
  readonly before?: string
  readonly minUpvotes?: number
  readonly maxUpvotes?: number
  readonly has?: readonly ("code" | "summary" | "project" | "abstract")[]
  readonly sources?: readonly PaperSource[]
  /** Only papers that were discussed, or voted for, in the asker's community. */
  readonly here?: readonly ("discussed" | "voted")[]
  /** Only papers that the asker saved: all of them, or those in that state; each of the list. */
  readonly in?: readonly ("saved" | ReadingState)[]
  /** Only papers that the asker saved under every one of these tags. */
  readonly tags?: readonly string[]
  /** Words next to each other in the asker's own note, also in other forms; every one of the list. */
  readonly notes?: readonly string[]
}

/** A paper that the asker saved, as far as filters ask about it. */
export type SavedMark = Pick<SavedPaper, "state" | "tags" | "note">

/** What a person typed, parsed. Every string has a reading: what is not a filter is words. */
export type ParsedQuery = {
  /** The words to search for, as written and in order, without those of phrases. */
  readonly words: string
  /** Each must be in the paper exactly as it is here. */
  readonly phrases: readonly string[]
  /** Words and phrases that must not be in the paper. */
  readonly excluded: readonly string[]
  readonly filters: SearchFilters
  /** Papers with any of these are left out: `-author:lecun`. */
  readonly without: readonly SearchFilters[]
  /** What else has to hold: alternatives of different fields, a second author. */
  readonly conditions: readonly Condition[]
  readonly sort?: SearchSort
  /** Filters that are unknown or make no sense: nothing is found until they are corrected. */
  readonly problems: readonly QueryProblem[]
  /** What was read out of the text: the words as one, then each filter, exclusion and order. */
  readonly understood: readonly Understood[]
}

/** One thing that was read out of a query, so that a wrong reading is seen and can be taken out. */
export type Understood = {
  readonly kind: "words" | "phrase" | "filter" | "order"
  /** As people read it: `diffusion`, `by LeCun`, `since 2025`, `with code`, `newest first`. */
  readonly label: string
  /** The query without it, which reads as everything else did. Empty if nothing is left. */
  readonly without: string
}

/** A person or organization whose name is all that was typed, as the filter that was perhaps meant. */
export type NameTyped = {
  /** As a heading names the filter: `by Yann LeCun`. */
  readonly label: string
  readonly query: string
  readonly papers: number
}

/** What has to hold of a paper. */
export type Condition =
  /** Words next to each other in title or abstract; unless exact, also in other forms. */
  | { readonly kind: "text"; readonly value: string; readonly isExact: boolean }
  | { readonly kind: "fields"; readonly filters: SearchFilters }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }

/** Part of a query that looks like a filter but isn't one. */
export type QueryProblem = {
  readonly written: string
  /** What is wrong, as a sentence for people. */
  readonly message: string
  /** What was probably meant, to replace `written` with. */
  readonly suggestion?: string
}

export type SearchSort = "relevance" | "newest" | "oldest" | "upvotes"

export type SearchRequest = {
  /** The query language: words, `"phrases"`, `-excluded`, `author:lecun after:2024-06 upvotes:>50 has:code`. Any string is legal. */
  readonly text: string
  /** `text` parsed, if the caller has done so already. Without it, plain words are understood too: "latest papers on …". */
  readonly query?: ParsedQuery
  /** The asker's day, ISO, from which "last week" is counted. Without it no relative day is understood. */
  readonly today?: string
  /** Held in addition to those inside `text`. */
  readonly filters?: SearchFilters
  readonly sort?: SearchSort
  readonly offset: number
  readonly limit: number
  /** Search for exactly what was written: no typo is corrected. */
  readonly exact?: boolean
  /** Ids that `here` stands for; the index knows no community. */
  readonly local?: { readonly discussed: ReadonlySet<string>; readonly voted: ReadonlySet<string> }
  /** What `in`, `tags` and `notes` are held against: the asker's own saved papers by id, and nobody else's. */
  readonly own?: ReadonlyMap<string, SavedMark>
}

export type SearchHit = {
  readonly paper: Paper
  /** The title, and the passage of abstract or summary that matched best, with the matches marked. */
  readonly title: Text
  readonly passage?: Text
  /** Why it matched: "title", "author", "abstract", "title; diffusion for difusion". */
  readonly why: string
}

export type SearchPage = {
  readonly hits: readonly SearchHit[]
  /** How many papers match. */
  readonly total: number
  /** Present if there are more than `total`. */
  readonly atLeast?: boolean
  /** Present if no paper has the quoted phrases, or all have the excluded words: then they count as words, or not at all. */
  readonly relaxed?: boolean
  /** What was searched instead of misspelled words; `exact: true` turns that off. */
  readonly correction?: { readonly from: string; readonly to: string }
  /** What was read out of the query, in the order in which it reads well; absent where the words were passed on as they are. */
  readonly understood?: readonly Understood[]
  /** Present if only a name was typed that papers know well. The answer is of its words all the same. */
  readonly names?: readonly NameTyped[]
  /** Filters that are unknown or make no sense, for which nothing was searched. */
  readonly problems?: readonly QueryProblem[]
  readonly from: "store" | "huggingface" | "arxiv"
}
