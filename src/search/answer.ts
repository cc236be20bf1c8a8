import type { SearchRequest } from "../vocabulary/search-request.ts"
import { mostCounted } from "./candidates.ts"
import type { Correction } from "./corrections.ts"
import type { PapersHeld, Place } from "./papers-held.ts"
import { impactIn } from "./postings.ts"
import type { QueryPlan } from "./query-plan.ts"
import type { Ranked } from "./rerank.ts"
import type { FoundPaper, FoundPapers } from "./search-index.ts"
import { whereMatched } from "./why.ts"

/** A page of papers, with why each was found, what to mark, and what was corrected: in the words of the first hit. */
export function answer(
  held: PapersHeld,
  request: SearchRequest,
  plan: QueryPlan,
  page: readonly Ranked[],
  total: number,
  first: Place | undefined,
): FoundPapers {
  const { vocabulary } = held.shared
  const told = plan.corrections
    .map((correction) => ({ ...correction, to: readingIn(correction, first) }))
    .filter(({ written, to }) => to !== written)
  const said = told.map(({ written, to }) => `; ${to} for ${written}`).join("")
  const marks = marksOf(plan, vocabulary.termTexts)
  const hits = page.map(({ candidate, final, fields }): FoundPaper => {
    const { segment, at } = candidate
    return {
      id: segment.ids[at] as string,
      score: final,
      why: whereMatched(candidate, plan.slots, vocabulary, fields) + said,
      marks,
    }
  })
  if (told.length === 0 || hits.length === 0) return { hits, total: Math.min(total, mostCounted) }
  const to = told.reduce((text, { raw, to: better }) => text.replace(raw, () => better), request.text)
  return {
    hits,
    total: Math.min(total, mostCounted),
    correction: { from: request.text.trim(), to: to.trim() },
  }
}

/** What the first hit holds in the place of a mistyped word, else what was likeliest. */
function readingIn({ parts, readings }: Correction, first: Place | undefined): string {
  return parts
    .map(({ word, alternatives }) => {
      const found = alternatives.find(
        ({ term }) => first !== undefined && impactIn(first.segment.postings, term, first.at) > 0,
      )
      return readings.get((found ?? alternatives[0])?.term ?? -1) ?? word
    })
    .join(" ")
}

function marksOf({ slots }: QueryPlan, termTexts: readonly string[]): FoundPaper["marks"] {
  const terms = slots.flatMap(({ alternatives }) => alternatives.filter(({ isAuthor }) => !isAuthor))
  return { stems: new Set(terms.map(({ term }) => termTexts[term] ?? "")), prefixes: [] }
}
