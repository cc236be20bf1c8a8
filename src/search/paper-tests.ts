import type { SearchRequest } from "../vocabulary/search-request.ts"
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
  const phrases = query.phrases.map((text) => wordsOf(text).map((word) => word.text))
  const without = query.excluded.map((text) => wordsOf(text).map((word) => word.text))
  return (segment) => {
    const tests: Test[] = [
      ...filterTests(segment, filters, local, held.shared),
      ...filterTests(segment, query.filters, local, held.shared),
      ...without.map((words) => exclusion(segment, words, held)),
      ...phrases.map((words) => holdsPhrase(segment, words, held)),
    ]
    const [only] = tests
    if (tests.length < 2) return only
    return (at) => tests.every((test) => test(at))
  }
}

/** One excluded word takes its other forms with it; of several, only the phrase that they make. */
function exclusion(segment: Segment, words: readonly string[], held: PapersHeld): Test {
  const holds = words.length === 1 ? holdsWords(segment, words, held) : holdsPhrase(segment, words, held)
  return (at) => !holds(at)
}

/** Papers that hold not even the words are never read. */
function holdsPhrase(segment: Segment, words: readonly string[], held: PapersHeld): Test {
  const holdsAll = holdsWords(segment, words, held)
  const holds = phraseTest(words.join(" "), held.shared.vocabulary)
  return (at) => holdsAll(at) && holds(segment, at)
}

function holdsWords(
  segment: Segment,
  words: readonly string[],
  { shared: { vocabulary } }: PapersHeld,
): Test {
  const terms = new Set(words.map((word) => vocabulary.knownTerm(stem(word))))
  const each = [...terms].map((term) => holders(segment, [term]))
  return (at) => each.every((one) => one[at] === 1)
}
