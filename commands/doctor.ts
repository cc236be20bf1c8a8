import type { Card } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Check } from "../src/vocabulary/operator.ts"
import { bold, sentence, words } from "../src/words/runs.ts"

export const doctor = defineCommand({
  name: "doctor",
  description: "Looks at configuration, store, network and clock, and says what to do",
  options: {},
  visibility: "private",
  surface: "terminal",
  needs: "nothing",
  examples: ["doctor"],

  async run(_, { operator }) {
    if (operator === undefined) {
      throw new UserError("terminal-only", "The installation can only be examined in the terminal.", {
        hint: "On the machine itself: `npm run paper -- doctor`",
      })
    }
    return checksCard(await operator.diagnose())
  },
})

const marks = { ok: "✓", warning: "!", error: "✗" } as const

/** What was found, a line each, and below it what to do. */
export function checksCard(checks: readonly Check[]): Card {
  const errors = checks.filter(({ state }) => state === "error").length
  const warnings = checks.filter(({ state }) => state === "warning").length
  const advised = checks.flatMap(({ subject, advice }) => (advice === undefined ? [] : [{ subject, advice }]))
  return {
    title: words(verdict(errors, warnings)),
    tone: errors > 0 ? "error" : warnings > 0 ? "warning" : "success",
    blocks: [
      {
        kind: "fields",
        fields: checks.map(({ subject, state, found }) => ({
          name: `${marks[state]} ${subject}`,
          value: words(found),
        })),
      },
      ...(advised.length === 0 ? [] : [{ kind: "items" as const, items: advised.map(adviceItem) }]),
    ],
  }
}

function verdict(errors: number, warnings: number): string {
  if (errors > 0) return errors === 1 ? "One thing has to be mended" : `${errors} things have to be mended`
  return warnings > 0 ? "Paperboy works; something could be better" : "All is well"
}

function adviceItem({ subject, advice }: { readonly subject: string; readonly advice: string }) {
  return { title: [...bold(`${subject}: `), ...sentence(advice)], lines: [], actions: [] }
}
