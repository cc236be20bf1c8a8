import { displayWidth, graphemesOf } from "./graphemes.ts"

/** Breaks text at spaces so that no line is wider than `width` columns; a longer word is broken between characters. */
export function wrap(text: string, width: number): string {
  return text
    .split("\n")
    .map((paragraph) => wrapParagraph(paragraph, Math.max(2, width)))
    .join("\n")
}

function wrapParagraph(paragraph: string, width: number): string {
  const lines: string[] = []
  let current = ""
  for (const word of paragraph.split(" ").flatMap((whole) => broken(whole, width))) {
    const longer = current === "" ? word : `${current} ${word}`
    if (displayWidth(longer) <= width) {
      current = longer
      continue
    }
    lines.push(current)
    current = word
  }
  return [...lines, current].join("\n")
}

// Chinese and Japanese put no spaces between words: their texts are "words" of a hundred characters.
function broken(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width) return [word]
  const pieces: string[] = [""]
  for (const grapheme of graphemesOf(word)) {
    const last = pieces.at(-1) ?? ""
    if (displayWidth(last + grapheme) <= width) pieces[pieces.length - 1] = last + grapheme
    else pieces.push(grapheme)
  }
  return pieces
}
