import { texToUnicode } from "../tex/tex-to-unicode.ts"
import type { ReferenceRecord } from "./record.ts"

// `@misc{key,`: one that is never closed ends where the next one begins.
const head = /@(\w{1,40})\s{0,20}[{(][^\S\n]{0,20}[^\s,{}"=]{0,200}[^\S\n]{0,20},/g
const noRecords = new Set(["comment", "string", "preamble"])

/** The records of a BibTeX file, with their fields as people read them. */
export function bibtexRecords(text: string): readonly ReferenceRecord[] {
  const heads = [...text.matchAll(head)]
  let [line, counted] = [1, 0]
  return heads.flatMap((found, at) => {
    line += linesIn(text.slice(counted, found.index))
    counted = found.index
    if (noRecords.has(found[1]?.toLowerCase() ?? "")) return []
    const body = text.slice(found.index + found[0].length, heads[at + 1]?.index)
    return [{ line, written: found[0], fields: fieldsOf(body) }]
  })
}

function linesIn(text: string): number {
  return text.split("\n").length - 1
}

function fieldsOf(body: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  const name = /[\s,]*([A-Za-z][\w-]{0,60})\s*=\s*/y
  for (let at = 0; ; ) {
    name.lastIndex = at
    const [, field] = name.exec(body) ?? []
    if (field === undefined) return fields
    const end = endOfValue(body, name.lastIndex)
    const value = body
      .slice(name.lastIndex, end)
      .trim()
      .replace(/^[{"]|[}"]$/g, "")
    const key = field.toLowerCase()
    if (!fields.has(key)) fields.set(key, key === "title" ? withoutBraces(value) : value)
    at = end
  }
}

/** A value ends at a comma, or at the record's own brace, outside of braces and quotes. */
function endOfValue(body: string, from: number): number {
  let depth = 0
  let isQuoted = false
  for (let at = from; at < body.length; at++) {
    const letter = body[at]
    if (letter === "\\") at++
    else if (letter === "{") depth++
    else if (letter === "}" && --depth < 0) return at
    else if (letter === '"' && depth === 0) isQuoted = !isQuoted
    else if (letter === "," && depth === 0 && !isQuoted) return at
  }
  return body.length
}

function withoutBraces(value: string): string {
  return texToUnicode(value).replace(/[{}]/g, "").trim()
}
