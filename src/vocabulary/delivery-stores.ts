/** The stores of what places get and when: subscriptions, their editions, and each message of these. */

import type { MessageRef, SentMessage, Under } from "./actor.ts"
import type { Card } from "./card.ts"
import type { GoneReason } from "./errors.ts"

/** What an admin sets for a place: `src/channels/fields.ts` has a row for each. */
export type SubscriptionSettings = {
  readonly content: Content
  /** Five cron fields, in `timeZone`. */
  readonly schedule: string
  readonly timeZone: string
  readonly list: "day" | "week" | "month" | "trending" | "arxiv"
  /** Of arXiv's announcements: `cs.LG`, `stat.ML`. */
  readonly categories?: readonly string[]
  /** Posts the list while it is open, and completes the post when it has settled. */
  readonly early?: boolean
  /** Query language; empty takes all. */
  readonly filter: string
  /** The best N as cards, the rest a line each. */
  readonly budget: number
  readonly form: "digest" | "messages" | "forum"
  readonly whenEmpty: "say" | "silent"
  /** How late an edition may still be posted in full. */
  readonly catchUpHours: number
  /** The platform's id of the role or user group that is notified of a post with papers. */
  readonly mention?: string
  /** Whether posts in an announcement channel are published to the channels that follow it. */
  readonly publish?: boolean
  /** Tags of forum posts. */
  readonly tags?: readonly TagRule[]
}

/** Who gets it: everybody in its place, or one member, in direct messages or at an address, which is its place then. */
export type Audience =
  | { readonly kind: "place" }
  | { readonly kind: "member"; readonly member: string }
  | { readonly kind: "address"; readonly member: string }

/** The member who gets it for themselves. */
export function memberIn(audience: Audience): string | undefined {
  return audience.kind === "place" ? undefined : audience.member
}

/** What it brings: its list, what a search finds, what a member follows, what suits them, or all of these. */
export type Content =
  | { readonly kind: "list" }
  | { readonly kind: "query"; readonly text: string; readonly name: string }
  | { readonly kind: "followed"; readonly since?: number }
  | { readonly kind: "recommended" }
  /** `since`, here and above: follows bring what came after that cursor. */
  | { readonly kind: "mix"; readonly since: number }

/** A paper that the filter matches gets the tag, which is named as people see it. */
export type TagRule = { readonly tag: string; readonly filter: string }

/** What a place gets, and when. */
export type Subscription = SubscriptionSettings & {
  readonly id: string
  readonly community: string
  /** Of a member's, their direct messages; empty until these were opened. */
  readonly place: string
  readonly audience: Audience
  /** When its direct messages were last opened, or tried to be for the first time: there may be few such within an hour. */
  readonly openedAt?: string
  readonly active: boolean
  /** The truth of what is due. Absent when inactive. */
  readonly nextRunAt?: string
  /** Until then nothing is posted: the next run lies behind it. */
  readonly pausedUntil?: string
  /** Why the bot cannot post there for now: nothing is planned until it can. */
  readonly gone?: GoneReason
  readonly createdBy: string
  readonly createdAt: string
}

export type SubscriptionStore = {
  save(subscription: Subscription): Promise<void>
  get(id: string): Promise<Subscription | undefined>
  /** What members get for themselves is in none of these two. */
  ofPlace(community: string, place: string): Promise<readonly Subscription[]>
  ofCommunity(community: string): Promise<readonly Subscription[]>
  /** What a member gets for themselves. */
  ofMember(community: string, member: string): Promise<readonly Subscription[]>
  ofPlatform(platform: string): Promise<readonly Subscription[]>
  /**
   * Marks a place, what a member gets for themselves, or all of a community, as lost, or with no `reason` as back; says which subscriptions that
   * changed. A community that is back brings only those back that went with it.
   */
  setGone(
    where: { readonly community: string; readonly place?: string; readonly member?: string },
    reason: GoneReason | undefined,
  ): Promise<readonly Subscription[]>
  /** Active ones whose place is lost. */
  gone(): Promise<readonly Subscription[]>
  /** Active ones within reach with `nextRunAt` at or before `now`, longest overdue first. */
  due(now: string, limit: number): Promise<readonly Subscription[]>
  /** Writes when a member's direct messages were opened, and once they are, where they lie. */
  opened(id: string, at: string, place?: string): Promise<void>
  /** Active ones of members whose direct messages were never opened, those that were never tried and the earliest first. */
  unopened(limit: number): Promise<readonly Subscription[]>
  /** How many were opened on a platform since an instant. */
  openedSince(platform: string, instant: string): Promise<number>
  /** Moves the next run of an active one from one instant to another, unless somebody has moved it already. */
  reschedule(id: string, from: string, to: string): Promise<void>
  remove(id: string): Promise<void>
}

/** One subscription at one due time. Unique by (subscription, dueAt): an occurrence happens once. */
export type Edition = {
  readonly id: string
  readonly subscription: string
  readonly dueAt: string
  /** By the platform's clock, where it is known: the clocks of bots may be apart. */
  readonly plannedAt: string
  readonly listKey: string
  /** `removed`: an admin took it out, before or after it was posted; its list is not posted by the schedule again. */
  readonly state: "sending" | "done" | "skipped" | "failed" | "removed"
  /** Why it is as it is, in words for an admin. */
  readonly reason: string
  /** When its messages are next made to agree with their list and its votes; absent when they stay as they are. */
  readonly refreshAt?: string
}

/** One message of an edition, sent once. `id` is at most 25 characters: Discord takes it as nonce. */
export type Delivery = {
  readonly id: string
  readonly edition: string
  readonly position: number
  readonly community: string
  readonly place: string
  readonly card: Card
  /** Whether the message gets a discussion thread of its own at once (a forum post does). */
  readonly form: Subscription["form"]
  /** `removed`: it was sent and deleted again. */
  readonly state: "waiting" | "sent" | "failed" | "removed"
  readonly attempts: number
  /** An attempt ended without an answer: the message may have been there before it was sent again. */
  readonly unanswered?: true
  /** Not to be tried before. */
  readonly notBefore: string
  readonly message?: string
  readonly error?: string
  readonly confirmedAt?: string
  /** Where the message lies, if not in `place` itself: a forum post is a place of its own. */
  readonly sentTo?: string
  /** How often the message was revised since. */
  readonly edits?: number
  /** Position of the message of its edition in whose thread it is to stand; absent: in the place itself. */
  readonly inThreadOf?: number
  /**
   * What its edition is shortened to where nothing of it was sent by then: too old to be posted in full. `why`: it was
   * withdrawn when this message may have been there already, so it is looked up before it is given up.
   */
  readonly late?: { readonly after: string; readonly card: Card } | { readonly why: string }
  /** It goes out after the bundles of all places: whatever stands in a thread does, and posts of a list's rest. */
  readonly isRest?: true
  /** What it says once the whole rest stands in its thread. */
  readonly complete?: Card
  /** It is handed on to those who follow its channel. */
  readonly publish?: true
  /** What a forum's post is tagged with, by name. */
  readonly tags?: readonly string[]
  /** The thread in which it stands; absent too where none could be opened, so that it went into the place. */
  readonly thread?: string
}

/**
 * What is left to do to a message that was sent. `complete`: it says that the rest is in its thread once it is. `check`: an
 * earlier attempt at it may have arrived after all.
 */
export type FinishingStep = "remove" | "publish" | "complete" | "check" | "invite"

/** A message that was sent, and a step that finishes it. To `check` it says what it said when it was sent. */
export type Unfinished = {
  readonly delivery: Delivery
  readonly step: FinishingStep
} & Pick<Claim, "since" | "under">

/** A delivery that this worker alone may send until the lease ends; `fence` proves it. */
export type Claim = Delivery & {
  readonly fence: number
  /** True when an earlier attempt ended without an answer: look it up before sending again. */
  readonly uncertain: boolean
  /** When it was planned, so that its message cannot be older. */
  readonly since?: string
  /** The message in whose thread it is to stand, as it was posted. */
  readonly under?: Under
}

/** A subscription as it was when an edition of it was made up, and what that edition comes instead of. */
export type SeenDue = {
  readonly nextRunAt: string | undefined
  /** Its newest edition with messages: one that came since may have brought the same. */
  readonly newest: string | undefined
  /**
   * Earlier editions of which nothing was sent, and what is said of that. One of which something turns out to be there
   * is sent to its end.
   */
  readonly instead?: { readonly editions: readonly string[]; readonly why: string }
}

export type EditionStore = {
  /**
   * Writes the edition, its deliveries and the subscription's next run, all or none. False when that occurrence exists,
   * or when the subscription is not any more as it was `seen`: then somebody changed it, or planned for it meanwhile.
   */
  plan(
    edition: Edition,
    deliveries: readonly Delivery[],
    nextRunAt: string | undefined,
    seen?: SeenDue,
  ): Promise<boolean>
  /**
   * What waits of a subscription's editions is not sent any more, for a reason; nobody is told of a failure. What may be
   * there already, or may still arrive, is looked up, and confirmed where it is.
   */
  withdraw(subscription: string, why: string): Promise<void>
  /**
   * At most one waiting delivery a place, in position order, whose lease is free: what stands in places first, all of a
   * place's together, and the rest after it.
   */
  claim(request: {
    readonly now: string
    readonly leaseUntil: string
    readonly limit: number
    /** Of one platform alone, so that what waits for another's pace holds up nothing. */
    readonly platform?: string
    /** Communities that have enough under way. */
    readonly except?: readonly string[]
  }): Promise<readonly Claim[]>
  /** Messages in a place that are deliveries' already, the newest 500: a look-up for another delivery takes none of them. */
  taken(where: { readonly community: string; readonly place: string }): Promise<ReadonlySet<string>>
  /**
   * Writes the message's id, and the post where the card is about one paper; a post that lies in another place than it
   * was sent to opened a thread there, which is written as the paper's. False when the fence is stale,
   * or when the message is another delivery's: this one is `uncertain` then. `checkAt`: the place is looked through then for
   * the message of an earlier attempt.
   */
  confirm(claim: Claim, sent: SentMessage, at: string, checkAt?: string): Promise<boolean>
  /** Whether a message of the bot's is no delivery's, nor will be: nothing of its place is under way. */
  isSurplus(where: { readonly community: string; readonly place: string }, message: string): Promise<boolean>
  /**
   * Without `retryAt` it is given up, and with it what was to stand in its thread. False when the fence is stale. An `unknown` outcome (the platform's answer
   * never came) makes the next claim `uncertain`; `refused`, the default, says that nothing was posted.
   */
  fail(
    claim: Claim,
    error: string,
    retryAt: string | undefined,
    outcome?: "refused" | "unknown",
  ): Promise<boolean>
  /** Nothing was sent of these: they wait again as if they had not been claimed. Stale fences are left alone. */
  giveBack(claims: readonly Claim[], notBefore: string): Promise<void>
  /**
   * Of an edition of which nothing was sent this message is left, saying something else, for a reason; it waits to be
   * claimed again. False when the fence is stale.
   */
  shorten(claim: Claim, card: Card, reason: string): Promise<boolean>
  /** This message of an edition that was withdrawn is not there: nothing waits of it. False when the fence is stale. */
  drop(claim: Claim, why: string): Promise<boolean>
  /**
   * After the clock was set back: what was put off or held until later than `farthest` is due now. A message that was
   * held is `uncertain` then.
   */
  restore(now: string, farthest: Readonly<Record<"tries" | "leases" | "refreshes", string>>): Promise<void>
  /**
   * What is left to do to messages that were sent, the first messages of editions first: edits, else checks, else
   * invitations. Each is put off until `until`, so that nobody else takes it.
   */
  claimUnfinished(request: {
    readonly now: string
    readonly until: string
    readonly limit: number
    readonly platform: string
    /** Communities that have enough under way. */
    readonly except?: readonly string[]
  }): Promise<readonly Unfinished[]>
  /** A step is done: the message says what completes it, or is removed. */
  finished(unfinished: Unfinished): Promise<void>
  /** A step is due later, or never where no instant is given. */
  putOff(unfinished: Unfinished, until?: string): Promise<void>
  /**
   * An admin takes an edition out: nothing more of it is sent or changed, and what was sent, or arrives yet, is left to be
   * removed from `at` on. Gives that, last message first.
   */
  takeOut(edition: string, why: string, at: string): Promise<readonly Unfinished[]>
  /** Forgets an edition that was taken out before it was posted: its occurrence may happen. False for any other. */
  putBack(edition: string): Promise<boolean>
  /** Newest first; of one list alone, or those that had something to send or were taken out, where that is asked for. */
  ofSubscription(
    subscription: string,
    limit: number,
    only?: { readonly listKey?: string; readonly withMessages?: boolean },
  ): Promise<readonly Edition[]>
  deliveries(edition: string): Promise<readonly Delivery[]>
  /** Of all subscriptions what was due since an instant and failed, or is still being sent; newest first. */
  undone(since: string, limit: number): Promise<readonly Edition[]>
  /** What a message says; undefined where no edition sent it. */
  cardOf(message: MessageRef): Promise<Card | undefined>
  /** All that was sent of the edition that sent a message, in order; none where no edition did. */
  cardsWith(message: MessageRef): Promise<readonly Card[]>
  /** Editions to be refreshed by now, longest due first; each is put off until `until`, so that nobody else takes it. */
  claimRefresh(request: {
    readonly now: string
    readonly until: string
    readonly limit: number
  }): Promise<readonly Edition[]>
  /** It cannot have been planned after an instant, whatever a clock said that was ahead. */
  plannedBefore(edition: string, at: string): Promise<void>
  /** The edition is as its list is; without `next` it stays so. */
  refreshed(edition: string, next: string | undefined): Promise<void>
  /** A message that was sent says something else now, and something else again once the whole rest stands in its thread. */
  revised(delivery: string, card: Card, complete?: Card): Promise<void>
  /**
   * An edition that was sent or skipped has more to send, for another reason where one is given; of the deliveries those
   * that are known already stay as they are.
   */
  append(edition: string, deliveries: readonly Delivery[], reason?: string): Promise<void>
  /** Failed editions that nobody was told of yet, but for some. Each is handed out once. */
  takeUntold(limit: number, except?: readonly string[]): Promise<readonly Edition[]>
  /** Nobody could be told of these: they are handed out again, or never, and `untold` says so. */
  notTold(editions: readonly string[], again: boolean): Promise<void>
  /** The newest failed edition of which nobody was told, and whether somebody may be yet. */
  untold(subscription: string): Promise<{ readonly edition: Edition; readonly again: boolean } | undefined>
}
