import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { counted } from "../src/words/counted.ts"
import { sentence, words } from "../src/words/runs.ts"
import { atTheMachine, fileNames, files } from "./file-names.ts"

const example = "copy-store data/paperboy.sqlite DATABASE_URL"

export const copyStore = defineCommand({
  name: "copy-store",
  description: "Copies everything into an empty store: a file, or PostgreSQL by its address",
  options: { stores: files("From where and to where: files, postgres://… or DATABASE_URL") },
  visibility: "private",
  surface: "terminal",
  needs: "store",
  examples: [example],

  async run({ stores }, { operator }) {
    const keeper = atTheMachine(operator, example)
    const [from, to, ...more] = fileNames(stores)
    if (from === undefined || to === undefined || more.length > 0)
      throw new UserError("not-two-stores", "Two stores have to be named: from where, and to where.", {
        hint: `For example \`${example}\`.`,
      })
    const copy = await keeper.copyStore(from, to)
    const rows = copy.tables.reduce((sum, table) => sum + table.rows, 0)
    const filled = copy.tables.filter((table) => table.rows > 0)
    return {
      title: words(`Copied ${counted(rows, "row")}`),
      tone: "success",
      blocks: [
        {
          kind: "text",
          text: words(`From ${copy.from} to ${copy.to}; all of it was read back and is the same.`),
        },
        {
          kind: "fields",
          fields: filled.map(({ name, rows }) => ({ name, value: words(rows.toLocaleString("en")) })),
        },
        {
          kind: "note",
          text: sentence(
            "Stop the bot on the first store before you start one on the second, or both deliver. What was written to the first meanwhile is not in the second.",
          ),
        },
      ],
    }
  },
})
