/** What one member gets for themselves in direct messages, as commands and the planner see it. */
import type { Paper } from "../papers/paper.ts"
import type { Actor } from "./actor.ts"
import type { Card, Text } from "./card.ts"
import type { Edition, Subscription } from "./delivery-stores.ts"

/** A paper that is brought to somebody, and why: the last line of its item. */
export type Pick = { readonly paper: Paper; readonly reason: Text }

/** What a subscription brings that is not all of a list. */
export type Picked = {
  readonly picks: readonly Pick[]
  /** Papers of what a member follows for which there was no room. */
  readonly moreFollowed: number
  /** Where its follows go on: what came before is brought. */
  readonly cursor: number
}

/** Gives what a subscription brings; `before` are its editions with messages, newest first. */
export type PapersOf = (
  subscription: Subscription,
  now: Temporal.Instant,
  before: readonly Edition[],
) => Promise<Picked>

/** `later`: not within this hour, or not while the platform asks to wait. `closed`: the member takes no messages. */
export type Opening =
  | { readonly kind: "open"; readonly place: string }
  | { readonly kind: "later"; readonly why: string; readonly retryAfterMs: number }
  | { readonly kind: "closed"; readonly why: string }

/** Opens the direct messages of a member's subscription, or finds that they are open. */
export type OpenDirect = (subscription: Subscription) => Promise<Opening>

/** What a member writes of their digest; what is absent stays as it is. */
export type DigestDraft = {
  readonly time?: string | undefined
  readonly days?: string | undefined
  readonly budget?: number | undefined
  readonly zone?: string | undefined
  /** What a mailed one brings. */
  readonly what?: MailContent | undefined
}

export const mailContents = ["mix", "followed", "recommended", "list"] as const
/** `list`: what the channel gets where it is asked for, else the day's list. */
export type MailContent = (typeof mailContents)[number]

/** `asked`: a mail waits to be confirmed. `lost`: the address refused a mail. */
export type MailDigest = {
  readonly state: "asked" | "on" | "off" | "lost"
  /** As its owner alone is shown it; undefined where its key is gone. */
  readonly address?: string | undefined
  /** An address that waits to be confirmed, while an earlier one holds. */
  readonly asked?: string | undefined
  readonly digest: Digest
  /** Mails of the last 30 days for which the server gave no answer, so that they were sent again. */
  readonly unanswered: number
  /** What keeps the newest mail from being sent. */
  readonly trouble?: string | undefined
}

/** Digests that members have sent to an address: each confirmed by whoever reads there, and ended from any of its mails. */
export type MailDigests = {
  /** Whether this bot sends mail. */
  isOffered(): boolean
  of(actor: Actor): Promise<MailDigest | undefined>
  /**
   * Sends a mail by which the address can be confirmed, or nothing where it was sent enough lately: nobody learns which.
   * Undefined where nobody knows the member's time zone. Throws `UserError` for what cannot be read.
   */
  ask(actor: Actor, address: string, draft: DigestDraft): Promise<MailDigest | undefined>
  /** Turns it on where it was off and its address holds. Undefined where there is none. */
  change(actor: Actor, draft: DigestDraft): Promise<MailDigest | undefined>
  /** Keeps its settings and its address. Undefined where none was on. */
  stop(actor: Actor): Promise<MailDigest | undefined>
  /** What a member is to hear once, in private: that their address refused a mail, so the digest ended. */
  news(actor: Actor): Promise<string | undefined>
  /** Whoever reads at an address wants it. False where its time is over, or it was ended. */
  confirm(address: string): Promise<boolean>
  /** Whoever reads at an address wants no more. The same every time. */
  end(address: string): Promise<void>
}

/** A member's digest, as they chose it. */
export type Digest = {
  readonly subscription: Subscription
  /** When it comes, without the minutes by which members are spread. */
  readonly chosen: Subscription
  readonly next?: string
  /** Why it is paused, where the member's messages are closed or the bot is gone. */
  readonly paused?: string
  /** Of the last 30 days. */
  readonly sent: number
  readonly failed: number
  readonly last?: { readonly at: string; readonly reason: string }
}

export type Digests = {
  /** Undefined where there never was one. Of whichever account of the person it was set up. */
  of(actor: Actor): Promise<Digest | undefined>
  /** On which platform it comes, or would; undefined where no account of the person takes direct messages. */
  comesTo(actor: Actor): Promise<string | undefined>
  /** What of it comes to the place where somebody asks: their own direct messages. */
  here(actor: Actor): Promise<Subscription | undefined>
  /** Undefined where nobody knows the member's time zone. Throws `UserError` for what cannot be read. */
  turnOn(
    actor: Actor,
    draft: DigestDraft,
  ): Promise<{ readonly digest: Digest; readonly opening: Opening } | undefined>
  /** Keeps its settings. Undefined where there was none. */
  turnOff(actor: Actor): Promise<Digest | undefined>
  /** The digest as it would come now; undefined on a quiet day. */
  preview(actor: Actor, draft: DigestDraft): Promise<Card | undefined>
  /** What a member is to hear once, in private: that their messages are closed, so the digest is paused. */
  news(actor: Actor): Promise<string | undefined>
}
