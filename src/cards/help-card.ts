import type { Action, Card, Item, Text } from "../vocabulary/card.ts"
import type { Command, Option } from "../vocabulary/command.ts"
import { code, joined, sentence, words } from "../words/runs.ts"
import { listCard } from "./list-card.ts"

export type Help = {
  readonly commands: readonly Command[]
  /** How the platform writes a command: `/paper`, `paper`. */
  /** Buttons that try something out. */
  readonly actions: readonly Action[]
}

/** All commands, each with what it does and the shortest line that calls it. */
export function helpCard({ commands, actions }: Help): Card {
  return listCard({
    title: words("What Paperboy can do"),
    intro: sentence(
      "Papers that people on Hugging Face found worth reading, every day. Find them, vote for them, talk about them. Write `help search` to learn more about one command.",
    ),
    items: commands.map((command) => helpItem(command)),
    actions,
    notes: [sentence('Dates read like `2024-06`, `yesterday` or `"Oct 27"`; quotes keep words together.')],
  })
}

/** One command: its options, and lines that work. */
export function commandHelpCard(command: Command, { actions }: Omit<Help, "commands">): Card {
  const options = Object.entries(command.options).map(
    ([name, option]): Item => ({
      title: code(spelled(name, option)),
      lines: [words(option.description)],
      actions: [],
    }),
  )
  return listCard({
    title: code(command.name),
    intro: joined([command.description, command.adminOnly ? "for admins" : undefined]),
    items: options,
    actions,
    // The buttons name the lines; a command that no button can call still has its lines shown.
    notes: actions.length > 0 ? [] : [joined(command.examples.map((line) => code(line)))],
  })
}

function helpItem(command: Command): Item {
  const [example] = command.examples
  const lines: readonly Text[] = [
    joined([command.description, command.adminOnly ? "for admins" : undefined]),
    example && example !== command.name ? code(example) : [],
  ]
  return {
    title: code(command.name),
    lines: lines.filter((line) => line.length > 0),
    actions: [],
  }
}

/** How an option is written in a line, with what may stand there. */
function spelled(name: string, option: Option): string {
  switch (option.kind) {
    case "flag":
      return `--${name}`
    case "integer":
      return `${name}:${option.min}–${option.max}`
    case "choice":
      return `${name}:${option.choices.map(({ value }) => value).join("|")}`
    case "date":
      return `${name}:2024-06`
    case "period":
      return option.positional ? "today, 2025-W44, last month …" : `${name}:yesterday`
    case "paper":
      return option.positional ? "title, arXiv number or link" : `${name}:2401.12345`
    case "text":
      if (!option.positional) return `${name}:"…"`
      return option.query && !option.list ? "words" : name
    default:
      return option satisfies never
  }
}
