/** What a command may use. Services are interfaces here, so that a command's test builds just what it touches. */
import type { Actor, Command, MessageRef, SentMessage, Suggestion, SuggestionKind } from "./command.ts"
import type { Thread } from "./community-stores.ts"
import type { Subscription } from "./delivery-stores.ts"
import type { PaperList, Period } from "./papers/list.ts"
import type { Paper, PaperName } from "./papers/paper.ts"
import type { LeftOut, LinkedRepos, Random } from "./ports.ts"
import type { SearchPage, SearchRequest } from "./search-request.ts"

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
  /** What arXiv announced in some categories on a weekday (ISO date, New York's); past days as far as they are stored. */
  announced(categories: readonly string[], day: string): Promise<ListedPapers>
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
  /** Where it was posted without being asked for, newest first. */
  readonly posts: readonly MessageRef[]
}

export type Community = {
  standings(actor: Actor, papers: readonly string[]): Promise<ReadonlyMap<string, Standing>>
  vote(
    actor: Actor,
    paper: string,
    wish: "on" | "off" | "toggle",
  ): Promise<{ readonly changed: boolean; readonly on: boolean; readonly votes: number }>
  /** What the actor voted for here, newest first. */
  votesOf(actor: Actor): Promise<readonly string[]>
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

/** What somebody wishes of a place's posts, as written; what is absent stays as it is. */
export type SubscriptionWish = {
  /** `09:00`, `9am`. */
  readonly time?: string | undefined
  /** `daily`, `weekdays`, `mon,wed`. */
  readonly days?: string | undefined
  /** Five fields, in the place of time and days. */
  readonly cron?: string | undefined
  readonly zone?: string | undefined
  readonly list?: Subscription["list"] | undefined
  /** arXiv's, separated by spaces or commas. */
  readonly categories?: string | undefined
  /** Query language; `none` takes all. */
  readonly filter?: string | undefined
  readonly votes?: number | undefined
  readonly organization?: string | undefined
  readonly author?: string | undefined
  readonly withCode?: boolean | undefined
  readonly budget?: number | undefined
  readonly form?: Subscription["form"] | undefined
  readonly whenEmpty?: Subscription["whenEmpty"] | undefined
  readonly early?: boolean | undefined
  readonly catchUpHours?: number | undefined
}

/** What a subscription would have brought in the days before now. */
export type Rehearsal = {
  readonly days: number
  /** Posts with papers. */
  readonly posts: number
  readonly papers: number
  /** Lists of which the subscription takes no paper. */
  readonly empty: number
  /** Lists that are not stored here, and were not asked for. */
  readonly unknown: number
  /** Newest first. */
  readonly examples: readonly {
    readonly listKey: string
    readonly papers: number
    readonly best: readonly string[]
  }[]
}

/** A post to come: when, and which list it brings. */
export type Upcoming = { readonly at: string; readonly listKey: string }

/** Why a paper stands in a place, or does not: what became of it on one list, in words. */
export type Decision = {
  readonly posted: boolean
  readonly listKey?: string
  /** When that was decided. */
  readonly at?: string
  /** The rule that decided, with its values. */
  readonly rule: string
  /** What can be done about it. */
  readonly advice?: string
  readonly message?: SentMessage
}

/** How a place's posts have fared lately. */
export type PlaceHealth = {
  readonly subscription: Subscription
  readonly days: number
  readonly counts: Readonly<
    Record<"intended" | "sent" | "confirmed" | "edited" | "waiting" | "failed", number>
  >
  /** What could not be sent, newest first, and what will be done about it. */
  readonly troubles: readonly { readonly at: string; readonly what: string; readonly next: string }[]
  /** The last time at which a post did not come as planned, and how it was mended. */
  readonly lastGap?: { readonly at: string; readonly repair: string }
  readonly last?: { readonly at: string; readonly listKey: string; readonly reason: string }
  readonly upcoming: readonly Upcoming[]
  /** What the bot lacks there. */
  readonly lacking: readonly string[]
  /** Who delivers, where several share the store. */
  readonly deliverer?: string
}

/** What became of the wish to post now. */
export type DeliveredNow = {
  readonly listKey: string
  /** Of the place. */
  readonly timeZone: string
  /** The next post that brings another list. */
  readonly next?: Upcoming
} & (
  | { readonly kind: "planned"; readonly messages: number }
  /** Since `at`; `message` is its first one, once that has been sent. */
  | { readonly kind: "already-here"; readonly at: string; readonly message?: MessageRef }
)

/** What places get, and when. */
export type Schedules = {
  ofPlace(community: string, place: string): Promise<readonly Subscription[]>
  ofCommunity(community: string): Promise<readonly Subscription[]>
  /**
   * Posts a place's newest edition now, outside its schedule; where it stands there already, only with `again`. Throws
   * `UserError` where there is nothing to post.
   */
  deliverNow(actor: Actor, options?: { readonly again?: boolean }): Promise<DeliveredNow>
  /** The place's subscription as it would be; nothing is saved. Throws `UserError` that names what cannot be. */
  proposed(actor: Actor, wish: SubscriptionWish, timeZone: string): Promise<Subscription>
  /** A subscription as somebody would wish for it. */
  wishOf(subscription: Subscription): SubscriptionWish
  save(subscription: Subscription): Promise<void>
  /** Ends a place's posts; what they were is kept. Undefined where there are none. */
  stop(actor: Actor): Promise<Subscription | undefined>
  /** What it would have brought in the last 7 and 30 days; with `ask`, lists that are not stored are asked for. */
  rehearse(subscription: Subscription, options: { readonly ask: boolean }): Promise<readonly Rehearsal[]>
  /** The next posts that bring something new. */
  upcoming(subscription: Subscription, count: number): Promise<readonly Upcoming[]>
  /** What the bot lacks in a place, in the platform's own words; also when it cannot be found out. */
  lacking(where: { readonly community: string; readonly place: string }): Promise<readonly string[]>
  why(actor: Actor, paper: Paper): Promise<readonly Decision[]>
  health(actor: Actor): Promise<readonly PlaceHealth[]>
}

/** One thing that was looked at, and what to do where it is not well. */
export type Finding = {
  readonly subject: string
  readonly state: "well" | "doubtful" | "broken"
  /** What was found, with its value. */
  readonly found: string
  readonly advice?: string
}

/** What is done with the store as a whole, by the person at the machine. Each throws `UserError` for what cannot be. */
export type StoreKeeper = {
  /** Copies the store into a new file, whatever a bot does with it meanwhile; `restoredBy` is the line for the way back. */
  backup(file: string): Promise<{
    readonly file: string
    readonly papers: number
    readonly bytes: number
    readonly restoredBy: string
  }>
  /** Puts a backup in the store's place; the earlier store lies at `keptAs` then. */
  restore(
    file: string,
  ): Promise<{ readonly store: string; readonly papers: number; readonly keptAs?: string }>
  /** Copies all of a store into an empty one, each a file, an address of PostgreSQL, or the word DATABASE_URL. */
  copyStore(
    from: string,
    to: string,
  ): Promise<{
    readonly from: string
    readonly to: string
    readonly tables: readonly { readonly name: string; readonly rows: number }[]
  }>
}

/** What the person at the machine's own terminal can do, and nobody in a chat. */
export type Operator = StoreKeeper & {
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
}
