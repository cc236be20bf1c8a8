import { moreNotable } from "./more-notable.ts"
import type { PaperTests } from "./paper-tests.ts"
import type { PapersHeld, Place } from "./papers-held.ts"
import { startKeyOf, titleStartsOf } from "./title-starts.ts"
import { startingWith, textAt } from "./word-starts.ts"

/** What begins more titles than this is a common word, and says nothing of which one is meant. */
const mostBegun = 8
/** Shorter than this, a beginning is one. */
const shortest = 6
const encoder = new TextEncoder()

/**
 * Papers whose title begins exactly as was typed, the last word perhaps unfinished: a title that is typed as such goes
 * before what merely holds the words. The one that is typed to its end first, then the more notable. Empty where too
 * many begin so.
 */
export function titlesBegun(held: PapersHeld, words: string, passes: PaperTests): readonly Place[] {
  const key = startKeyOf(words)
  if (key.length < shortest) return []
  const typed = encoder.encode(key)
  const begun: (Place & { readonly isWhole: boolean })[] = []
  for (const segment of held.segments) {
    const index = titleStartsOf(segment)
    const { from, to } = startingWith(index, typed)
    for (let i = from; i < to; i++) {
      const place = index.sorted[i] as number
      const at = textAt(index, place)
      if (place !== index.texts.starts[at] || segment.dead[at] === 1 || passes(segment)?.(at) === false)
        continue
      if (begun.length === mostBegun) return []
      begun.push({ segment, at, isWhole: index.texts.bytes[place + typed.length] === 0 })
    }
  }
  return begun.sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || (moreNotable(a, b) ? -1 : 1))
}
