/** A variable that is set and means nothing here, but looks like one that does. */
export type Misspelling = { readonly written: string; readonly meant: string }

/** Finds variables that differ from a known name by one slip: `PROT` for `PORT`. */
export function misspelled(
  env: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): readonly Misspelling[] {
  return Object.keys(env).flatMap((written) => {
    if (known.includes(written)) return []
    const meant = nearest(written, known, 1)
    return meant === undefined || env[meant] !== undefined ? [] : [{ written, meant }]
  })
}

/** The candidate at most `limit` slips away, the closest first; undefined where none is. */
export function nearest(word: string, candidates: readonly string[], limit: number): string | undefined {
  let best: { readonly candidate: string; readonly slips: number } | undefined
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue
    const slips = slipsBetween(word.toLowerCase(), candidate.toLowerCase())
    if (slips <= limit && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) best = { candidate, slips }
  }
  return best?.candidate
}

/** Optimal string alignment distance: letters missing, added, replaced, or two neighbours swapped. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1)
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          replaced,
          swapped ? at(beforeLast, column - 2) + 1 : replaced,
        ),
      )
    }
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
