/** What tests are made of: a paper, a person, a context, each with only what the test is about. */

import type { Paper } from "../src/papers/index.ts"
import type { Actor } from "../src/vocabulary/actor.ts"
import type { Schedules } from "../src/vocabulary/channels.ts"
import {
  type Command,
  type Context,
  chatSurface,
  type OptionTable,
  type Surface,
} from "../src/vocabulary/command.ts"
import type { Community } from "../src/vocabulary/community.ts"
import type { PaperStats } from "../src/vocabulary/community-stores.ts"
import type { DataRights } from "../src/vocabulary/data-rights.ts"
import type { Digests, MailDigests } from "../src/vocabulary/digests.ts"
import type { Feeds } from "../src/vocabulary/feeds.ts"
import type { Follows } from "../src/vocabulary/following.ts"
import type { Library } from "../src/vocabulary/library.ts"
import type { Operator } from "../src/vocabulary/operator.ts"
import type { Linking, SavedPapers } from "../src/vocabulary/readers.ts"
import type { Recommendations, Recommended } from "../src/vocabulary/recommending.ts"

export function aPaper(given: Partial<Paper> = {}): Paper {
  return {
    id: "1706.03762",
    title: "Attention Is All You Need",
    abstract: "A network made of attention alone translates better than recurrent ones.",
    authors: ["Ashish Vaswani", "Noam Shazeer"],
    authorCount: given.authors?.length ?? 2,
    keywords: [],
    categories: [],
    upvotes: 0,
    comments: 0,
    media: [],
    source: "huggingface",
    ...given,
  }
}

export function anActor(given: Partial<Actor> = {}): Actor {
  return {
    platform: "web",
    community: "web:local",
    place: "general",
    member: "ada",
    memberName: "Ada",
    isAdmin: false,
    ...given,
  }
}

export function aStanding(given: Partial<PaperStats> = {}): PaperStats {
  return { votes: 0, mine: false, threads: [], posts: [], ...given }
}

/** Of a member whose taste nobody knows, where no list is stored. */
const noRecommendations: Recommended = {
  ...{ by: "best", signs: 0, needed: 3, items: [], looked: 0 },
  days: { from: "2025-10-21", to: "2025-10-27" },
}

/** A context of which only the given parts may be used: any other call fails the test by name. */
export function aContext(
  given: Partial<
    Omit<
      Context,
      | "library"
      | "community"
      | "schedules"
      | "digests"
      | "feeds"
      | "mailDigests"
      | "saved"
      | "follows"
      | "linking"
      | "recommendations"
    >
  > & {
    readonly library?: Partial<Library>
    readonly community?: Partial<Community>
    readonly schedules?: Partial<Schedules>
    readonly digests?: Partial<Digests>
    readonly feeds?: Partial<Feeds>
    readonly mailDigests?: Partial<MailDigests>
    readonly saved?: Partial<SavedPapers>
    readonly follows?: Partial<Follows>
    readonly linking?: Partial<Linking>
    readonly recommendations?: Partial<Recommendations>
  } = {},
): Context {
  const {
    library = {},
    community = {},
    schedules = {},
    digests = {},
    feeds = {},
    mailDigests = {},
    saved = {},
    follows = {},
    linking = {},
    recommendations = {},
    ...rest
  } = given
  return {
    actor: anActor(),
    now: Temporal.Instant.from("2025-10-27T15:00:00Z"),
    timeZone: "Europe/Berlin",
    random: () => 0.5,
    commands: [],
    surface: chatSurface,
    links: {},
    rights: only<DataRights>("rights", {}),
    audit: { of: async () => ({ entries: [], total: 0 }) },
    ...rest,
    library: only<Library>("library", library),
    schedules: only<Schedules>("schedules", schedules),
    digests: someDigests(digests),
    feeds: only<Feeds>("feeds", feeds),
    mailDigests: someMailDigests(mailDigests),
    follows: only<Follows>("follows", { list: async () => [], ...follows }),
    linking: someLinking(linking),
    saved: only<SavedPapers>("saved", {
      of: async () => new Map(),
      counts: async () => ({ later: 0, reading: 0, read: 0, dropped: 0 }),
      ...saved,
    }),
    recommendations: only<Recommendations>("recommendations", {
      for: async () => noRecommendations,
      ...recommendations,
    }),
    community: only<Community>("community", { paperStats: async () => new Map(), ...community }),
  }
}

/** Linking of accounts of which only the given parts may be used. */
export function someLinking(given: Partial<Linking> = {}): Linking {
  return only("linking", given)
}

/** Digests that have nothing to tell, and can do the given alone. */
export function someDigests(given: Partial<Digests> = {}): Digests {
  return only<Digests>("digests", {
    news: async () => undefined,
    comesTo: async () => undefined,
    ...given,
  })
}

/** Digests by mail that have nothing to tell, and can do the given alone. */
export function someMailDigests(given: Partial<MailDigests> = {}): MailDigests {
  return only<MailDigests>("mailDigests", {
    isOffered: () => true,
    news: async () => undefined,
    of: async () => undefined,
    ...given,
  })
}

/** How the platform `terminal` meets commands; all others are chats. */
export const surfaceOf = (platform: string): Surface =>
  platform === "terminal" ? { kind: "terminal", prefix: "paper", options: "line" } : chatSurface

/** A command of a test's own, by any name: `defineCommand` holds a name to what the real one's buttons use. */
export function aCommand<const T extends OptionTable>(command: Command<T>): Command<T> {
  return command
}

/** The person at the machine, able to do the given alone. */
export function anOperator(given: Partial<Operator>): Operator {
  return only("operator", given)
}

function only<T extends object>(name: string, given: Partial<T>): T {
  return new Proxy(given, {
    get(target, key) {
      const part: unknown = Reflect.get(target, key)
      if (part === undefined) throw new Error(`this test gives no ${name}.${String(key)}`)
      return part
    },
  }) as T
}
