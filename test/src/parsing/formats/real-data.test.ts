/** The sources' own files, where they are at hand, with the counts that are known of them. */

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { parsePapers } from "../../../../src/parsing/formats/parse-papers.ts"
import type { ReadPapers } from "../../../../src/parsing/formats/read-papers.ts"
import { words } from "../../../../src/words/words.ts"
import { missing, shared } from "../../../needs.ts"

const page = shared("data/seed/daily-papers-page.txt")
describe.skipIf(missing(page))("the page of 27 October 2025", () => {
  const read = missing(page) ? undefined : parsePapers("page.txt", readFileSync(page.path, "utf8"))
  const values = read?.values ?? []

  it("holds 109 papers, and all are read", () => {
    expect(values).toHaveLength(109)
    expect(read?.leftOut).toEqual([])
  })
  it("102 have a count of authors, 445 the largest", () => {
    const counts = values.map(({ authorCount }) => authorCount).filter((count) => count > 0)
    expect(counts).toHaveLength(102)
    expect(Math.max(...counts)).toBe(445)
  })
  it("one has an organisation", () => {
    expect(values.flatMap(({ organization }) => organization ?? [])).toEqual(["PEARLS Lab"])
  })
  it("six have neither, and no date", () => {
    const bare = values.filter(
      (p) => p.authorCount === 0 && !p.organization && !p.publishedOn && p.comments === 0,
    )
    expect(bare).toHaveLength(6)
  })
  it("28 dates without a year are of 2025, which is said", () => {
    expect(values.filter(({ publishedOn }) => publishedOn?.startsWith("2025-"))).toHaveLength(28)
    expect(read?.lists.map(({ day }) => day)).toEqual(["2025-10-27"])
    expect(read?.notes).toHaveLength(1)
  })
  it("78 comments were made", () => {
    expect(values.reduce((sum, { comments }) => sum + comments, 0)).toBe(78)
  })
})

const days = shared("data/huggingface/daily-papers.jsonl.gz")
describe.skipIf(missing(days))("483 days of the site", () => {
  const text = missing(days) ? "" : gunzipSync(readFileSync(days.path)).toString()
  const read = text === "" ? undefined : parsePapers("daily-papers.jsonl", text)
  const values = read?.values ?? []

  it("hold 8,252 rows of 8,250 papers on 483 lists, and all are read", () => {
    expect(values).toHaveLength(8_252)
    expect(new Set(values.map(({ id }) => id)).size).toBe(8_250)
    expect(read?.lists).toHaveLength(483)
    expect(read?.leftOut).toEqual([])
  })
  it("name every author but the hidden ones", () => {
    const authors = (key: string) => text.split(key).length - 1
    const hidden = authors('"hidden": true')
    expect(hidden).toBeGreaterThan(0)
    expect(values.reduce((sum, paper) => sum + paper.authors.length, 0)).toBe(authors('"hidden": ') - hidden)
  })
  it("hold no line break and no control character in any text", () => {
    const texts = values.flatMap((p) => [p.title, p.abstract, p.summary ?? "", ...p.authors, ...p.keywords])
    expect(texts.filter((some) => /[\p{Cc}\u2028\u2029]|^\s|\s$| {2}/u.test(some))).toEqual([])
  })
  it("keep summaries, code, organisations and pictures", () => {
    expect(values.filter(({ summary }) => summary)).toHaveLength(4_739)
    expect(values.filter(({ code }) => code)).toHaveLength(3_053)
    expect(values.filter(({ organization }) => organization)).toHaveLength(2_422)
    expect(values.filter(({ thumbnail }) => thumbnail)).toHaveLength(8_252)
  })
})

const raw = shared("data/huggingface/raw")
describe.skipIf(missing(raw))("bodies of single days", () => {
  const papers: Readonly<Record<string, number>> = {
    "2024-05-28.json": 15,
    "2024-06-13.json": 21,
    "2025-03-18.json": 17,
    "2025-10-03.json": 39,
    "2025-10-27.json": 21,
    "2026-03-06.json": 17,
    "2026-06-04.json": 33,
    "2026-07-24.json": 16,
    "2026-08-20.json": 15,
  }
  const open = (name: string) => parsePapers(name, readFileSync(join(raw.path, name), "utf8"))

  it.each(Object.entries(papers))("%s holds %i papers", (name, count) => {
    const { values, leftOut, lists } = open(name)
    expect(values).toHaveLength(count)
    expect(leftOut).toEqual([])
    expect(lists).toMatchObject([{ day: name.slice(0, 10), entries: { length: count } }])
  })
  it.each([
    ["2024-12-12.json", 18],
    ["2025-01-10.json", 9],
  ])("%s, which an archiver wrote as Python, is refused with advice", (name, count) => {
    const message = expect.stringContaining(words.files.textRows(Number(count)))
    expect(() => open(name)).toThrow(
      expect.objectContaining({
        code: "unreadable",
        message,
        hint: expect.stringContaining("json.dump(rows"),
      }),
    )
  })
})

const atom = shared("data/arxiv/atom")
const answers = missing(atom) ? [] : readdirSync(atom.path).filter((name) => name.endsWith(".xml"))
describe.skipIf(missing(atom))("answers of arXiv", () => {
  it.each(answers.filter((name) => !name.startsWith("id_abc")))("%s is read in full", (name) => {
    const xml = readFileSync(join(atom.path, name), "utf8")
    const { values, leftOut } = parsePapers(name, xml)
    expect(leftOut).toEqual([])
    expect(values).toHaveLength(xml.split("<entry>").length - 1)
    for (const paper of values)
      expect(paper).toMatchObject({ publishedOn: expect.any(String), authors: { 0: expect.any(String) } })
  })
  it("the one about a malformed identifier says so", () => {
    const name = answers.find((answer) => answer.startsWith("id_abc")) ?? ""
    expect(() => parsePapers(name, readFileSync(join(atom.path, name), "utf8"))).toThrow(
      "incorrect id format for abc",
    )
  })
})

describe.each([
  ["arxiv-2025-2026.jsonl.gz", 59_782],
  ["arxiv-1993-2019-sample.jsonl.gz", 120_000],
])("arXiv's records in %s", (name, count) => {
  const file = shared(`data/arxiv/${name}`)
  it.skipIf(missing(file))(`are ${count.toLocaleString("en")}, and the first 5,000 are read`, () => {
    const lines = gunzipSync(readFileSync(file.path)).toString().trimEnd().split("\n")
    expect(lines).toHaveLength(count)
    const read: ReadPapers = parsePapers(name, lines.slice(0, 5_000).join("\n"))
    expect(read.leftOut).toEqual([])
    expect(new Set(read.values.map(({ id }) => id)).size).toBe(5_000)
    expect(read.values.filter(({ publishedOn }) => publishedOn === undefined)).toEqual([])
  })
})
