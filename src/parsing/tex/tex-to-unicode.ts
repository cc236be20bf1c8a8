import { plainLine } from "./plain-line.ts"

/** Titles, abstracts and names as sources write them, with TeX and line breaks, as plain Unicode on one line. */
export function texToUnicode(text: string): string {
  return plainLine(text)
}
