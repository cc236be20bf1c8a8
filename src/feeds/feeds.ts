import { adapterOf } from "../community/adapter-of.ts"
import { parseFilter } from "../search/index.ts"
import type { Actor } from "../vocabulary/actor.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Feed, FeedAddress, FeedKind, Feeds } from "../vocabulary/feeds.ts"
import type { Services } from "../vocabulary/services.ts"
import type { Clock } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { dayOf, type PageServices, pageOf, spanAt } from "./page-of.ts"
import { hashOf, tokenOf } from "./tokens.ts"

const { feeds: say } = words

/** More than these nobody reads; each is made anew for its readers. */
const mostFeeds = 20

export type FeedServices = PageServices &
  Pick<Services, "persons" | "random"> & {
    /** The keys that make tokens, the newest first. Asked for when the first feed is made or shown. */
    readonly keys: () => readonly Buffer[]
    /** Up to which change papers can be searched. */
    readonly indexed: () => number
    /** Where the door and the page are reached: `https://papers.example.org`. */
    readonly origin: () => string
  }

/** Feeds with addresses that nobody guesses: kept as a hash of their secret part, which a key outside the store makes again. */
export function createFeeds(services: FeedServices): Feeds {
  const { feedAddresses: store, persons, adapters, random, clock, keys, origin, indexed } = services

  const moment = momentsOf(clock)

  const addressed = ({ feed, hash }: { readonly feed: Feed; readonly hash: string }): FeedAddress => {
    const token = keys()
      .map((key) => tokenOf(key, feed))
      .find((one) => hashOf(one) === hash)
    return token === undefined ? { feed } : { feed, address: `${origin()}/f/${token}` }
  }
  const hashFor = (feed: Feed) => hashOf(tokenOf(newest(keys()), feed))

  async function ofActor(actor: Actor) {
    const member = await persons.find(actor)
    const own = member === undefined ? [] : await store.ofPerson(member.person)
    const places = actor.isAdmin ? await store.ofPlace(actor.community, actor.place) : []
    return [...own, ...places]
  }

  async function owned(actor: Actor, id: string): Promise<Feed | undefined> {
    return (await ofActor(actor)).find(({ feed }) => feed.id === id)?.feed
  }

  async function feedFor(actor: Actor, kind: FeedKind, text: string | undefined): Promise<Feed> {
    const id = Array.from({ length: 16 }, () => Math.floor(random() * 36).toString(36)).join("")
    const common = { id, kind, createdAt: clock.now().toString(), generation: 1, ...(text && { text }) }
    if (kind !== "channel") return { ...common, person: (await persons.ensure(actor)).person }
    if (!actor.isAdmin) throw new UserError("admins-only", say.adminsOnly, { hint: say.adminsOnlyHint })
    const { community, place, member: createdBy } = actor
    const about = await adapterOf(adapters, community)?.describePlace?.({ community, place })
    return { ...common, text: about?.name ?? place, community, place, createdBy }
  }

  return {
    origin,
    async create(actor, { kind, query }) {
      const text = kind === "search" ? readQuery(query) : undefined
      const feed = await feedFor(actor, kind, text)
      const added = await store.add(feed, hashFor(feed), mostFeeds)
      if (added === "full") throw new UserError("too-many-feeds", say.full(mostFeeds), { hint: say.fullHint })
      return addressed(added)
    },
    async list(actor) {
      return (await ofActor(actor)).map(addressed)
    },
    async renew(actor, id) {
      const feed = await owned(actor, id)
      if (feed === undefined) return undefined
      const renewed = { ...feed, generation: feed.generation + 1 }
      const hash = hashFor(renewed)
      await store.renew(renewed, hash)
      return addressed({ feed: renewed, hash })
    },
    async end(actor, id) {
      const feed = await owned(actor, id)
      if (feed === undefined) return undefined
      await store.remove(feed)
      return feed
    },
    async read(token) {
      const feed = await store.byHash(hashOf(token))
      return feed && pageOf(feed, services, origin())
    },
    async stamp(token) {
      const { span, day } = moment()
      const held = await store.stamp(hashOf(token), span)
      // A query may say "today", and sees what is indexed.
      return held && `${held} ${span.listsTo} ${day} ${indexed()}`
    },
  }
}

/** What a minute is to feeds, reckoned once: readers ask many times in one. */
function momentsOf(clock: Pick<Clock, "now">) {
  let known = { minute: Number.NaN, span: spanAt(clock.now()), day: "" }
  return () => {
    const now = clock.now()
    const minute = Math.floor(now.epochMilliseconds / 60_000)
    if (minute !== known.minute) known = { minute, span: spanAt(now), day: dayOf(now) }
    return known
  }
}

function newest(keys: readonly Buffer[]): Buffer {
  const [key] = keys
  if (key === undefined) throw new Error("There is always a key.")
  return key
}

/** A query as it is kept. Throws `UserError` for one that finds nothing by mistake. */
function readQuery(query = ""): string {
  const text = query.trim()
  if (text === "") throw new UserError("missing-query", say.missingQuery, { hint: say.missingQueryHint })
  const read = parseFilter(text)
  if (read.kind === "filter") return text
  const hint = read.suggestion === undefined ? say.missingQueryHint : say.didYouMean(read.suggestion)
  throw new UserError("wrong-filter", read.message, { hint })
}
