import type { Run, Text } from "../vocabulary/card.ts"
import { clean, cleanLine, graphemesOf } from "./characters.ts"

/** How long a text becomes when a platform writes it, escapes and marks included. */
export type Measure = (text: Text) => number

/** The number of UTF-16 units of the bare words. */
export const plainLength: Measure = (text) => text.reduce((sum, run) => sum + clean(run.text).length, 0)

/**
 * The text, or as much of its beginning as fits in `max` with an ellipsis: cut after a word where one ends near,
 * otherwise between two characters, never inside one. Empty where not even the ellipsis fits.
 */
export function fitText(text: Text, max: number, measure: Measure = plainLength): Text {
  if (measure(text) <= max) return text
  const characters = text.flatMap((run, index) =>
    graphemesOf(clean(run.text)).map((character) => ({ character, index })),
  )
  const takeFirst = (count: number): Text => assemble(text, characters.slice(0, count))
  let [low, high] = [0, characters.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (measure(takeFirst(middle)) <= max) low = middle
    else high = middle - 1
  }
  const words = characters.map(({ character }) => character)
  for (let count = lastWordEnd(words, low); count >= 0; count--) {
    const cut = takeFirst(count)
    if (measure(cut) <= max) return cut
  }
  // A long address leaves no room for words, and the words are what is read.
  return text.some((run) => run.href !== undefined) ? fitText(text.map(unlinked), max, measure) : []
}

/** The label on one line, harmless (`cleanLine`), or its beginning with an ellipsis, in at most `max` UTF-16 units. */
export function fitLine(line: string, max: number): string {
  return fitText([{ text: cleanLine(line) }], max)
    .map((run) => run.text)
    .join("")
}

function unlinked({ href: _, ...run }: Run): Run {
  return run
}

type Character = { readonly character: string; readonly index: number }

// The ellipsis belongs to the run that is cut, so that it is no longer than its marks.
function assemble(text: Text, characters: readonly Character[]): Text {
  const last = characters.at(-1)?.index ?? 0
  return text.slice(0, last + 1).map((run, index) => {
    const kept = characters.flatMap((one) => (one.index === index ? one.character : [])).join("")
    return { ...run, text: index === last ? `${kept.trimEnd()}…` : kept }
  })
}

// Going back further than this to find the end of a word would throw away more than a broken word costs.
const farthestWordEnd = 16

function lastWordEnd(characters: readonly string[], count: number): number {
  for (let end = count; end > Math.max(0, count - farthestWordEnd); end--) {
    if (/^\s/.test(characters[end] ?? " ")) return end
  }
  return count
}
