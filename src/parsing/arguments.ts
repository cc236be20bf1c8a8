import type { Call, PackedArguments } from "../vocabulary/card.ts"
import type { Command, Option } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import { words as catalogue } from "../words/words.ts"
import { closestWord } from "./closest-word.ts"
import { editDistance } from "./edit-distance.ts"
import { type Token, tokenize } from "./tokens.ts"
import { unknownCommand } from "./unknown-command.ts"

const sayings = catalogue.errors.option

export type ParsedLine = { readonly command: Command; readonly values: PackedArguments }

/**
 * Reads a line such as `search sparse attention after:2024-06 limit:5 --with-code` against the option tables: the
 * command it calls, and its values in the same shape as typed ones, not yet validated (`readArguments`).
 * Undefined for an empty line. Throws `UserError` for an unknown command or option, saying what was probably meant.
 */
export function parseLine(line: string, commands: readonly Command[]): ParsedLine | undefined {
  const [name, rest] = splitCommand(line)
  if (name === "") return undefined
  const command = commands.find((candidate) => candidate.name === name.toLowerCase())
  if (!command) throw unknownCommand(name, rest, commands)
  return { command, values: collect(command, tokenize(rest)) }
}

/** The call that a line makes, for a button; undefined where it makes none. */
export function parseCall(line: string, commands: readonly Command[]): Call | undefined {
  try {
    const parsed = parseLine(line, commands)
    return parsed && { kind: "invoke", command: parsed.command.name, arguments: parsed.values }
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
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
  const rest = [...tokens]
  for (let token = rest.shift(); token; token = rest.shift()) {
    const spaced = spacedOption(command, token, rest[0])
    const [key, option] = spaced ?? optionMeant(command, token, tokens) ?? []
    if (key === undefined || option === undefined) {
      words.push(token)
      continue
    }
    if (key in values) throw givenTwice(key)
    const isApart = spaced !== undefined || isBareSwitch(token)
    values[key] = coerced(option, isApart ? valueApart(key, option, rest, spaced !== undefined) : token.text)
  }
  return words.length === 0 ? values : withWords(command, values, words)
}

/** `--limit`, whose value is the next word: other forms bring theirs along. */
function isBareSwitch(token: Token): boolean {
  return token.form === "dashes" && token.text === "" && !/[="]/.test(token.raw)
}

/** `limit: 2`: a key whose value is the next word. In a title (`Sort: a survey`) only what could be a value makes it one. */
function spacedOption(command: Command, token: Token, next: Token | undefined): [string, Option] | undefined {
  const key = token.form === "word" ? /^([a-z][a-z0-9-]*):$/i.exec(token.raw)?.[1]?.toLowerCase() : undefined
  const option = key !== undefined && Object.hasOwn(command.options, key) ? command.options[key] : undefined
  if (key === undefined || option === undefined || next?.form !== "word") return undefined
  const kind = positionalOf(command)?.[1].kind
  const isTitle = kind === "text" || kind === "paper"
  return isTitle && !couldBe(option, next.text) ? undefined : [key, option]
}

/** Whether a word may be the value of an option whose name and colon stand before it: `limit: 2`. */
export function couldBe(option: Option, text: string): boolean {
  switch (option.kind) {
    case "integer":
      return /^\d+$/.test(text)
    case "flag":
      return /^(true|false|yes|no|on|off)$/i.test(text)
    case "choice":
      return option.choices.some(({ value }) => value === text.toLowerCase())
    case "date":
    case "period":
      return /^\d{4}|^(today|yesterday)$/i.test(text)
    case "text":
    case "paper":
      return false
    default:
      return option satisfies never
  }
}

function valueApart(key: string, option: Option, rest: Token[], isSpaced: boolean): string {
  if (option.kind === "flag" && !isSpaced) return "true"
  const next = rest.shift()
  if (!next || next.form === "dashes") throw needsValue(key, option)
  return asWritten(next)
}

/** The option that a token sets, by name; undefined where the token is one of the words. */
function optionMeant(command: Command, token: Token, all: readonly Token[]): [string, Option] | undefined {
  const { key } = token
  if (key === undefined) return undefined
  const option = Object.hasOwn(command.options, key) ? command.options[key] : undefined
  if (option) return belongsToQuery(command, token, option) ? undefined : [key, option]
  const mistyped = mistypedOption(command, token, key)
  if (!mistyped) return undefined
  throw unknownOption(command, token, all, mistyped.meant)
}

function unknownOption(
  command: Command,
  { key = "", raw: wrong }: Token,
  all: readonly Token[],
  meant: string | undefined,
): UserError {
  const message = sayings.unknown(command.name, key)
  if (meant === undefined) return new UserError("unknown-option", message, { hint: optionsHint(command) })
  const right = wrong.replace(new RegExp(key, "i"), meant)
  return new UserError("unknown-option", message, {
    hint: catalogue.errors.didYouMeanValue(meant),
    suggestion: [command.name, ...all.map(({ raw }) => (raw === wrong ? right : raw))].join(" "),
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

/** What was probably meant by a key that is no option; undefined where the token is a word, as in a title (`BERT:large`). */
function mistypedOption(
  command: Command,
  token: Token,
  key: string,
): { readonly meant: string | undefined } | undefined {
  const names = Object.keys(command.options)
  const kind = positionalOf(command)?.[1].kind
  if (token.raw.startsWith("--")) return { meant: closestWord(key, names) }
  // A phone makes `—` of `--`, but titles have dashes too.
  if (token.form === "dashes") return undefined
  if (kind !== "text" && kind !== "paper") return { meant: closestWord(key, names) }
  const isLower = token.raw.startsWith(key)
  const meant = names.find((name) => editDistance(key, name, 1) === 1)
  return isLower && key.length >= shortestMistyped && meant ? { meant } : undefined
}

/** Words of three letters are one slip away from too much. */
const shortestMistyped = 4

function coerced(option: Option, text: string): string | number | boolean {
  if (option.kind === "flag") return !/^(false|no|off|0)$/i.test(text)
  return option.kind === "integer" && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

function withWords(command: Command, values: PackedArguments, words: readonly Token[]): PackedArguments {
  const [name, option] = positionalOf(command) ?? []
  const raw = words.map((word) => word.raw).join(" ")
  if (name === undefined || option === undefined) {
    throw new UserError("unused-words", sayings.unusedWords(command.name, raw), {
      hint: optionsHint(command),
      suggestion: command.name,
    })
  }
  if (name in values) throw givenTwice(name)
  const keepsQuotes = option.kind === "text" && (option.query || option.list)
  return { ...values, [name]: coerced(option, keepsQuotes ? raw : words.map(asWritten).join(" ")) }
}

/** A word without its quotes; anything else with its key, as it stands in a title (`GPT-4:turbo`). */
function asWritten(token: Token): string {
  return token.form === "word" ? token.text : token.raw
}

function givenTwice(key: string): UserError {
  return new UserError("given-twice", sayings.twice(key), { hint: sayings.twiceHint })
}

function needsValue(key: string, option: Option): UserError {
  return new UserError("needs-value", sayings.needsValue(key), { hint: sayings.describe(key, option) })
}

function optionsHint(command: Command): string {
  const names = Object.keys(command.options)
  return names.length === 0 ? sayings.none(command.name) : sayings.all(names)
}
