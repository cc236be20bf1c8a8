import type { Reading } from "./reading.ts"

/** What a browser shows for inline HTML, and which elements it finds. */
export function readHtml(html: string): Reading {
  const done = new Set<string>()
  const bare = html.replace(
    /<(\/?)([a-z]+)([^>]*)>/g,
    (_, closing: string, name: string, attributes: string) => {
      const href = attributes.match(/href="([^"]*)"/)?.[1]
      if (closing === "") done.add(href === undefined ? name : `link ${decoded(href)}`)
      return ""
    },
  )
  return { text: decoded(bare), done: [...done].sort() }
}

function decoded(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
}
