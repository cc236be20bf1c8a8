/** What is exported, read back by programs that others wrote, and what of it arrives otherwise. */
import { yearOf } from "../../../src/exporting/entry.ts"
import { type ExportFormat, exportFile } from "../../../src/exporting/index.ts"
import { splitName } from "../../../src/exporting/names.ts"
import { isTitleKey, type Paper } from "../../../src/papers/index.ts"
import { words } from "../../../src/words/words.ts"
import { type Reference, readBibtex, readCsl, readCsv, readRis } from "../../readers/references.ts"

/** What does not arrive as it was: empty if all does. */
export async function lostOnTheWay(papers: readonly Paper[]): Promise<readonly object[]> {
  const expected = papers.map((paper) => referenceOf(paper))
  // RIS holds no comma within a name that stays in one piece.
  const inRis = papers.map((paper) => referenceOf(paper, (literal) => literal.replaceAll(",", "")))
  // The reader of BibTeX has one letter for a backtick and a modifier grave.
  const inBibtex = expected.map((one) => ({ ...one, title: one.title.replaceAll("ˋ", "`") }))
  return [
    ...differences("bibtex", inBibtex, await readBibtex(written(papers, "bibtex"))),
    ...differences("ris", inRis, await readRis(written(papers, "ris"))),
    ...differences("csl", expected, await readCsl(written(papers, "csl"))),
    ...differences("csv", papers.map(rowOf), (await readCsv(written(papers, "csv"))).map(cellsOf)),
  ]
}

function written(papers: readonly Paper[], format: ExportFormat): string {
  const entries = papers.map((paper) => ({ paper }))
  const { bytes } = exportFile(entries, format, { name: "papers", title: "Papers" })
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)
}

function differences(
  format: string,
  expected: readonly Reference[],
  read: readonly Reference[],
): readonly object[] {
  const plain = ({ title, authors, year, id }: Reference) => JSON.stringify({ title, authors, year, id })
  if (expected.length !== read.length) return [{ format, expected: expected.length, read: read.length }]
  return expected.flatMap((one, at) => {
    const other = read[at]
    return other && plain(one) === plain(other) ? [] : [{ format, expected: one, read: other }]
  })
}

function referenceOf(paper: Paper, piece = (literal: string) => literal): Reference {
  const nameOf = (name: string) => {
    const split = splitName(name)
    return "literal" in split ? piece(split.literal) : `${split.family}, ${split.given}`
  }
  const id = isTitleKey(paper.id) ? "" : paper.id
  return { title: paper.title, authors: paper.authors.map(nameOf), year: yearOf(paper) ?? "", id }
}

function rowOf(paper: Paper): Reference {
  return { ...referenceOf(paper), authors: [paper.authors.join("; ")] }
}

function cellsOf(row: Readonly<Record<string, string>>): Reference {
  const { columns } = words.exporting
  const text = (name: string) => (row[name] ?? "").replace(/^'(?='*[=+\-@\t＝＋－＠])/, "")
  return {
    title: text(columns.title),
    authors: [text(columns.authors)],
    year: text(columns.year),
    id: text(columns.id),
  }
}
