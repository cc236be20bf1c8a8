import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import { papersOn } from "../vocabulary/card.ts"
import type { Community, VoteCounts } from "../vocabulary/community.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { adapterOf } from "./adapter-of.ts"
import { createDiscussions } from "./discussions.ts"
import { createReactions } from "./reactions.ts"

export type CommunityServices = Pick<
  Services,
  "votes" | "posts" | "threads" | "editions" | "stats" | "dataRights" | "adapters" | "clock" | "log"
> & {
  /** Told after every change of a paper's stats, so that its posts can follow. */
  readonly changed: (community: string, paper: string) => void
  /** Where the votes of one count who asks apart from everybody. Absent, or undefined: for themselves alone. */
  readonly votesWith?: (actor: Actor) => Promise<string | undefined>
}

/** What a community makes of papers. Nothing here ever reads across communities. */
export function createCommunity(services: CommunityServices) {
  const { votes, posts, threads, editions, dataRights, clock, changed, votesWith } = services

  /** In direct messages that are a community of their own, nobody else would ever see a vote. */
  async function votingIn(
    actor: Actor,
  ): Promise<{ readonly community: string; readonly counts: VoteCounts }> {
    if (!actor.isApart) return { community: actor.community, counts: "here" }
    const whose = await votesWith?.(actor)
    const isAlone = whose === undefined || whose === actor.community
    return isAlone
      ? { community: actor.community, counts: "alone" }
      : { community: whose, counts: "with-digest" }
  }

  async function paperStats(actor: Actor, papers: readonly string[]) {
    const { community } = await votingIn(actor)
    return services.stats.of(community, actor.member, papers)
  }

  /** As nobody in particular sees a paper. */
  async function stats(community: string, paper: string): Promise<PaperStats> {
    const of = await services.stats.of(community, undefined, [paper])
    return of.get(paper) ?? { votes: 0, mine: false, threads: [], posts: [] }
  }

  async function vote(actor: Actor, paper: string, wanted: "on" | "off" | "toggle") {
    const { community, counts } = await votingIn(actor)
    const ballot = { community, member: actor.member, paper }
    const at = clock.now().toString()
    if (wanted !== "off") await dataRights.isBack({ ...actor, community })
    const first = await votes.set(ballot, wanted !== "off", at)
    // A toggle that finds the vote there already takes it back.
    const retracted = wanted === "toggle" && !first.changed ? await votes.set(ballot, false, at) : undefined
    const { remains = false, ...outcome } = retracted ?? first
    if (outcome.changed) changed(community, paper)
    return { ...outcome, counts, on: remains || (wanted !== "off" && retracted === undefined) }
  }

  async function paperAt(actor: Actor, on?: MessageRef): Promise<string | undefined> {
    const post = on?.community === actor.community ? await posts.at(on) : undefined
    if (post !== undefined) return post.paper
    return actor.thread && (await threads.at(actor.community, actor.thread))?.paper
  }

  async function papersAt(actor: Actor, on?: MessageRef): Promise<readonly string[]> {
    const alone = await paperAt(actor, on)
    if (alone !== undefined) return [alone]
    if (actor.thread === undefined) return []
    // A thread has the id of the message that it hangs under.
    const { community, place, thread: message } = actor
    return papersOn(await editions.cardsWith({ community, place, message }))
  }

  async function follows(on: MessageRef | undefined, paper: string): Promise<boolean> {
    const post = on && (await posts.at(on))
    return post?.paper === paper && post.kind !== "thread-opening"
  }

  async function touched(community: string, how: Parameters<Community["touched"]>[1]) {
    const discussed = how.includes("discussed") ? await threads.papers(community) : []
    const voted = how.includes("voted") ? await votes.papers(community) : []
    return { discussed: new Set(discussed), voted: new Set(voted) }
  }

  async function nameOf(
    { community, place }: { readonly community: string; readonly place: string },
    reader: Actor,
  ) {
    const isHere = place === reader.place || reader.isAdmin
    if (reader.isGuest && !isHere) return undefined
    try {
      const known = await adapterOf(services.adapters, community)?.describePlace?.({ community, place })
      if (known?.isPrivate && !isHere) return undefined
      return known === undefined ? place : `#${known.name}`
    } catch (error) {
      services.log.warn({ community, place, err: error }, words.community.placeUnknown)
      return place
    }
  }

  const community: Community = {
    paperStats,
    vote,
    votesOf: async (actor, limit) => {
      const { community } = await votingIn(actor)
      return (await votes.ofMember(community, actor.member, limit)).map(({ paper }) => paper)
    },
    top: votes.top,
    discuss: createDiscussions(services),
    paperAt,
    papersAt,
    postedHere: (actor, span, limit) => posts.inPlace(actor, span, limit),
    touched,
    follows,
    nameOf,
    linkTo: (where) => adapterOf(services.adapters, where.community)?.linkTo(where),
  }
  return { ...community, stats, ...createReactions(services) }
}
