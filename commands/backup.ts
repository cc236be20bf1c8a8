import { messageCard } from "../src/cards/message-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { counted } from "../src/words/counted.ts"
import { sentence } from "../src/words/runs.ts"
import { atTheMachine, fileNames, files, oneFile } from "./file-names.ts"

const example = "backup papers-backup.sqlite"

export const backup = defineCommand({
  name: "backup",
  description: "Copies the store into a new file while the bot runs on",
  options: { file: files("The file to write") },
  visibility: "private",
  surface: "terminal",
  needs: "store",
  examples: [example],

  async run({ file }, { operator }) {
    const keeper = atTheMachine(operator, example)
    const to = oneFile(fileNames(file), example)
    const copy = await keeper.backup(to)
    return messageCard({
      title: `Backed up ${counted(copy.papers, "paper")}`,
      tone: "success",
      text: sentence(
        `\`${copy.file}\` is sound: ${megabytes(copy.bytes)}, with votes, threads and schedules.`,
      ),
      note: sentence(`\`${copy.restoredBy}\` brings it back while the bot is stopped.`),
    })
  },
})

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`
}
