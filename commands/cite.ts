import { askedPaper } from "../src/bot/asked-paper.ts"
import { cardOf } from "../src/cards/layout.ts"
import { citationOf, type ExportFormat, exportFile } from "../src/exporting/index.ts"
import type { Paper } from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Action } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { paperOption } from "./options.ts"

const { cite: sayings, formats } = words.exporting

/** A row of a spreadsheet is no citation. */
const citable = ["bibtex", "ris", "csl", "markdown"] as const

/** A citation that is cut is none: of hundreds of authors it comes as a file. */
const mostShown = 2_000

export const cite = defineCommand({
  name: "cite",
  description: sayings.description,
  options: {
    paper: paperOption,
    format: {
      kind: "choice",
      description: sayings.format,
      choices: citable.map((value): { readonly value: ExportFormat; readonly label: string } => ({
        value,
        label: formats[value],
      })),
    },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ paper: name, format = "bibtex" }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("cite", { paper, format }))
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const citation = citationOf({ paper }, format)
    const isShown = citation.length <= mostShown
    return cardOf({
      title: paper.title,
      text: isShown ? [{ text: citation, code: "block" }] : [],
      files: isShown ? [] : [exportFile([{ paper }], format, { name: paper.id, title: paper.title })],
      actions: citable.filter((other) => other !== format).map((other) => citeAs(paper, other)),
    })
  },
})

function citeAs({ id, title }: Paper, format: ExportFormat): Action {
  const label = formats[format]
  return {
    ...invoke("cite", { paper: id, format }),
    label,
    describes: sayings.as(label, title),
    effect: "update",
  }
}
