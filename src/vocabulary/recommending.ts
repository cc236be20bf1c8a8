/** Papers recommended to a member or to a community, and why, as commands, digests and pages see them. */
import type { Paper } from "../papers/paper.ts"
import type { Actor } from "./actor.ts"

/** Whose taste decides: a member's, or without a member the whole community's. */
export type TasteOf = Pick<Actor, "community"> & Partial<Pick<Actor, "member">>

/** What somebody did with a paper that tells their taste. */
export type TasteSign = "upvoted" | "saved" | "more" | "less"

/** What a member said about a recommendation. */
export type TasteMark = Extract<TasteSign, "more" | "less">

/** Why a paper is recommended. `words`: what both papers share, as people write it, the weightiest first. */
export type RecommendationReason =
  | {
      readonly kind: "member" | "community"
      readonly sign: TasteSign
      readonly because: Pick<Paper, "id" | "title">
      readonly words: readonly string[]
    }
  /** Among the best of its days: nobody's taste is known yet. */
  | { readonly kind: "best" }

export type Recommendation = { readonly paper: Paper; readonly reason: RecommendationReason }

/** Recommended papers, the best first, each once. */
export type Recommended = {
  /** Whose taste decided: below `needed` signs of a member the community's, and without votes there nobody's. */
  readonly by: RecommendationReason["kind"]
  /** Papers that the member upvoted, saved or asked more of, and how many it takes to know their taste. */
  readonly signs: number
  readonly needed: number
  readonly items: readonly Recommendation[]
  /** First and last day of the lists that were looked through, ISO, inclusive. */
  readonly days: { readonly from: string; readonly to: string }
  /** How many papers were on those lists, whatever became of them. */
  readonly looked: number
}

export type RecommendationsAsked = {
  readonly limit: number
  /** Of the lists of so many days up to the newest one. 7 where it is absent. */
  readonly days?: number
  /** Papers that are left out besides those that were upvoted, saved, read, marked, or posted in the community lately. */
  readonly except?: ReadonlySet<string>
}

/** What a word adds to a paper's score; less than 0 where it counts against it. */
export type WordWeight = { readonly word: string; readonly weight: number; readonly from: readonly string[] }

/** How a paper's place came about, for who wants to know. */
export type RecommendationExplained = {
  readonly paper: Paper
  readonly reason: RecommendationReason | undefined
  readonly score: number
  /** Its place among the papers of the last days, from 1; absent where it is not among them. */
  readonly place?: number
  /** Why it is not recommended all the same. */
  readonly leftOut?: TasteSign | "read" | "withdrawn"
  /** The weightiest first. */
  readonly words: readonly WordWeight[]
}

/** Recommendations from votes, saved papers, and what members said about recommendations. */
export type Recommendations = {
  for(of: TasteOf, asked: RecommendationsAsked): Promise<Recommended>
  explain(of: TasteOf, paper: Paper): Promise<RecommendationExplained>
  /** Says what the member thinks of papers like this one, or with undefined takes it back; gives what they said before. */
  mark(actor: Actor, paper: string, mark: TasteMark | undefined): Promise<TasteMark | undefined>
  /** What the member said about papers, newest first. */
  marks(actor: Actor): Promise<readonly { readonly paper: string; readonly mark: TasteMark }[]>
  /**
   * From now on, only what the member does from now on counts; votes and saved papers stay. False takes it back, and
   * everything counts again.
   */
  reset(actor: Actor, on: boolean): Promise<void>
}
