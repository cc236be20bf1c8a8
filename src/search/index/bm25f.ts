/**
 * BM25F without idf: how much a term says about a paper, saturated and corrected for length.
 *
 *   tf' = sum over fields f of  w_f * tf_f / (1 - b_f + b_f * length_f / usual_f)
 *   impact = tf' / (k1 + tf'),  between 0 and 1, kept in a byte
 *
 * S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), 3.6. The usual lengths
 * are constants, not averages of the indexed papers, so an impact depends on its paper alone.
 */
export const bm25f = {
  k1: 1.2,
  /**
   * k1 for queries of more words than `above`: one word decides less there, and repetition in the paper counts more.
   * Tuned on SciFact's training questions, CACM and Cranfield.
   */
  longQueries: { above: 4, eachWord: 0.08, most: 3 },
  fields: {
    title: { weight: 3, b: 0.6, usual: 11 },
    organization: { weight: 1.5, b: 0.3, usual: 3 },
    keywords: { weight: 1, b: 0.6, usual: 20 },
    summary: { weight: 0.7, b: 0.6, usual: 30 },
    abstract: { weight: 1, b: 0.6, usual: 190 },
  },
}

export type Field = keyof typeof bm25f.fields

/** The order of the fields in a paper's text. */
export const fieldOrder: readonly Field[] = ["title", "organization", "keywords", "summary", "abstract"]

/** What one more occurrence adds to a term's tf', in a field of `length` words. */
export function occurrenceWeight(field: Field, length: number): number {
  const { weight, b, usual } = bm25f.fields[field]
  return weight / (1 - b + (b * length) / usual)
}

/** The byte that is kept for a term of that tf'. */
export function impactOf(frequency: number): number {
  return Math.max(1, Math.round((255 * frequency) / (bm25f.k1 + frequency)))
}

const tables = new Map<number, Uint8Array>()

/** What each kept byte is worth to a query of so many words: itself, or saturated by another k1. */
export function impactsFor(words: number): Uint8Array {
  const { above, eachWord, most } = bm25f.longQueries
  const k1 = Math.min(most, bm25f.k1 + eachWord * Math.max(0, words - above))
  const table = tables.get(k1) ?? Uint8Array.from({ length: 256 }, (_, impact) => resaturated(impact, k1))
  tables.set(k1, table)
  return table
}

function resaturated(impact: number, k1: number): number {
  // tf' / k1, without the k1 of the index: what it was before it was saturated.
  const frequency = impact / (255 - impact)
  return impact === 255 ? 255 : Math.round((255 * bm25f.k1 * frequency) / (k1 + bm25f.k1 * frequency))
}

/** Inverse document frequency in Lucene's form, which is never negative. */
export function idf(papersWith: number, papers: number): number {
  return Math.log(1 + (papers - papersWith + 0.5) / (papersWith + 0.5))
}
