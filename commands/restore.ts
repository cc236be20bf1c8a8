import { cardOf } from "../src/cards/layout.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import type { StoreKeeper } from "../src/vocabulary/operator.ts"
import { words } from "../src/words/words.ts"
import { atTheMachine, fileNames, files, oneFile } from "./file-names.ts"

const example = "restore papers-backup.sqlite"
const sayings = words.commands.restore

export const restore = defineCommand({
  name: "restore",
  description: sayings.description,
  options: { file: files(sayings.options.file) },
  visibility: "private",
  surface: "terminal",
  needs: "nothing",
  examples: [example],

  run: async ({ file }, { operator }) => restoreFrom(fileNames(file), atTheMachine(operator, example)),
})

/** The command itself, for where no store can be opened: it is what repairs that. */
export async function restoreFrom(names: readonly string[], keeper: StoreKeeper): Promise<Card> {
  const from = oneFile(names, example)
  const { store, papers, keptAs } = await keeper.restore(from)
  return cardOf({
    title: sayings.title(papers),
    tone: "success",
    text: sayings.text(store),
    notes: [keptAs === undefined ? sayings.noEarlier : sayings.earlier(keptAs)],
  })
}
