import { cardOf } from "../src/cards/layout.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Check } from "../src/vocabulary/operator.ts"
import { bold, plainText, sentence } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"

const sayings = words.commands.doctor

export const doctor = defineCommand({
  name: "doctor",
  description: sayings.description,
  options: {},
  visibility: "private",
  surface: "terminal",
  needs: "nothing",
  examples: ["doctor"],

  async run(_, { operator }) {
    if (operator === undefined)
      throw new UserError("terminal-only", sayings.terminalOnly, { hint: sayings.terminalHint })
    return checksCard(await operator.diagnose())
  },
})

const marks = { ok: "✓", warning: "!", error: "✗" } as const

/** What was found, a line each, and below it what to do. */
export function checksCard(checks: readonly Check[]): Card {
  const errors = checks.filter(({ state }) => state === "error").length
  const warnings = checks.filter(({ state }) => state === "warning").length
  return cardOf({
    title: errors > 0 ? sayings.errors(errors) : warnings > 0 ? sayings.warnings : sayings.ok,
    tone: errors > 0 ? "error" : warnings > 0 ? "warning" : "success",
    fields: checks.map(({ subject, state, found }) => ({
      name: `${marks[state]} ${subject}`,
      value: plainText(found),
    })),
    items: checks.flatMap(({ subject, advice }) =>
      advice === undefined ? [] : [adviceItem(subject, advice)],
    ),
  })
}

function adviceItem(subject: string, advice: string) {
  return { title: [...bold(sayings.advice(subject)), ...sentence(advice)], lines: [], actions: [] }
}
