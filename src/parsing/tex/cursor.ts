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
