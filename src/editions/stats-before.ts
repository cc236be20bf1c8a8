import type { VoteStore } from "../vocabulary/community-stores.ts"
import type { StatsOf } from "./plan-edition.ts"

/** The votes that papers have in a community already, for messages on which nobody has looked yet. */
export function statsBefore(votes: Pick<VoteStore, "tallies">): StatsOf {
  return async (community, papers) => {
    const tallies = await votes.tallies(community, papers)
    return new Map(
      [...tallies].map(([paper, count]) => [paper, { votes: count, mine: false, threads: [], posts: [] }]),
    )
  }
}
