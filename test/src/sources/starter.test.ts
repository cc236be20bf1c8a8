import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { beforeAll, describe, expect, test } from "vitest"
import { canonicalId } from "../../../src/papers/name.ts"
import type { Paper } from "../../../src/papers/paper.ts"
import { loadStarterLibrary, parseStarterLibrary } from "../../../src/sources/starter.ts"
import { words } from "../../../src/words/words.ts"
import { missing, shared } from "../../needs.ts"

const { papers, leftOut } = await loadStarterLibrary()

describe("the starter library", () => {
  test("holds at least 160 papers and loses none", () => {
    expect(leftOut).toEqual([])
    expect(papers.length).toBeGreaterThanOrEqual(160)
  })

  test("names each paper once, by identifier and by title", () => {
    const titles = papers.map(({ title }) => title.toLowerCase())
    expect(papers.map(({ id }) => canonicalId(id))).toEqual(papers.map(({ id }) => id))
    expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length)
    expect(new Set(titles).size).toBe(papers.length)
  })

  test("dates each paper in the month of its identifier, or in the days before it was announced", () => {
    expect(papers.filter((paper) => !isNearItsMonth(paper)).map(({ id }) => id)).toEqual([])
  })

  test("is sorted by date, so that a change shows where it belongs", () => {
    const dates = papers.map(({ publishedOn }) => publishedOn ?? "")
    expect(dates).toEqual(dates.toSorted())
  })

  test("summarises each paper in two or three sentences of ours", () => {
    const sentences = (text: string) => [...text.matchAll(/[.!?](?=\s|$)/g)].length
    const odd = papers.filter(({ summary = "" }) => ![2, 3].includes(sentences(summary)))
    const outOfLength = papers.filter(({ summary = "" }) => summary.length < 120 || summary.length > 420)
    expect(odd.map(({ id }) => id)).toEqual([])
    expect(outOfLength.map(({ id }) => id)).toEqual([])
    expect(new Set(papers.map(({ summaryBy }) => summaryBy))).toEqual(new Set(["summary by Paperboy"]))
  })

  test("says of itself where it comes from, and claims no abstract or upvote", () => {
    expect(papers.filter(({ source }) => source !== "starter")).toEqual([])
    expect(papers.filter(({ abstract, upvotes }) => abstract !== "" || upvotes !== 0)).toEqual([])
  })

  test("has three to six keywords, arXiv categories and distinct authors a paper", () => {
    const odd = papers.filter(
      ({ keywords, categories, authors }) =>
        keywords.length < 3 ||
        keywords.length > 6 ||
        categories.some((name) => !/^[a-z-]+\.[A-Za-z-]+$/.test(name)) ||
        new Set(authors).size !== authors.length,
    )
    expect(odd.map(({ id }) => id)).toEqual([])
  })

  test("is plain text: no TeX, no markup, no doubled or outer space", () => {
    const texts = papers.flatMap(({ title, summary = "", authors }) => [title, summary, ...authors])
    expect(texts.filter((text) => /[\\${}^_<>]|\s{2}|^\s|\s$/.test(text))).toEqual([])
  })
})

describe("a line of the library", () => {
  const good = {
    id: "2401.12345",
    title: "A paper",
    publishedOn: "2024-01-22",
    authors: ["A. Author"],
    categories: ["cs.LG"],
    keywords: ["test"],
    summary: "Says something. And more.",
  }

  test.each([
    ["{", "not JSON"],
    [JSON.stringify({ ...good, title: "" }), "title: "],
    [JSON.stringify({ ...good, publishedOn: "January 2024" }), "publishedOn: "],
    [
      JSON.stringify({ ...good, authors: ["A", "B"], authorCount: 1 }),
      `authorCount: ${words.library.sources.fewerThanNamed}`,
    ],
    [JSON.stringify({ ...good, sumary: "x" }), "sumary"],
  ])("that does not fit is left out, and the others stay: %s", (line, why) => {
    const read = parseStarterLibrary(`${JSON.stringify(good)}\n${line}\n`)
    expect(read.values.map(({ id }) => id)).toEqual(["2401.12345"])
    expect(read.leftOut).toEqual([
      { where: "starter-library.jsonl, line 2", why: expect.stringContaining(why) },
    ])
  })
})

const real = [
  "data/huggingface/daily-papers.jsonl.gz",
  "data/arxiv/arxiv-1993-2019-sample.jsonl.gz",
  "data/arxiv/arxiv-2025-2026.jsonl.gz",
].map(shared)

describe.skipIf(real.some((need) => missing(need)))("beside the real records", () => {
  let records: ReadonlyMap<string, RealRecord>
  let both: readonly { readonly paper: Paper; readonly record: RealRecord }[]

  beforeAll(() => {
    records = new Map(real.flatMap(({ path }) => recordsOf(path)).map((record) => [record.id, record]))
    both = papers.flatMap((paper) => {
      const record = records.get(paper.id)
      return record ? [{ paper, record }] : []
    })
  })

  test("every paper that both know has the true title and authors", () => {
    expect(both.length).toBeGreaterThanOrEqual(10)
    for (const { paper, record } of both) {
      expect(paper.title).toBe(record.title)
      expect(paper.authors).toEqual(record.authors.slice(0, paper.authors.length))
      expect(paper.authorCount).toBe(record.authors.length)
    }
  })

  test("every date that both know agrees to the day, zones of the clock aside", () => {
    const apart = both.filter(
      ({ paper, record }) => record.date !== undefined && daysBetween(paper.publishedOn, record.date) > 1,
    )
    expect(apart).toEqual([])
  })

  test("no paper is known there by another identifier", () => {
    const idOfTitle = new Map([...records.values()].map(({ id, title }) => [title.toLowerCase(), id]))
    const wrong = papers.filter(({ id, title }) => (idOfTitle.get(title.toLowerCase()) ?? id) !== id)
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})

/** An identifier's month is that of the announcement: what was sent in on a month's last days may carry the next. */
function isNearItsMonth({ id, publishedOn = "" }: Paper): boolean {
  const month = Temporal.PlainYearMonth.from(`20${id.slice(0, 2)}-${id.slice(2, 4)}`)
  const first = month.toPlainDate({ day: 1 }).subtract({ days: 4 }).toString()
  const last = month.toPlainDate({ day: month.daysInMonth }).toString()
  return publishedOn >= first && publishedOn <= last
}

function daysBetween(one = "", other = ""): number {
  return Math.abs(Temporal.PlainDate.from(one).until(other).days)
}

type RealRecord = {
  readonly id: string
  readonly title: string
  readonly authors: readonly string[]
  readonly date?: string
}
type ArxivLine = { id: string; title: string; authors: string[]; created?: string }
type DayLine = {
  rows: { paper: { id: string; title: string; authors: { name: string }[]; publishedAt: string } }[]
}

function recordsOf(path: string): readonly RealRecord[] {
  const lines = gunzipSync(readFileSync(path)).toString("utf8").trimEnd().split("\n")
  return path.includes("huggingface") ? lines.flatMap(recordsOfDay) : lines.map(recordOfArxiv)
}

function recordsOfDay(line: string): readonly RealRecord[] {
  const day: DayLine = JSON.parse(line)
  return day.rows.map(({ paper }) => ({
    id: paper.id,
    title: oneLine(paper.title),
    authors: paper.authors.map(({ name }) => name),
    date: paper.publishedAt.slice(0, 10),
  }))
}

function recordOfArxiv(line: string): RealRecord {
  const { id, title, authors, created }: ArxivLine = JSON.parse(line)
  return { id, title: oneLine(title), authors, ...(created && { date: created }) }
}

function oneLine(text: string): string {
  return text.split(/\s+/).join(" ").trim()
}
