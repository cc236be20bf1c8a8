import { describe, expect, test } from "vitest"
import { citationOf, type Entry, type ExportFormat, exportFile } from "../../../src/exporting/index.ts"
import { citationKeys } from "../../../src/exporting/keys.ts"
import { lastFirst } from "../../../src/exporting/names.ts"
import { aPaper } from "../../builders.ts"

const vaswani = aPaper({ categories: ["cs.CL"], publishedOn: "2017-06-12", doi: "10.5555/3295222" })
const textOf = (entries: readonly Entry[], format: ExportFormat) =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    exportFile(entries, format, { name: "papers", title: "Saved papers" }).bytes,
  )

test("BibTeX is what arXiv writes, with the community's votes and threads as a note", () => {
  const entry = { paper: vaswani, votes: 9, discussions: ["https://chat.example/a_b"] }
  expect(citationOf(entry, "bibtex")).toBe(`@misc{vaswani2017attention,
  title = {{Attention Is All You Need}},
  author = {Vaswani, Ashish and Shazeer, Noam},
  year = {2017},
  eprint = {1706.03762},
  archivePrefix = {arXiv},
  primaryClass = {cs.CL},
  doi = {10.48550/arXiv.1706.03762},
  url = {https://arxiv.org/abs/1706.03762},
  note = {9 votes here; discussion: \\url{https://chat.example/a_b}; published as doi:10.5555/3295222}
}`)
})

test("RIS has its lines end as the format says, and a day", () => {
  const ris = textOf([{ paper: vaswani }], "ris")
  expect(ris.split("\r\n").slice(0, 4)).toEqual([
    "TY  - GEN",
    "M3  - Preprint",
    "TI  - Attention Is All You Need",
    "AU  - Vaswani, Ashish",
  ])
  expect(ris).toContain("\r\nDA  - 2017/06/12/\r\n")
  expect(ris.endsWith("\r\nER  - \r\n")).toBe(true)
})

test("a cell of a spreadsheet is never a formula, and what the asker wrote has columns where there is any", () => {
  const [, row = ""] = textOf(
    [{ paper: aPaper({ title: '=HYPERLINK("https://evil.example")' }) }],
    "csv",
  ).split("\r\n")
  expect(row).toContain(`,"'=HYPERLINK(""https://evil.example"")",`)
  const saved = {
    state: "read",
    tags: ["a", "b"],
    note: "two\nlines",
    addedAt: "2026-01-02T03:04:05Z",
  } as const
  const own = textOf([{ paper: vaswani, saved }], "csv")
  expect(own.startsWith("\ufeffarXiv ID,")).toBe(true)
  expect(own).toContain(',read,"a, b","two\nlines",2026-01-02\r\n')
})

test("Markdown is a list to tick off, whose titles format nothing", () => {
  const paper = aPaper({ title: "A [*short*] <b>", authors: ["Ada Lovelace"], authorCount: 1 })
  const saved = { state: "read", tags: ["rl"], note: "why\nnot", addedAt: "" } as const
  const entry = { paper, votes: 2, discussions: ["https://chat.example/(1)"], saved }
  expect(textOf([entry], "markdown")).toBe(`# Saved papers

- [x] [A \\[\\*short\\*\\] \\<b\\>](https://arxiv.org/abs/1706.03762) — Ada Lovelace, 2017 · 2 votes here · [discussion](https://chat.example/%281%29) · #rl
  > why
  > not
`)
})

describe("a name", () => {
  test.each([
    ["Ashish Vaswani", "Vaswani, Ashish"],
    ["Ludwig van Beethoven", "van Beethoven, Ludwig"],
    ["Laurens van der Maaten", "van der Maaten, Laurens"],
    ["Quoc V. Le", "Le, Quoc V."],
    ["J.-B. Alayrac", "Alayrac, J.-B."],
    ["Juan Carlos Niebles", "Niebles, Juan Carlos"],
    ["Gemma Team", "Gemma Team"],
    ["DeepSeek-AI", "DeepSeek-AI"],
    ["李 明", "李 明"],
    ["Maria del Pilar Gomez Ruiz", "del Pilar Gomez Ruiz, Maria"],
    ["Ana Maria Lopez Garcia", "Ana Maria Lopez Garcia"],
    ["Johnson and Johnson", "Johnson and Johnson"],
    ["Sammy Davis Jr.", "Sammy Davis Jr."],
    ["", ""],
  ])("%j is cited as %j", (name, cited) => expect(lastFirst(name)).toBe(cited))
})

test("keys are the same in any order, differ from each other, and are ASCII", () => {
  const of = (id: string, title: string, author = "Ada Lovelace") => aPaper({ id, title, authors: [author] })
  const papers = [
    of("2401.00003", "Diffusion"),
    of("2401.00001", "Diffusion!"),
    of("2401.00002", "Diffusion?"),
    of("2401.00004", "注意", "李明"),
    of("2401.00005", "Über", "Jürgen Groß"),
  ]
  const keys = citationKeys(papers)
  expect(Object.fromEntries(keys)).toEqual({
    "2401.00001": "lovelace2024diffusion",
    "2401.00002": "lovelace2024diffusiona",
    "2401.00003": "lovelace2024diffusionb",
    "2401.00004": "paper240100004",
    "2401.00005": "gross2024uber",
  })
  expect(citationKeys(papers.toReversed())).toEqual(keys)
})
