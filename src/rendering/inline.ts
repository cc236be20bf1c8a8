import type { Run, Text } from "../card.ts"
import { clean } from "./clean.ts"

/** How one platform writes rich text. Each function gets text that `escape` has been through already. */
export type Dialect = {
  readonly escape: (text: string) => string
  readonly bold: (escaped: string) => string
  readonly italic: (escaped: string) => string
  readonly mark: (escaped: string) => string
  /** Gets the text itself: what is escaped within code differs from elsewhere. */
  readonly code: (text: string) => string
  readonly link: (escaped: string, href: string) => string
}

/** Runs as one platform writes them. Nothing in a run's text can format, link or mention. */
export function renderRuns(text: Text, dialect: Dialect): string {
  return text.map((run) => renderRun(run, dialect)).join("")
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
  // Code within a line has no line breaks on any platform.
  let out = run.code ? dialect.code(core.replace(/\s/g, " ")) : dialect.escape(core)
  if (run.mark) out = dialect.mark(out)
  if (run.bold) out = dialect.bold(out)
  if (run.italic) out = dialect.italic(out)
  const href = safeHref(run.href)
  return before + (href ? dialect.link(out, href) : out) + after
}
