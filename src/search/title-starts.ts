import type { Segment } from "./segment.ts"
import { stringAt } from "./strings.ts"
import { type WordStarts, wordStartsOf } from "./word-starts.ts"
import { wordsOf } from "./words.ts"

/** How a segment's titles and their words begin. Made when first asked for; a segment's titles never change. */
export function titleStartsOf(segment: Segment): WordStarts {
  const known = titleStarts.get(segment)
  if (known !== undefined) return known
  const built = wordStartsOf(segment.ids.map((_, at) => startKeyOf(stringAt(segment.titles, at))))
  titleStarts.set(segment, built)
  return built
}

const titleStarts = new WeakMap<Segment, WordStarts>()

/** For a segment that was saved with them. */
export function restoreTitleStarts(segment: Segment, starts: WordStarts): void {
  titleStarts.set(segment, starts)
}

/** Words parted by one space, without the article that nobody minds; typing goes on within the last of them. */
export function startKeyOf(text: string): string {
  const words = wordsOf(text.slice(0, longestTyped)).map((word) => word.text)
  return words.filter((word, at) => word !== "a" || at === words.length - 1).join(" ")
}

const longestTyped = 200
