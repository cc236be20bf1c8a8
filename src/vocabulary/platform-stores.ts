/** The stores of what platforms entrust to the bot: how it was let in, and events until they are handled. */

/** How the bot was let into a community that installed it by itself. Sealed by the adapter: storage sees no token. */
export type Installation = { readonly community: string; readonly sealed: string; readonly at: string }

export type InstallationStore = {
  /** Replaces the community's earlier one. */
  put(installation: Installation): Promise<void>
  /** The same, unless it is no longer the one that was sealed as `before`: a newer one stays, a removed one stays away. */
  replace(before: string, installation: Installation): Promise<boolean>
  get(community: string): Promise<Installation | undefined>
  /** Those whose community begins so (`slack:`), oldest first. */
  all(prefix: string): Promise<readonly Installation[]>
  remove(community: string): Promise<void>
}

/** An event as a platform delivered it, kept before it is acknowledged. `id` is the platform's own. */
export type KeptEvent = {
  readonly platform: string
  readonly id: string
  readonly body: string
  readonly at: string
  /** Where events tell one after the other what holds of something, and may come in another order. */
  readonly statement?: Statement
}

/** What holds of a subject: of all that was said the one with the greatest `order`. Orders compare as texts. */
export type Statement = { readonly subject: string; readonly order: string; readonly says: string }

/** The right to handle an event, and the proof of it: `tries` counts everybody who took it up. */
export type EventClaim = { readonly platform: string; readonly id: string; readonly tries: number }

export type ClaimedEvent = EventClaim & Pick<KeptEvent, "body" | "at">

export type InboxStore = {
  /**
   * Keeps an event for the caller to handle, which is its first try, and for nobody else until `leaseUntil`. False when
   * that event is known, handled or not: platforms deliver more than once.
   */
  keep(event: KeptEvent, leaseUntil: string): Promise<boolean>
  /** Takes up what nobody handles any more and what was put off until now, each by one caller. Longest waiting first. */
  claim(request: {
    readonly platform: string
    readonly now: string
    readonly leaseUntil: string
    readonly limit: number
  }): Promise<readonly ClaimedEvent[]>
  /**
   * Nobody takes the event up before `until`: because it is still being handled, or for another try later. False when
   * somebody else has taken it up since.
   */
  defer(claim: EventClaim, until: string): Promise<boolean>
  /** There is nothing left to do; its body is forgotten, its id stays so that a late copy is known. */
  done(platform: string, id: string): Promise<void>
  /** The same at once, for what is handled whatever happens. False when it is known. A power cut may undo it. */
  note(platform: string, id: string, at: string): Promise<boolean>
  /** The statement that holds of a subject, whether its event was handled or not. */
  newest(platform: string, subject: string): Promise<Statement | undefined>
}
