/** Rich text, plain text and icons as HTML. `html` escapes every value, so a title's characters stay characters. */
import { html, raw } from "hono/html"
import { type Dialect, renderRuns, safeHref } from "../../src/rendering/inline.ts"
import type { Run, Text } from "../../src/vocabulary/card.ts"

/** A piece of HTML that is safe to put into another. */
export type Html = ReturnType<typeof html>

/** The piece as a string. Throws for a piece that waits for a promise: none here does. */
export function written(piece: Html): string {
  if (piece instanceof Promise)
    throw new Error("a piece of HTML waits for a promise: pass settled values to `html`")
  return piece.toString()
}

/**
 * Runs as HTML. Links to `origin`, the page's own address, stay in the window. Adjacent runs with the same address are
 * one link, so that a title with marked words is one tab stop.
 */
export function textToHtml(text: Text, origin?: string): Html {
  return html`${linkSpansOf(text).map((span) => linkSpanToHtml(span, origin))}`
}

/** A link around a piece; the piece alone when a page may not link to the address. */
export function linkToHtml(piece: Html, given: string, { origin, look = "" }: LinkOptions = {}): Html {
  const href = safeHref(given)
  if (href === undefined) return piece
  const url = new URL(href)
  // The page has several names (127.0.0.1, localhost): a path keeps the name, and so the cookie, in use.
  const path = `${url.pathname}${url.search}${url.hash}`
  if (url.origin === origin) return html`<a class="${`inside ${look}`.trim()}" href="${path}">${piece}</a>`
  return html`<a class="${`outside ${look}`.trim()}" href="${href}" target="_blank" rel="noopener noreferrer">${piece}</a>`
}

/** A link that leaves the page, in a window of its own; the piece alone where the address is none. */
export function outsideToHtml(piece: Html, given: string, look: string, mark = ""): Html {
  const href = safeHref(given)
  if (href === undefined) return piece
  return html`<a class="${look}" href="${href}" target="_blank" rel="noopener noreferrer"${mark && raw(` ${mark}`)}>${piece}</a>`
}

/** Words with their matches marked, without links: for the inside of one. */
export function marksToHtml(text: Text): Html {
  return html`${text.map((run) => (run.mark ? html`<mark>${run.text}</mark>` : run.text))}`
}

/** What a member wrote, with web addresses as links. */
export function plainToText(plain: string): Text {
  const runs: Run[] = []
  let end = 0
  for (const match of plain.matchAll(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?'()[\]]/g)) {
    runs.push({ text: plain.slice(end, match.index) }, { text: match[0], href: match[0] })
    end = match.index + match[0].length
  }
  return [...runs, { text: plain.slice(end) }].filter((run) => run.text !== "")
}

type LinkSpan = { readonly href: string | undefined; readonly runs: Run[] }

function linkSpansOf(text: Text): readonly LinkSpan[] {
  const spans: LinkSpan[] = []
  for (const run of text) {
    const last = spans.at(-1)
    if (last && last.href === run.href) last.runs.push(run)
    else spans.push({ href: run.href, runs: [run] })
  }
  return spans
}

function linkSpanToHtml({ href, runs }: LinkSpan, origin: string | undefined): Html {
  const piece = raw(
    renderRuns(
      runs.map(({ href: _, ...run }) => run),
      dialect,
    ),
  )
  return href === undefined ? piece : linkToHtml(piece, href, { origin })
}

type LinkOptions = { readonly origin?: string | undefined; readonly look?: string }

const dialect: Dialect = {
  escape: (text) => written(html`${text}`),
  bold: (escaped) => `<strong>${escaped}</strong>`,
  italic: (escaped) => `<em>${escaped}</em>`,
  mark: (escaped) => `<mark>${escaped}</mark>`,
  code: (text) => written(html`<code>${text}</code>`),
  codeBlock: (text) => written(html`<code class="lines">${text}</code>`),
  // Links go around whole spans.
  link: (escaped) => escaped,
  formsInWords: true,
}

export type Icon =
  | "check"
  | "warning"
  | "error"
  | "up"
  | "thread"
  | "close"
  | "menu"
  | "send"
  | "eye"
  | "deliver"
  | "paper"
  | "older"
  | "newer"
  | "search"
  | "before"
  | "next"
  | "die"
  | "today"
  | "hash"
  | "code"
  | "dots"
  | "outside"
  | "filter"
  | "link"
  | "offline"
  | "org"
  | "user"
  | "plus"
  | "quote"
  | "share"
  | "save"
  | "tick"
  | "note"

/** A symbol of `assets/icons.svg`. A label is for screen readers; without one the icon is decoration. */
export function iconToHtml(icon: Icon, label?: string): Html {
  return html`<svg class="icon" aria-hidden="true"><use href="/assets/icons.svg#${icon}"/></svg>${
    label && html`<span class="unseen">${label} </span>`
  }`
}

/** HTML that is the same for everybody, with this reader's toggle buttons pressed: those with one of these values in an attribute. */
export function withPressed(page: string, attribute: string, values: Iterable<string>): string {
  let pressed = page
  for (const value of values) {
    const mark = `${attribute}="${written(html`${value}`)}"`
    pressed = pressed.replaceAll(`aria-pressed="false" ${mark}`, () => `aria-pressed="true" ${mark}`)
  }
  return pressed
}
