/** Who changed what for whom: kept with the change itself, for a community's admins. */
import type { Actor } from "./actor.ts"
import type { Subscription } from "./delivery-stores.ts"

/** How long it is kept. */
export const auditDays = 180

/** What was changed. */
export type Change =
  /** A place's daily post. Without `before` it is new, without `after` it was removed. */
  | {
      readonly kind: "settings"
      readonly before?: Subscription
      readonly after?: Subscription
    }
  /** One post of it: put on its way by hand, kept from coming, allowed again, or deleted. */
  | { readonly kind: "posted" | "skipped" | "put-back" | "taken-out"; readonly listKey: string }
  /** A feed of what is posted in the place: made, under a new address, ended. */
  | { readonly kind: "feed-made" | "feed-renewed" | "feed-ended" }
  /** Everything about one member went, at their own wish or by who runs the bot. */
  | { readonly kind: "forgotten" }
  /** The store was put back to an earlier one. */
  | { readonly kind: "restored" }

export type AuditEntry = {
  /** Empty for what concerns all communities. */
  readonly community: string
  /** What it was changed for; empty for no place. */
  readonly place: string
  readonly at: string
  /** Who did it, and what they were called; both empty where nobody may know, or nobody does any more. */
  readonly member: string
  readonly memberName: string
  /** The platform and place from which they did. */
  readonly via: string
  readonly origin: string
  readonly change: Change
}

export type AuditStore = {
  /** What `work` changes meanwhile is kept as the actor's doing, each change in the same transaction as its entry. */
  during<T>(actor: Actor, at: string, work: () => Promise<T>): Promise<T>
  /** A community's entries and those that concern all, newest first, and how many there are. */
  of(
    community: string,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly entries: readonly AuditEntry[]; readonly total: number }>
}
