import { listInWords } from "../cards/list-words.ts"
import { dueList, type ListReader, papersMatching, papersTaken, readList } from "../editions/lists.ts"
import { cursorOf } from "../editions/picked.ts"
import { type Edition, memberIn, type Subscription } from "../vocabulary/delivery-stores.ts"
import type { Pick as Brought, PapersOf, Picked } from "../vocabulary/digests.ts"
import type { Services } from "../vocabulary/services.ts"
import { plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { accountsOf } from "./accounts.ts"
import type { DigestSources } from "./sources.ts"

/** What a member saw in a channel is not brought to them for so long. */
const seenDays = 7
/** Editions that are looked through: more than can have brought a paper of the last days' lists. */
const mostEditions = 40
/** Votes of a member that are looked through: of several years. */
const mostVotes = 2_000
/** A search that posts once a month looks back so far. */
const mostDays = 31
/** Papers of one post: beyond its budget they have a line each. */
const mostPicks = 100
/** With so much room left after what is followed, one place is the list's best. */
const roomForBest = 3

export type MixParts = Pick<Services, "editions" | "posts" | "votes" | "persons" | "saved"> & {
  readonly library: ListReader
  readonly sources: DigestSources
}

/**
 * What suits somebody: what they follow first, then what is recommended to them, then the best of the newest list, each
 * with its reason. Nothing that they voted for, saved, got before, or saw in a channel of their community within a week.
 */
export function createPapersOf(parts: MixParts): PapersOf {
  const { editions, posts, votes, persons, saved, library, sources } = parts

  return async (subscription, now, before) => {
    const known = await knownTo(subscription, now, before)
    if (subscription.content.kind === "query")
      return foundNow({ ...subscription, content: subscription.content }, now, before, known)
    const { content, budget } = subscription
    const news = await newsFor(subscription, before)
    const followed = await unknown(subscription, news.picks, known)
    const first = added(followed.slice(0, budget), known)
    const room = budget - first.length
    const suited = content.kind === "followed" ? [] : await recommendedTo(subscription, room, known)
    const others = added(await unknown(subscription, suited, known), known)
    const best = content.kind === "mix" ? await bestOf(subscription, room, now, known) : []
    const kept = others.slice(0, best.length > 0 && room >= roomForBest ? room - 1 : room)
    return {
      picks: [...first, ...kept, ...best].slice(0, budget),
      moreFollowed: followed.length - first.length,
      cursor: news.cursor,
    }
  }

  /** All that a search finds and the place has not had: what is beyond its budget goes into a thread. */
  async function foundNow(
    { content, filter, timeZone }: Subscription & { readonly content: { readonly text: string } },
    now: Temporal.Instant,
    [last]: readonly Edition[],
    known: ReadonlySet<string>,
  ): Promise<Picked> {
    const since = last === undefined ? seenDays : now.since(last.dueAt).total("days") + 1
    const to = now.toZonedDateTimeISO(timeZone).toPlainDate()
    const from = to.subtract({ days: Math.ceil(Math.min(mostDays, Math.max(seenDays, since))) })
    const found = await sources.found(content.text, from.toString(), to.toString())
    const fresh = papersMatching(found, filter).filter(({ id }) => !known.has(id))
    return {
      picks: fresh.slice(0, mostPicks).map((paper) => ({ paper, reason: [] })),
      moreFollowed: 0,
      cursor: 0,
    }
  }

  async function newsFor({ content, audience, community }: Subscription, before: readonly Edition[]) {
    const since = "since" in content ? (content.since ?? 0) : 0
    const cursor = cursorOf(before[0]?.listKey ?? "") ?? since
    const none = { picks: [], cursor }
    const member = memberIn(audience)
    if ((content.kind !== "mix" && content.kind !== "followed") || member === undefined) return none
    const known = await persons.find({ community, member })
    return known === undefined ? none : await sources.followed(known.person, cursor)
  }

  async function recommendedTo(
    { community, audience, filter }: Subscription,
    limit: number,
    known: ReadonlySet<string>,
  ): Promise<readonly Brought[]> {
    if (limit === 0) return []
    const member = memberIn(audience)
    const of = member === undefined ? { community } : { community, member }
    if (filter === "") return sources.recommended(of, limit, known)
    const all = await sources.recommended(of, mostPicks, known)
    const taken = new Set(
      papersMatching(
        all.map(({ paper }) => paper),
        filter,
      ),
    )
    return all.filter(({ paper }) => taken.has(paper))
  }

  /** The best of the newest settled list; none where it cannot be read now. */
  async function bestOf(
    subscription: Subscription,
    limit: number,
    now: Temporal.Instant,
    known: ReadonlySet<string>,
  ): Promise<readonly Brought[]> {
    if (limit === 0) return []
    const list = dueList(subscription, now)
    const listed = await readList(library, list)
    if (listed.state !== "listed") return []
    const reason = plainText(words.digests.best(listInWords(list.key)))
    const papers = papersTaken(listed, subscription).filter(({ upvotes }) => upvotes > 0)
    return (
      await unknown(
        subscription,
        papers.map((paper) => ({ paper, reason })),
        known,
      )
    ).slice(0, limit)
  }

  async function knownTo(subscription: Subscription, now: Temporal.Instant, before: readonly Edition[]) {
    const since = now.subtract({ hours: seenDays * 24 }).toString()
    const { content, community, place } = subscription
    // Who asks for a search wants its papers, also where another channel had them.
    const seen = (await posts.since(community, since)).filter(
      (post) => content.kind !== "query" || post.place === place,
    )
    const brought = await Promise.all(before.slice(0, mostEditions).map(({ id }) => editions.deliveries(id)))
    const cards = brought.flat().map(({ card }) => card)
    const items = cards
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === "items" ? block.items : []))
    return new Set([
      ...seen.filter(({ kind }) => kind === "post").map(({ paper }) => paper),
      ...[...items, ...cards].flatMap(({ paper }) => paper ?? []),
      ...(await votedBy(subscription)),
    ])
  }

  async function votedBy({ community, audience }: Subscription): Promise<readonly string[]> {
    const member = memberIn(audience)
    if (member === undefined) return []
    const accounts = await accountsOf(persons, { community, member })
    const all = accounts.map((one) => votes.ofMember(one.community, one.member, mostVotes))
    return (await Promise.all(all)).flat().map(({ paper }) => paper)
  }

  async function unknown(
    { community, audience }: Subscription,
    picks: readonly Brought[],
    known: ReadonlySet<string>,
  ): Promise<readonly Brought[]> {
    const fresh = picks.filter(({ paper }) => !known.has(paper.id))
    const member = memberIn(audience)
    if (member === undefined || fresh.length === 0) return fresh
    const ids = fresh.map(({ paper }) => paper.id)
    const own = await saved.of({ community, member }, ids)
    return fresh.filter(({ paper }) => !own.has(paper.id))
  }
}

/** From now on these are known. */
function added(picks: readonly Brought[], known: Set<string>): readonly Brought[] {
  for (const { paper } of picks) known.add(paper.id)
  return picks
}
