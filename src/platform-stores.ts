/** The stores of what platforms entrust to the bot: how it was let in, and events that are not handled yet. */

/** How the bot was let into a community that installed it by itself. Sealed by the adapter: storage sees no token. */
export type Installation = { readonly community: string; readonly sealed: string; readonly at: string }

export type InstallationStore = {
  /** Replaces the community's earlier one. */
  put(installation: Installation): Promise<void>
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
}

export type InboxStore = {
  /** False when that event is known, handled or not: platforms deliver more than once. */
  keep(event: KeptEvent): Promise<boolean>
  /** It was handled; its body is forgotten, its id stays so that a late copy is known. */
  done(platform: string, id: string): Promise<void>
  /** Kept and not handled, oldest first: what a crash left behind. */
  pending(platform: string): Promise<readonly KeptEvent[]>
  /** Forgets the ids of events handled before an instant; says how many. */
  prune(before: string): Promise<number>
}
