import { tokenize } from "../src/parsing/tokens.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Operator } from "../src/vocabulary/operator.ts"
import { words } from "../src/words/words.ts"

const sayings = words.commands.files

/** As much as a shell hands over: it may have expanded a pattern into thousands of names. */
const maxLength = 2_000_000

/** An option that lists files: their names may hold `:` and `=`, so only what is written with dashes is another one. */
export function files(description: string) {
  return {
    kind: "text",
    description,
    positional: true,
    required: true,
    query: true,
    list: true,
    maxLength,
  } as const
}

/** The names in an option that lists files, as they were quoted: `"my papers.jsonl" b=1.txt`. */
export function fileNames(text: string): readonly string[] {
  return tokenize(text).map(({ key, raw, text }) => (key === undefined ? text : raw))
}

/** The one file that a command is about. Throws `UserError` with the line that works. */
export function oneFile(names: readonly string[], line: string): string {
  const [file, ...more] = names
  if (file !== undefined && more.length === 0) return file
  throw new UserError("not-one-file", sayings.one(names.length), { hint: sayings.example(line) })
}

/** The person at the machine. Throws `UserError` in a chat, where there is none. */
export function atTheMachine(operator: Operator | undefined, line: string): Operator {
  if (operator !== undefined) return operator
  throw new UserError("terminal-only", sayings.terminalOnly, { hint: sayings.onTheMachine(line) })
}
