import { addressKeeper } from "../../../adapters/mail/address-keeper.ts"
import { createDigesting } from "../../../src/digests/digesting.ts"
import type { DigestSources } from "../../../src/digests/sources.ts"
import { createPersons } from "../../../src/reading/persons.ts"
import { createSavedPapers } from "../../../src/reading/saved-papers.ts"
import type { Actor } from "../../../src/vocabulary/actor.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { DigestDraft } from "../../../src/vocabulary/digests.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { plainText } from "../../../src/words/runs.ts"
import { anActor, aPaper } from "../../builders.ts"
import { silentLog } from "../../silent-log.ts"
import { createWorld, listed } from "../editions/world.ts"

export const community = "web:local"

/** Papers that a test's follows and recommendations bring, by member. */
export type Suited = {
  /** Each is brought once, by its place in the list. */
  readonly followed: string[]
  readonly recommended: string[]
}

/** Digests on real stores, a chat in memory and a clock that stands still: every day has a list of three papers. */
export async function createDigestWorld(now: string, perHour = 10) {
  const world = await createWorld(now)
  const { stores, clock, chat } = world
  const suited: Suited = { followed: [], recommended: [] }
  const sources: DigestSources = {
    followed: async (_, cursor) => ({
      picks: suited.followed.slice(cursor).map((id) => pick(id, "you follow Ada")),
      cursor: suited.followed.length,
    }),
    found: async () => [],
    followCursor: async () => suited.followed.length,
    recommended: async (_, limit, except) =>
      suited.recommended
        .filter((id) => !except.has(id))
        .slice(0, limit)
        .map((id) => pick(id, "because you voted")),
  }
  world.library.list = async ({ key }) => listed(key, { papers: papersOf(key) })
  const adapters = new Map<string, Adapter>([["web", chat]])
  const persons = createPersons({ ...stores, adapters })
  const saved = createSavedPapers({ ...stores, persons, clock })
  const keeper = addressKeeper(() => [Buffer.alloc(32, 7)])
  const digesting = (holder = "one") =>
    createDigesting({
      ...{ ...stores, library: { ...world.library, list: (period) => world.library.list(period) } },
      ...{ persons, saved, adapters, clock, log: silentLog, perHour, holder, sources, keeper },
    })
  const own = digesting()
  return {
    ...world,
    ...own,
    adapters,
    keeper,
    suited,
    saved,
    persons,
    /** Another process has its own. */
    begin: (holder: string, parts: Parameters<typeof world.start>[0] = {}) => {
      const { papersOf, openDirect } = digesting(holder)
      return world.start({ ...parts, papersOf, openDirect })
    },
    /** A member turns the digest on, in UTC unless they say otherwise. */
    on: (member: string, draft: DigestDraft = {}) =>
      own.digests.turnOn(who(member), { zone: "UTC", ...draft }),
    /** Papers of each message that a member got, in order. */
    brought: (member: string) =>
      chat.messages.filter(({ place }) => place === `with ${member}`).map(({ card }) => papersIn(card)),
  }
}

export type DigestWorld = Awaited<ReturnType<typeof createDigestWorld>>

export function who(member: string, given: Partial<Actor> = {}): Actor {
  return anActor({ community, member, memberName: member, ...given })
}

/** The best of a day has its key and `-1`. */
function papersOf(key: string) {
  return [1, 2, 3].map((place) =>
    aPaper({ id: `${key}-${place}`, title: `Number ${place} of ${key}`, upvotes: 100 - place }),
  )
}

function pick(id: string, why: string) {
  return { paper: aPaper({ id, title: `About ${id}` }), reason: plainText(why) }
}

export function papersIn(card: Card): readonly string[] {
  return itemsIn(card).flatMap(({ paper }) => paper ?? [])
}

/** The last line of each item. */
export function reasonsIn(card: Card): readonly string[] {
  return itemsIn(card).map(({ lines }) => (lines.at(-1) ?? []).map(({ text }) => text).join(""))
}

function itemsIn({ blocks }: Card) {
  return blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
}
