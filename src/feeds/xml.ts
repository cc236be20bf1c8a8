/** Text and elements as XML 1.0. */

/** The characters that XML 1.0 forbids, however they are written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
}

/** A text that no reader takes for markup. */
export function escaped(text: string): string {
  return readable(text).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}

/** A text without what XML cannot hold; JSON could, but its readers show it no better. */
export function readable(text: string): string {
  return text.toWellFormed().replace(forbidden, "")
}

/** An element with a text, or nothing where there is no text. */
export function element(name: string, text: string | undefined, attributes = ""): string {
  return text === undefined || text === "" ? "" : `<${name}${attributes}>${escaped(text)}</${name}>`
}
