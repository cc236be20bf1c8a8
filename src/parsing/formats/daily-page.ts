/** The daily-papers page as a person copies it: titles, abstracts, and now and then three lines about each. */

import { titleKey } from "../../papers/name.ts"
import { type Paper, present } from "../../papers/paper.ts"
import type { LeftOut } from "../../vocabulary/sources.ts"
import { words } from "../../words/words.ts"
import { texToUnicode } from "../tex/tex-to-unicode.ts"
import { blankPaper, clipped, siteText } from "./fields.ts"
import { type PageDate, readPageDate, resolveYear, withYear } from "./page-date.ts"
import { documentError, listed, type ReadOptions, type ReadPapers } from "./read-papers.ts"

/** Whether a text is the page rather than any other format. */
export function isDailyPage(text: string): boolean {
  return /^\s*daily papers\s*$/im.test(text.slice(0, 5_000))
}

/**
 * Reads the page's text. Its dates of the current year carry no year: `options.date` says the page's day, and without
 * it the year that fits is taken and a note says so. Papers have no identifier there and get the key of their title.
 * Throws `UserError` when the text is not that page, or when `options.date` contradicts it.
 */
export function parseDailyPage(text: string, where: string, options: ReadOptions = {}): ReadPapers {
  const paragraphs = paragraphsOf(text)
  const start = paragraphs.findIndex((lines) => /^daily papers$/i.test(lines[0] ?? ""))
  if (start < 0) throw documentError(where, words.files.dailyPage.notIt)
  const { day, body } = headerOf(paragraphs.slice(start + 1))
  const { records, leftOut } = recordsOf(body, where)
  const resolved = resolveYear({ day, dates: records.flatMap((record) => record.date ?? []), where, options })
  const papers = records.map((record) => paperOf(record, resolved.year))
  const lists = resolved.day
    ? [{ day: resolved.day, entries: papers.map(listed), source: "page" as const }]
    : []
  return { values: papers, leftOut, lists, notes: resolved.notes }
}

type PageRecord = {
  readonly title: string
  readonly abstract: string
  readonly authorCount?: number
  readonly organization?: string
  readonly date?: PageDate
}

type Lines = readonly string[]

function paragraphsOf(text: string): readonly Lines[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) =>
      paragraph
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    )
    .filter((lines) => lines.length > 0)
}

// Between "Daily Papers" and the first paper: who runs the page, and the list's date without a year.
function headerOf(paragraphs: readonly Lines[]): {
  readonly day?: PageDate
  readonly body: readonly Lines[]
} {
  const at = paragraphs.slice(0, 4).findIndex((lines) => lines.length === 1 && readPageDate(lines[0] ?? ""))
  if (at < 0) return { body: paragraphs.filter((lines) => !/^by\s?AK\b/.test(lines[0] ?? "")) }
  const day = readPageDate(paragraphs[at]?.[0] ?? "")
  return { day, body: paragraphs.slice(at + 1) }
}

function recordsOf(
  paragraphs: readonly Lines[],
  where: string,
): { readonly records: readonly PageRecord[]; readonly leftOut: readonly LeftOut[] } {
  const records: PageRecord[] = []
  const leftOut: LeftOut[] = []
  let at = 0
  while (at < paragraphs.length) {
    const [title = [], abstract, about] = paragraphs.slice(at, at + 3)
    const why = whyNoPaper(title, abstract, about)
    if (abstract === undefined || why !== undefined) {
      leftOut.push({
        where: `${where}, "${clipped(title.join(" "))}"`,
        why: why ?? words.files.dailyPage.noAbstract,
      })
      at += 1
      continue
    }
    const read = aboutOf(about)
    records.push({ title: title.join(" "), abstract: abstract.join(" "), ...read })
    at += read ? 3 : 2
  }
  return { records, leftOut }
}

function whyNoPaper(title: Lines, abstract: Lines | undefined, next: Lines | undefined): string | undefined {
  const { noPaper, noTitle, noAbstract } = words.files.dailyPage
  if (aboutOf(title)) return noPaper
  if (siteText(title.join(" ")) === "") return noTitle
  return abstract === undefined || aboutOf(abstract) || isTitle(abstract, next) ? noAbstract : undefined
}

// A short paragraph before a long one is the next title: one missing abstract must not shift all that follow.
function isTitle(lines: Lines, next: Lines | undefined): boolean {
  const isLong = next !== undefined && aboutOf(next) === undefined && next.join(" ").length > 400
  return isLong && lines.join(" ").length < 150
}

// Three lines: `• 13 authors` or the organization, `·`, and the date with its comments.
function aboutOf(
  lines: Lines | undefined,
): Pick<PageRecord, "authorCount" | "organization" | "date"> | undefined {
  if (lines?.length !== 3 || lines[1] !== "·") return undefined
  const date = readPageDate(lines[2] ?? "")
  if (date === undefined) return undefined
  const authors = lines[0]?.match(/^•?\s*(\d+)\s+authors?$/)
  return authors
    ? { authorCount: Number(authors[1]), date }
    : { organization: organizationOf(lines[0] ?? ""), date }
}

// The picture's alternative text is copied along: "PEARLS-Lab PEARLS Lab".
function organizationOf(line: string): string {
  const name = texToUnicode(line.replace(/^•\s*/, ""))
  const [handle = "", ...rest] = name.split(" ")
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  return letters(handle) === letters(rest.join("")) ? rest.join(" ") : name
}

function paperOf(record: PageRecord, year: number | undefined): Paper {
  const title = siteText(record.title)
  return {
    ...blankPaper,
    ...present({
      organization: record.organization,
      publishedOn: record.date && withYear(record.date, year),
    }),
    id: titleKey(title),
    title,
    abstract: siteText(record.abstract),
    authorCount: record.authorCount ?? 0,
    comments: record.date?.comments ?? 0,
    source: "page",
  }
}
