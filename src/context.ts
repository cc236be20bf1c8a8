/** What a command may use. Services are interfaces here, so that a command's test builds just what it touches. */
import type { Actor, Command, MessageRef, Suggestion, SuggestionKind } from "./command.ts"
import type { PaperList, Period } from "./papers/list.ts"
import type { Paper, PaperName } from "./papers/paper.ts"
import type { LeftOut, LinkedRepos, Random } from "./ports.ts"
import type { SearchPage, SearchRequest } from "./search-request.ts"
import type { Subscription, Thread } from "./stores.ts"

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

/** The papers that the bot knows: store, index and sources as one. */
export type Library = {
  find(name: PaperName): Promise<Found>
  search(request: SearchRequest): Promise<SearchPage>
  /** Hugging Face's own search, then arXiv's, each labelled; what they find is kept. */
  searchElsewhere(text: string, limit: number): Promise<SearchPage>
  suggest(kind: SuggestionKind, text: string, limit: number): Promise<readonly Suggestion[]>
  similar(paper: Paper, limit: number): Promise<readonly Paper[]>
  papers(ids: readonly string[]): Promise<readonly Paper[]>
  list(period: Period): Promise<ListedPapers>
  trending(): Promise<ListedPapers>
  linked(paper: Paper): Promise<LinkedRepos | undefined>
  /** On which days' lists the paper was. */
  listedOn(paper: Paper): Promise<readonly string[]>
  random(random: Random): Promise<Paper | undefined>
  count(): Promise<number>
}

/** What a community made of a paper. */
export type Standing = {
  readonly votes: number
  readonly mine: boolean
  readonly threads: readonly Thread[]
  readonly posts: readonly MessageRef[]
}

export type Community = {
  standings(actor: Actor, papers: readonly string[]): Promise<ReadonlyMap<string, Standing>>
  vote(
    actor: Actor,
    paper: string,
    wish: "on" | "off" | "toggle",
  ): Promise<{ readonly changed: boolean; readonly on: boolean; readonly votes: number }>
  top(
    community: string,
    from: string,
    to: string,
    limit: number,
  ): Promise<readonly { readonly paper: string; readonly votes: number }[]>
  /** Opens the paper's thread in the actor's place, or finds the one that exists. Throws `UserError` where that cannot be. */
  discuss(
    actor: Actor,
    paper: Paper,
    under?: MessageRef,
  ): Promise<{ readonly thread: Thread; readonly opened: boolean; readonly link?: string }>
  /** The paper that a thread or message is about. */
  paperAt(actor: Actor, on?: MessageRef): Promise<string | undefined>
  /** For `discussed here` and `voted here`. */
  touched(
    community: string,
  ): Promise<{ readonly discussed: ReadonlySet<string>; readonly voted: ReadonlySet<string> }>
  linkTo(where: {
    readonly community: string
    readonly place: string
    readonly thread?: string
    readonly message?: string
  }): string | undefined
}

/** What places get, and when. */
export type Schedules = {
  ofPlace(community: string, place: string): Promise<readonly Subscription[]>
  /** Posts a place's next edition now, outside its schedule. Throws `UserError` where there is nothing to post. */
  deliverNow(actor: Actor): Promise<{ readonly messages: number; readonly listKey: string }>
}

/** One thing that was looked at, and what to do where it is not well. */
export type Finding = {
  readonly subject: string
  readonly state: "well" | "doubtful" | "broken"
  /** What was found, with its value. */
  readonly found: string
  readonly advice?: string
}

/** What the person at the machine's own terminal can do, and nobody in a chat. */
export type Operator = {
  /** Reads files, folders and patterns in any of the formats; `day` is the list day of a page without a year. */
  importFiles(paths: readonly string[], options: { readonly day?: string }): Promise<ImportSummary>
  /** Looks at the configuration, the store, the network and the clock. */
  examine(): Promise<readonly Finding[]>
}

export type Context = {
  readonly actor: Actor
  readonly on?: MessageRef
  readonly now: Temporal.Instant
  /** IANA zone of the asker's place. */
  readonly timeZone: string
  readonly random: Random
  readonly library: Library
  readonly community: Community
  readonly schedules: Schedules
  /** Present in the terminal alone. */
  readonly operator?: Operator
  /** For help. */
  readonly commands: readonly Command[]
  /** How the platform writes a command: `/paper search`, `paper search`. */
  readonly prefix: string
}
