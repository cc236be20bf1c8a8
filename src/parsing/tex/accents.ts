/** Accents over letters: `\"U`, `\c{c}`, `\hat{x}`. */

/** The combining mark of an accent that is written with a sign: `\'`, `\"`; undefined for any other sign. */
export function accentOfSign(sign: string): string | undefined {
  return signs.get(sign)
}

/** The mark of an accent that is written with a name: `\c`, `\hat`. Single letters are accents in prose alone. */
export function accentOfName(name: string, mode: "prose" | "formula"): string | undefined {
  return namedAccents.get(name) ?? (mode === "prose" ? letterAccents.get(name) : undefined)
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

const signs: ReadonlyMap<string, string> = new Map([
  ["'", "\u0301"],
  ["`", "\u0300"],
  ['"', "\u0308"],
  ["^", "\u0302"],
  ["~", "\u0303"],
  ["=", "\u0304"],
  [".", "\u0307"],
])

const letterAccents: ReadonlyMap<string, string> = new Map([
  ["b", "\u0331"],
  ["c", "\u0327"],
  ["d", "\u0323"],
  ["H", "\u030b"],
  ["k", "\u0328"],
  ["r", "\u030a"],
  ["u", "\u0306"],
  ["v", "\u030c"],
])

const namedAccents: ReadonlyMap<string, string> = new Map([
  ["acute", "\u0301"],
  ["bar", "\u0304"],
  ["breve", "\u0306"],
  ["check", "\u030c"],
  ["ddot", "\u0308"],
  ["dot", "\u0307"],
  ["grave", "\u0300"],
  ["hat", "\u0302"],
  ["mathring", "\u030a"],
  ["overline", "\u0304"],
  ["tilde", "\u0303"],
  ["vec", "\u20d7"],
  ["widehat", "\u0302"],
  ["widetilde", "\u0303"],
])

// `\'{\i}`: TeX takes the dot away to put the accent there, Unicode does that by itself.
const dotted: ReadonlyMap<string, string> = new Map([
  ["ı", "i"],
  ["ȷ", "j"],
])
