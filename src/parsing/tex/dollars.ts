/** Whether a dollar sign opens a formula or says a price. */

/**
 * Where the formula ends that a dollar sign at `at` opens: the index of its closing sign. Undefined where the sign is
 * a price's, or is never closed. Looks no further than the next dollar sign, so that a text costs one pass.
 */
export function closingDollar(text: string, at: number, end: number): number | undefined {
  nextDollar.lastIndex = at + 1
  for (
    let match = nextDollar.exec(text);
    match !== null && match.index < end;
    match = nextDollar.exec(text)
  ) {
    if (match[0] !== "$") continue
    const content = text.slice(at + 1, match.index)
    return isFormula(content, text[match.index + 1] ?? "") ? match.index : undefined
  }
  return undefined
}

const nextDollar = /\\[\s\S]|\$/g

function isFormula(content: string, next: string): boolean {
  // `$p $` and `$>$5%`: one name, or signs alone.
  if (/^(?:\s*\p{L}{1,2}\s*|[^\p{L}\p{N}\s\\]+)$/u.test(content)) return true
  const opensTight = /^\S/.test(content)
  const closesTight = /\S$/.test(content)
  const startsLikePrice = /^\d/.test(content)
  if (content.trim() === "" || (startsLikePrice && (!closesTight || /\d/.test(next)))) return false
  if (/[\\^_{}]/.test(content)) return true
  return opensTight === closesTight && !/\d/.test(next) && !isProse(content, startsLikePrice)
}

// "$5, not 5$" and "$PATH or the variable $HOME": words between the signs, as formulas without commands have none.
function isProse(content: string, startsLikePrice: boolean): boolean {
  const spelled = content.match(/(?<!\S)[a-z]{2,}(?!\S)/g)?.length ?? 0
  return spelled > (startsLikePrice ? 0 : 1)
}
