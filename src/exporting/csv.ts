/** CSV by RFC 4180, for spreadsheets: UTF-8 with a byte order mark, since Excel takes it for Latin otherwise. */
import { words } from "../words/words.ts"
import { arXivIdOf, doiOf, type Entry, urlOf, yearOf } from "./entry.ts"

type Column = keyof typeof words.exporting.columns

const own: readonly Column[] = ["state", "tags", "note", "saved"]

export function toCsv(entries: readonly Entry[]): string {
  const rows = entries.map(valuesOf)
  // What the asker wrote has columns only where there is any.
  const columns = (Object.keys(words.exporting.columns) as Column[]).filter(
    (column) => !own.includes(column) || entries.some(({ saved }) => saved !== undefined),
  )
  const lines = [
    columns.map((column) => words.exporting.columns[column]),
    ...rows.map((row) => columns.map((column) => row[column])),
  ]
  return `\ufeff${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`
}

function valuesOf({
  paper,
  votes = 0,
  discussions = [],
  saved,
}: Entry): Readonly<Record<Column, string | number>> {
  return {
    id: arXivIdOf(paper) ?? "",
    title: paper.title,
    authors: paper.authors.join("; "),
    year: yearOf(paper) ?? "",
    published: paper.publishedOn ?? "",
    organization: paper.organization ?? "",
    categories: paper.categories.join("; "),
    url: urlOf(paper) ?? "",
    doi: doiOf(paper) ?? "",
    code: paper.code?.url ?? "",
    upvotes: paper.upvotes,
    votes,
    discussions: discussions.join(" "),
    state: saved?.state ?? "",
    tags: saved?.tags.join(", ") ?? "",
    note: saved?.note ?? "",
    saved: saved?.addedAt.slice(0, 10) ?? "",
  }
}

/** A spreadsheet runs a text that begins like a formula; an apostrophe makes it a text. */
function cell(value: string | number): string {
  const text = String(value)
  const safe = typeof value === "string" && /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
