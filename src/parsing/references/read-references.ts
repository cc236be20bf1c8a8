/** Reads which papers a text names: BibTeX, RIS, CSL-JSON, a table, or lines of links and identifiers. Takes time in proportion to its length. */
import { paperIdsIn } from "../../papers/index.ts"
import { bibtexRecords } from "./read-bibtex.ts"
import { tableRecords } from "./read-table.ts"
import type { ReferenceRecord } from "./record.ts"

/** A record or line, and the paper that it names: by its identifiers, else by its title. */
export type NamedPaper = {
  /** On which it begins, from 1. */
  readonly line: number
  readonly written: string
  readonly ids: readonly string[]
  readonly title?: string
}

/** What the text names, in its order; lines that are empty, a comment or a quotation name nothing. */
export function papersNamedIn(text: string): readonly NamedPaper[] {
  const plain = text.replace(/^\ufeff/, "")
  const items = cslRecords(plain)
  if (items !== undefined) return items.map(namedBy)
  const bibtex = bibtexRecords(plain)
  if (bibtex.length > 0) return bibtex.map(namedBy)
  if (/^TY {1,2}- ?/m.test(plain)) return risRecords(plain).map(namedBy)
  return tableRecords(plain)?.map(namedBy) ?? linesOf(plain)
}

/** Where an identifier stands in a record, the surest first. An abstract may name others' papers. */
const identifying =
  "eprint an number url ur doi do l1 l2 journal howpublished archive_location c1 m1 note n1 id".split(" ")
const titled = ["title", "ti", "t1"]

function namedBy({ line, written, fields }: ReferenceRecord): NamedPaper {
  const [id] = identifying.flatMap((name) => paperIdsIn(fields.get(name) ?? "").slice(0, 1))
  const title = titled.map((name) => fields.get(name)).find((text) => text !== undefined && text !== "")
  return {
    ...{ line, written: title ?? written, ids: id === undefined ? [] : [id] },
    ...(title !== undefined && { title }),
  }
}

function linesOf(text: string): readonly NamedPaper[] {
  return text.split(/\r\n?|\n/).flatMap((whole, at) => {
    const written = whole.trim()
    if (written === "" || /^(?:#|\/\/|%|>)/.test(written)) return []
    const ids = paperIdsIn(written)
    const title = ids.length === 0 ? withoutBullet(written) : undefined
    return [{ line: at + 1, written, ids, ...(title !== undefined && { title }) }]
  })
}

/** `- [ ] Attention Is All You Need`, and `3. Attention Is All You Need`. */
function withoutBullet(line: string): string {
  return line.replace(/^(?:[-*+•]|\d{1,4}[.)])\s+/, "").replace(/^\[[ x]\]\s+/i, "")
}

function risRecords(text: string): readonly ReferenceRecord[] {
  const records: { line: number; written: string; fields: Map<string, string> }[] = []
  let isOpen = false
  for (const [at, whole] of text.split(/\r\n?|\n/).entries()) {
    const [, tag = "", value = ""] = /^\s{0,8}([A-Z][A-Z0-9]) {1,2}- ?(.*)$/.exec(whole) ?? []
    if (tag === "ER") isOpen = false
    else if (tag === "TY" || (tag !== "" && !isOpen)) {
      records.push({ line: at + 1, written: whole.trim(), fields: new Map() })
      isOpen = true
    }
    const fields = records.at(-1)?.fields
    const name = tag.toLowerCase()
    if (isOpen && tag !== "")
      fields?.set(name, fields.has(name) ? `${fields.get(name)} ${value}` : value.trim())
  }
  return records
}

/** Undefined where the text is no JSON. */
function cslRecords(text: string): readonly ReferenceRecord[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    const read: unknown = JSON.parse(text)
    const items: readonly unknown[] = Array.isArray(read) ? read : [read]
    return items.map((item, at) => ({ line: at + 1, written: JSON.stringify(item), fields: textsOf(item) }))
  } catch {
    return undefined
  }
}

function textsOf(item: unknown): ReadonlyMap<string, string> {
  const entries = typeof item === "object" && item !== null ? Object.entries(item) : []
  return new Map(
    entries.flatMap(([name, value]) =>
      typeof value === "string" ? [[name.toLowerCase(), value] as const] : [],
    ),
  )
}
