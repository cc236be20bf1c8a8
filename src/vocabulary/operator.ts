/** What the person at the machine can do. */
import type { Card } from "./card.ts"
import type { DataRights } from "./data-rights.ts"
import type { ImportSummary } from "./library.ts"

/** One thing that was looked at, and what to do where it is not well. */
export type Check = {
  readonly subject: string
  readonly state: "ok" | "warning" | "error"
  /** What was found, with its value. */
  readonly found: string
  readonly advice?: string
}

/** A part of what the operator's page tells, and what it says where nothing was found. */
export type OverviewPart = {
  readonly title: string
  readonly checks: readonly Check[]
  readonly none: string
}

/** The running program, as the wiring alone knows it. */
export type Installation = {
  /** Versions, the engine, since when it runs. */
  runs(): readonly Check[]
  /** Since when a platform is connected, or is not; undefined before anybody looked. */
  since(platform: string): string | undefined
  /** When each source answered last. */
  sources(): readonly Check[]
  /** Who may open the page, and how the backups are. */
  kept(): Promise<readonly Check[]>
  /** Undefined where the store is no file of this machine. */
  storeBytes(): number | undefined
  /** How many days things are kept: a community's data once the bot left it, changes by admins, sources' answers. */
  readonly keptDays: { readonly left: number; readonly changes: number; readonly answers: number }
  /** Without the secrets of the configuration, wherever they stand. */
  clean(text: string): string
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
  /**
   * Copies all of a store into an empty one, each a file, an address of PostgreSQL, or the word DATABASE_URL. Whoever asked to
   * be forgotten in the one that is replaced is forgotten in the copy too.
   */
  copyStore(
    from: string,
    to: string,
    replaced?: string,
  ): Promise<{
    readonly forgottenAgain?: number
    readonly from: string
    readonly to: string
    readonly tables: readonly { readonly name: string; readonly rows: number }[]
  }>
}

/** What the person at the machine's own terminal can do, and nobody in a chat. */
export type Operator = StoreKeeper & {
  /** Reads files, folders and patterns in any of the formats; `day` is the list day of a page without a year. */
  importFiles(paths: readonly string[], options: { readonly day?: string }): Promise<ImportSummary>
  /**
   * The text of the file of that name, or of what is piped in for `-`; undefined where there is no such file. Throws
   * `UserError` for one that can't be read as text.
   */
  textOf(name: string): Promise<string | undefined>
  /** Sends a card to an address at once, as a digest would come. Throws what keeps it from being taken. */
  tryMail(address: string, card: Card): Promise<{ readonly host: string; readonly bytes: number }>
  /** What is kept of a member whom the operator names, and its end. */
  readonly rights: DataRights
  /** Looks at the configuration, the store, the network and the clock. */
  diagnose(): Promise<readonly Check[]>
}
