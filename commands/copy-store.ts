import { cardOf } from "../src/cards/layout.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { plainText } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"
import { atTheMachine, fileNames, files } from "./file-names.ts"

const example = "copy-store data/paperboy.sqlite DATABASE_URL"
const sayings = words.commands.copyStore

export const copyStore = defineCommand({
  name: "copy-store",
  description: sayings.description,
  options: { stores: files(sayings.options.stores) },
  visibility: "private",
  surface: "terminal",
  needs: "store",
  examples: [example],

  async run({ stores }, { operator }) {
    const keeper = atTheMachine(operator, example)
    const [from, to, replaced, ...more] = fileNames(stores)
    if (from === undefined || to === undefined || more.length > 0)
      throw new UserError("not-two-stores", sayings.twoStores, {
        hint: words.commands.files.example(example),
      })
    const copy = await keeper.copyStore(from, to, replaced)
    const filled = copy.tables.filter((table) => table.rows > 0)
    return cardOf({
      title: sayings.title(filled.reduce((sum, table) => sum + table.rows, 0)),
      tone: "success",
      text: sayings.text(copy.from, copy.to),
      fields: filled.map(({ name, rows }) => ({ name, value: plainText(rows.toLocaleString("en")) })),
      notes: [
        sayings.note,
        copy.forgottenAgain === undefined ? sayings.mayReplace : sayings.forgottenAgain(copy.forgottenAgain),
      ],
    })
  },
})
