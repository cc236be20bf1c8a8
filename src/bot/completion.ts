import { zonesLike } from "../channels/read-time-zone.ts"
import { positionalOf, splitCommand } from "../parsing/arguments.ts"
import { closestWord } from "../parsing/closest-word.ts"
import { dateExamples, periodExamples } from "../parsing/dates.ts"
import { quote, type Token, tokenize } from "../parsing/tokens.ts"
import { fitLine } from "../rendering/fit-text.ts"
import { type FilterBegun, filterBegun } from "../search/index.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { PackedArguments } from "../vocabulary/card.ts"
import {
  type ChoiceOption,
  type Command,
  commandsFor,
  type Option,
  offeredOptions,
  type Surface,
} from "../vocabulary/command.ts"
import type { Library, Suggestion } from "../vocabulary/library.ts"
import type { Bot } from "../vocabulary/ports.ts"
import type { SavedPapers } from "../vocabulary/readers.ts"
import type { Log } from "../vocabulary/system.ts"
import { counted } from "../words/counted.ts"
import { createBoundary } from "./boundary.ts"

type Parts = {
  readonly commands: readonly Command[]
  readonly library: Pick<Library, "suggest">
  readonly saved: Pick<SavedPapers, "tags">
}
type Suggesting = Omit<Parts, "saved"> & {
  /** The asker's own. */
  readonly tags: () => ReturnType<SavedPapers["tags"]>
}

/**
 * What to offer while one types: for one option of a command (`suggest`), or for a whole line (`complete`: commands,
 * then options and values; each suggestion's value is the line to put). Neither throws: without a suggestion one can
 * still type, so a failure is logged and nothing is offered.
 */
export function createCompletion(
  parts: Parts & { readonly log: Log; readonly surfaceOf: (platform: string) => Surface },
): Pick<Bot, "suggest" | "complete"> {
  const boundary = createBoundary(parts.log)
  const offeredTo = (actor: Actor): Suggesting => ({
    ...parts,
    commands: commandsFor(parts.surfaceOf(actor.platform).kind, parts.commands),
    tags: () => parts.saved.tags(actor),
  })

  async function suggested(name: string, optionName: string, text: string, suggesting: Suggesting) {
    const command = suggesting.commands.find((one) => one.name === name)
    const option = command && optionNamed(command, optionName, "")?.option
    return option ? suggestedValues(option, text, suggesting) : []
  }

  return {
    suggest: ({ actor, command, option, text }) =>
      boundary("suggestions", () => suggested(command, option, text, offeredTo(actor)), []),
    complete: ({ actor, line }) => boundary("completion", () => completed(line, offeredTo(actor)), []),
  }
}

async function completed(line: string, suggesting: Suggesting): Promise<readonly Suggestion[]> {
  const [name, rest] = splitCommand(line.trimStart())
  const command = suggesting.commands.find((candidate) => candidate.name === name.toLowerCase())
  const isNameTyped = rest !== "" || /\s$/.test(line)
  if (!command || !isNameTyped) return commandNames(name, suggesting.commands)
  const typed = typedSoFar(command, line, rest)
  const values = await valuesFor(typed, suggesting)
  return [...values, ...optionNames(typed)].slice(0, mostSuggestions)
}

function commandNames(name: string, commands: readonly Command[]): readonly Suggestion[] {
  const begun = beginningWith(name, commands.map(commandSuggestion), commands.length)
  const names = commands.map((command) => command.name)
  const meant = begun.length === 0 ? closestWord(name, names) : undefined
  const offered = commands.filter((command) => command.name === meant).map(commandSuggestion)
  return [...begun, ...offered].map((one) => ({ ...one, value: `${one.value} ` }))
}

/** A half-typed line, taken apart at the place where one types. */
type Typed = {
  readonly command: Command
  /** All that stays as it is. */
  readonly before: readonly Token[]
  /** The last word, empty after a space. */
  readonly last: Token
  /** The option whose value is being typed, and how its name was written. */
  readonly inOption?: { readonly name: string; readonly option: Option; readonly head: string }
}

function typedSoFar(command: Command, line: string, rest: string): Typed {
  const tokens = tokenize(rest)
  const hasEnded = rest === "" || (/\s$/.test(line) && !/["“][^"”]*$/.test(tokens.at(-1)?.raw ?? ""))
  const last = (hasEnded ? undefined : tokens.at(-1)) ?? { raw: "", text: "", form: "word" }
  const before = hasEnded ? tokens : tokens.slice(0, -1)
  const inOption = optionTyped(command, before.at(-1), last)
  return { command, before, last, inOption }
}

function optionTyped(command: Command, previous: Token | undefined, last: Token): Typed["inOption"] {
  // A key without a value is still a word to `tokenize`: `after:`.
  const [head, key] = last.raw.match(/^(?:--|[—–])?([a-z][a-z0-9-]*)[:=]/i) ?? []
  if (head !== undefined && key !== undefined) return optionNamed(command, key.toLowerCase(), head)
  const isBareSwitch = previous?.form === "dashes" && previous.text === ""
  const before = isBareSwitch ? optionNamed(command, previous.key ?? "", "") : undefined
  return before?.option.kind === "flag" ? undefined : before
}

function optionNamed({ options }: Command, name: string, head: string): Typed["inOption"] {
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  return option && { name, option, head }
}

async function valuesFor(typed: Typed, suggesting: Suggesting): Promise<readonly Suggestion[]> {
  const { command, before, last, inOption } = typed
  if (inOption) {
    const text = last.raw === inOption.head ? "" : last.text
    const found = await suggestedValues(inOption.option, text, suggesting)
    return found.map((one) => ({ ...one, value: lineOf(command, before, inOption.head + quote(one.value)) }))
  }
  const [, option] = positionalOf(command) ?? []
  if (!option || last.form === "dashes") return []
  const filter = option.kind === "text" && option.query === true ? filterBegun(last.raw) : undefined
  if (filter !== undefined) {
    const found = await filterValues(filter, suggesting)
    return found.map((one) => ({ ...one, value: lineOf(command, before, one.value) }))
  }
  const words = [...before, last].filter((token) => token.form === "word")
  const others = before.filter((token) => token.form !== "word")
  const text = words.map((word) => word.text).join(" ")
  const found = await suggestedValues(option, text.trim(), suggesting)
  return found.map((one) => ({
    ...one,
    value: [command.name, one.value, ...others.map(({ raw }) => raw)].join(" "),
  }))
}

/** Options whose name begins with the last word, those that are given already left out. */
function optionNames({ command, before, last, inOption }: Typed): readonly Suggestion[] {
  if (inOption) return []
  const given: PackedArguments = Object.fromEntries(before.map(({ key = "" }) => [key, true]))
  const start = last.raw.replace(/^(?:--|[—–])/, "").toLowerCase()
  return Object.entries(offeredOptions(command))
    .filter(
      ([name, option]) =>
        name.startsWith(start) && !(name in given) && !("positional" in option && option.positional),
    )
    .map(([name, option]) => {
      const written = option.kind === "flag" ? `--${name} ` : `${name}:`
      return { value: lineOf(command, before, written), label: written.trim(), detail: option.description }
    })
}

function lineOf({ name }: Command, before: readonly Token[], last: string): string {
  return [name, ...before.map(({ raw }) => raw), last].join(" ")
}

/** As many as any platform shows, and as long; nobody reads more. */
const mostSuggestions = 25
const labelLength = 100

/** What could stand for an option of which `text` is typed already, likeliest first. */
async function suggestedValues(
  option: Option,
  text: string,
  suggesting: Suggesting,
): Promise<readonly Suggestion[]> {
  const { commands, library } = suggesting
  switch (option.kind) {
    case "text": {
      const filter = option.query === true ? filterBegun(text) : undefined
      if (filter !== undefined) return filterValues(filter, suggesting)
      if (option.suggest === undefined) return []
      if (option.suggest === "command") return beginningWith(text, commands.map(commandSuggestion))
      if (option.suggest === "zone") return labelled(zonesLike(text, mostSuggestions))
      return labelled(await library.suggest(option.suggest, text, mostSuggestions))
    }
    case "paper":
      return labelled(await library.suggest("paper", text, mostSuggestions))
    case "choice":
      return beginningWith(text, option.choices.map(choiceSuggestion))
    case "period":
      return beginningWith(text, periodExamples)
    case "date":
      return beginningWith(text, dateExamples)
    case "integer":
    case "flag":
      return []
    default:
      return option satisfies never
  }
}

/** The whole query again, with each value that the filter at its end could take. */
async function filterValues(begun: FilterBegun, suggesting: Suggesting): Promise<readonly Suggestion[]> {
  const { before, head, typed, names } = begun
  const values = names
    ? await suggesting.library.suggest(names, typed, mostSuggestions)
    : beginningWith(typed, await choicesOf(begun, suggesting))
  return labelled(
    values.map((one) => ({ ...one, value: before + quote(one.value), label: head + one.label })),
  )
}

async function choicesOf({ choices, takesTags }: FilterBegun, { tags }: Suggesting) {
  if (!takesTags) return choices.map((value) => ({ value, label: value }))
  return (await tags()).map(({ tag, papers }) => ({
    value: tag,
    label: tag,
    detail: counted(papers, "paper"),
  }))
}

/** A command as it is offered while one types its name. */
function commandSuggestion({ name, description }: Command): Suggestion {
  return { value: name, label: name, detail: description }
}

/** Those whose value or label begins with what is typed. */
function beginningWith(text: string, all: readonly Suggestion[], most?: number): readonly Suggestion[] {
  const start = text.trim().toLowerCase()
  return labelled(
    all.filter(({ value, label }) => [value, label].some((word) => word.toLowerCase().startsWith(start))),
    most,
  )
}

function choiceSuggestion({ value, label }: ChoiceOption["choices"][number]): Suggestion {
  return { value, label: value === label ? value : `${value}: ${label}` }
}

function labelled(all: readonly Suggestion[], most = mostSuggestions): readonly Suggestion[] {
  return all.slice(0, most).map((one) => ({ ...one, label: fitLine(one.label, labelLength) }))
}
