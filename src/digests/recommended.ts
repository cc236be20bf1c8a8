import { reasonInWords } from "../cards/reason-words.ts"
import type { Services } from "../vocabulary/services.ts"
import type { DigestSources } from "./sources.ts"

/** What is recommended, for digests. A member whose taste nobody knows gets the best of the newest list instead. */
export function recommendedFrom({
  recommendations,
}: Pick<Services, "recommendations">): DigestSources["recommended"] {
  return async (of, limit, except) => {
    const { by, items } = await recommendations.for(of, { limit, except })
    const isForOne = of.member !== undefined
    return by === "best" && isForOne
      ? []
      : items.map(({ paper, reason }) => ({ paper, reason: reasonInWords(reason) }))
  }
}
