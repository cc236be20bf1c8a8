import { parseCall } from "../parsing/arguments.ts"
import type { Action, Block, Card, PackedArguments, Text } from "../vocabulary/card.ts"
import { type Command, chatSurface, commandsFor, type Surface } from "../vocabulary/command.ts"
import type { Adapter } from "../vocabulary/ports.ts"

/**
 * A card for where it is read. Buttons that call what is not offered there are left out, and its lines can be written as
 * they stand: what is code and begins with a command's name is
 * spelled as the platform asks for it, `search x` becoming `/paper search x` or `/paper search query:x`. So whatever
 * writes a card need not know who reads it.
 */
export function spelledLines(card: Card, surface: Surface, commands: readonly Command[]): Card {
  const spell = (text: Text): Text =>
    text.map((run) => (run.code ? { ...run, text: spelled(run.text, surface, commands) } : run))

  // A terminal has no forms: its options are written.
  const isOffered = (action: Action) =>
    action.kind === "link" ||
    (commands.some(({ name }) => name === action.command) &&
      !(action.effect === "form" && surface.kind === "terminal"))

  function spellBlock(block: Block): Block {
    switch (block.kind) {
      case "text":
      case "note":
        return { ...block, text: spell(block.text) }
      case "fields":
        return { ...block, fields: block.fields.map(({ name, value }) => ({ name, value: spell(value) })) }
      case "items":
        return {
          ...block,
          items: block.items.map((item) => ({
            ...item,
            title: spell(item.title),
            lines: item.lines.map(spell),
            actions: item.actions.filter(isOffered),
          })),
        }
      case "actions":
        return { ...block, actions: block.actions.filter(isOffered) }
      case "image":
      case "file":
      case "select":
        return block
      default:
        return block satisfies never
    }
  }

  return { ...card, title: spell(card.title), blocks: card.blocks.map(spellBlock) }
}

/** How commands are met on each platform, and cards that nobody asked for with their lines as a community's platform takes them. */
export function createSpelling(parts: {
  readonly adapters: ReadonlyMap<string, Pick<Adapter, "surface">>
  readonly commands: readonly Command[]
  /** Where no adapter says it. Default: as in any chat. */
  readonly surface?: Surface | undefined
}) {
  function surfaceOf(platform: string): Surface {
    const adapter = parts.adapters.get(platform)
    return (adapter ? adapter.surface : parts.surface) ?? chatSurface
  }

  function spelledFor(community: string, card: Card): Card {
    const surface = surfaceOf(community.split(":")[0] ?? "")
    return spelledLines(card, surface, commandsFor(surface.kind, parts.commands))
  }

  return { surfaceOf, spelledFor }
}

function spelled(
  line: string,
  { prefix, groupPrefixes, options }: Surface,
  commands: readonly Command[],
): string {
  const name = /^[a-z-]+(?=\s|$)/.exec(line)?.[0]
  const command = commands.find((one) => one.name === name)
  if (command === undefined) return line
  const call = options === "fields" ? parseCall(line, commands) : undefined
  const before = (command.group && groupPrefixes?.[command.group]) ?? prefix
  return `${before} ${call ? asFields(command, call.arguments) : line}`.trimStart()
}

/** The options by name, as a platform shows its fields: a field needs no quotes. */
function asFields({ name, options }: Command, values: PackedArguments): string {
  const fields = Object.keys(options).flatMap((option) => {
    const value = values[option]
    return value === undefined
      ? []
      : [`${option}:${typeof value === "boolean" ? (value ? "True" : "False") : value}`]
  })
  return [name, ...fields].join(" ")
}
