import type { Card } from "../src/card.ts"
import { bold, sentence, words } from "../src/cards/runs.ts"
import { defineCommand } from "../src/command.ts"
import type { Finding } from "../src/context.ts"
import { UserError } from "../src/errors.ts"

export const doctor = defineCommand({
  name: "doctor",
  description: "Looks at configuration, store, network and clock, and says what to do",
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
  const advised = findings.flatMap(({ subject, advice }) =>
    advice === undefined ? [] : [{ subject, advice }],
  )
  return {
    title: words(verdict(broken, doubtful)),
    tone: broken > 0 ? "error" : doubtful > 0 ? "warning" : "success",
    blocks: [
      {
        kind: "fields",
        fields: findings.map(({ subject, state, found }) => ({
          name: `${marks[state]} ${subject}`,
          value: words(found),
        })),
      },
      ...(advised.length === 0 ? [] : [{ kind: "items" as const, items: advised.map(adviceItem) }]),
    ],
  }
}

function verdict(broken: number, doubtful: number): string {
  if (broken > 0) return broken === 1 ? "One thing has to be mended" : `${broken} things have to be mended`
  return doubtful > 0 ? "Paperboy works; something could be better" : "All is well"
}

function adviceItem({ subject, advice }: { readonly subject: string; readonly advice: string }) {
  return { title: [...bold(`${subject}: `), ...sentence(advice)], lines: [], actions: [] }
}
