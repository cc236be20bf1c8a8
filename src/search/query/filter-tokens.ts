import { words as catalogue } from "../../words/words.ts"

const sentences = catalogue.search.filter

/** Thrown inside `parseFilter`: what can't be meant, why, and the whole filter as it was probably meant. */
export class Refused extends Error {
  readonly written: string
  readonly suggestion: string | undefined

  constructor(written: string, message: string, suggestion?: string) {
    super(message)
    this.written = written
    const tidy = suggestion?.replaceAll(/\s+/g, " ").replaceAll("( ", "(").replaceAll(" )", ")").trim()
    this.suggestion = tidy === "" ? undefined : tidy
  }

  /** With a replacement for the part at `span`; without one nothing is suggested. */
  static at(text: string, span: Span, message: string, replacement?: string): Refused {
    const { start, end } = span
    const whole =
      replacement === undefined ? undefined : `${text.slice(0, start)}${replacement}${text.slice(end)}`
    return new Refused(text.slice(start, end), message, whole)
  }
}

type Span = { readonly start: number; readonly end: number }
type Written = Span & { readonly written: string }
export type Term = Written & {
  readonly kind: "term"
  /** The field's name; empty for words and phrases. */
  readonly key: string
  readonly value: string
  readonly quoted: boolean
}
export type FilterToken = Term | (Written & { readonly kind: "or" | "and" | "not" | "open" | "close" })

/** The tokens of a filter. Throws `Refused` for what has no meaning in one. */
export function tokensOf(text: string): readonly FilterToken[] {
  const tokens: FilterToken[] = []
  let at = 0
  while (at < text.length) {
    const start = at
    const letter = text.charAt(at)
    if (letter.trim() === "" || letter === ",") at++
    else if (letter === "(" || letter === ")") {
      at++
      tokens.push({ kind: letter === "(" ? "open" : "close", start, end: at, written: letter })
    } else if (/[-−]/.test(letter) && /[^\s−–—-]/.test(text.charAt(at + 1))) {
      at++
      tokens.push({ kind: "not", start, end: at, written: letter })
    } else {
      const token = isQuote(letter) ? phraseAt(text, at) : (fieldAt(text, at) ?? wordAt(text, at))
      at = token.end
      tokens.push(token)
    }
  }
  return tokens
}

const isQuote = (letter: string) => /^["“”„«»]$/.test(letter)

function phraseAt(text: string, start: number): Term {
  const { value, end } = quotedAt(text, start)
  const written = text.slice(start, end)
  if (!hasLetters(value)) throw Refused.at(text, { start, end }, sentences.noWord(written), "")
  return { kind: "term", start, end, written, key: "", value, quoted: true }
}

function quotedAt(text: string, start: number): { readonly value: string; readonly end: number } {
  let end = start + 1
  while (end < text.length && !isQuote(text.charAt(end))) end++
  if (end === text.length) throw new Refused(text.slice(start), sentences.unquoted, `${text.trimEnd()}"`)
  return { value: text.slice(start + 1, end), end: end + 1 }
}

/** `key:value`, also with quotes and blanks after the colon. */
function fieldAt(text: string, start: number): Term | undefined {
  const [head, key = ""] = /^([a-z]+):[^\S\n]*/i.exec(text.slice(start)) ?? []
  if (head === undefined || text.startsWith("//", start + head.length)) return undefined
  const from = start + head.length
  const rest = text.slice(from)
  if (rest === "" || rest.startsWith(")"))
    throw Refused.at(text, { start, end: from }, sentences.needsValue(key))
  if (rest.startsWith("(")) throw distributed(text, { start, end: from }, key)
  const quoted = isQuote(rest.charAt(0))
  const { value, end } = quoted ? quotedAt(text, from) : bareAt(text, from, /\s/)
  return { kind: "term", start, end, written: text.slice(start, end), key, value, quoted }
}

/** `author:(a OR b)` is `(author:a OR author:b)`. */
function distributed(text: string, { start, end }: Span, key: string): Refused {
  const close = text.indexOf(")", end)
  const inner = text.slice(end + 1, close < 0 ? text.length : close)
  const values = inner.split(/\s+OR\s+/).map((value) => `${key}:${value.trim()}`)
  const whole = { start, end: close < 0 ? text.length : close + 1 }
  return Refused.at(text, whole, sentences.fieldBeforeGroup(key), `(${values.join(" OR ")})`)
}

function wordAt(text: string, start: number): FilterToken {
  const { value: written, end } = bareAt(text, start, /\s|,(?=\p{L})/u)
  const span = { start, end, written }
  switch (written) {
    case "OR":
      return { kind: "or", ...span }
    case "AND":
    case "and":
      return { kind: "and", ...span }
    case "NOT":
      return { kind: "not", ...span }
    default:
      refuseForeign(text, span)
      return { kind: "term", ...span, key: "", value: written.replace(/[,;.:!?]+$/, ""), quoted: false }
  }
}

/** Up to `separator`, or a parenthesis that the word itself did not open: `f(x)`. */
function bareAt(
  text: string,
  start: number,
  separator: RegExp,
): { readonly value: string; readonly end: number } {
  let end = start
  let open = 0
  for (; end < text.length && text.slice(end, end + 2).search(separator) !== 0; end++) {
    if (text.charAt(end) === "(") open++
    if (text.charAt(end) === ")" && --open < 0) break
  }
  return { value: text.slice(start, end), end }
}

/** Other programs' operators, each with what it is called here. */
function refuseForeign(text: string, span: Written): void {
  const { written } = span
  const refuse = (message: string, replacement?: string) => {
    throw Refused.at(text, span, message, replacement)
  }
  const bare = written.replaceAll(/[*~^!+|]+/g, "")
  if (/^\/.+\/\w*$/.test(written))
    refuse(sentences.noRegex, /^\/[\p{L}\p{N}]+\/$/u.test(written) ? bare.replaceAll("/", "") : undefined)
  if (/^(or|Or)$/.test(written) || /^\|{1,2}$/.test(written)) refuse(sentences.writeOr(written), "OR")
  if (/^(not|Not)$/.test(written)) refuse(sentences.writeNot(written), "NOT")
  if (/^&{1,2}$/.test(written)) refuse(sentences.needlessAnd(written), "")
  if (/^\+./.test(written)) refuse(sentences.needlessPlus, written.slice(1))
  if (/^!./.test(written)) refuse(sentences.writeNot("!"), `-${written.slice(1)}`)
  if (/\|/.test(written))
    refuse(sentences.writeOr("|"), `(${written.split(/\|+/).filter(hasLetters).join(" OR ")})`)
  if (written.includes("*")) refuse(sentences.noStar, bare.length > 1 ? bare : `"${written}"`)
  if (/[\p{L}\p{N}][~^][\d.]*$/u.test(written))
    refuse(sentences.noWeights, written.replace(/[~^][\d.]*$/, ""))
  if (/^[-−–—]+$/.test(written) && /^\s+[^\s)]/.test(text.slice(span.end)))
    throw Refused.at(text, { ...span, end: span.end + 1 }, sentences.minusTouches, "-")
  if (/^[-−–—]+[\p{L}\p{N}"]/u.test(written))
    refuse(sentences.oneMinus(written), written.replace(/^[-−–—]+/, "-"))
  if (!hasLetters(written)) refuse(sentences.noWord(written), "")
}

const hasLetters = (text: string) => /[\p{L}\p{N}]/u.test(text)
