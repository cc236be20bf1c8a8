/**
 * How much a term says about a paper, before its rarity is known: the saturated, length-corrected part of BM25F.
 *
 *   tf' = sum over fields f of  w_f * tf_f / (1 - b_f + b_f * length_f / usual_f)
 *   impact = tf' / (k1 + tf'),  between 0 and 1, kept in a byte
 *
 * S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), 3.6. The usual lengths
 * are constants, not averages of what is indexed: so an impact depends on its paper alone, and neither the order of
 * arrival nor what else was there leaves a trace in any score.
 */
export const bm25f = {
  k1: 1.2,
  fields: {
    title: { weight: 3, b: 0.6, usual: 11 },
    organization: { weight: 1.5, b: 0.3, usual: 3 },
    keywords: { weight: 1, b: 0.6, usual: 20 },
    summary: { weight: 0.7, b: 0.6, usual: 30 },
    abstract: { weight: 1, b: 0.6, usual: 190 },
  },
}

export type Field = keyof typeof bm25f.fields

/** In the order in which a paper's text keeps them. */
export const fieldOrder: readonly Field[] = ["title", "organization", "keywords", "summary", "abstract"]

/** What one more occurrence adds to a term's tf', in a field of so many words. */
export function occurrenceWeight(field: Field, length: number): number {
  const { weight, b, usual } = bm25f.fields[field]
  return weight / (1 - b + (b * length) / usual)
}

/** The byte that is kept for a term of that tf'. */
export function impactOf(frequency: number): number {
  return Math.max(1, Math.round((255 * frequency) / (bm25f.k1 + frequency)))
}

/** How rare a term is: Robertson and Sparck Jones' weight, in the form that is never negative (Lucene's). */
export function rarity(papersWith: number, papers: number): number {
  return Math.log(1 + (papers - papersWith + 0.5) / (papersWith + 0.5))
}
