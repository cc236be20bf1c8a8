/** What TeX writes in running text, outside of formulas: dashes, quotes, ties, and slips like `m^2`. */
import type { Cursor } from "./cursor.ts"
import { script, shifted } from "./scripts.ts"

/** The next piece of running text. Always moves on. */
export function proseSign(cursor: Cursor): string {
  const { text } = cursor.source
  for (const [pattern, render] of patterns) {
    pattern.lastIndex = cursor.at
    const match = pattern.exec(text)
    if (match === null || cursor.at + match[0].length > cursor.end) continue
    const rendered = render(match, cursor)
    if (rendered === undefined) continue
    cursor.at += match[0].length
    return rendered
  }
  cursor.at += 1
  return text[cursor.at - 1] ?? ""
}

type Render = (match: RegExpExecArray, cursor: Cursor) => string | undefined

const patterns: readonly (readonly [RegExp, Render])[] = [
  // Addresses are full of signs that mean nothing here.
  [/https?:\/\/[^\s{}$\\]+/y, ([address]) => address],
  [/[^\\{}$^_~`'\-h]+/y, ([plain]) => plain],
  [/-{2,3}(?!-)/y, dash],
  [/-+/y, ([hyphens]) => hyphens],
  [/~/y, tie],
  [/``|''/y, quotation],
  [/[`']/y, singleQuotation],
  [/\^(?:circ\b|[+-]?\d+(?!\d|\.\d)|[\p{L}*](?![\p{L}\p{N}]))/uy, ([raised]) => script("^", raised.slice(1))],
  [
    /_(?:\d+(?![\p{Ll}\p{N}_]|\.\d)|\p{L}(?![\p{L}\p{N}_]))/uy,
    ([lowered], cursor) => afterShort(cursor, lowered.slice(1)),
  ],
]

// An option of a program (`--fast`) and a rule of hyphens are no dashes.
function dash([hyphens]: RegExpExecArray, { source, at }: Cursor): string | undefined {
  const before = source.text[at - 1] ?? ""
  const after = source.text[at + hyphens.length] ?? ""
  const isEven = /\s/.test(before) === /\s/.test(after)
  if (before === "" || after === "" || before === "-" || !isEven) return undefined
  return hyphens.length === 2 ? "–" : "—"
}

// A tie joins words: `Fig.~1`, `model~(B)`, `s~=~1`. Between digits it is a range, and after a blank it says "about".
function tie(_: RegExpExecArray, { source, at }: Cursor): string | undefined {
  const before = source.text[at - 1] ?? ""
  const after = source.text[at + 1] ?? ""
  const isRange = /\d/.test(before) && /\d/.test(after)
  if (isRange || !/[^\s/]/.test(before) || !/\S/.test(after)) return undefined
  return " "
}

// A second opening mark closes as well, as in ``this``; a closing one alone is two primes.
function quotation([sign]: RegExpExecArray, cursor: Cursor): string | undefined {
  if (!cursor.quoted && sign === "''") return undefined
  cursor.quoted = !cursor.quoted
  return cursor.quoted ? "“" : "”"
}

// TeX's `one word' in single marks. A backtick that a backtick closes is code, and an apostrophe stays one.
function singleQuotation([sign]: RegExpExecArray, cursor: Cursor): string | undefined {
  const { text } = cursor.source
  singleQuoted.lastIndex = cursor.at
  const opens = sign === "`" && !/[\p{L}\p{N}]/u.test(text[cursor.at - 1] ?? "") && singleQuoted.test(text)
  const closes = sign === "'" && cursor.singleQuoted && !/[\p{L}\p{N}']/u.test(text[cursor.at + 1] ?? "")
  if (!opens && !closes) return undefined
  cursor.singleQuoted = opens
  return opens ? "‘" : "’"
}

const singleQuoted = /`(?=\S[^`]{0,200}'(?![\p{L}\p{N}']))/uy

// `F_1`, `H_2O` and `\lambda_1` are formulas, `data_2` and `top_k` are names.
function afterShort({ source, at }: Cursor, content: string): string | undefined {
  const before = source.text.slice(Math.max(0, at - longestSymbol), at)
  return shortName.test(before) ? shifted("_", content) : undefined
}

const longestSymbol = 16
const shortName = /(?<![\p{L}\p{N}_/.])\p{L}{1,2}$|\\[A-Za-z]+$/u

/**
 * Where the formula ends that a dollar sign at `at` opens: the index of its closing sign. Undefined where the sign is
 * a price's, or is never closed. Looks no further than the next dollar sign, so that a text costs one pass.
 */
export function closingDollar(text: string, at: number, end: number): number | undefined {
  nextDollar.lastIndex = at + 1
  for (
    let match = nextDollar.exec(text);
    match !== null && match.index < end;
    match = nextDollar.exec(text)
  ) {
    if (match[0] !== "$") continue
    const content = text.slice(at + 1, match.index)
    return isFormula(content, text[match.index + 1] ?? "") ? match.index : undefined
  }
  return undefined
}

/** Whether what follows a dollar sign that is never closed begins a formula: `$\C^n`, `$L^2`. */
export function opensFormula(text: string, at: number): boolean {
  formulaStart.lastIndex = at
  return formulaStart.test(text)
}

const formulaStart = /\\[A-Za-z]|\p{L}{1,2}[_^]/uy

const nextDollar = /\\[\s\S]|\$/g

function isFormula(content: string, next: string): boolean {
  // `$p $` and `$>$5%`: one name, or signs alone.
  if (/^(?:\s*\p{L}{1,2}\s*|[^\p{L}\p{N}\s\\]+)$/u.test(content)) return true
  const opensTight = /^\S/.test(content)
  const closesTight = /\S$/.test(content)
  const startsLikePrice = /^\d/.test(content)
  if (content.trim() === "" || (startsLikePrice && /\d/.test(next))) return false
  // `1<p<\infty $`: a price is followed by no such sign.
  if (startsLikePrice && !closesTight) return /\\[A-Za-z]|[\^_]/.test(content)
  if (/[\\^_{}]/.test(content)) return true
  return opensTight === closesTight && !/\d/.test(next) && !isProse(content, startsLikePrice)
}

// "$5, not 5$" and "$PATH or the variable $HOME": words between the signs, as formulas without commands have none.
function isProse(content: string, startsLikePrice: boolean): boolean {
  const spelled = content.match(/(?<!\S)[a-z]{2,}(?!\S)/g)?.length ?? 0
  return spelled > (startsLikePrice ? 0 : 1)
}
