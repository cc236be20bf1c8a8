/** How a mail writes rich text: as plain elements, with addresses that were looked at. */
import type { Dialect } from "../../src/rendering/inline.ts"
import { light } from "./colors.ts"

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

export const htmlDialect: Dialect = {
  escape: escaped,
  bold: (text) => `<strong>${text}</strong>`,
  italic: (text) => `<em>${text}</em>`,
  mark: (text) => `<strong>${text}</strong>`,
  code: (text) => `<code>${escaped(text)}</code>`,
  link: (text, href) =>
    `<a href="${escaped(href)}" style="color:${light.link};text-decoration:none">${text}</a>`,
  formsInWords: true,
}
