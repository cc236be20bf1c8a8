/** What stands raised or lowered, in Unicode's own characters where it has them all. */

/** `2` raised is `²`, `i` lowered is `ᵢ`; what has no such characters stays readable: `^(x,y)`, `_train`. */
export function script(kind: "^" | "_", content: string): string {
  const inner = content.trim()
  if (inner === "") return ""
  const symbol = kind === "^" ? raisedSymbols[inner] : undefined
  if (symbol !== undefined) return symbol
  return shifted(kind, inner) ?? (/^(?:[\p{L}\p{N}.]+|.)$/u.test(inner) ? kind + inner : `${kind}(${inner})`)
}

/** The same where every character can be shifted, undefined otherwise. Words are not: nobody finds `ₜᵣₐᵢₙ`. */
export function shifted(kind: "^" | "_", content: string): string | undefined {
  if (/\p{L}{3}/u.test(content)) return undefined
  const characters = [...content.replace(/\s+/g, "")].map((character) => forms[kind].get(character))
  return characters.every((character) => character !== undefined) ? characters.join("") : undefined
}

const raisedSymbols: Readonly<Record<string, string>> = {
  "∘": "°",
  "°": "°",
  "′": "′",
  "″": "″",
  "*": "*",
  "⋆": "*",
  "†": "†",
  "‡": "‡",
  "⊤": "ᵀ",
  "⊥": "⊥",
  "®": "®",
  "©": "©",
  "™": "™",
  circ: "°",
}

const forms = {
  "^": formsOf(
    "0123456789+-−=()ABDEGHIJKLMNOPRTUVWabcdefghijklmnoprstuvwxyzβγδθφχ*′",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿᵠᵡ*′",
  ),
  _: formsOf("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"),
}

function formsOf(plain: string, other: string): ReadonlyMap<string, string> {
  const characters = [...other]
  return new Map([...plain].map((character, index) => [character, characters[index] ?? character]))
}
