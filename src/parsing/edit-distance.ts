/**
 * How many insertions, deletions, replacements and swaps of neighbors turn one word into the other (optimal string
 * alignment, Boytsov 2011); `most + 1` if there are more than `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || b.length >= width) return most + 1
  // A common beginning and end cost nothing, and are most of two similar words.
  let start = 0
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let [endOfA, endOfB] = [a.length, b.length]
  while (endOfA > start && endOfB > start && a.charCodeAt(endOfA - 1) === b.charCodeAt(endOfB - 1)) {
    endOfA--
    endOfB--
  }
  return distanceWithin(a.slice(start, endOfA), b.slice(start, endOfB), most)
}

/** The candidate at most `most` edits away, the closest first, in upper or lower case; undefined if there is none. */
export function nearestWord(word: string, candidates: readonly string[], most: number): string | undefined {
  let best: { readonly candidate: string; readonly edits: number } | undefined
  for (const candidate of candidates) {
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase(), most)
    if (edits <= most && edits < (best?.edits ?? most + 1)) best = { candidate, edits }
  }
  return best?.candidate
}

function distanceWithin(a: string, b: string, most: number): number {
  for (let j = 0; j <= b.length; j++) rows[j] = j
  for (let i = 1; i <= a.length; i++) {
    const row = (i % 3) * width
    const above = ((i + 2) % 3) * width
    rows[row] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = stepCost(a, b, i, j, row, above)
      rows[row + j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
  }
  return Math.min(most + 1, rows[(a.length % 3) * width + b.length] as number)
}

const width = 128
/** Three rows of the table of distances: this one, the one above, and the one above that for swaps. */
const rows = new Uint8Array(3 * width)

function stepCost(a: string, b: string, i: number, j: number, row: number, above: number): number {
  const [letter, other] = [a.charCodeAt(i - 1), b.charCodeAt(j - 1)]
  const diagonal = (rows[above + j - 1] as number) + (letter === other ? 0 : 1)
  const beside = Math.min(rows[above + j] as number, rows[row + j - 1] as number) + 1
  const cost = Math.min(diagonal, beside)
  if (i < 2 || j < 2 || letter === other) return cost
  if (letter !== b.charCodeAt(j - 2) || a.charCodeAt(i - 2) !== other) return cost
  return Math.min(cost, (rows[((i + 1) % 3) * width + j - 2] as number) + 1)
}
