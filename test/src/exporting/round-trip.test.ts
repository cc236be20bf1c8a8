import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type ExportFormat, exportFile } from "../../../src/exporting/index.ts"
import type { Paper } from "../../../src/papers/index.ts"
import { parsePapers } from "../../../src/parsing/formats/parse-papers.ts"
import { plainLine } from "../../../src/parsing/tex/tex-to-unicode.ts"
import { aPaper } from "../../builders.ts"
import { hostileTexts } from "../../contracts/arbitrary-card.ts"
import { missing, shared } from "../../needs.ts"
import { referenceReaders } from "../../readers/references.ts"
import { lostOnTheWay } from "./round-trip.ts"

const daily = shared("data/huggingface/daily-papers.jsonl.gz")
const old = shared("data/arxiv/arxiv-1993-2019-sample.jsonl.gz")
const recent = shared("data/arxiv/arxiv-2025-2026.jsonl.gz")

/** All papers and 100,000 titles instead of a sample: `EVERY_EXPORT=1`. The readers take seven milliseconds for each. */
const isFull = process.env.EVERY_EXPORT === "1"
const sample = isFull ? { papers: Number.POSITIVE_INFINITY, titles: 100_000 } : { papers: 60, titles: 300 }
const timeout = isFull ? 4 * 3_600_000 : 180_000
/** As many as a file that somebody exports has. */
const papersAFile = 1_000

async function lostOf(papers: readonly Paper[]): Promise<readonly object[]> {
  const lost: object[] = []
  for (let at = 0; at < papers.length; at += papersAFile)
    lost.push(...(await lostOnTheWay(papers.slice(at, at + papersAFile))))
  if (isFull) console.info(`${papers.length} papers were read back in four formats; ${lost.length} differ`)
  return lost
}

/** Some of a file's papers, from all over it. */
function someOf(path: string, count: number): readonly Paper[] {
  const lines = (path.endsWith(".gz") ? gunzipSync(readFileSync(path)) : readFileSync(path))
    .toString()
    .trim()
    .split("\n")
  const step = Math.max(1, Math.floor(lines.length / count))
  return parsePapers("papers.jsonl", lines.filter((_, at) => at % step === 0).join("\n")).values
}

const signs = fc.constantFrom(
  ..."{}\\$%&#_~^`'\"<>|@,;=-+()[]*!?:/ ",
  "''",
  "--",
  "---",
  "\\{",
  "$\\alpha$",
  " and ",
  "é",
  "α",
  "注",
  "👍",
  "x",
)
const title = fc
  .oneof(
    fc.constantFrom(...hostileTexts),
    fc.string({ unit: signs, maxLength: 40 }),
    fc.string({ unit: "grapheme", maxLength: 60 }),
  )
  // As every title is when it comes in.
  .map((text) => plainLine(text).trim() || "Untitled")

describe.skipIf(missing(referenceReaders()))(
  "a reader of another maker finds title, authors, year and identifier",
  () => {
    test("of papers of the starter library", { timeout }, async () => {
      expect(await lostOf(someOf("src/sources/starter-library.jsonl", sample.papers))).toEqual([])
    })
    test.skipIf(missing(daily))("of papers of all days", { timeout }, async () => {
      expect(await lostOf(someOf(daily.path, sample.papers))).toEqual([])
    })
    test.skipIf(missing(old))(
      "of papers since 1993, with the identifiers of that time",
      { timeout },
      async () => {
        expect(await lostOf(someOf(old.path, sample.papers))).toEqual([])
      },
    )
    test.skipIf(missing(recent))("of papers of the last two years", { timeout }, async () => {
      expect(await lostOf(someOf(recent.path, sample.papers))).toEqual([])
    })
    test("of papers with titles that nobody would give", { timeout }, async () => {
      const titles = fc.sample(title, { numRuns: sample.titles, seed: 42 })
      const papers = titles.map((title, at) =>
        aPaper({ id: `24${String(1 + (at % 12)).padStart(2, "0")}.${10000 + Math.floor(at / 12)}`, title }),
      )
      expect(await lostOf(papers)).toEqual([])
    })
  },
)

test("100,000 titles that nobody would give leave every file whole", async () => {
  const titles = fc.sample(title, { numRuns: 100_000, seed: 7 })
  const entries = titles.map((title, at) => ({
    paper: aPaper({ id: `24${String(1 + (at % 12)).padStart(2, "0")}.${10000 + at}`, title, abstract: "" }),
  }))
  const of = (format: ExportFormat) =>
    new TextDecoder().decode(exportFile(entries, format, { name: "x", title: "x" }).bytes)
  expect(depthsOf(of("bibtex"))).toEqual({ least: 0, last: 0, records: titles.length })
  expect([...of("ris").matchAll(/(?<=\nTI {2}- ).*(?=\r\n)/g)].map(([text]) => text)).toEqual(titles)
  expect(JSON.parse(of("csl")).map((item: { title: string }) => item.title)).toEqual(titles)
  expect(rowsOf(of("csv"))).toBe(titles.length + 1)
})

/** How deep the braces of BibTeX go, which counts escaped ones too, and how many records begin outside of all. */
function depthsOf(text: string): { readonly least: number; readonly last: number; readonly records: number } {
  let [depth, least, records] = [0, 0, 0]
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "@" && depth === 0) records += 1
    if (text[at] === "{") depth += 1
    if (text[at] === "}") depth -= 1
    least = Math.min(least, depth)
  }
  return { least, last: depth, records }
}

function rowsOf(csv: string): number {
  return csv.replace(/"(?:[^"]|"")*"/g, "").split("\r\n").length - 1
}
