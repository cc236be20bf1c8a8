import { convert } from "./convert.ts"
import { plainLine } from "./plain-line.ts"

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
