/**
 * Text from outside, made harmless for every platform: halves of characters become U+FFFD, control characters go (an
 * ESC would command a terminal), and so do the marks that turn the direction of the text around them. Line breaks stay.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(unwanted, "")
}

/** The same on one line, for titles and labels. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, " ").trim()
}

// Controls (line feed aside), and the bidirectional embeddings, overrides and isolates.
const unwanted = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" })

/** The characters of a text as people count them: an emoji with its skin tone, a letter with its accents. */
export function graphemesOf(text: string): readonly string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment)
}

/** Columns that a text takes in a terminal: wide East Asian characters and emoji two, combining marks none. */
export function displayWidth(text: string): number {
  return graphemesOf(text).reduce((sum, grapheme) => sum + widthOf(grapheme), 0)
}

// The wide blocks of Unicode's EastAsianWidth.txt, as far as living scripts and emoji go.
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u

function widthOf(grapheme: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u.test(grapheme)) return 0
  return wide.test(grapheme) || /\p{Emoji_Presentation}|\ufe0f/u.test(grapheme) ? 2 : 1
}
