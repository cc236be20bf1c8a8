import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { isJsonLines, parsePapers } from "../../../../src/parsing/formats/parse-papers.ts"
import { PlatformError, UserError } from "../../../../src/vocabulary/errors.ts"
import { words } from "../../../../src/words/words.ts"
import { fixture } from "./fixture.ts"

const record = (id: string) => ({ id, title: `Paper ${id}`, abstract: "A.", authors: ["Ada"] })

describe("a file of papers", () => {
  it.each([
    ["daily-rows.json", 3],
    ["daily-page.txt", 5],
    ["arxiv-2026.xml", 2],
    ["arxiv-2019.xml", 1],
    ["arxiv-day.rss", 3],
    ["arxiv-day.atom", 1],
    ["records.jsonl", 7],
  ])("%s is known by its content: %i papers", (name, papers) => {
    expect(parsePapers("file", fixture(name)).values).toHaveLength(papers)
  })
  it("a byte order mark changes nothing", () => {
    expect(parsePapers("f", `\ufeff${fixture("daily-rows.json")}`).values).toHaveLength(3)
  })
  it("named after its day is that day's list", () => {
    const { lists } = parsePapers("archive/2025-10-27.json", fixture("daily-rows.json"))
    expect(lists).toMatchObject([{ day: "2025-10-27", entries: { length: 3 }, source: "huggingface" }])
  })
  it("with a day given is the list of that day", () => {
    const { lists } = parsePapers("rows.json", fixture("daily-rows.json"), { date: "2025-10-28" })
    expect(lists).toMatchObject([{ day: "2025-10-28" }])
  })
  it("of one paper, or of several records, needs no list", () => {
    expect(parsePapers("f", JSON.stringify(record("2510.10001")))).toMatchObject({ values: [{}], lists: [] })
    const records = [record("2510.10001"), "noise", record("2510.10002")]
    expect(parsePapers("f", JSON.stringify(records))).toMatchObject({
      values: [{}, {}],
      leftOut: [{ where: "f, record 2" }],
    })
  })
  it("one bad row of a list leaves the list", () => {
    const rows: unknown[] = JSON.parse(fixture("daily-rows.json"))
    expect(parsePapers("2025-10-27.json", JSON.stringify([5, ...rows]))).toMatchObject({
      values: { length: 3 },
      lists: [{ entries: { length: 3 } }],
      leftOut: [{ where: "2025-10-27.json, row 1" }],
    })
  })
  it.each([
    ["empty", "  \n", `f ${words.files.empty}`],
    ["a web page", "<!DOCTYPE html><html></html>", "f is the HTML of a web page"],
    ["something else", "Dear reader,", `f ${words.files.unknownFormat}`],
    ["broken JSON", '[{"paper": ', `f ${words.files.badJson("")}`],
    ["without papers", '{"hello": "world"}', `f ${words.files.noList("")}`],
  ])("that is %s is refused with a reason", (_, content, message) => {
    expect(() => parsePapers("f", content)).toThrow(message)
  })
  it("whatever its bytes, it is read or refused for a documented reason", () => {
    const starts = [
      "",
      "<feed>",
      "<rss>",
      "[",
      "{",
      "Daily Papers\n\n",
      '{"id":"2510.10001","title":"x"}\n',
      "\ufeff<?xml?>",
    ]
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), (start, bytes) => {
        try {
          parsePapers("f", start + new TextDecoder().decode(bytes))
        } catch (error) {
          expect(error instanceof UserError || error instanceof PlatformError).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
  it("as deep as it is, it is read or refused", () => {
    for (const text of [
      "[".repeat(100_000),
      `${'{"rows":['.repeat(20_000)}`,
      `Daily Papers\n\n${"\n\n{".repeat(50_000)}`,
    ]) {
      try {
        parsePapers("f", text)
      } catch (error) {
        expect(error).toBeInstanceOf(UserError)
      }
    }
  })
})

describe("JSON Lines", () => {
  const { values, leftOut, lists } = parsePapers("records.jsonl", fixture("records.jsonl"))

  it("hold records of any shape", () => {
    expect(values.map(({ id, source }) => [id, source])).toEqual([
      ["2503.11731", "file"],
      ["acc-phys/9503001", "file"],
      ["0704.0001", "file"],
      [expect.stringMatching(/^t:/), "file"],
      ["2510.10001", "huggingface"],
      ["2510.10004", "huggingface"],
      ["2510.10005", "huggingface"],
    ])
  })
  it("of arXiv's own dump take its parts of names", () => {
    const record = {
      id: "0704.0001",
      title: "T",
      authors: "Ada Quill (1), Bo Fox, and Cy Hart ((1) Univ. of A, (2) Lab B)",
      authors_parsed: [
        ["Quill", "Ada", "", "Univ. of A"],
        ["Fox", "Bo", ""],
        ["Hart", "Cy", ""],
      ],
    }
    const { authors_parsed: _, ...joined } = record
    const lines = [record, joined, { ...record, authors_parsed: "none" }].map((line) => JSON.stringify(line))
    const read = parsePapers("dump.jsonl", lines.join("\n")).values
    expect(read.map(({ authors }) => authors)).toEqual(Array(3).fill(["Ada Quill", "Bo Fox", "Cy Hart"]))
  })
  it("name what is wrong by line and field", () => {
    expect(leftOut).toEqual([
      {
        where: expect.stringContaining("records.jsonl, line 5 (2025-10-27), row 2"),
        why: expect.stringMatching(/^paper\.title: /),
      },
      {
        where: "records.jsonl, line 9 (nonsense)",
        why: words.files.wrongField("id", words.files.noIdentifier("nonsense")),
      },
      { where: "records.jsonl, line 10", why: expect.stringContaining(words.files.badJson("")) },
      { where: "records.jsonl, line 11", why: expect.stringMatching(/^the record: expected object/) },
    ])
  })
  it("hold whole days with their lists", () => {
    expect(lists).toEqual([
      {
        day: "2025-10-27",
        entries: [{ paper: "2510.10001", upvotes: 4, comments: 1 }],
        source: "huggingface",
      },
    ])
  })
  it("give the fields of data sets their places", () => {
    expect(values[0]).toMatchObject({
      title: "Sensors on Barges",
      categories: ["cs.RO", "cs.CV"],
      publishedOn: "2025-03-18",
      remark: "Work in progress",
    })
    expect(values[1]).toMatchObject({ abstract: "A π meson.", publishedOn: "1995-03-29" })
    expect(values[1]).not.toHaveProperty("updatedOn")
    expect(values[2]).toMatchObject({
      authors: ["P. Nobody", "C. Other", "Third Jr."],
      categories: ["hep-ph", "hep-ex"],
      publishedOn: "2007-04-02",
      updatedOn: "2008-11-26",
      journal: "J. Dumps 1 (2007)",
      doi: "10.1000/dump",
    })
    expect(values[3]).toMatchObject({ abstract: "Its abstract, under another name." })
  })
  it("give back a paper as it was written", () => {
    const [paper] = parsePapers("f", fixture("daily-rows.json")).values
    const again = parsePapers("f", `${JSON.stringify(paper)}\n${JSON.stringify(paper)}\n`).values[0]
    expect(again).toEqual({ ...paper, source: "file" })
  })
  it("one bad line among many is left out alone, the first as well", () => {
    fc.assert(
      fc.property(
        fc.nat(9),
        fc.constantFrom("{", '{"id":', "null", "[]", '{"title":5}', "\u0000"),
        (at, bad) => {
          const good = Array.from({ length: 10 }, (_, index) => JSON.stringify(record(`2510.1000${index}`)))
          const lines = [...good.slice(0, at), at === 0 ? '{"id": "cut' : bad, ...good.slice(at)]
          const read = parsePapers("f", `${lines.join("\n")}\n`)
          expect(read.values).toHaveLength(10)
          expect(read.leftOut).toMatchObject([{ where: expect.stringContaining(`line ${at + 1}`) }])
        },
      ),
    )
  })
  it("are told apart from one long JSON value", () => {
    expect(isJsonLines('{"a":1}\n{"a":2}\n')).toBe(true)
    expect(isJsonLines('{"a":1}')).toBe(false)
    expect(isJsonLines('{\n  "a": 1\n}\n')).toBe(false)
    expect(isJsonLines('[{"a":1},\n{"a":2}]\n')).toBe(false)
  })
})
