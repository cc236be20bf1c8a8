import type { PackedArguments } from "../vocabulary/card.ts"
import type { Command, Option } from "../vocabulary/command.ts"
import { parseLine, positionalOf } from "./arguments.ts"
import { quote } from "./tokens.ts"

/**
 * The line that calls a command with these values, as a person would write it: `search sparse attention limit:5`.
 * `parseLine` gives the same values back (flags that are off are left out; numbers are numbers).
 */
export function formatLine(command: Command, values: PackedArguments): string {
  const positional = positionalOf(command)
  const keyed = Object.entries(command.options)
    .filter(([name, option]) => name !== positional?.[0] && isGiven(option, values[name]))
    .map(([name, option]) => formatOption(command, name, option, values[name]))
  if (!positional || !isGiven(positional[1], values[positional[0]])) return [command.name, ...keyed].join(" ")
  const [name, option] = positional
  const bare = [command.name, String(values[name]), ...keyed].join(" ")
  return readsBack(command, bare, name, values[name])
    ? bare
    : [command.name, formatOption(command, name, option, values[name]), ...keyed].join(" ")
}

function isGiven(option: Option, value: string | number | boolean | undefined): boolean {
  return value !== undefined && !(option.kind === "flag" && value === false)
}

function formatOption(
  command: Command,
  name: string,
  option: Option,
  value: PackedArguments[string] | undefined,
): string {
  if (option.kind === "flag") return `--${name}`
  const positional = positionalOf(command)?.[1]
  const isQuery = positional?.kind === "text" && positional.query
  // Behind a query, `author:lecun` belongs to the words: only dashes make it the command's option.
  const needsDashes =
    isQuery && (option.kind === "text" || (option.kind === "integer" && typeof value !== "number"))
  const head = needsDashes ? `--${name}=` : `${name}:`
  return head + quote(String(value))
}

// Words may look like options (`limit:5` in a title) or hold spaces that a line does not keep.
function readsBack(
  command: Command,
  line: string,
  name: string,
  value: PackedArguments[string] | undefined,
): boolean {
  try {
    return parseLine(line, [command])?.values[name] === value
  } catch {
    return false
  }
}
