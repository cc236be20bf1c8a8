import type { Run, Text } from "../vocabulary/card.ts"
import { clean } from "./characters.ts"

/** How one platform writes rich text. Each function gets text that `escape` has been through already. */
export type Dialect = {
  readonly escape: (text: string) => string
  readonly bold: (escaped: string) => string
  readonly italic: (escaped: string) => string
  readonly mark: (escaped: string) => string
  /** Gets the text itself: what is escaped within code differs from elsewhere. */
  readonly code: (text: string) => string
  /** Lines of code as they stand. Absent: one after the other. */
  readonly codeBlock?: (text: string) => string
  readonly link: (escaped: string, href: string) => string
  /** Whether a form may begin within a word: where forms are signs in the text, `a_b_` is read by nobody as meant. */
  readonly formsInWords: boolean
}

/** No form at all; a link's address follows in brackets. */
export const plainDialect: Dialect = {
  escape: (text) => text,
  bold: (text) => text,
  italic: (text) => text,
  mark: (text) => text,
  code: (text) => text,
  link: (text, href) => (text === href ? href : `${text} <${href}>`),
  formsInWords: true,
}

/** Words alone, for notifications and labels: links are left out. */
export const wordsDialect: Dialect = { ...plainDialect, link: (text) => text }

/** Runs as one platform writes them. Nothing in a run's text can format, link or mention. */
export function renderRuns(text: Text, dialect: Dialect): string {
  const runs = dialect.formsInWords ? text : apart(text)
  return runs.map((run) => renderRun(run, dialect)).join("")
}

/** A form that begins or ends within a word, or touches another form, goes: its words and its link stay. */
function apart(text: Text): Text {
  const runs = text.filter((run) => run.text !== "")
  return runs.map((run, index) => {
    const [before, after] = [runs[index - 1], runs[index + 1]]
    const begins = before === undefined || /^\s/.test(run.text) || endOf(before).test(before.text)
    const ends = after === undefined || /\s$/.test(run.text) || startsApart.test(after.text)
    return begins && ends ? run : { text: run.text, ...(run.href ? { href: run.href } : {}) }
  })
}

// The edge of a word is white space or punctuation, but no sign that is a form's own: its escape joins it to the word.
const startsApart = /^(?:\s|(?![*_~`])\p{P})/u
const endsApart = /(?:\s|(?![*_~`])\p{P})$/u

function endOf({ bold, italic, mark, code }: Run): RegExp {
  return bold || italic || mark || code ? /\s$/ : endsApart
}

/** The characters that a reader sees, without any form. */
export function textOf(text: Text): string {
  return text.map((run) => clean(run.text)).join("")
}

/** The address of a run where it may be followed: http and https, without user name, else undefined. */
export function safeHref(href: string | undefined): string | undefined {
  if (href === undefined || !URL.canParse(href)) return undefined
  const url = new URL(href)
  const isWeb = url.protocol === "https:" || url.protocol === "http:"
  return isWeb && url.username === "" && url.password === "" ? url.href : undefined
}

// Marks stick to the words: platforms do not read `** bold**`, so white space at the ends stays outside.
function renderRun(run: Run, dialect: Dialect): string {
  const [, before = "", core = "", after = ""] = clean(run.text).match(/^(\s*)(.*?)(\s*)$/s) ?? []
  if (core === "") return before + after
  const href = safeHref(run.href)
  // Nothing is escaped in code, and Discord ends a link at a bracket in it: the words of a link are no code. Code takes
  // no other form, since marks around its backticks are read differently everywhere, and has no line breaks.
  if (run.code === "block" && href === undefined) return before + codeLines(core, dialect) + after
  if (run.code && href === undefined) return before + dialect.code(core.replace(/\s/g, " ")) + after
  let out = dialect.escape(core)
  if (run.mark) out = dialect.mark(out)
  if (run.bold) out = dialect.bold(out)
  if (run.italic) out = dialect.italic(out)
  return before + (href ? dialect.link(out, href) : out) + after
}

function codeLines(text: string, { code, codeBlock }: Dialect): string {
  return codeBlock ? codeBlock(text) : text.split("\n").map(code).join("\n")
}
