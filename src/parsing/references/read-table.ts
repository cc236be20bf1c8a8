/** Rows of a spreadsheet (RFC 4180) as records, by the names in its first line. */
import type { ReferenceRecord } from "./record.ts"

/** Columns as exports call them, ours and others', and the fields of a reference that they are. */
const fieldOf: Readonly<Record<string, string>> = {
  "arxiv id": "eprint",
  link: "url",
  url: "url",
  doi: "doi",
  title: "title",
}

/** Undefined where the first line does not name columns: a title, and what else identifies a paper. */
export function tableRecords(text: string): readonly ReferenceRecord[] | undefined {
  const [head = "", ...lines] = text.split(/\r?\n/)
  const names = cellsOf(head).map((name) => fieldOf[name.trim().toLowerCase()])
  if (!names.includes("title") || names.filter(Boolean).length < 2) return undefined
  return rowsOf(lines).map(({ at, row }) => {
    const cells = cellsOf(row)
    const fields = names.flatMap((name, column) =>
      name ? [[name, cells[column]?.trim() ?? ""] as const] : [],
    )
    return { line: at + 2, written: row, fields: new Map(fields) }
  })
}

/** Lines; those that break within quotes are one. */
function rowsOf(lines: readonly string[]): readonly { readonly at: number; readonly row: string }[] {
  const rows: { at: number; parts: string[]; isOpen: boolean }[] = []
  for (const [at, line] of lines.entries()) {
    const turns = line.split('"').length % 2 === 0
    const last = rows.at(-1)
    if (last?.isOpen) {
      last.parts.push(line)
      last.isOpen = last.isOpen !== turns
    } else if (line.trim() !== "") rows.push({ at, parts: [line], isOpen: turns })
  }
  return rows.map(({ at, parts }) => ({ at, row: parts.join("\n") }))
}

function cellsOf(row: string): readonly string[] {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, bare = ""]) => quoted?.replaceAll('""', '"') ?? bare,
  )
}
