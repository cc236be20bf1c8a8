import type { Command, Option, PackedArguments } from "../command.ts"
import { UserError } from "../errors.ts"
import { closestWord } from "../search/closest-word.ts"
import { isOneSlip } from "./one-slip.ts"
import { type Token, tokenize } from "./tokens.ts"
import { unknownCommand } from "./unknown-command.ts"

export type ParsedLine = { readonly command: Command; readonly values: PackedArguments }

/**
 * Reads a line such as `search sparse attention after:2024-06 limit:5 --with-code` against the option tables: the
 * command it calls, and its values in the same shape as Discord's typed ones, not yet validated (`readArguments`).
 * Undefined for an empty line. Throws `UserError` for an unknown command or option, saying what was probably meant.
 */
export function parseLine(line: string, commands: readonly Command[]): ParsedLine | undefined {
  const [name, rest] = splitCommand(line)
  if (name === "") return undefined
  const command = commands.find((candidate) => candidate.name === name.toLowerCase())
  if (!command) throw unknownCommand(name, rest, commands)
  return { command, values: collect(command, tokenize(rest)) }
}

/** The option of a command that takes the bare words of a line. */
export function positionalOf(command: Command): readonly [name: string, option: Option] | undefined {
  return Object.entries(command.options).find(([, option]) => "positional" in option && option.positional)
}

/** The command's word and what follows it; `/paper search x`, `/search x` and `search x` are the same. */
export function splitCommand(line: string): readonly [name: string, rest: string] {
  const bare = line
    .trim()
    .replace(/^\/paper(?=\s|$)\s*/i, "")
    .replace(/^\//, "")
  const end = bare.search(/\s/)
  return end < 0 ? [bare, ""] : [bare.slice(0, end), bare.slice(end).trim()]
}

function collect(command: Command, tokens: readonly Token[]): PackedArguments {
  const values: Record<string, string | number | boolean> = {}
  const words: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token
    const option = optionMeant(command, token)
    if (!option) {
      words.push(token)
      continue
    }
    const key = token.key as string
    if (key in values)
      throw new UserError("given-twice", `\`${key}\` is given twice.`, { hint: "Keep one of the two." })
    const takesNext =
      token.form === "dashes" &&
      token.raw === `${token.raw.match(/^\W+/)?.[0]}${key}` &&
      option.kind !== "flag"
    const next = takesNext ? tokens[++i] : undefined
    if (takesNext && (!next || next.form === "dashes")) throw needsValue(key, option)
    values[key] = coerced(option, next ? (next.form === "word" ? next.text : next.raw) : token.text)
  }
  return words.length === 0 ? values : withWords(command, values, words)
}

/** The option that a token sets; undefined where the token is one of the words. */
function optionMeant(command: Command, token: Token): Option | undefined {
  if (token.key === undefined) return undefined
  const option = Object.hasOwn(command.options, token.key) ? command.options[token.key] : undefined
  if (option) return belongsToQuery(command, token, option) ? undefined : option
  const mistyped = meantOption(command, token)
  if (mistyped === "a word") return undefined
  throw new UserError("unknown-option", `\`${command.name}\` has no option \`${token.key}\`.`, {
    hint: mistyped ? `Did you mean \`${mistyped}\`?` : optionsHint(command),
    ...(mistyped
      ? { suggestion: `${command.name} ${token.raw.replace(new RegExp(token.key, "i"), mistyped)}` }
      : {}),
  })
}

// The query language has the same filters in more forms (several authors, `upvotes:>50`), so what it can read stays
// with the words; `--author lecun` is always the option.
function belongsToQuery(command: Command, token: Token, option: Option): boolean {
  if (token.form === "dashes" || !takesQuery(command)) return false
  return option.kind === "text" || (option.kind === "integer" && /^[<>=]/.test(token.text))
}

function takesQuery(command: Command): boolean {
  const option = positionalOf(command)?.[1]
  return option?.kind === "text" && option.query === true
}

// A title may hold `BERT:large`; only what is one slip away from an option is taken for a mistyped one.
function meantOption(command: Command, token: Token): string | "a word" | undefined {
  const key = token.key as string
  const names = Object.keys(command.options)
  const kind = positionalOf(command)?.[1].kind
  if (token.raw.startsWith("--")) return closestWord(key, names)
  if (kind !== "text" && kind !== "paper") return token.form === "dashes" ? "a word" : closestWord(key, names)
  const isLower = token.raw.startsWith(key)
  return (isLower && key.length >= 4 && names.find((name) => isOneSlip(key, name))) || "a word"
}

function coerced(option: Option, text: string): string | number | boolean {
  if (option.kind === "flag") return !/^(false|no|off|0)$/i.test(text)
  return option.kind === "integer" && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

function withWords(command: Command, values: PackedArguments, words: readonly Token[]): PackedArguments {
  const [name, option] = positionalOf(command) ?? []
  const raw = words.map((word) => word.raw).join(" ")
  if (name === undefined) {
    throw new UserError("unused-words", `\`${command.name}\` does not know what to do with "${raw}".`, {
      hint: optionsHint(command),
      suggestion: command.name,
    })
  }
  if (name in values)
    throw new UserError("given-twice", `\`${name}\` is given twice: once by name, once as "${raw}".`)
  const keepsQuotes = option?.kind === "text" && (option.query || option.list)
  const text = keepsQuotes
    ? raw
    : words.map((word) => (word.form === "word" ? word.text : word.raw)).join(" ")
  return { ...values, [name]: option ? coerced(option, text) : text }
}

function needsValue(key: string, option: Option): UserError {
  return new UserError("needs-value", `\`${key}\` needs a value.`, { hint: `${key}: ${option.description}` })
}

function optionsHint(command: Command): string {
  const names = Object.keys(command.options)
  return names.length === 0
    ? `\`${command.name}\` stands alone.`
    : `Its options: ${names.map((name) => `\`${name}\``).join(", ")}.`
}
