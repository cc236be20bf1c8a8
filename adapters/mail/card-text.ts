/** The part of a mail that every program reads: plain text, with addresses in lines of their own. */

import { cleanLine } from "../../src/rendering/characters.ts"
import { plainDialect, renderRuns } from "../../src/rendering/inline.ts"
import type { Content, Link, Part, PartItem } from "./content.ts"

export function contentToText({ title, parts, footer, stop }: Content): string {
  const end = ["-- ", footer, ...(stop ? [lineOf(stop)] : [])].join("\n")
  return `${[title, ...parts.map(partToText), end].join("\n\n")}\n`
}

function partToText(part: Part): string {
  switch (part.kind) {
    case "text":
    case "note":
      return renderRuns(part.text, plainDialect)
    case "fields":
      return part.fields
        .map(({ name, value }) => `${cleanLine(name)}: ${renderRuns(value, plainDialect)}`)
        .join("\n")
    case "items":
      return part.items
        .map((item, index) => itemToText(item, part.start === undefined ? "- " : `${part.start + index}. `))
        .join("\n\n")
    case "button":
      return lineOf(part.link)
    default:
      return part satisfies never
  }
}

function itemToText({ title, href, lines, links }: PartItem, head: string): string {
  const indent = " ".repeat(head.length)
  const below = [
    ...(href ? [href] : []),
    ...lines.map((line) => cleanLine(renderRuns(line, plainDialect))),
    ...links.map(lineOf),
  ]
  return [`${head}${title}`, ...below.map((line) => indent + line)].join("\n")
}

function lineOf({ label, href }: Link): string {
  return `${label}: ${href}`
}
