/** Everything that a part of the core may be given. A function names what it uses: `Pick<Services, "clock" | "votes">`. */
import type { Schedules } from "./channels.ts"
import type { Community } from "./community.ts"
import type { Digests, MailDigests } from "./digests.ts"
import type { Feeds } from "./feeds.ts"
import type { Follows } from "./following.ts"
import type { Library } from "./library.ts"
import type { Adapter } from "./ports.ts"
import type { Linking, Persons, SavedPapers } from "./readers.ts"
import type { Recommendations } from "./recommending.ts"
import type { ArXiv, HuggingFace } from "./sources.ts"
import type { Stores } from "./stores.ts"
import type { Clock, Log, Random } from "./system.ts"

export type Services = Omit<Stores, "check" | "close" | "onChange"> & {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly huggingFace: HuggingFace
  readonly arXiv: ArXiv
  readonly library: Library
  readonly follows: Follows
  readonly community: Community
  readonly persons: Persons
  readonly saved: SavedPapers
  readonly linking: Linking
  readonly recommendations: Recommendations
  readonly schedules: Schedules
  readonly digests: Digests
  readonly feeds: Feeds
  readonly mailDigests: MailDigests
  /** By platform; filled before the first platform starts. */
  readonly adapters: ReadonlyMap<string, Adapter>
}
