import type { Paper } from "../papers/index.ts"
import type { Pick as Brought } from "../vocabulary/digests.ts"
import type { TasteOf } from "../vocabulary/recommending.ts"

/** Where papers come from that suit somebody. */
export type DigestSources = {
  /** What the person's follows brought after a cursor, newest first, and the cursor to go on from. */
  followed(
    person: string,
    cursor: number,
  ): Promise<{ readonly picks: readonly Brought[]; readonly cursor: number }>
  /** The cursor after which everything is still to come. */
  followCursor(): Promise<number>
  /** What a search finds among the papers of some days, ISO dates, both inclusive; best first. */
  found(search: string, from: string, to: string): Promise<readonly Paper[]>
  /** Best first, without those in `except`. */
  recommended(of: TasteOf, limit: number, except: ReadonlySet<string>): Promise<readonly Brought[]>
}
