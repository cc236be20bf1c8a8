import { cardOf } from "../src/cards/layout.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { ImportSummary } from "../src/vocabulary/library.ts"
import { plainText } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"
import { fileNames, files } from "./file-names.ts"

/** Shown before the rest becomes a number. */
const leftOutShown = 10

const sayings = words.commands.import

export const importCommand = defineCommand({
  name: "import",
  description: sayings.description,
  options: {
    files: files(sayings.options.files),
    date: { kind: "date", description: sayings.options.date },
    verbose: { kind: "flag", description: sayings.options.verbose },
  },
  visibility: "private",
  surface: "terminal",
  needs: "store",
  examples: sayings.examples,

  async run({ files: given, date, verbose }, { operator }) {
    if (operator === undefined)
      throw new UserError("terminal-only", sayings.terminalOnly, { hint: sayings.terminalHint })
    if (date !== undefined && date.from !== date.to)
      throw new UserError("not-a-day", sayings.oneDay, { hint: sayings.oneDayHint })
    return summaryCard(await operator.importFiles(fileNames(given), { day: date?.from }), verbose)
  },
})

function summaryCard(summary: ImportSummary, verbose: boolean): Card {
  const { read, leftOut, lists, notes } = summary
  const shown = verbose ? leftOut : leftOut.slice(0, leftOutShown)
  const more = leftOut.length - shown.length
  const { blocks } = cardOf({
    title: "",
    text: shown.length > 0 ? sayings.skipped : "",
    items: shown.map(({ where, why }) => ({
      title: plainText(sayings.skippedOne(where, why)),
      lines: [],
      actions: [],
    })),
    notes: [more > 0 ? sayings.moreSkipped(more.toLocaleString("en")) : "", ...notes, listsInWords(lists)],
  })
  const card = cardOf({
    title: sayings.title(read),
    tone: leftOut.length > 0 ? "warning" : "success",
    fields: counts(summary),
  })
  return { ...card, blocks: [...card.blocks, ...blocks] }
}

function counts({ added, changed, unchanged, joined, leftOut }: ImportSummary) {
  const { counts: names } = sayings
  const rows = [
    [names.added, added],
    [names.changed, changed],
    [names.unchanged, unchanged],
    [names.joined, joined],
    [names.leftOut, leftOut.length],
  ] as const
  return rows.map(([name, count]) => ({ name, value: plainText(count.toLocaleString("en")) }))
}

function listsInWords(days: readonly string[]): string {
  const [first, ...others] = days.toSorted()
  const last = others.at(-1)
  if (first === undefined) return ""
  return last === undefined ? sayings.oneList(first) : sayings.lists(days.length, first, last)
}
