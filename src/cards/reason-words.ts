import type { Text } from "../vocabulary/card.ts"
import type { RecommendationReason } from "../vocabulary/recommending.ts"
import { bold, joined } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { shortTitle } from "./short-title.ts"

const { because, shares } = words.recommending

/** `Because you upvoted **DDT**. Shares: diffusion, transformer, decoupled.` */
export function reasonInWords(reason: RecommendationReason): Text {
  if (reason.kind === "best") return joined([because.best])
  const opening = reason.kind === "community" ? because.community : because[reason.sign]
  const title = shortTitle(reason.because.title)
  return joined([opening, bold(title), shares(reason.words, /[.!?…]$/.test(title) ? "" : ".")], "")
}
