/** Rich text and plain text as HTML. `html` escapes every value, so a title's characters stay characters. */
import { html } from "hono/html"
import type { Run, Text } from "../../src/card.ts"

/** A piece of HTML that is safe to put into another. */
export type Html = ReturnType<typeof html>

/** The piece as characters. Throws where a piece would have to wait for something: none here does. */
export function written(piece: Html): string {
  if (piece instanceof Promise)
    throw new Error("a piece of HTML waits for a promise: give `html` settled values only")
  return piece.toString()
}

/**
 * Runs as HTML. Links other than http and https lose their target and keep their words; links to `origin`, the
 * page's own address, stay in the window.
 */
export function textToHtml(text: Text, origin?: string): readonly Html[] {
  return text.map((run) => runToHtml(run, origin))
}

/** The words of some runs, bare: for labels and announcements. */
export function textToWords(text: Text): string {
  return text.map((run) => run.text).join("")
}

/** What a member wrote, with its web addresses made links. */
export function plainToText(words: string): Text {
  const runs: Run[] = []
  let end = 0
  for (const match of words.matchAll(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?'()[\]]/g)) {
    runs.push({ text: words.slice(end, match.index) }, { text: match[0], href: match[0] })
    end = match.index + match[0].length
  }
  return [...runs, { text: words.slice(end) }].filter((run) => run.text !== "")
}

function runToHtml(run: Run, origin: string | undefined): Html {
  let piece = html`${run.text}`
  if (run.code) piece = html`<code>${piece}</code>`
  if (run.mark) piece = html`<mark>${piece}</mark>`
  if (run.italic) piece = html`<em>${piece}</em>`
  if (run.bold) piece = html`<strong>${piece}</strong>`
  return run.href === undefined ? piece : linkToHtml(piece, run.href, origin)
}

/** A link around a piece, when its address is one that a page may lead to. */
export function linkToHtml(piece: Html, href: string, origin?: string, button = false): Html {
  const url = URL.canParse(href) ? new URL(href) : undefined
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return piece
  const look = { inside: button ? "button inside" : "inside", outside: button ? "button outside" : "outside" }
  // The page answers to several names (127.0.0.1, localhost): a path stays with the name, and the cookie, in use.
  const path = `${url.pathname}${url.search}${url.hash}`
  if (url.origin === origin) return html`<a class="${look.inside}" href="${path}">${piece}</a>`
  return html`<a class="${look.outside}" href="${url.href}" target="_blank" rel="noopener noreferrer">${piece}</a>`
}
