import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import type { Community, PaperStats } from "../vocabulary/community.ts"
import type { PostStore, ThreadStore, VoteStore } from "../vocabulary/community-stores.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Clock, Log } from "../vocabulary/system.ts"
import { adapterOf } from "./adapter-of.ts"
import { createDiscussions } from "./discussions.ts"
import { createReactions } from "./reactions.ts"

export type CommunityParts = {
  readonly votes: VoteStore
  readonly posts: PostStore
  readonly threads: ThreadStore
  /** By platform. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  readonly log: Log
  /** Told after every change of a paper's stats, so that its posts can follow. */
  readonly changed: (community: string, paper: string) => void
}

/** More than any community's papers with votes; the store counts, so this bounds memory only. */
const allPapers = 100_000

/** What a community makes of papers. Nothing here ever reads across communities. */
export function createCommunity(parts: CommunityParts) {
  const { votes, posts, threads, clock } = parts

  async function stats(community: string, paper: string, known?: Partial<PaperStats>): Promise<PaperStats> {
    return {
      votes: known?.votes ?? (await votes.tallies(community, [paper])).get(paper) ?? 0,
      mine: known?.mine ?? false,
      threads: await threads.of(community, paper),
      posts: (await posts.ofPaper(community, paper)).filter(({ kind }) => kind === "post"),
    }
  }

  async function paperStats(
    { community, member }: Actor,
    papers: readonly string[],
  ): Promise<ReadonlyMap<string, PaperStats>> {
    const tallies = await votes.tallies(community, papers)
    const mine = new Set((await votes.ofMember(community, member)).map((vote) => vote.paper))
    const found = new Map<string, PaperStats>()
    for (const paper of papers) {
      const known = { votes: tallies.get(paper) ?? 0, mine: mine.has(paper) }
      found.set(paper, await stats(community, paper, known))
    }
    return found
  }

  async function vote(actor: Actor, paper: string, wish: "on" | "off" | "toggle") {
    const ballot = { community: actor.community, member: actor.member, paper }
    const at = clock.now().toString()
    const first = await votes.set(ballot, wish !== "off", at)
    // A toggle that finds the vote there already takes it back.
    const retracted = wish === "toggle" && !first.changed ? await votes.set(ballot, false, at) : undefined
    const outcome = retracted ?? first
    if (outcome.changed) parts.changed(actor.community, paper)
    return { ...outcome, on: wish !== "off" && retracted === undefined }
  }

  async function paperAt(actor: Actor, on?: MessageRef): Promise<string | undefined> {
    const post = on?.community === actor.community ? await posts.at(on) : undefined
    if (post !== undefined) return post.paper
    return actor.thread && (await threads.at(actor.community, actor.thread))?.paper
  }

  async function touched(community: string) {
    const voted = await votes.top(community, "0000", "9999", allPapers)
    return {
      discussed: new Set(await threads.papers(community)),
      voted: new Set(voted.map((counted) => counted.paper)),
    }
  }

  const face: Community = {
    paperStats,
    vote,
    votesOf: async ({ community, member }) =>
      (await votes.ofMember(community, member)).map(({ paper }) => paper),
    top: votes.top,
    discuss: createDiscussions(parts, stats),
    paperAt,
    touched,
    linkTo: (where) => adapterOf(parts.adapters, where.community)?.linkTo(where),
  }
  return { ...face, stats, ...createReactions(parts) }
}
