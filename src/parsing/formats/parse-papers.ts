/** Any file that holds papers, whatever its format: told by its content, its name only helps. */

import { isDate } from "../../papers/period.ts"
import { words } from "../../words/words.ts"
import { isAnnouncementFeed, parseArxivAnnouncements, parseArxivAtom } from "./arxiv.ts"
import { isDailyPage, parseDailyPage } from "./daily-page.ts"
import { isObject } from "./fields.ts"
import { parseJsonLines, readDayRows, readJsonRecord } from "./json.ts"
import { documentError, joinRead, nothingRead, type ReadOptions, type ReadPapers } from "./read-papers.ts"

/**
 * Reads the papers out of a whole file: JSON of Hugging Face or plain records, JSON Lines, arXiv's Atom and RSS, the
 * text of the daily-papers page. One bad record never takes others along; `leftOut` names it. Throws `UserError` when
 * the file as a whole cannot be read, and `PlatformError` when it holds nothing but an error of arXiv's.
 */
export function parsePapers(fileName: string, content: string, options: ReadOptions = {}): ReadPapers {
  const text = content.replace(/^\ufeff/, "")
  switch (formatOf(text)) {
    case "empty":
      throw documentError(fileName, words.files.empty)
    case "web page":
      throw documentError(fileName, words.files.webPage, words.files.webPageHint)
    case "feed":
      return { ...nothingRead, ...parseArxivAtom(text, fileName) }
    case "announcements":
      return readAnnouncements(text, fileName)
    case "page":
      return parseDailyPage(text, fileName, options)
    case "lines":
      return parseJsonLines(text, fileName)
    case "json":
      return readJson(text, fileName, options)
    case "unknown":
      throw documentError(
        fileName,
        words.files.unknownFormat,
        words.files.unknownFormatHint(words.files.formats),
      )
  }
}

/**
 * Whether the start of a file, its first line at least, shows JSON Lines, which can be read as they come. The first
 * lines may be broken: one that can be read is enough.
 */
export function isJsonLines(start: string): boolean {
  const text = start.trimStart()
  if (!/^\{[^\S\n]*[^\s]/.test(text)) return false
  let from = 0
  for (let line = 0; line < mostBrokenLines; line += 1) {
    const end = text.indexOf("\n", from)
    if (end < 0) return false
    if (text[from] === "{" && parsesAsJson(text.slice(from, end))) return true
    from = end + 1
  }
  return false
}

const mostBrokenLines = 20

type Format = "empty" | "web page" | "feed" | "announcements" | "page" | "lines" | "json" | "unknown"

function formatOf(text: string): Format {
  const start = text.trimStart().slice(0, 1)
  if (start === "") return "empty"
  if (start === "<") return markupFormat(text)
  if (start === "{" || start === "[") return isJsonLines(text) ? "lines" : "json"
  return isDailyPage(text) ? "page" : "unknown"
}

function markupFormat(text: string): Format {
  if (/^\s*(?:<!doctype html|<html)\b/i.test(text)) return "web page"
  return isAnnouncementFeed(text) ? "announcements" : "feed"
}

function readAnnouncements(text: string, fileName: string): ReadPapers {
  const { values, leftOut } = parseArxivAnnouncements(text, fileName)
  return { ...nothingRead, values: values.map(({ paper }) => paper), leftOut }
}

function readJson(text: string, fileName: string, options: ReadOptions): ReadPapers {
  const json = parseJson(text, fileName)
  if (isObject(json)) return readObject(json, fileName, options)
  if (!Array.isArray(json) || isList(json)) return readDayRows(json, dayOf(fileName, options), fileName)
  return joinRead(json.map((value, index) => readJsonRecord(value, `${fileName}, record ${index + 1}`)))
}

function readObject(
  json: Readonly<Record<string, unknown>>,
  fileName: string,
  options: ReadOptions,
): ReadPapers {
  const isSinglePaper = "title" in json || isObject(json.paper)
  if (isSinglePaper) return readJsonRecord(json, fileName)
  const day = typeof json.date === "string" && isDate(json.date) ? json.date : dayOf(fileName, options)
  return readDayRows(json, day, fileName)
}

// One bad row does not make other records of the rest. A list of mere texts is refused where rows are read.
function isList(values: readonly unknown[]): boolean {
  return (
    values.every((value) => typeof value === "string") ||
    values.some((value) => isObject(value) && "paper" in value)
  )
}

// Archives name a day's file after it: `2025-10-27.json`.
function dayOf(fileName: string, options: ReadOptions): string | undefined {
  const day = options.date ?? fileName.match(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/)?.[0]
  return day !== undefined && isDate(day) ? day : undefined
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw documentError(fileName, words.files.badJson(cause instanceof Error ? cause.message : String(cause)))
  }
}

function parsesAsJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
