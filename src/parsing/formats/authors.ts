/** Author names, as lists and as the texts in which sources and data sets join them. */
import { texToUnicode } from "../tex/tex-to-unicode.ts"

/**
 * Each name of a list as plain text. What joins names (`and Bo Fox`, a lone colon after a team, `et al.`, `others`) is no part of
 * one, and entries without a letter are left out.
 */
export function authorNames(entries: readonly string[]): readonly string[] {
  return entries.flatMap((entry) => authorName(entry) || [])
}

/**
 * The names in one text: `A, B, and C`, `A & B`, `A; B`, `Quill, Ada and Fox, Bo`. Affiliations in brackets and links
 * around names are left out; a suffix (`Bo Fox, III`) stays with its name.
 */
export function authorsOfText(text: string): readonly string[] {
  const plain = withoutBrackets(text.replace(/<[^<>]*>/g, "")).replace(/\s+/g, " ")
  const parts = plain.split(/(?<!&#?\w{1,10});|: |(?:, ?| )(?:and|AND|\\?&) /)
  return authorNames(parts.every(isReversed) && parts.length > 1 ? parts.map(turned) : parts.flatMap(byComma))
}

/** Names as arXiv's own dump splits them: family name, given names, suffix, affiliations. */
export function authorsOfParts(authors: readonly (readonly string[])[]): readonly string[] {
  return authorNames(authors.map(([family = "", given = "", suffix = ""]) => `${given} ${family} ${suffix}`))
}

const suffix = String.raw`(?:Jr|Sr|II|III|IV)\b`
const comma = new RegExp(String.raw`,(?!\s*${suffix})`)

function byComma(part: string): readonly string[] {
  return part.trim().split(comma)
}

// `Quill, Ada`: only where every name is written so, since `Ada Quill, Bo Fox` has the same comma.
function isReversed(part: string): boolean {
  const [family = "", given, more] = byComma(part)
  return given !== undefined && more === undefined && !/\s/.test(family.trim())
}

function turned(part: string): string {
  const [family = "", given = ""] = byComma(part)
  return `${given} ${family}`
}

function authorName(text: string): string {
  const joined = texToUnicode(text).replace(/^(?:and |['"]?& )|\bet\.? al\b\.?.*$| and$/gi, "")
  const name = trimmed(joined)
  return /\p{L}/u.test(name) && !/^(?:and|others)$/i.test(name) ? name : ""
}

// By hand, because a pattern for the end of a text starts again at each of many colons.
function trimmed(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && " ,;:])".includes(text.charAt(start))) start += 1
  while (end > start && " ,;:[](".includes(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

// Affiliations nest: `Ada Quill (1) ((1) Univ. of A)`. What follows a bracket that is never closed cannot be told from one.
function withoutBrackets(text: string): string {
  let depth = 0
  let kept = ""
  for (const character of text) {
    if (character === "(") depth += 1
    else if (character === ")") depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += character
  }
  return kept
}
