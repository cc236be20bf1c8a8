import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { exportFile } from "../../../../src/exporting/index.ts"
import { isTitleKey, titleKey } from "../../../../src/papers/index.ts"
import { papersNamedIn } from "../../../../src/parsing/references/read-references.ts"
import { loadStarterLibrary } from "../../../../src/sources/starter.ts"
import { anyText } from "../../../any-text.ts"
import { aPaper } from "../../../builders.ts"

const idsIn = (text: string) => papersNamedIn(text).map(({ line, ids }) => ({ line, ids }))

describe("papers named in a text", () => {
  test("of lines are those of their links, identifiers or titles", () => {
    const text = [
      "# to read",
      "https://huggingface.co/papers/2401.12345",
      "",
      "2402.00001v2, https://arxiv.org/pdf/2403.00002",
      "- [ ] Attention Is All You Need",
    ].join("\r\n")
    expect(papersNamedIn(text)).toEqual([
      { line: 2, written: "https://huggingface.co/papers/2401.12345", ids: ["2401.12345"] },
      {
        line: 4,
        written: "2402.00001v2, https://arxiv.org/pdf/2403.00002",
        ids: ["2402.00001", "2403.00002"],
      },
      { line: 5, written: "- [ ] Attention Is All You Need", ids: [], title: "Attention Is All You Need" },
    ])
  })

  test("of a table are found in its columns, also where a cell has lines, and what is quoted names none", () => {
    const table = [
      "\ufeffTitle,Note,arXiv ID,DOI",
      '"One, or two","see 1706.03762',
      'and ""more""",2401.12345,',
      "",
      "Two,,,10.48550/arXiv.2401.00002",
      "Three,,,",
    ].join("\r\n")
    expect(papersNamedIn(table).map(({ line, ids, title }) => [line, ids, title])).toEqual([
      [2, ["2401.12345"], "One, or two"],
      [5, ["2401.00002"], "Two"],
      [6, [], "Three"],
    ])
    expect(papersNamedIn("- [x] 2401.12345\n  > a note about 1706.03762").map(({ ids }) => ids)).toEqual([
      ["2401.12345"],
    ])
  })

  test.each([
    ["eprint = {2401.12345}", "2401.12345"],
    ["url = {https://arxiv.org/abs/2401.12345v3}", "2401.12345"],
    ["doi={10.48550/arXiv.2401.12345}", "2401.12345"],
    ['journal = "arXiv preprint arXiv:2401.12345", year = 2024', "2401.12345"],
    ["eprint = {hep-th/9901001}, archivePrefix = {arXiv}", "hep-th/9901001"],
  ])("of BibTeX are found in %s", (field, id) => {
    const text = `% my papers\n@article{key,\n title = {One, {B}races},\n abstract = {Better than 1706.03762.},\n ${field}\n}\n`
    expect(papersNamedIn(text)).toEqual([
      { line: 2, written: "One, Braces", ids: [id], title: "One, Braces" },
    ])
  })

  test("of BibTeX go on after a record that was never closed", () => {
    const text =
      "@misc{a, title = {Open {brace, eprint = {2401.00001}\n\n@misc{b,\n eprint = {2401.00002}}\n@comment{c, x}"
    expect(idsIn(text).at(-1)).toEqual({ line: 3, ids: ["2401.00002"] })
    expect(idsIn(text)).toHaveLength(2)
  })

  test("of RIS are its records, closed or not", () => {
    const text =
      "TY  - JOUR\r\nTI  - One\r\nUR  - https://arxiv.org/abs/2401.00001\r\nER  - \r\nTY  - GEN\nT1  - Two\nDO  - 10.1/x"
    expect(papersNamedIn(text)).toEqual([
      { line: 1, written: "One", ids: ["2401.00001"], title: "One" },
      { line: 5, written: "Two", ids: [], title: "Two" },
    ])
  })

  test.each(["bibtex", "ris", "csl", "markdown"] as const)(
    "are the same that were exported as %s",
    async (format) => {
      const { papers } = await loadStarterLibrary()
      const some = papers.slice(0, 1_000)
      const { bytes } = exportFile(
        some.map((paper) => ({ paper })),
        format,
        { name: "a", title: "Saved" },
      )
      const named = papersNamedIn(new TextDecoder().decode(bytes))
      expect(named.flatMap(({ ids }) => ids)).toEqual(some.flatMap(({ id }) => (isTitleKey(id) ? [] : [id])))
    },
  )

  test("are found by whatever title was exported", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom("bibtex", "ris", "csl"), (title, format) => {
        const paper = aPaper({ id: titleKey(title), title: title.replace(/\s+/g, " ").trim() || "x" })
        const { bytes } = exportFile([{ paper }], format, { name: "a", title: "a" })
        const named = papersNamedIn(new TextDecoder().decode(bytes))
        expect(named).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ["open records", "@a{b,c={"],
    ["open braces", "{"],
    ["heads", "@a{b,"],
    ["half heads", "@a {"],
    ["quotes", '@a{b,c="'],
    ["blanks", "@misc{k, a = \t"],
    ["RIS tags", "TY  - "],
    ["digits", "2401.0000"],
    ["brackets", "[{"],
  ])("take as long as the text is, and no longer: %s", (_, part) => {
    const work = (times: number) => {
      const before = process.cpuUsage()
      papersNamedIn(part.repeat(times))
      papersNamedIn(`@misc{k, title = ${part.repeat(times)}`)
      return process.cpuUsage(before).user / 1_000
    }
    // The processor's time, so that a busy machine changes nothing; the first milliseconds are spent on compiling.
    expect(work(60_000)).toBeLessThan(3 * work(20_000) + 2_000)
  })

  test("of any text never throw", () => {
    fc.assert(fc.property(anyText, (text) => void papersNamedIn(text)))
  })
})
