/** What channels get and when, as commands and cards see it. */
import type { Paper } from "../papers/paper.ts"
import type { Actor, MessageRef, PlaceDescription, SentMessage } from "./actor.ts"
import type { Card, PackedArguments } from "./card.ts"
import type { Subscription } from "./delivery-stores.ts"
import type { UserError } from "./errors.ts"

/** What an admin chose, by option of `channel`; what is absent stays as it is. */
export type SubscriptionDraft = Readonly<Record<string, string | number | boolean | undefined>>

/** What a subscription would have brought in the days before now. */
export type Rehearsal = {
  readonly days: number
  /** Posts with papers. */
  readonly posts: number
  readonly papers: number
  /** Lists of which the subscription takes no paper. */
  readonly empty: number
  /** Papers that each part of the filter leaves out, as written. */
  readonly removed: readonly { readonly part: string; readonly papers: number }[]
  /** Lists that are not stored here, and were not asked for. */
  readonly unknown: number
  /** Why a list could not be read that was asked for. */
  readonly unreachable?: string
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

/** How a place's posts have done lately. */
export type PlaceHealth = {
  readonly subscription: Subscription
  readonly days: number
  readonly counts: Readonly<Record<"intended" | "confirmed" | "edited" | "waiting" | "failed", number>>
  /** What could not be sent, newest first, and what will be done about it. */
  readonly troubles: readonly { readonly at: string; readonly what: string; readonly next: string }[]
  /** The last time a post did not come as planned, and what was done about it. */
  readonly lastGap?: { readonly at: string; readonly repair: string }
  readonly last?: {
    readonly edition: string
    readonly at: string
    readonly listKey: string
    readonly reason: string
  }
  readonly upcoming: readonly Upcoming[]
  /** The permissions that the bot is missing there. */
  readonly missingPermissions: readonly string[]
  /** Whether posts arrive all the same. */
  readonly canPost: boolean
}

/** A place of a community to which nothing can be sent, and what to do about it. */
export type FailingPlace = {
  readonly place: string
  /** Absent where the platform does not tell, as of a channel that it has closed to the bot. */
  readonly name?: string
  readonly link?: string
  readonly why: string
  readonly remedy: string
}

/** What became of a request to post now. */
export type DeliveredNow = {
  readonly listKey: string
  /** Of the place. */
  readonly timeZone: string
  /** The next post that brings another list. */
  readonly next?: Upcoming
} & (
  | {
      readonly kind: "planned"
      /** `outcome` tells what becomes of it. */
      readonly edition: string
      readonly messages: number
    }
  /** Since `at`; `message` is its first one, once that has been sent. */
  | { readonly kind: "already-here"; readonly at: string; readonly message?: MessageRef }
)

/** A value that cannot be taken, by the option that names it. */
export type DraftProblem = { readonly field: string; readonly error: UserError }

/** A place's posts while an admin sets them up. */
export type SetUp = {
  readonly place: PlaceDescription & { readonly id: string }
  /** Whether a test can be sent to who asks. */
  readonly canTest: boolean
  /** As it would be; where there are problems, without them. Nothing is saved. */
  readonly subscription: Subscription
  /** As it is. Absent for a new one. */
  readonly saved?: Subscription
  /** All of the place, saved ones alone. */
  readonly posts: readonly Subscription[]
  /** What gives the subscription, whole; as it was typed where there are problems. */
  readonly values: PackedArguments
  readonly problems: readonly DraftProblem[]
}

/** A post as it would have been, of a list that was. */
export type PostPreview = {
  readonly listKey: string
  readonly papers: number
  readonly cards: readonly {
    readonly card: Card
    /** Stands in the thread of the card at that position. */
    readonly inThreadOf?: number
  }[]
}

/** What has become of a post by now. */
export type PostOutcome =
  /** `message` is its first one. */
  | { readonly kind: "posted"; readonly messages: number; readonly message?: MessageRef }
  | {
      readonly kind: "refused"
      readonly messages: number
      readonly failed: number
      /** In the platform's words, with its hint. */
      readonly why: string
      readonly missingPermissions: readonly string[]
    }
  | { readonly kind: "waiting"; readonly why?: string; readonly nextAt: string }

/** What became of a post that was removed. */
export type RemovedPost = {
  readonly listKey: string
  /** Messages that are gone. */
  readonly messages: number
  /** Why others are still there. Those that a platform could not take just now are tried again. */
  readonly failed: readonly string[]
}

/** What places get, and when. */
export type Schedules = {
  readonly setUp: {
    /** Whether who asks may set up a place, which may be another than the one where they ask. */
    mayManage(actor: Actor, place: string): Promise<boolean>
    /**
     * A post of a place by its id (`first`: the place's first, `new`: one more, absent: the first as it is), as the values would
     * make it: all of it, what is absent being as in a new one. Without values it is as it is saved. Throws `UserError`
     * where that post is gone.
     */
    opened(
      actor: Actor,
      what: {
        readonly place: string
        readonly post?: string
        readonly values: PackedArguments
        /** The place was just chosen: where it has a post, that is shown as it is. */
        readonly isMoved?: boolean
      },
      timeZone: string,
    ): Promise<SetUp>
    /** When it would be posted next: runs for which there is no new list are none. */
    nextMoments(subscription: Subscription, count: number): Promise<readonly string[]>
    /** Of the newest lists that have papers for it. */
    preview(subscription: Subscription, count: number): Promise<readonly PostPreview[]>
    /**
     * Sends the newest post as it would be to the asker alone: how many of its messages, and how many were left out. Throws
     * `UserError` where that cannot be.
     */
    sendTest(
      actor: Actor,
      set: Pick<SetUp, "place" | "subscription">,
    ): Promise<{ readonly sent: number; readonly left: number }>
    /** When a pause ends that is written as a date. Throws `UserError` for no date, or a past one. */
    pauseEnd(written: string, timeZone: string): string
    /** Ends its posts; what they were is kept. */
    turnOff(subscription: Subscription): Promise<Subscription>
    remove(subscription: Subscription): Promise<void>
  }
  /** Nothing is posted until an instant; undefined ends the pause. */
  pause(subscription: Subscription, until: string | undefined): Promise<Subscription>
  ofPlace(community: string, place: string): Promise<readonly Subscription[]>
  ofCommunity(community: string): Promise<readonly Subscription[]>
  /**
   * Posts a place's newest edition now, outside its schedule; where it is there already, only with `again`; `isFirst` is the bot's own, at its first start. Throws
   * `UserError` where there is nothing to post.
   */
  deliverNow(
    actor: Actor,
    options?: { readonly again?: boolean; readonly isFirst?: boolean },
  ): Promise<DeliveredNow>
  /**
   * The next post that brings something new does not come, or the one that waits to be sent is not sent: the schedule
   * never brings that list. Undefined where no post is to come.
   */
  skipNext(
    subscription: Subscription,
  ): Promise<{ readonly skipped: Upcoming; readonly next?: Upcoming } | undefined>
  /** Takes back the skips of posts that are still to come. False where there are none. */
  unskip(subscription: Subscription): Promise<boolean>
  /** Deletes the messages of a post, the newest if none is named, and never posts it again. Throws `UserError` for none. */
  removePost(subscription: Subscription, edition?: string): Promise<RemovedPost>
  /** What becomes of a post that is being sent: waits for it, and for a minute at most. */
  outcome(edition: string): Promise<PostOutcome>
  /** The place's subscription as it would be; nothing is saved. Throws `UserError` that names what cannot be. */
  proposed(actor: Actor, draft: SubscriptionDraft, timeZone: string): Promise<Subscription>
  /** The options of `channel` that give this subscription. */
  toDraft(subscription: Subscription): PackedArguments
  save(subscription: Subscription): Promise<void>
  /** Saves what was set up, active and due from now on. Throws `UserError` for a schedule that never comes up. */
  saveSetUp(set: Pick<SetUp, "subscription" | "saved">): Promise<Subscription>
  /** Ends a place's posts; what they were is kept. Undefined where there are none. */
  stop(actor: Actor): Promise<Subscription | undefined>
  /** What it would have brought in the last 7 and 30 days; with `ask`, lists that are not stored are asked for. */
  rehearse(subscription: Subscription, options: { readonly ask: boolean }): Promise<readonly Rehearsal[]>
  /** The next posts that bring something new. */
  upcoming(subscription: Subscription, count: number): Promise<readonly Upcoming[]>
  /** The permissions that are missing in a place, as the platform names them; says so when they can't be looked up. */
  missingPermissions(where: {
    readonly community: string
    readonly place: string
    /** Only those without which nothing can be posted. */
    readonly toPost?: boolean
  }): Promise<readonly string[]>
  why(actor: Actor, paper: Paper): Promise<readonly Decision[]>
  health(actor: Actor): Promise<readonly PlaceHealth[]>
  /** The other places of a community to which nothing can be sent. */
  failingElsewhere(actor: Actor): Promise<readonly FailingPlace[]>
}
