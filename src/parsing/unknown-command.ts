import type { Command } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import { closestWord } from "./closest-word.ts"
import { editDistance } from "./edit-distance.ts"

// What people type who come from elsewhere, and the command that does it here.
const otherWords: ReadonlyMap<string, string> = new Map([
  ["query", "search"],
  ["lookup", "search"],
  ["daily", "today"],
  ["list", "today"],
  ["papers", "today"],
  ["best", "top"],
  ["popular", "top"],
  ["hot", "trending"],
  ["info", "show"],
  ["get", "show"],
  ["related", "similar"],
  ["vote", "upvote"],
  ["thread", "discuss"],
  ["talk", "discuss"],
  ["surprise", "random"],
  ["commands", "help"],
  ["?", "help"],
])

/** Says that there is no such command, with a line that is likely meant: a similar name, or a search for the words. */
export function unknownCommand(name: string, rest: string, commands: readonly Command[]): UserError {
  const names = commands.map((command) => command.name)
  const other = otherWords.get(name.toLowerCase())
  const meant =
    other !== undefined && names.includes(other) ? other : nearName(name.toLowerCase(), rest, names)
  if (meant) {
    return new UserError("unknown-command", `There is no command \`${name}\`.`, {
      hint: `Did you mean \`${meant}\`?`,
      suggestion: `${meant} ${rest}`.trim(),
    })
  }
  return new UserError("unknown-command", `There is no command \`${name}\`.`, {
    hint: "If these are words to search for, put `search` before them; `help` lists all commands.",
    suggestion: `search ${name} ${rest}`.trim(),
  })
}

// A line of several words is rather a search than a command with two letters wrong.
function nearName(name: string, rest: string, names: readonly string[]): string | undefined {
  const meant = closestWord(name, names)
  if (rest === "" || meant === undefined || meant.startsWith(name)) return meant
  const most = name.length > 5 ? 2 : 1
  return editDistance(name, meant, most) <= most ? meant : undefined
}
