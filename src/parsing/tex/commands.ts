/** TeX commands that take arguments, or change only how things look. */
import { script } from "./scripts.ts"
import { blackboard } from "./symbols.ts"

/** How an argument is read: like what is around it, as a formula, as prose, or not at all (addresses, keys). */
export type ArgumentKind = "alike" | "formula" | "prose" | "raw"

export type Command = {
  readonly takes: readonly ArgumentKind[]
  render(...args: readonly string[]): string
}

/** The command of a name; undefined for symbols, accents and the authors' own commands. */
export function commandOf(name: string): Command | undefined {
  if (Object.hasOwn(commands, name)) return commands[name]
  if (fontChanges.has(name)) return asItIs
  if (proseChanges.has(name)) return asProse
  if (hidden.has(name)) return swallowed
  return citation.test(name) ? cited : undefined
}

/** Switches that change the font, size or delimiter that follows, and show nothing themselves. */
export function isSwitch(name: string): boolean {
  return switches.has(name)
}

/** Functions that formulas spell out: `log`, `max`. */
export function isNamedOperator(name: string): boolean {
  return operators.has(name)
}

const names = (list: string): ReadonlySet<string> => new Set(list.split(","))

const asItIs: Command = { takes: ["alike"], render: (content = "") => content }
const asProse: Command = { takes: ["prose"], render: (content = "") => content }
const swallowed: Command = { takes: ["raw"], render: () => "" }
const cited: Command = { takes: ["raw"], render: (key = "") => `[${key}]` }
const fraction: Command = {
  takes: ["alike", "alike"],
  render: (a = "", b = "") => `${grouped(a)}/${grouped(b)}`,
}
const second: Command = { takes: ["alike", "alike"], render: (_, content = "") => content }

const commands: Readonly<Record<string, Command>> = {
  Bbb: { takes: ["alike"], render: (content = "") => [...content].map(blackboard).join("") },
  binom: { takes: ["alike", "alike"], render: (n = "", k = "") => `(${n} choose ${k})` },
  cfrac: fraction,
  colorbox: { takes: ["raw", "alike"], render: (_, content = "") => content },
  dfrac: fraction,
  footnote: { takes: ["prose"], render: (content = "") => ` (${content})` },
  frac: fraction,
  href: { takes: ["raw", "prose"], render: linked },
  mathbb: { takes: ["alike"], render: (content = "") => [...content].map(blackboard).join("") },
  nicefrac: fraction,
  overset: second,
  pmod: { takes: ["alike"], render: (modulus = "") => `(mod ${modulus})` },
  sb: { takes: ["alike"], render: (content = "") => script("_", content) },
  sfrac: fraction,
  sp: { takes: ["alike"], render: (content = "") => script("^", content) },
  sqrt: { takes: ["alike"], render: (content = "") => `√${grouped(content)}` },
  stackrel: second,
  textcolor: { takes: ["raw", "prose"], render: (_, content = "") => content },
  textsubscript: { takes: ["prose"], render: (content = "") => script("_", content) },
  textsuperscript: { takes: ["prose"], render: (content = "") => script("^", content) },
  tfrac: fraction,
  underset: second,
  unicode: { takes: ["raw"], render: characterOf },
  url: { takes: ["raw"], render: (address = "") => address },
  xleftarrow: { takes: ["alike"], render: (content = "") => `←${script("^", content)}` },
  xrightarrow: { takes: ["alike"], render: (content = "") => `→${script("^", content)}` },
}

const fontChanges = names(
  "bm,boldsymbol,bold,mathbf,mathbin,mathcal,mathfrak,mathit,mathnormal,mathop,mathord,mathrel,mathrm,mathscr," +
    "mathsf,mathtt,operatorname,pmb,uline,underline,Cal,ensuremath,smash",
)
const proseChanges = names(
  "emph,hbox,mbox,text,textbf,textit,textmd,textnormal,textrm,textsc,textsf,textsl,texttt,textup",
)
const hidden = names("begin,color,end,hphantom,hspace,label,phantom,vphantom,vspace")
const citation = /^(?:no)?(?:cite[a-z]*|[a-z]*ref)$/

const switches = names(
  "Big,Bigg,Biggl,Biggr,Bigl,Bigr,big,bigg,biggl,biggr,bigl,bigr,left,middle,right,bf,bfseries,boldmath,cal," +
    "centering,displaystyle,em,frak,huge,it,itshape,large,Large,LARGE,limits,noindent,nolimits,nonumber,normalsize," +
    "protect,rm,sc,scriptsize,scriptstyle,sf,sl,small,textstyle,tiny,tt,ttfamily,xspace,footnotemark,allowbreak," +
    "nobreak,nobreakdash",
)

const operators = names(
  "Pr,arccos,arcsin,arctan,arg,argmax,argmin,bmod,cos,cosh,cot,coth,csc,deg,det,dim,exp,gcd,hom,inf,ker,lg,lim," +
    "liminf,limsup,ln,log,max,min,mod,sec,sin,sinh,sup,tan,tanh",
)

// One number, letter or name needs no parentheses of its own.
function grouped(content: string): string {
  const inner = content.trim()
  return /^[\p{L}\p{N}\p{M}.∞]*$/u.test(inner) ? inner : `(${inner})`
}

function linked(address = "", content = ""): string {
  return content === "" || content === address ? address : `${content} (${address})`
}

// `\unicode{xD7}` and `\unicode{215}`, as publishers' texts write what their fonts lack.
function characterOf(code = ""): string {
  const hex = code.match(/^x([0-9a-f]{1,6})$/i)?.[1]
  const point = hex === undefined ? Number(code) : Number.parseInt(hex, 16)
  return Number.isInteger(point) && point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ""
}
