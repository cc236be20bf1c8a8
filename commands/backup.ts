import { cardOf } from "../src/cards/layout.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import type { StoreKeeper } from "../src/vocabulary/operator.ts"
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
  needs: "nothing",
  examples: [example],

  run: async ({ file }, { operator }) => backupInto(fileNames(file), atTheMachine(operator, example)),
})

/** The command itself, for a store that can be read and not opened, such as one on a read-only disk. */
export async function backupInto(names: readonly string[], keeper: StoreKeeper): Promise<Card> {
  const file = oneFile(names, example)
  const copy = await keeper.backup(file)
  return cardOf({
    title: sayings.title(copy.papers),
    tone: "success",
    text: sayings.text(copy.file, megabytes(copy.bytes)),
    notes: [sayings.restoreWith(copy.restoredBy)],
  })
}

function megabytes(bytes: number): string {
  const digits = { maximumFractionDigits: 1, minimumFractionDigits: 1 }
  return sayings.megabytes((bytes / 1e6).toLocaleString("en", digits))
}
