/** What a TeX command without arguments stands for, as a character. */
import { latex2unicode } from "unicode2latex"

/** The character of a command: `alpha`, `leq`, `ss`. Undefined if unknown. */
export function symbolOf(name: string): string | undefined {
  if (Object.hasOwn(own, name)) return own[name]
  const symbol = lookedUp(`\\${name}`)
  // Accents are not symbols: what the table has of them would stand alone.
  return symbol === undefined || /^\p{M}/u.test(symbol) ? undefined : plainForm(symbol)
}

/** A blackboard letter (`R` is ℝ), or the letter itself. */
export function blackboard(letter: string): string {
  const symbol = lookedUp(`\\mathbb{${letter}}`) ?? letter
  // Only the letters of the basic plane: the fonts of chats and terminals lack the others.
  return symbol.length === 1 ? symbol : letter
}

type Entry = string | { readonly math?: string; readonly text?: string }

const table: Readonly<Record<string, Entry>> = latex2unicode

function lookedUp(command: string): string | undefined {
  const entry = Object.hasOwn(table, command) ? table[command] : undefined
  return typeof entry === "object" ? (entry.text ?? entry.math) : entry
}

// What the table lacks, or shows in a form that reads or searches badly.
const own: Readonly<Record<string, string>> = {
  ast: "*",
  aka: "a.k.a.",
  backslash: "\\",
  cdot: "·",
  celsius: "°C",
  choose: " choose ",
  colon: ":",
  coloneqq: "≔",
  degree: "°",
  dotsb: "⋯",
  dotsc: "…",
  eg: "e.g.",
  emptyset: "∅",
  eps: "ε",
  etal: "et al.",
  etc: "etc.",
  gt: ">",
  hdots: "…",
  ie: "i.e.",
  iff: "⇔",
  implies: "⇒",
  land: "∧",
  LaTeX: "LaTeX",
  lbrace: "{",
  lbrack: "[",
  lnot: "¬",
  lor: "∨",
  lt: "<",
  lvert: "|",
  lVert: "‖",
  mid: "|",
  over: "/",
  perp: "⊥",
  rbrace: "}",
  rbrack: "]",
  rvert: "|",
  rVert: "‖",
  setminus: "∖",
  slash: "/",
  TeX: "TeX",
  textasciicircum: "^",
  textasciitilde: "~",
  textbackslash: "\\",
  textbar: "|",
  textgreater: ">",
  textless: "<",
  textquotesingle: "'",
  textunderscore: "_",
  wrt: "w.r.t.",
}

// Letters of the mathematical alphabets and Greek symbol forms (ϵ, ϕ) as the letters that one types and searches for.
function plainForm(symbol: string): string {
  return /[\u03d0-\u03f6\u{1d400}-\u{1d7ff}]/u.test(symbol) ? symbol.normalize("NFKC") : symbol
}
