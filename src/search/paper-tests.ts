import type { SearchRequest } from "../search-request.ts"
import { filterTests, holders, type Test } from "./filters.ts"
import type { PapersHeld } from "./papers-held.ts"
import { phraseTest } from "./phrase.ts"
import type { ParsedQuery } from "./query.ts"
import type { Segment } from "./segment.ts"
import { stem } from "./stem.ts"
import { wordsOf } from "./words.ts"

/** For each segment, which of its living papers may be found; undefined where all may. */
export type PaperTests = (segment: Segment) => Test | undefined

/** What a request's filters, phrases and exclusions leave of the living papers. */
export function paperTests(
  held: PapersHeld,
  { filters = {}, local }: SearchRequest,
  query: ParsedQuery,
): PaperTests {
  const { vocabulary } = held.shared
  const phrases = query.phrases.map((phrase) => phraseTest(phrase, vocabulary))
  const without = query.excluded.map((text) => wordsOf(text).map((word) => word.text))
  return (segment) => {
    const tests: Test[] = [
      ...filterTests(segment, filters, local, held.shared),
      ...filterTests(segment, query.filters, local, held.shared),
      ...without.map((words) => exclusion(segment, words, held)),
      ...phrases.map((holds) => (at: number) => holds(segment, at)),
    ]
    const [only] = tests
    if (tests.length < 2) return only
    return (at) => tests.every((test) => test(at))
  }
}

/** One excluded word takes its other forms with it; of several, only the phrase that they make. */
function exclusion(segment: Segment, words: readonly string[], { shared: { vocabulary } }: PapersHeld): Test {
  const held = words.map((word) => holders(segment, [vocabulary.knownTerm(stem(word))]))
  if (words.length === 1) return (at) => held[0]?.[at] !== 1
  const holdsPhrase = phraseTest(words.join(" "), vocabulary)
  return (at) => !(held.every((one) => one[at] === 1) && holdsPhrase(segment, at))
}
