import { displayWidth, graphemesOf } from "../../src/rendering/characters.ts"
import type { Run } from "../../src/vocabulary/card.ts"

/**
 * Breaks runs into lines of at most `width` columns, at spaces where there are any. Wide characters count two
 * columns, combining ones none. A word longer than a line is cut, except for an address: a cut one cannot be opened.
 */
export function wrapRuns(runs: readonly Run[], width: number): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]]
  let used = 0
  const breakLine = () => {
    trimEnd(lines.at(-1) ?? [])
    lines.push([])
    used = 0
  }
  for (const { run, size } of runs.flatMap((run) => pieces(run, width))) {
    const blank = run.text.trim() === ""
    if (used > 0 && used + size > width && !blank) breakLine()
    if (blank && (used === 0 || used + size > width)) continue
    append(lines.at(-1) ?? [], run)
    used += size
  }
  trimEnd(lines.at(-1) ?? [])
  return lines
}

type Piece = { readonly run: Run; readonly size: number }

function pieces(run: Run, width: number): readonly Piece[] {
  return run.text
    .split(/( +)/)
    .filter((word) => word !== "")
    .flatMap((word) => (displayWidth(word) <= width || isAddress(word) ? [word] : cut(word, width)))
    .map((text) => ({ run: { ...run, text }, size: displayWidth(text) }))
}

function isAddress(word: string): boolean {
  return /^\(?https?:\/\//.test(word)
}

function cut(word: string, width: number): readonly string[] {
  const parts: string[] = []
  let part = ""
  for (const grapheme of graphemesOf(word)) {
    if (displayWidth(part + grapheme) > width) {
      parts.push(part)
      part = ""
    }
    part += grapheme
  }
  return [...parts, part]
}

/** Joins neighbours of one look, so that a line carries as few escape sequences as runs. */
function append(line: Run[], run: Run): void {
  const last = line.at(-1)
  if (last !== undefined && sameLook(last, run))
    line[line.length - 1] = { ...last, text: last.text + run.text }
  else line.push(run)
}

function sameLook(a: Run, b: Run): boolean {
  return (["bold", "italic", "code", "mark", "href"] as const).every((key) => a[key] === b[key])
}

function trimEnd(line: Run[]): void {
  const last = line.at(-1)
  if (last === undefined) return
  const text = last.text.trimEnd()
  if (text !== "") line[line.length - 1] = { ...last, text }
  else {
    line.pop()
    trimEnd(line)
  }
}
