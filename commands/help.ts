import { commandHelpCard, helpCard } from "../src/cards/help-card.ts"
import { parseCall } from "../src/parsing/arguments.ts"
import { closestWord } from "../src/parsing/closest-word.ts"
import { type Calls, invoke } from "../src/vocabulary/calls.ts"
import type { Action } from "../src/vocabulary/card.ts"
import { type Command, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { capitalized } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"

const sayings = words.commands.help

export const help = defineCommand({
  name: "help",
  description: sayings.description,
  options: {
    command: { kind: "text", positional: true, suggest: "command", description: sayings.options.command },
  },
  visibility: "private",
  surface: "any",
  needs: "nothing",
  examples: sayings.examples,
  async run({ command: asked }, { commands, surface, links }) {
    const name = asked?.trim().replace(/^\//, "").toLowerCase()
    if (!name) return helpCard({ commands, actions: firstActions(commands), links })
    const command = commands.find((candidate) => candidate.name === name)
    if (!command) throw noHelp(name, commands)
    return commandHelpCard(command, { actions: tryActions(command.examples, commands), surface })
  },
})

// What a newcomer sees first; all of them work without knowing any paper.
const shownFirst: readonly (keyof Calls)[] = ["today", "search", "top"]

function firstExamples(commands: readonly Command[]): readonly string[] {
  return shownFirst.flatMap((name) => commands.find((command) => command.name === name)?.examples[0] ?? [])
}

function firstActions(commands: readonly Command[]): readonly Action[] {
  return tryActions(firstExamples(commands), commands).map((action) => ({
    ...action,
    label: capitalized(action.label),
  }))
}

/** Each labeled as one would type it. */
function tryActions(lines: readonly string[], commands: readonly Command[]): readonly Action[] {
  const offered = commands.filter(({ surface }) => surface !== "terminal")
  return lines.flatMap((line): readonly Action[] => {
    const call = parseCall(line, offered)
    return call ? [{ ...call, label: line, effect: "reply" }] : []
  })
}

function noHelp(name: string, commands: readonly Command[]): UserError {
  const meant = closestWord(
    name,
    commands.map((command) => command.name),
  )
  return new UserError("unknown-command", sayings.unknown(name), {
    hint: meant ? sayings.didYouMean(meant) : sayings.all,
    suggestion: invoke("help", { command: meant }),
  })
}
