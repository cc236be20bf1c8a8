/** What belongs to one person: who they are on each platform, and the papers that they saved. */
import type { Actor } from "./actor.ts"

/** A member of a community: how a person is known there. */
export type Account = Pick<Actor, "community" | "member">

/** An account of a person that something personal was written for. */
export type Member = Account & {
  /** Random, and told to nobody. What is personal belongs to it, and to no account. */
  readonly person: string
  /** IANA. */
  readonly timeZone?: string
  /** BCP 47. */
  readonly locale?: string
}

/** What a member told of themselves; null takes it back. */
export type MemberSettings = { readonly timeZone?: string | null; readonly locale?: string | null }

export type MemberStore = {
  /** With `everywhere`, a member of that id in any community of the platform is the same person. */
  find(account: Account, everywhere?: boolean): Promise<Member | undefined>
  /** The same; a person is made for one who is not known. */
  ensure(account: Account, everywhere?: boolean): Promise<Member>
  update(account: Account, settings: MemberSettings): Promise<void>
  membersOf(person: string): Promise<readonly Member[]>
  /** Everything of `person` belongs to `to` then, in every table that names persons; what both have, once. */
  join(person: string, to: string): Promise<void>
  /** The account becomes a person of its own again, with a copy of what was shared. False if it shares nothing. */
  part(account: Account, everywhere?: boolean): Promise<boolean>
  /** Keeps a code by which another account may become the same person. An account has one code: its last. */
  offer(code: string, account: Account, until: string): Promise<void>
  /** Whose code that is, if it is still valid. */
  offeredBy(code: string, now: string): Promise<Account | undefined>
  /** Ends a code. False if somebody else did: it is used once. */
  use(code: string): Promise<boolean>
}

/** Who is who: one person may be a member of several communities, on several platforms. */
export type Persons = Pick<MemberStore, "membersOf"> & {
  /** Undefined: nothing personal was ever written for this account. Writes nothing. */
  find(account: Account): Promise<Member | undefined>
  /** Called before something personal is written. */
  ensure(account: Account): Promise<Member>
  update(account: Account, settings: MemberSettings): Promise<void>
  /** The member's own choice, else the platform's; undefined where neither tells. */
  timeZoneOf(account: Account): Promise<string | undefined>
}

export const readingStates = ["later", "reading", "read", "dropped"] as const
/** How far a person is with a saved paper. */
export type ReadingState = (typeof readingStates)[number]

/** A paper that a person saved. */
export type SavedPaper = {
  readonly paper: string
  readonly state: ReadingState
  /** At most `longestNote` characters. */
  readonly note?: string
  /** In lower case, in the order in which they were given; at most `mostTags`. */
  readonly tags: readonly string[]
  readonly addedAt: string
  readonly changedAt: string
}

export const longestNote = 2_000
export const mostTags = 8
export const longestTag = 40

/** What is to be different; what is absent stays. An empty note is none. */
export type SavedChange = {
  readonly state?: ReadingState
  readonly note?: string
  readonly tags?: readonly string[]
}

export type SavedFilter = {
  readonly state?: ReadingState
  readonly tag?: string
  /** Only those with a note. */
  readonly hasNote?: boolean
}

export type ReadingStore = {
  /** Papers are asked for by any id that they have or had; the map's keys are the ids asked for. */
  of(person: string, papers: readonly string[]): Promise<ReadonlyMap<string, SavedPaper>>
  /**
   * Saves a paper, or changes what is saved. One that was removed within a day comes back with its note and tags.
   * `byReaction`: the message whose reaction saved it.
   */
  save(
    person: string,
    paper: string,
    change: SavedChange,
    at: string,
    byReaction?: string,
  ): Promise<{ readonly saved: SavedPaper; readonly before?: SavedPaper }>
  /**
   * Gives what was saved. With `byReaction`, only what that message's reaction saved, if nothing was added since.
   */
  remove(person: string, paper: string, at: string, byReaction?: string): Promise<SavedPaper | undefined>
  /** Newest first, and how many fit the filter. */
  page(
    person: string,
    filter: SavedFilter,
    window: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly saved: readonly SavedPaper[]; readonly total: number }>
  /** Each list of tags that papers of the person have, and how many have it. */
  tagLists(person: string): Promise<readonly { readonly tags: readonly string[]; readonly papers: number }[]>
  /** All of a person's, newest first. */
  all(person: string): Promise<readonly SavedPaper[]>
  counts(person: string): Promise<Readonly<Record<ReadingState, number>>>
}

/** The papers that members save, each for themselves alone. Reading makes nobody known. */
export type SavedPapers = {
  /** Saves the paper, or changes what is saved. Throws `UserError` for a note too long or too many tags. */
  save(
    account: Account,
    paper: string,
    change?: SavedChange,
  ): Promise<{ readonly saved: SavedPaper; readonly before?: SavedPaper }>
  /** What was saved; undefined if it was not. Saving the paper again within a day brings note and tags back. */
  remove(account: Account, paper: string): Promise<SavedPaper | undefined>
  /** A reaction that saves was put on a message about the paper, or taken off it. */
  react(account: Account, paper: string, on: boolean, message: string): Promise<void>
  /** The member's papers among these, by the ids asked for. */
  of(account: Account, papers: readonly string[]): Promise<ReadonlyMap<string, SavedPaper>>
  /** A page of the member's papers, newest first; pages count from 1. */
  list(
    account: Account,
    asked: SavedFilter & { readonly page?: number; readonly limit: number },
  ): Promise<{ readonly saved: readonly SavedPaper[]; readonly total: number }>
  /** All of the member's papers, newest first: for what looks through them. */
  all(account: Account): Promise<readonly SavedPaper[]>
  counts(account: Account): Promise<Readonly<Record<ReadingState, number>>>
  /** The member's tags, the most used first. */
  tags(account: Account): Promise<readonly { readonly tag: string; readonly papers: number }[]>
}

/** A code that was made, and how many papers its member saved. */
export type LinkOffer = { readonly code: string; readonly minutes: number; readonly saved: number }

/** Whose code it is, and how many papers each side saved. */
export type LinkPreview = { readonly other: Account; readonly theirs: number; readonly own: number }

/** Makes two accounts one person. A wrong code, one's own, and guessing throw `UserError`. */
export type Linking = {
  /** A new code, which ends the one before. */
  offer(account: Account): Promise<LinkOffer>
  /** What would be shared. Changes nothing. */
  look(account: Account, code: string): Promise<LinkPreview>
  /** Ends the code, and gives whom the account is linked with now. */
  accept(account: Account, code: string): Promise<Account>
  /** Each side keeps a copy of what was shared. False if the account shares nothing. */
  part(account: Account): Promise<boolean>
  linkedTo(account: Account): Promise<readonly Account[]>
}
