/**
 * For each term the papers that hold it, ascending, with the impact it has in each. Papers are numbered within their
 * segment, so two bytes do, and one for the impact.
 */
export type Postings = {
  /** The terms that occur, ascending. */
  readonly terms: Uint32Array
  /** Where the postings of each begin, and at the end where the last end. */
  readonly starts: Uint32Array
  readonly papers: Uint16Array
  readonly impacts: Uint8Array
  /** Each term's greatest impact, for MaxScore. */
  readonly most: Uint8Array
}

/** Postings of the papers 0, 1, 2 … with these terms and impacts. */
export function postingsOf(papers: readonly ReadonlyMap<number, number>[]): Postings {
  const counts = new Map<number, number>()
  for (const terms of papers) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1)
  const postings = emptyPostings(Uint32Array.from(counts.keys()).sort(), (term) => counts.get(term) ?? 0)
  const next = new Map([...postings.terms].map((term, at) => [term, at]))
  const ends = postings.starts.slice(0, -1)
  for (const [paper, terms] of papers.entries())
    for (const [term, impact] of terms) {
      const at = next.get(term) as number
      put(postings, at, (ends[at] as number)++, paper, impact)
    }
  return postings
}

/** A part of a merge: postings, and the new number of each of its papers, or `gone`. */
export type PostingsPart = { readonly postings: Postings; readonly renumbered: Int32Array }
export const gone = -1

/** All parts as one; the papers of a later part have the greater numbers. */
export function mergePostings(parts: readonly PostingsPart[]): Postings {
  const counts = new Map<number, number>()
  for (const part of parts)
    for (const [term, count] of livingCounts(part)) counts.set(term, (counts.get(term) ?? 0) + count)
  const merged = emptyPostings(Uint32Array.from(counts.keys()).sort(), (term) => counts.get(term) ?? 0)
  const ends = merged.starts.slice(0, -1)
  for (const { postings, renumbered } of parts) {
    let at = 0
    for (let i = 0; i < postings.terms.length; i++) {
      while (at < merged.terms.length && (merged.terms[at] as number) < (postings.terms[i] as number)) at++
      for (let from = postings.starts[i] as number; from < (postings.starts[i + 1] as number); from++) {
        const paper = renumbered[postings.papers[from] as number] as number
        if (paper !== gone) put(merged, at, (ends[at] as number)++, paper, postings.impacts[from] as number)
      }
    }
  }
  return merged
}

/** The index of a term in `starts`; -1 if no paper holds it. */
export function findTerm({ terms }: Postings, term: number): number {
  let low = 0
  let high = terms.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = terms[middle] as number
    if (found === term) return middle
    if (found < term) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The impact of a term in a paper; 0 if it does not occur. */
export function impactIn(postings: Postings, term: number, paper: number): number {
  const found = findTerm(postings, term)
  if (found < 0) return 0
  let low = postings.starts[found] as number
  let high = (postings.starts[found + 1] as number) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const here = postings.papers[middle] as number
    if (here === paper) return postings.impacts[middle] as number
    if (here < paper) low = middle + 1
    else high = middle - 1
  }
  return 0
}

function put(postings: Postings, term: number, at: number, paper: number, impact: number): void {
  postings.papers[at] = paper
  postings.impacts[at] = impact
  if (impact > (postings.most[term] as number)) postings.most[term] = impact
}

function emptyPostings(terms: Uint32Array, countOf: (term: number) => number): Postings {
  const starts = new Uint32Array(terms.length + 1)
  let total = 0
  for (let i = 0; i < terms.length; i++) {
    total += countOf(terms[i] as number)
    starts[i + 1] = total
  }
  return {
    terms,
    starts,
    papers: new Uint16Array(total),
    impacts: new Uint8Array(total),
    most: new Uint8Array(terms.length),
  }
}

function livingCounts({ postings, renumbered }: PostingsPart): Map<number, number> {
  const counts = new Map<number, number>()
  for (let i = 0; i < postings.terms.length; i++) {
    let living = 0
    for (let from = postings.starts[i] as number; from < (postings.starts[i + 1] as number); from++)
      if (renumbered[postings.papers[from] as number] !== gone) living++
    if (living > 0) counts.set(postings.terms[i] as number, living)
  }
  return counts
}
