import { convert } from "./convert.ts"

/**
 * Titles, abstracts and names as sources write them, with TeX and line breaks, as plain Unicode on one line:
 * `$\alpha$-divergence` is `α-divergence`, `m^2` is `m²`, `T\"ULU` is `TÜLU`, `\mathcal{O}(n\log n)` is `O(n log n)`.
 * Commands that nobody but the authors knows keep their name or what they hold; prices stay prices. Never throws, and
 * takes time in proportion to the length, whatever is nested in what.
 */
export function texToUnicode(text: string): string {
  return plainLine(hasTex.test(text) ? convert(text) : text)
}

const hasTex = /[\\$^_~{}`]|--/

/**
 * A text of any origin as one line: line breaks and runs of white space become one space, control characters,
 * invisible direction marks and broken surrogates go, and letters with accents are one character (NFC).
 */
export function plainLine(text: string): string {
  if (isPlainAscii.test(text)) return text
  const letters = text.toWellFormed().replace(windowsSigns, windowsSign).normalize("NFC")
  return letters.replace(invisible, "").replace(blank, " ").trim()
}

// Most titles: nothing to do, and nothing to allocate. No blank at either end, no two in a row.
const isPlainAscii = /^[!-~]+(?: [!-~]+)*$/

// Soft hyphen, zero-width space, byte order mark, and the marks that turn a text's direction around: a title must not
// rearrange the message it stands in.
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

const blank = /[\s\p{Cc}]+/gu

// Controls that nobody means: Windows-1252 has quotes and dashes there, and browsers read them so.
const windowsSigns = /[\u0080-\u009f]/g
const windows = new TextDecoder("windows-1252")

function windowsSign(control: string): string {
  return windows.decode(Uint8Array.of(control.charCodeAt(0)))
}
