import type { Block, Card } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { ImportSummary } from "../src/vocabulary/library.ts"
import { counted } from "../src/words/counted.ts"
import { sentence, words } from "../src/words/runs.ts"
import { fileNames, files } from "./file-names.ts"

/** Shown before the rest becomes a number. */
const leftOutShown = 10

export const importCommand = defineCommand({
  name: "import",
  description: "Reads papers from files: pages, API answers, arXiv feeds, JSON Lines, packed or not",
  options: {
    files: files("Files, folders or patterns"),
    date: { kind: "date", description: "The day of a page that does not name its year" },
    verbose: { kind: "flag", description: "Names everything that was left out" },
  },
  visibility: "private",
  surface: "terminal",
  needs: "store",
  examples: ["import papers.jsonl.gz", "import page.txt --date 2025-10-27"],

  async run({ files: given, date, verbose }, { operator }) {
    if (operator === undefined) {
      throw new UserError("terminal-only", "Files can only be read in the terminal.", {
        hint: "On the machine itself: `npm run paper -- import FILE`",
      })
    }
    if (date !== undefined && date.from !== date.to) {
      throw new UserError("not-a-day", "`date` has to name a single day.", {
        hint: "For example `--date 2025-10-27`.",
      })
    }
    const summary = await operator.importFiles(fileNames(given), date === undefined ? {} : { day: date.from })
    return summaryCard(summary, verbose)
  },
})

function summaryCard(summary: ImportSummary, verbose: boolean): Card {
  const { read, leftOut, lists, notes } = summary
  const blocks: Block[] = [{ kind: "fields", fields: counts(summary) }]
  if (leftOut.length > 0) blocks.push(...leftOutBlocks(leftOut, verbose))
  const remarks = [...notes, ...(lists.length > 0 ? [listsInWords(lists)] : [])]
  for (const remark of remarks) blocks.push({ kind: "note", text: words(remark) })
  return {
    title: words(`Read ${counted(read, "paper")}`),
    tone: leftOut.length > 0 ? "warning" : "success",
    blocks,
  }
}

function counts({ added, changed, unchanged, joined, leftOut }: ImportSummary) {
  const rows = [
    ["added", added],
    ["changed", changed],
    ["unchanged", unchanged],
    ["joined", joined],
    ["left out", leftOut.length],
  ] as const
  return rows.map(([name, count]) => ({ name, value: words(count.toLocaleString("en")) }))
}

function leftOutBlocks(leftOut: ImportSummary["leftOut"], verbose: boolean): readonly Block[] {
  const shown = verbose ? leftOut : leftOut.slice(0, leftOutShown)
  const items = shown.map(({ where, why }) => ({ title: words(`${where}: ${why}`), lines: [], actions: [] }))
  const rest = leftOut.length - shown.length
  return [
    { kind: "text", text: words("Left out:") },
    { kind: "items", items },
    ...(rest > 0
      ? [
          {
            kind: "note" as const,
            text: sentence(`and ${rest.toLocaleString("en")} more; \`--verbose\` names them all`),
          },
        ]
      : []),
  ]
}

function listsInWords(days: readonly string[]): string {
  const sorted = days.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first === last
    ? `The list of ${first} is among them.`
    : `${days.length} lists are among them, ${first} to ${last}.`
}
