import { type Calls, invoke } from "../vocabulary/calls.ts"
import type { Command } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"
import { closestWord } from "./closest-word.ts"
import { editDistance } from "./edit-distance.ts"

// What people type who come from elsewhere, and the command that does it here.
const otherWords: Readonly<Partial<Record<keyof Calls, readonly string[]>>> = {
  search: ["query", "lookup"],
  today: ["daily", "list", "papers"],
  top: ["best", "popular"],
  trending: ["hot"],
  show: ["info", "get"],
  similar: ["related"],
  upvote: ["vote"],
  discuss: ["thread", "talk"],
  random: ["surprise"],
  help: ["commands", "?"],
}

/** Says that there is no such command, with a line that is likely meant: a similar name, or a search for the words. */
export function unknownCommand(name: string, rest: string, commands: readonly Command[]): UserError {
  const names = commands.map((command) => command.name)
  const word = name.toLowerCase()
  const other = Object.entries(otherWords).find(([, words]) => words.includes(word))?.[0]
  const meant = other !== undefined && names.includes(other) ? other : nearName(word, rest, names)
  const { didYouMean, command: sayings } = words.errors
  return new UserError("unknown-command", sayings.unknown(name), {
    hint: meant ? didYouMean(meant) : sayings.searchHint,
    suggestion: meant ? `${meant} ${rest}`.trim() : invoke("search", { query: `${name} ${rest}`.trim() }),
  })
}

// A line of several words is rather a search than a command with two letters wrong.
function nearName(name: string, rest: string, names: readonly string[]): string | undefined {
  const meant = closestWord(name, names)
  if (rest === "" || meant === undefined || meant.startsWith(name)) return meant
  const most = name.length > 5 ? 2 : 1
  return editDistance(name, meant, most) <= most ? meant : undefined
}
