import { forgetMemberCard } from "../src/cards/data-card.ts"
import { cardOf } from "../src/cards/layout.ts"
import { tokenize } from "../src/parsing/tokens.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Account } from "../src/vocabulary/readers.ts"
import { words } from "../src/words/words.ts"
import { atTheMachine } from "./file-names.ts"

const sayings = words.dataRights.forgetMember
const example = sayings.examples[0]

export const forgetMember = defineCommand({
  name: "forget-member",
  description: sayings.description,
  options: {
    account: { kind: "text", positional: true, required: true, query: true, description: sayings.account },
    sure: { kind: "flag", description: sayings.sure },
  },
  visibility: "private",
  surface: "terminal",
  needs: "store",
  changes: true,
  examples: sayings.examples,
  async run({ account: written, sure }, { operator }) {
    const { rights } = atTheMachine(operator, example)
    const account = readAccount(written)
    if (!sure) return forgetMemberCard(account, await rights.holdings(account))
    await rights.forget(account)
    return cardOf({ title: sayings.done, tone: "success", text: sayings.doneText })
  },
})

function readAccount(written: string): Account {
  const [community, member, ...more] = tokenize(written).map(({ raw }) => raw)
  if (community?.includes(":") && member !== undefined && more.length === 0) return { community, member }
  throw new UserError("no-account", sayings.noAccount(written), { hint: sayings.noAccountHint(example) })
}
