/** Accents over letters: `\"U`, `\c{c}`, `\hat{x}`. */
import { markOf } from "./symbols.ts"

/** The combining mark of an accent: `'`, `c`, `hat`. Single letters are accents in prose alone. */
export function accentOf(name: string, mode: "prose" | "formula"): string | undefined {
  if (mode === "formula" && /^[A-Za-z]$/.test(name)) return undefined
  return own.get(name) ?? markOf(name)
}

/**
 * Content with a mark: over a sign, a digit or up to three letters, each as one character where there is one. What follows
 * them (`D̃ₙ`, `ŝl̂(2|1)`) stays beside. A mark over longer content is left out, and one over nothing is the sign itself.
 */
export function accented(content: string, mark: string, sign = ""): string {
  const trimmed = content.trim()
  if (trimmed === "") return spacing.has(sign) ? sign : ""
  const [, under = "", beside = ""] = trimmed.match(markable) ?? []
  if (under === "") return content
  const marked = under.replace(/\P{M}\p{M}*/gu, (one) => (dotted.get(one) ?? one) + mark)
  return marked.normalize("NFC") + beside
}

// Beside it stand scripts (`ₙ`, `²`, `′`, `_max`, `^(x,y)`) and arguments in brackets.
const markable =
  /^((?:[\p{Lu}\p{Ll}\p{Lo}]\p{M}*){1,3}|[^\s\p{L}\p{M}]\p{M}*)((?:[\p{Lm}\p{No}₊₋₌₍₎⁺⁻⁼⁽⁾′*]|[_^][\p{L}\p{N}]+|[_^]?[([][^()[\]]*[)\]])*)$/u

/** Accents that stand for themselves over nothing: `\~{}` in an address. */
const spacing: ReadonlySet<string> = new Set(["~", "^", "`", "'", '"'])

// What the table lacks, or shows as another mark.
const own: ReadonlyMap<string, string> = new Map([
  ["b", "\u0331"],
  ["bar", "\u0304"],
  ["overline", "\u0304"],
  ["hat", "\u0302"],
  ["widehat", "\u0302"],
])

// `\'{\i}`: TeX takes the dot away to put the accent there, Unicode does that by itself.
const dotted: ReadonlyMap<string, string> = new Map([
  ["ı", "i"],
  ["ȷ", "j"],
])
