/**
 * Of each opening brace that is closed, where; the same for `\\(` and `\\[`, which do not nest. Escaped braces are
 * characters. Both kinds may be missing or in excess.
 */
export function matchedPairs(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>()
  const braces: number[] = []
  const formulas = new Map<string, number>()
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ""
    if (sign === "\\") {
      matchFormula(text[at + 1] ?? "", at, formulas, closing)
      at += 1
    } else if (sign === "{") {
      braces.push(at)
    } else if (sign === "}") {
      const opening = braces.pop()
      if (opening !== undefined) closing.set(opening, at)
    }
  }
  return closing
}

const openers: Readonly<Record<string, string>> = { ")": "(", "]": "[" }

function matchFormula(
  sign: string,
  at: number,
  open: Map<string, number>,
  closing: Map<number, number>,
): void {
  if ((sign === "(" || sign === "[") && !open.has(sign)) open.set(sign, at)
  const opener = openers[sign] ?? ""
  const opening = open.get(opener)
  if (opening === undefined) return
  closing.set(opening, at)
  open.delete(opener)
}
