/** Rich text and plain text as HTML. `html` escapes every value, so a title's characters stay characters. */
import { html, raw } from "hono/html"
import { type Dialect, renderRuns, safeHref } from "../../src/rendering/inline.ts"
import type { Run, Text } from "../../src/vocabulary/card.ts"

/** A piece of HTML that is safe to put into another. */
export type Html = ReturnType<typeof html>

/** The piece as characters. Throws where a piece would have to wait for something: none here does. */
export function written(piece: Html): string {
  if (piece instanceof Promise)
    throw new Error("a piece of HTML waits for a promise: give `html` settled values only")
  return piece.toString()
}

/**
 * Runs as HTML. Links to `origin`, the page's own address, stay in the window. Neighbours that lead to the same place
 * are one link: a title with marked words is one stop for the keyboard.
 */
export function textToHtml(text: Text, origin?: string): Html {
  return html`${stretchesOf(text).map((stretch) => stretchToHtml(stretch, origin))}`
}

/** A link around a piece, when its address is one that a page may lead to; else the piece alone. */
export function linkToHtml(piece: Html, given: string, { origin, look = "" }: LinkWish = {}): Html {
  const href = safeHref(given)
  if (href === undefined) return piece
  const url = new URL(href)
  // The page answers to several names (127.0.0.1, localhost): a path stays with the name, and the cookie, in use.
  const path = `${url.pathname}${url.search}${url.hash}`
  if (url.origin === origin) return html`<a class="${`inside ${look}`.trim()}" href="${path}">${piece}</a>`
  return html`<a class="${`outside ${look}`.trim()}" href="${href}" target="_blank" rel="noopener noreferrer">${piece}</a>`
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

type Stretch = { readonly href: string | undefined; readonly runs: Run[] }

function stretchesOf(text: Text): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const run of text) {
    const last = stretches.at(-1)
    if (last && last.href === run.href) last.runs.push(run)
    else stretches.push({ href: run.href, runs: [run] })
  }
  return stretches
}

function stretchToHtml({ href, runs }: Stretch, origin: string | undefined): Html {
  const piece = raw(
    renderRuns(
      runs.map(({ href: _, ...run }) => run),
      dialect,
    ),
  )
  return href === undefined ? piece : linkToHtml(piece, href, { origin })
}

type LinkWish = { readonly origin?: string | undefined; readonly look?: string }

const dialect: Dialect = {
  escape: (text) => written(html`${text}`),
  bold: (escaped) => `<strong>${escaped}</strong>`,
  italic: (escaped) => `<em>${escaped}</em>`,
  mark: (escaped) => `<mark>${escaped}</mark>`,
  code: (text) => written(html`<code>${text}</code>`),
  // Links are put around whole stretches.
  link: (escaped) => escaped,
  formsInWords: true,
}
