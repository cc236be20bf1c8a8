import { describe, expect, test } from "vitest"
import { importCommand } from "../../commands/import.ts"
import { plain } from "../../src/rendering/plain.ts"
import type { ImportSummary } from "../../src/vocabulary/library.ts"
import type { Operator } from "../../src/vocabulary/operator.ts"
import { words } from "../../src/words/words.ts"
import { aContext, anOperator } from "../builders.ts"

const nothing: ImportSummary = {
  read: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  joined: 0,
  leftOut: [],
  notes: [],
  lists: [],
}

async function summaryOf(
  summary: Partial<ImportSummary>,
  given: { readonly verbose?: boolean; readonly files?: string } = {},
) {
  const asked: Parameters<Operator["importFiles"]>[] = []
  const operator = anOperator({
    importFiles: async (...what) => {
      asked.push(what)
      return { ...nothing, ...summary }
    },
  })
  const card = await importCommand.run(
    { files: "a.jsonl", verbose: false, date: { from: "2025-10-27", to: "2025-10-27" }, ...given },
    aContext({ operator }),
  )
  return { text: plain("card" in card ? card.card : card), asked }
}

describe("import", () => {
  test("counts what became of the papers", async () => {
    const { text } = await summaryOf({ read: 1234, added: 1000, changed: 200, unchanged: 30, joined: 4 })
    expect(text).toContain(words.commands.import.title(1234))
    expect(text).toMatch(/added\W+1,000/)
    expect(text).toMatch(/merged\W+4/)
  })

  test("hands file names on as they were quoted, and the page's day", async () => {
    const { asked } = await summaryOf({}, { files: '"my papers.jsonl" b=1.txt "c:d.json"' })
    expect(asked).toEqual([[["my papers.jsonl", "b=1.txt", "c:d.json"], { day: "2025-10-27" }]])
  })

  const leftOut = Array.from({ length: 14 }, (_, index) => ({
    where: `a.jsonl, line ${index + 1}`,
    why: "id is missing",
  }))

  test("shows the first ten that were left out, and how to see the rest", async () => {
    const { text } = await summaryOf({ leftOut })
    expect(text).toContain("a.jsonl, line 10: id is missing")
    expect(text).not.toContain("line 11")
    expect(text).toContain("and 4 more")
  })

  test("names all that were left out when asked to", async () => {
    expect((await summaryOf({ leftOut }, { verbose: true })).text).toContain(
      "a.jsonl, line 14: id is missing",
    )
  })

  test("tells what was assumed and which lists were read", async () => {
    const { text } = await summaryOf({
      notes: ["No year was given; 2025 fits."],
      lists: ["2025-10-28", "2025-10-27"],
    })
    expect(text).toContain("No year was given; 2025 fits.")
    expect(text).toContain(words.commands.import.lists(2, "2025-10-27", "2025-10-28"))
  })

  test("takes one day only for a page", async () => {
    const run = importCommand.run(
      { files: "a", verbose: false, date: { from: "2025-10-01", to: "2025-10-31" } },
      aContext({ operator: anOperator({}) }),
    )
    await expect(run).rejects.toThrow(words.commands.import.oneDay)
  })

  test("is for the terminal alone", async () => {
    const run = importCommand.run({ files: "a", verbose: false, date: undefined }, aContext())
    await expect(run).rejects.toThrow(words.commands.import.terminalOnly)
  })
})
