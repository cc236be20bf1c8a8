import type { Action, Block, Card, Text } from "../vocabulary/card.ts"
import {
  type Command,
  type OperatorLinks,
  type Option,
  offeredOptions,
  type Surface,
} from "../vocabulary/command.ts"
import { bold, code, joined } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

const { help: sayings } = words.cards

/** All commands, a line each, by whom they are for. Texts rather than items: platforms show fewer items than there are commands. */
export function helpCard({
  commands,
  actions,
  links,
}: {
  readonly commands: readonly Command[]
  /** Buttons that try something out. */
  readonly actions: readonly Action[]
  readonly links: OperatorLinks
}): Card {
  const groups = [
    { heading: sayings.everybody, of: commands.filter((one) => groupOf(one) === "everybody") },
    { heading: sayings.admins, of: commands.filter((one) => groupOf(one) === "admins") },
    { heading: sayings.operators, of: commands.filter((one) => groupOf(one) === "operators") },
  ].filter(({ of }) => of.length > 0)
  const { blocks, ...card } = cardOf({
    title: sayings.title,
    text: sayings.intro,
    actions: [...actions, ...linkActions(links)],
    notes: [sayings.dates],
  })
  const [intro, ...others] = blocks
  const listed = groups.map(({ heading, of }): Block => ({ kind: "text", text: groupText(heading, of) }))
  return { ...card, blocks: [...(intro ? [intro] : []), ...listed, ...others] }
}

/** Where people get help, and what is done with their data. */
export function linkActions({ support, privacy }: OperatorLinks): readonly Action[] {
  return [
    ...(support ? [{ kind: "link" as const, label: sayings.support, href: support }] : []),
    ...(privacy ? [{ kind: "link" as const, label: sayings.privacy, href: privacy }] : []),
  ]
}

function groupOf({ adminOnly, group, surface }: Command): "everybody" | "admins" | "operators" {
  if (surface === "terminal") return "operators"
  return adminOnly || group === "admin" ? "admins" : "everybody"
}

function groupText(heading: string, commands: readonly Command[]): Text {
  const lines = commands.map(({ name, description }) => joined([code(name), description], " – "))
  return joined([bold(heading), ...lines], "\n")
}

/** One command: its options, and lines that work. */
export function commandHelpCard(
  command: Command,
  { actions, surface }: { readonly actions: readonly Action[]; readonly surface: Surface },
): Card {
  const options = Object.entries(offeredOptions(command)).map(([name, option]) =>
    joined([code(spelled(name, option, surface.options)), option.description], " – "),
  )
  return cardOf({
    title: code(command.name),
    text: joined([described(command), joined(options, "\n")], "\n\n"),
    actions,
    // The buttons name the lines; a command that no button can call still has its lines shown.
    notes: actions.length > 0 ? [] : [sayings.examples(command.examples)],
  })
}

function described({ description, adminOnly }: Command): Text {
  return joined([description, adminOnly ? sayings.forAdmins : undefined])
}

/** How an option is written, with what may stand there. In a line, the words of one option need no name. */
function spelled(name: string, option: Option, written: Surface["options"]): string {
  if (written === "line" && "positional" in option && option.positional) return name
  switch (option.kind) {
    case "flag":
      return written === "line" ? `--${name}` : `${name}:True`
    case "integer":
      return `${name}:${option.min}–${option.max}`
    case "choice":
      return `${name}:${option.choices.map(({ value }) => value).join("|")}`
    case "date":
      return `${name}:2024-06`
    case "period":
      return `${name}:yesterday`
    case "paper":
      return `${name}:2401.12345`
    case "text":
      return written === "line" ? `${name}:"…"` : `${name}:…`
    default:
      return option satisfies never
  }
}
