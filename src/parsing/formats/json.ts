/** JSON Lines, and one value of a JSON file: a day's rows, a row of the site, one of its papers, or a plain record. */

import { isDate } from "../../papers/period.ts"
import { words } from "../../words/words.ts"
import { clipped, isObject } from "./fields.ts"
import { parseHuggingFaceRows, readRow } from "./hugging-face.ts"
import { readRecord } from "./paper-record.ts"
import { isRefusal, joinRead, listed, nothingRead, type ReadPapers } from "./read-papers.ts"

/** Reads one value, whichever of these it is. What cannot be read is left out under `where`. Never throws. */
export function readJsonRecord(value: unknown, where: string): ReadPapers {
  if (isObject(value) && Array.isArray(value.rows)) return readDay(value.rows, value.date, where)
  const result = isObject(value) && isSiteShape(value) ? readRow(asRow(value)) : readRecord(value)
  if (!isRefusal(result)) return { ...nothingRead, values: [result] }
  return { ...nothingRead, leftOut: [{ where: named(where, value), why: result.refused }] }
}

/** The rows of a day's list, with the list itself. Throws `UserError` when they are no rows. */
export function readDayRows(rows: unknown, day: string | undefined, where: string): ReadPapers {
  const parsed = parseHuggingFaceRows(rows, where)
  const lists =
    day === undefined ? [] : [{ day, entries: parsed.values.map(listed), source: "huggingface" as const }]
  return { ...parsed, lists, notes: [] }
}

function readDay(rows: readonly unknown[], date: unknown, where: string): ReadPapers {
  const day = typeof date === "string" && isDate(date) ? date : undefined
  const place = day === undefined ? where : `${where} (${day})`
  if (rows.length > 0 && rows.every((row) => typeof row === "string")) {
    return { ...nothingRead, leftOut: [{ where: place, why: words.files.textRowsOfDay(rows.length) }] }
  }
  return readDayRows(rows, day, place)
}

// The site's papers name each author in an object of its own; plain records write names.
function isSiteShape(value: Readonly<Record<string, unknown>>): boolean {
  return isObject(value.paper) || (Array.isArray(value.authors) && value.authors.some(isObject))
}

function asRow(value: Readonly<Record<string, unknown>>): unknown {
  return isObject(value.paper) ? value : { paper: value }
}

function named(where: string, value: unknown): string {
  const paper = isObject(value) && isObject(value.paper) ? value.paper : value
  const id = isObject(paper) ? paper.id : undefined
  return typeof id === "string" ? `${where} (${clipped(id)})` : where
}

/** Reads a whole text of JSON Lines. A line that cannot be read is left out by itself, with its number. */
export function parseJsonLines(text: string, where: string): ReadPapers {
  return joinRead(text.split("\n").map((line, index) => readLine(line, `${where}, line ${index + 1}`)))
}

/** Reads one line; an empty one holds nothing. Never throws. */
export function readLine(line: string, where: string): ReadPapers {
  if (line.trim() === "") return nothingRead
  try {
    return readJsonRecord(JSON.parse(line), where)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return { ...nothingRead, leftOut: [{ where, why: words.files.badJson(cause.message) }] }
  }
}
