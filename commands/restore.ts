import { messageCard } from "../src/cards/message-card.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import type { StoreKeeper } from "../src/vocabulary/operator.ts"
import { counted } from "../src/words/counted.ts"
import { sentence } from "../src/words/runs.ts"
import { atTheMachine, fileNames, files, oneFile } from "./file-names.ts"

const example = "restore papers-backup.sqlite"

export const restore = defineCommand({
  name: "restore",
  description: "Puts a backup in the store's place, and keeps the earlier store aside",
  options: { file: files("A file that `backup` has written") },
  visibility: "private",
  surface: "terminal",
  needs: "nothing",
  examples: [example],

  run: async ({ file }, { operator }) => restoreFrom(fileNames(file), atTheMachine(operator, example)),
})

/** The command itself, for where no store can be opened: it is what mends that. */
export async function restoreFrom(names: readonly string[], keeper: StoreKeeper): Promise<Card> {
  const from = oneFile(names, example)
  const { store, papers, keptAs } = await keeper.restore(from)
  return messageCard({
    title: `Restored ${counted(papers, "paper")}`,
    tone: "success",
    text: sentence(`\`${store}\` is the backup now. The search index is built anew at the next start.`),
    note: sentence(
      keptAs === undefined
        ? "There was no store before."
        : `The earlier store is kept as \`${keptAs}\`; delete it when you do not need it.`,
    ),
  })
}
