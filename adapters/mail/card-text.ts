/** The part of a mail that every program reads: plain text, with addresses in lines of their own. */

import { cleanLine } from "../../src/rendering/characters.ts"
import { plainDialect, renderRuns } from "../../src/rendering/inline.ts"
import type { Content, Link, Part, PartItem } from "./content.ts"

export function contentToText({ title, parts, footer, stop }: Content): string {
  const end = ["-- ", footer, ...(stop ? [lineOf(stop)] : [])].join("\n")
  return `${[title, ...parts.map(partToText), ...parts.flatMap(linksToText), end].join("\n\n")}\n`
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
      return part.items.map((item, index) => itemToText(item, headOf(part, index))).join("\n\n")
    case "button":
      return lineOf(part.link)
    default:
      return part satisfies never
  }
}

function itemToText({ title, href, about = [], facts }: PartItem, head: string): string {
  const said = [about, facts].map((line) => cleanLine(renderRuns(line, plainDialect)))
  return below(head, [title, href ?? "", ...said])
}

/** After all papers, so that they are read without stepping over addresses. */
function linksToText(part: Part): readonly string[] {
  if (part.kind !== "items") return []
  return part.items.flatMap(({ links }, index) =>
    links.length === 0 ? [] : [below(headOf(part, index), links.map(lineOf))],
  )
}

function headOf({ start }: { readonly start?: number }, index: number): string {
  return start === undefined ? "- " : `${start + index}. `
}

/** Lines under one another, behind what stands before the first. */
function below(head: string, lines: readonly string[]): string {
  const indent = " ".repeat(head.length)
  return lines
    .filter((line) => line !== "")
    .map((line, index) => (index === 0 ? head : indent) + line)
    .join("\n")
}

function lineOf({ label, href }: Link): string {
  return `${label}: ${href}`
}
