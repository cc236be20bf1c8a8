/** A stretch of the text that is being read, and where the reading is. */
export type Cursor = {
  readonly source: Source
  at: number
  readonly end: number
  readonly mode: "prose" | "formula"
  depth: number
  /** The character written last. */
  last: string
  /** Whether an opening quotation mark waits for its closing one. */
  quoted: boolean
  singleQuoted: boolean
}

export type Source = {
  readonly text: string
  /** Of each opening brace or formula, where its closing sign is. */
  readonly closing: ReadonlyMap<number, number>
}

/** Deeper than any text that a person wrote; keeps hostile nesting from exhausting the stack. */
export const maxDepth = 40

/** Where the pair ends that opens at a place; undefined where that is not within the stretch. */
export function endOfPair(cursor: Cursor, at = cursor.at): number | undefined {
  const closing = cursor.source.closing.get(at)
  return closing !== undefined && closing < cursor.end ? closing : undefined
}

/** Moves on to what is not blank. */
export function skipBlanks(cursor: Cursor): void {
  const { text } = cursor.source
  while (cursor.at < cursor.end && /\s/.test(text[cursor.at] ?? "")) cursor.at += 1
}

/** Reads what stands in brackets, `\\sqrt[3]{x}`; "" where nothing does. */
export function readOption(cursor: Cursor): string {
  option.lastIndex = cursor.at
  const inner = option.exec(cursor.source.text)?.[1]
  if (inner === undefined || cursor.at + inner.length + 2 > cursor.end) return ""
  cursor.at += inner.length + 2
  return inner
}

// Short, as options are: a bracket that is never closed must not be looked for at every command.
const option = /\[([^[\]{}]{0,60})\]/y

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
