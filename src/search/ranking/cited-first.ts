import { numbersIn, pieceAt } from "../index/bytes.ts"
import { dayOf } from "../index/columns.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import { matchesName } from "../index/names.ts"
import type { Citation } from "../query/understand.ts"
import type { Ranked } from "./rerank.ts"

/**
 * The papers that a citation rather means, in front: those with more of its words, then those whose first author it
 * names, then those of its very year (a paper is often cited by the year in which it was presented).
 */
export function citedFirst(
  { shared: { authors } }: IndexedPapers,
  { name, year }: Citation,
  ranked: readonly Ranked[],
): readonly Ranked[] {
  const isFirst = ({ segment, at }: PaperRef) => {
    const [first] = numbersIn(pieceAt(segment.people, at))
    return first !== undefined && matchesName(name, authors.text(first))
  }
  const isOfYear = ({ segment, at }: PaperRef) => {
    const day = segment.columns.days[at] as number
    return year !== undefined && day >= dayOf(`${year}-01-01`) && day <= dayOf(`${year}-12-31`)
  }
  return ranked
    .map((one) => {
      const { candidate } = one
      const likeness = candidate.held * 4 + (isFirst(candidate) ? 2 : 0) + (isOfYear(candidate) ? 1 : 0)
      return { ...one, final: likeness * aboveAnyScore + one.final }
    })
    .sort((a, b) => b.final - a.final)
}

/** Scores lie between 0 and this. */
const aboveAnyScore = 10
