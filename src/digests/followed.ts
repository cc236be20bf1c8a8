import { followReason } from "../cards/follow-words.ts"
import type { Services } from "../vocabulary/services.ts"
import type { DigestSources } from "./sources.ts"

/** What follows bring, for digests: each paper with the follows that found it as its reason. */
export function followedSource({
  follows,
}: Pick<Services, "follows">): Pick<DigestSources, "followed" | "followCursor"> {
  return {
    async followed(person, after) {
      const { items, cursor } = await follows.newFor(person, after)
      return {
        picks: items.toReversed().map(({ paper, by }) => ({ paper, reason: followReason(by) })),
        cursor,
      }
    },
    followCursor: follows.cursor,
  }
}
