/** Names as reference managers want them: family name and given name, or in one piece where nobody can tell by rule. */

export type PersonName = { readonly family: string; readonly given: string } | { readonly literal: string }

/**
 * Splits before the last word, or before a particle such as `van`. Groups, names of one word or of more than three, and
 * names in scripts that put the family name first stay in one piece.
 */
export function splitName(name: string): PersonName {
  const whole = name.replace(/\s+/g, " ").trim()
  const words = whole.split(" ")
  const at = familyAt(words)
  if (at < 1 || staysWhole(whole)) return { literal: whole }
  return { family: words.slice(at).join(" "), given: words.slice(0, at).join(" ") }
}

/** `Ding, Xin`, or the name in one piece. */
export function lastFirst(name: string): string {
  const split = splitName(name)
  return "literal" in split ? split.literal : `${split.family}, ${split.given}`
}

/** The name that a paper is sorted and cited by. */
export function familyOf(name: string): string {
  const split = splitName(name)
  return "literal" in split ? split.literal : split.family
}

const particle =
  /^(?:van|von|vom|zu|zur|de|den|der|del|della|di|da|dos|das|du|la|le|ten|ter|bin|ibn|al|el|al-\p{L}+)$/u
const suffix = /^(?:jr|sr|ii|iii|iv)\.?$/i
const initial = /^\p{Lu}(?:\.|-\p{Lu}\.)*\.?$/u

/** Where the family name begins; 0 where it can't be told. */
function familyAt(words: readonly string[]): number {
  const last = words.length - 1
  if (last < 1 || suffix.test(words[last] ?? "")) return 0
  const at = words.findIndex((word, index) => index > 0 && index < last && particle.test(word))
  const start = at > 0 ? at : last
  const given = words.slice(0, start).filter((word) => !initial.test(word))
  return given.length > 2 || start === 0 ? 0 : start
}

const group =
  /\b(?:team|group|collaboration|consortium|labs?|inc|ltd|university|institute|research|project|community|ai)\b/i
const familyFirst = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

function staysWhole(name: string): boolean {
  return /[,;:&()/@\d"{}]|\band\b/i.test(name) || group.test(name) || familyFirst.test(name)
}
