import { commandHelpCard, helpCard } from "../src/cards/help-card.ts"
import { parseLine } from "../src/parsing/arguments.ts"
import { closestWord } from "../src/parsing/closest-word.ts"
import type { Action } from "../src/vocabulary/card.ts"
import { type Command, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { localized } from "./localized.ts"

export const help = defineCommand({
  name: "help",
  description: "What can be asked, with lines that work",
  localized: localized.help,
  options: {
    command: {
      kind: "text",
      positional: true,
      suggest: "command",
      description: "A command to explain: search, today, top …",
    },
  },
  visibility: "private",
  surface: "any",
  needs: "nothing",
  examples: ["help", "help search"],
  async run({ command: asked }, { commands }) {
    const name = asked?.trim().replace(/^\//, "").toLowerCase()
    if (!name) return helpCard({ commands, actions: tryActions(firstExamples(commands), commands) })
    const command = commands.find((candidate) => candidate.name === name)
    if (!command) throw noHelp(name, commands)
    return commandHelpCard(command, { actions: tryActions(command.examples, commands) })
  },
})

// What a newcomer sees first; all of them work without knowing any paper.
const shownFirst = ["today", "search", "top"]

function firstExamples(commands: readonly Command[]): readonly string[] {
  return shownFirst.flatMap((name) => commands.find((command) => command.name === name)?.examples[0] ?? [])
}

function tryActions(lines: readonly string[], commands: readonly Command[]): readonly Action[] {
  return lines.flatMap((line): readonly Action[] => {
    const parsed = parseLine(line, commands)
    if (!parsed || parsed.command.surface === "terminal") return []
    const { command, values } = parsed
    return [{ kind: "invoke", label: line, command: command.name, arguments: values, effect: "reply" }]
  })
}

function noHelp(name: string, commands: readonly Command[]): UserError {
  const meant = closestWord(
    name,
    commands.map((command) => command.name),
  )
  return new UserError("unknown-command", `There is no command \`${name}\`.`, {
    hint: meant ? `Did you mean \`${meant}\`?` : "`help` lists all commands.",
    suggestion: meant ? `help ${meant}` : "help",
  })
}
