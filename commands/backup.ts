import { cardOf } from "../src/cards/layout.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { atTheMachine, fileNames, files, oneFile } from "./file-names.ts"

const example = "backup papers-backup.sqlite"
const sayings = words.commands.backup

export const backup = defineCommand({
  name: "backup",
  description: sayings.description,
  options: { file: files(sayings.options.file) },
  visibility: "private",
  surface: "terminal",
  needs: "store",
  examples: [example],

  async run({ file }, { operator }) {
    const keeper = atTheMachine(operator, example)
    const to = oneFile(fileNames(file), example)
    const copy = await keeper.backup(to)
    return cardOf({
      title: sayings.title(copy.papers),
      tone: "success",
      text: sayings.text(copy.file, megabytes(copy.bytes)),
      notes: [sayings.restoreWith(copy.restoredBy)],
    })
  },
})

function megabytes(bytes: number): string {
  const digits = { maximumFractionDigits: 1, minimumFractionDigits: 1 }
  return sayings.megabytes((bytes / 1e6).toLocaleString("en", digits))
}
