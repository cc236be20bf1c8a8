import { words } from "../../words/words.ts"
import { fieldOrder } from "../index/bm25f.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import { fieldEnd } from "../index/paper-text.ts"
import { impactIn } from "../index/postings.ts"
import type { Vocabulary } from "../index/vocabulary.ts"
import { wordsAt } from "../index/word-texts.ts"
import type { Correction } from "../query/corrections.ts"
import type { QueryPlan } from "../query/plan.ts"
import type { Slot } from "../query/slots.ts"
import type { ReadRequest } from "./filters.ts"
import type { FoundPaper, FoundPapers } from "./found.ts"
import type { Ranked } from "./rerank.ts"

/** A page of papers, with why each was found, what to mark, and what was corrected, in the words of the first hit. */
export function answer(
  { shared: { vocabulary } }: IndexedPapers,
  request: ReadRequest,
  plan: QueryPlan,
  page: readonly Ranked[],
  counted: Pick<FoundPapers, "total" | "atLeast">,
  first: PaperRef | undefined,
): FoundPapers {
  const corrections = plan.corrections
    .map((correction) => ({ ...correction, to: correctedText(correction, first) }))
    .filter(({ written, to }) => to !== written)
  const corrected = corrections.map(({ written, to }) => words.search.why.corrected(to, written)).join("")
  const marks = marksOf(plan, vocabulary)
  const hits = page.map(
    ({ candidate, final, fields }): FoundPaper => ({
      id: candidate.segment.ids[candidate.at] as string,
      score: final,
      why: whereMatched(candidate, plan.slots, vocabulary, fields) + corrected,
      marks,
    }),
  )
  const found = { hits, ...counted }
  if (corrections.length === 0 || hits.length === 0) return found
  const to = corrections.reduce((text, { raw, to: better }) => text.replace(raw, () => better), request.text)
  return { ...found, correction: { from: request.text.trim(), to: to.trim() } }
}

/** What the first hit holds instead of a misspelled word, otherwise the likeliest correction. */
function correctedText({ parts, readings }: Correction, first: PaperRef | undefined): string {
  return parts
    .map(({ word, alternatives }) => {
      const found = alternatives.find(({ term }) => first !== undefined && holds(first, term))
      return readings.get((found ?? alternatives[0])?.term ?? -1) ?? word
    })
    .join(" ")
}

function marksOf({ slots }: QueryPlan, vocabulary: Vocabulary): FoundPaper["marks"] {
  const terms = slots.flatMap(({ alternatives }) => alternatives.filter(({ isAuthor }) => !isAuthor))
  return { stems: new Set(terms.map(({ term }) => vocabulary.termText(term))) }
}

/** Where a paper holds words of the query, as people read it: `title, author`. Empty if it holds none. */
function whereMatched(
  paper: PaperRef,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  known: number | undefined,
): string {
  const alternatives = slots.flatMap((slot) => slot.alternatives)
  const fields = known ?? fieldsHolding(paper, new Set(alternatives.map(({ term }) => term)), vocabulary)
  const isByAuthor = alternatives.some(({ term, isAuthor }) => isAuthor && holds(paper, term))
  const [title, ...others] = fieldOrder.map((field, number) =>
    (fields & (1 << number)) === 0 ? undefined : words.search.why[field],
  )
  return [title, isByAuthor ? words.search.why.author : undefined, ...others]
    .filter((place) => place !== undefined)
    .slice(0, mostNamed)
    .join(", ")
}

const mostNamed = 2

function holds({ segment, at }: PaperRef, term: number): boolean {
  return impactIn(segment.postings, term, at) > 0
}

/** A bit for each field that holds any of the terms, in `fieldOrder`. */
function fieldsHolding(
  { segment, at }: PaperRef,
  terms: ReadonlySet<number>,
  vocabulary: Vocabulary,
): number {
  let fields = 0
  let field = 1
  const text = wordsAt(segment.texts, at)
  for (let i = 0; i < text.length; i++) {
    const word = text[i] as number
    if (word === fieldEnd) field <<= 1
    else if (terms.has(vocabulary.termOf(word))) fields |= field
  }
  return fields
}
