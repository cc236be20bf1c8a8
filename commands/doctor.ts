import type { Card } from "../src/card.ts"
import { bold, sentence, words } from "../src/cards/runs.ts"
import { defineCommand } from "../src/command.ts"
import type { Finding } from "../src/context.ts"
import { UserError } from "../src/errors.ts"

export const doctor = defineCommand({
  name: "doctor",
  description: "Looks at configuration, store, network and clock, and says what to do.",
  options: {},
  visibility: "private",
  surface: "terminal",
  examples: ["doctor"],

  async run(_, { operator }) {
    if (operator === undefined) {
      throw new UserError("terminal-only", "The installation can only be examined in the terminal.", {
        hint: "On the machine itself: `npm run paper -- doctor`",
      })
    }
    return findingsCard(await operator.examine())
  },
})

const marks = { well: "✓", doubtful: "!", broken: "✗" } as const

/** What was found, a line each, and below it what to do. */
export function findingsCard(findings: readonly Finding[]): Card {
  const broken = findings.filter(({ state }) => state === "broken").length
  const doubtful = findings.filter(({ state }) => state === "doubtful").length
  return {
    title: words(verdict(broken, doubtful)),
    tone: broken > 0 ? "error" : doubtful > 0 ? "warning" : "success",
    blocks: [{ kind: "items", items: findings.map(findingItem) }],
  }
}

function verdict(broken: number, doubtful: number): string {
  if (broken > 0) return broken === 1 ? "One thing has to be mended." : `${broken} things have to be mended.`
  if (doubtful > 0) return "Paperboy works; something could be better."
  return "All is well."
}

function findingItem({ subject, state, found, advice }: Finding) {
  return {
    title: [{ text: `${marks[state]} ` }, ...bold(subject), ...words(`  ${found}`)],
    lines: advice === undefined ? [] : [sentence(advice)],
    actions: [],
  }
}
