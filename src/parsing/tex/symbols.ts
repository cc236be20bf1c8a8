/** What a TeX command without arguments stands for, as a character. */
import { latex2unicode } from "unicode2latex"

/** The character of a command: `alpha`, `leq`, `ss`. Undefined if unknown. */
export function symbolOf(name: string): string | undefined {
  if (Object.hasOwn(own, name)) return own[name]
  const cyrillic = cyrillicOf(name)
  if (cyrillic !== undefined) return cyrillic
  const symbol = lookedUp(`\\${name}`) ?? uprightGreek(name)
  // Accents are not symbols: what the table has of them would stand alone.
  return symbol === undefined || /^\p{M}/u.test(symbol) ? undefined : plainForm(symbol)
}

/** The combining mark of an accent's name. Undefined for any other. */
export function markOf(name: string): string | undefined {
  const mark = lookedUp(`\\${name}`)
  return mark !== undefined && /^\p{M}$/u.test(mark) ? mark : undefined
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

/** The Greek letter of a command: `beta`. Undefined for any other. */
export function greekOf(name: string): string | undefined {
  const symbol = lookedUp(`\\${name}`)
  const letter = symbol === undefined ? "" : plainForm(symbol)
  return /^\p{Script=Greek}$/u.test(letter) ? letter : undefined
}

// `\upmu`, `\Upsigma`, `\varupphi`: Greek letters that stand upright.
function uprightGreek(name: string): string | undefined {
  const [, up, first = "", rest = ""] = name.match(/^(?:var)?(up|Up)([a-z])([a-z]{1,6})$/) ?? []
  return up && greekOf((up === "Up" ? first.toUpperCase() : first) + rest)
}

// The names of LaTeX's T2 encodings: `\\cyrsh` is ш, `\\CYRSH` Ш.
function cyrillicOf(name: string): string | undefined {
  const lower = name.match(/^cyr([a-z]+)$/)?.[1]
  if (lower !== undefined) return cyrillic[lower]
  const upper = name.match(/^CYR([A-Z]+)$/)?.[1]
  return upper === undefined ? undefined : cyrillic[upper.toLowerCase()]?.toUpperCase()
}

const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "a а,b б,v в,g г,d д,e е,yo ё,zh ж,z з,i и,ishrt й,k к,l л,m м,n н,o о,p п,r р,s с,t т,u у,f ф,h х,c ц,ch ч,sh ш," +
    "shch щ,hrdsn ъ,ery ы,sftsn ь,erev э,yu ю,ya я,ie є,ii і,yi ї,gup ґ,ushrt ў,dje ђ,je ј,lje љ,nje њ,tshe ћ,dzhe џ,dze ѕ"
  )
    .split(",")
    .map((pair) => pair.split(" ")),
)

// What the table lacks, or shows in a form that reads or searches badly.
const own: Readonly<Record<string, string>> = {
  ast: "*",
  aka: "a.k.a.",
  cdot: "·",
  celsius: "°C",
  break: " ",
  choose: " choose ",
  circledR: "®",
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
  lor: "∨",
  lt: "<",
  leadsto: "⇝",
  linebreak: " ",
  lq: "‘",
  lvert: "|",
  lVert: "‖",
  mid: "|",
  newline: " ",
  over: "/",
  par: " ",
  perp: "⊥",
  rq: "’",
  rvert: "|",
  rVert: "‖",
  setminus: "∖",
  slash: "/",
  TeX: "TeX",
  textquotesingle: "'",
  triangle: "△",
  wrt: "w.r.t.",
}

// Letters of the mathematical alphabets and Greek symbol forms (ϵ, ϕ) as the letters that one types and searches for.
function plainForm(symbol: string): string {
  return /[\u03d0-\u03f6\u{1d400}-\u{1d7ff}]/u.test(symbol) ? symbol.normalize("NFKC") : symbol
}
