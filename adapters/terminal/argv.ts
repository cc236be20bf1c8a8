import { couldBe } from "../../src/parsing/arguments.ts"
import { quote } from "../../src/parsing/tokens.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { Command, Invocation, Option, OptionTable } from "../../src/vocabulary/command.ts"

type Input = Invocation["input"]

/**
 * A shell's words as an invocation. The shell has taken them apart already, so they are never joined into a line
 * and parsed again: `search "sparse attention" --limit 3` gives the query two words, and `import "my papers.jsonl"`
 * one file. Options are written `--limit 3`, `--limit=3` or `limit:3`. What makes no sense is passed on as it is:
 * the core knows how to say so.
 */
export function decodeArguments(words: readonly string[], commands: readonly Command[]): Input {
  const [name = "help", ...rest] = words
  const command = commands.find((one) => one.name === name.toLowerCase())
  const asLine: Input = { kind: "line", text: words.join(" ") }
  if (command === undefined) return asLine
  const { values, bare } = sort(rest, command.options)
  if (bare.length === 0) return { kind: "typed", command: command.name, values }
  const [key, option] = Object.entries(command.options).find(([, option]) => isPositional(option)) ?? []
  if (key === undefined || option === undefined) return asLine
  const given = typed(option, joined(bare, option))
  return { kind: "typed", command: command.name, values: { ...values, [key]: given } }
}

/** `--help` asks what every shell command is asked by it: for help about itself, or about what stands before it. */
export function askingForHelp(words: readonly string[]): readonly string[] {
  const [name] = words
  const end = words.indexOf("--")
  const asks = words.slice(0, end < 0 ? undefined : end).includes("--help") || name === "-h"
  if (!asks) return words
  return name === undefined || name.startsWith("-") ? ["help"] : ["help", name]
}

export type Flags = { readonly json: boolean; readonly version: boolean }

/** Takes out what the program itself understands, in front of `--`: `--json` anywhere, `--version` alone. */
export function withoutFlags(words: readonly string[]): Flags & { readonly words: readonly string[] } {
  const end = words.indexOf("--")
  const isFlag = (word: string, index: number) => word === "--json" && (end < 0 || index < end)
  return {
    words: words.filter((word, index) => !isFlag(word, index)),
    json: words.some(isFlag),
    version: words[0] === "--version" || words[0] === "-v",
  }
}

type Sorted = { readonly values: PackedArguments; readonly bare: readonly string[] }

/** Options and bare words apart; behind `--` all words are bare. */
function sort(words: readonly string[], options: OptionTable): Sorted {
  const values: Record<string, string | number | boolean> = {}
  const bare: string[] = []
  const left = [...words]
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === "--") return { values, bare: [...bare, ...left] }
    const named = readNamed(word, options) ?? readSpaced(word, left[0], options)
    if (named === undefined) {
      bare.push(word)
      continue
    }
    const option = options[named.key]
    const value = named.value ?? (takesNext(option, left[0]) ? left.shift() : undefined)
    values[named.key] = typed(option, value)
  }
  return { values, bare }
}

/**
 * The shell line that makes the same call: `decodeArguments` gives the values back. Quoted for POSIX shells, which
 * leave a word between single quotes alone.
 */
export function encodeArguments(command: Command, values: PackedArguments): string {
  const words = Object.entries(command.options).flatMap(([key, option]): readonly string[] => {
    const value = values[key]
    if (value === undefined || (option.kind === "flag" && value === false)) return []
    if (option.kind === "flag") return [`--${key}`]
    const text = String(value)
    const bare =
      isPositional(option) && keepTogether(text) === text && readNamed(text, command.options) === undefined
    return [bare && text !== "--" && !isList(option) ? text : `--${key}=${text}`]
  })
  return [command.name, ...words].map(shellQuoted).join(" ")
}

function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** `--key`, `--key=value`, and `key:value` or `key=value` where the command has such an option. */
function readNamed(
  word: string,
  options: OptionTable,
): { readonly key: string; readonly value?: string } | undefined {
  const dashed = word.match(/^--([a-z][\w-]*)(?:=(.*))?$/is)
  const keyed = word.match(/^([a-z][\w-]*)[:=](.+)$/is)
  const key = (dashed ?? keyed)?.[1]?.toLowerCase()
  if (key === undefined || (dashed === null && !Object.hasOwn(options, key))) return undefined
  const value = (dashed ?? keyed)?.[2]
  return value === undefined ? { key } : { key, value }
}

/** `limit: 2`: a name whose value is the next word. */
function readSpaced(
  word: string,
  next: string | undefined,
  options: OptionTable,
): { readonly key: string; readonly value?: string } | undefined {
  const key = /^([a-z][\w-]*):$/i.exec(word)?.[1]?.toLowerCase()
  const option = key !== undefined && Object.hasOwn(options, key) ? options[key] : undefined
  if (key === undefined || option === undefined || next === undefined || option.kind === "flag")
    return undefined
  return couldBe(option, next) ? { key } : undefined
}

function takesNext(option: Option | undefined, next: string | undefined): boolean {
  return option?.kind !== "flag" && next !== undefined && !next.startsWith("--")
}

function typed(option: Option | undefined, value: string | undefined): string | number | boolean {
  if (value === undefined) return true
  if (option?.kind === "integer" && /^-?\d+$/.test(value)) return Number(value)
  if (option?.kind === "flag" && /^(true|yes|on|1)$/i.test(value)) return true
  if (option?.kind === "flag" && /^(false|no|off|0)$/i.test(value)) return false
  return value
}

function isList(option: Option): boolean {
  return option.kind === "text" && option.list === true
}

function isPositional(option: Option): boolean {
  return option.kind !== "flag" && option.positional === true
}

/** A word with a space behind a colon was quoted in the shell (`author:"yann lecun"`), and has to stay together. */
function joined(words: readonly string[], option: Option): string {
  if (isList(option)) return words.map((word) => quote(word)).join(" ")
  return words.map(keepTogether).join(" ")
}

function keepTogether(word: string): string {
  const [, head, value] = word.match(/^(-?[a-z][\w-]*:)([^"].*\s.*)$/is) ?? []
  return head === undefined || value === undefined || /^\s/.test(value) ? word : head + quote(value)
}
