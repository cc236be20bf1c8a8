import type { Command, Invocation, Option, OptionTable, PackedArguments } from "../../src/command.ts"
import { quote } from "../../src/parsing/tokens.ts"

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
  if (command === undefined) return { kind: "line", text: words.join(" ") }
  const values: Record<string, string | number | boolean> = {}
  const bare: string[] = []
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? ""
    const named = readNamed(word, command.options)
    if (word === "--") {
      bare.push(...rest.slice(at + 1))
      break
    }
    if (named === undefined) {
      bare.push(word)
      continue
    }
    const takesNext = named.value === undefined && needsValue(command.options[named.key], rest[at + 1])
    if (takesNext) at++
    values[named.key] = typed(command.options[named.key], named.value ?? (takesNext ? rest[at] : undefined))
  }
  const positional = Object.entries(command.options).find(([, option]) => isPositional(option))
  if (bare.length === 0) return { kind: "typed", command: command.name, values }
  if (positional === undefined) return { kind: "line", text: words.join(" ") }
  const [key, option] = positional
  return {
    kind: "typed",
    command: command.name,
    values: { ...values, [key]: typed(option, joined(bare, option)) },
  }
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

function needsValue(option: Option | undefined, next: string | undefined): boolean {
  if (next === undefined || next.startsWith("--")) return false
  return option?.kind !== "flag"
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
