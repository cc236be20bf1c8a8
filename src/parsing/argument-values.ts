import { parsePaperName } from "../papers/name.ts"
import type { PackedArguments } from "../vocabulary/card.ts"
import type {
  ArgumentsOf,
  ChoiceOption,
  Command,
  IntegerOption,
  Option,
  OptionTable,
} from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"
import { closestWord } from "./closest-word.ts"
import { type Moment, parseDate, parsePeriod } from "./dates.ts"
import { formatLine } from "./format-line.ts"

const sayings = words.errors

/**
 * The values of a call, checked against the command's option table: what `run` gets. The same for a platform's typed
 * options, buttons and parsed lines. Throws `UserError` that names option and value, with a line that works where one
 * is near.
 */
export function readArguments(
  command: Command,
  values: PackedArguments,
  moment: Moment,
): ArgumentsOf<OptionTable> {
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(command.options, name)) throw unknownOption(command, name)
  }
  const entries = Object.entries(command.options).map(([name, option]) => {
    const given = values[name]
    const isMissing = given === undefined || given === ""
    if (isMissing && "required" in option && option.required) throw missing(command, name, option)
    if (isMissing) return [name, option.kind === "flag" ? false : undefined]
    return [name, readValue({ command, values, name, moment }, option, given)]
  })
  return Object.fromEntries(entries)
}

type Asked = {
  readonly command: Command
  readonly values: PackedArguments
  readonly name: string
  readonly moment: Moment
}

function readValue(asked: Asked, option: Option, given: string | number | boolean) {
  switch (option.kind) {
    case "text":
      return readText(asked, String(given), option.maxLength ?? defaultMaxLength)
    case "integer":
      return readInteger(asked, option, given)
    case "flag":
      return given === true || /^(true|yes|on|1)$/i.test(String(given))
    case "choice":
      return readChoice(asked, option, String(given))
    case "date":
      return parseDate(String(given), asked.moment)
    case "period":
      return parsePeriod(String(given), asked.moment)
    case "paper":
      return parsePaperName(readText(asked, String(given), defaultMaxLength))
    default:
      return option satisfies never
  }
}

/** Longer than any title or sensible query, shorter than what makes a query slow. UTF-16 units. */
const defaultMaxLength = 1000

function readText({ name }: Asked, text: string, maxLength: number): string {
  if (text.length <= maxLength) return text.toWellFormed()
  throw new UserError("too-long", sayings.value.tooLong(name, text.length, maxLength))
}

function readInteger(asked: Asked, { min, max }: IntegerOption, given: string | number | boolean): number {
  const number = typeof given === "boolean" || given === "" ? Number.NaN : Number(given)
  if (!Number.isSafeInteger(number)) {
    throw new UserError("not-a-number", sayings.value.notANumber(asked.name, String(given)), {
      hint: sayings.value.range(min, max),
    })
  }
  if (number >= min && number <= max) return number
  throw new UserError("out-of-range", sayings.value.outOfRange(asked.name, number, min, max), {
    suggestion: lineWith(asked, Math.min(max, Math.max(min, number))),
  })
}

function readChoice(asked: Asked, { choices }: ChoiceOption, given: string): string {
  const written = given.trim().toLowerCase()
  const choice = choices.find(({ value, label }) =>
    [value, label].some((word) => word.toLowerCase() === written),
  )
  if (choice) return choice.value
  const values = choices.map(({ value }) => value)
  const meant = closestWord(written, values)
  throw new UserError("unknown-choice", sayings.value.unknownChoice(asked.name, given), {
    hint: meant ? sayings.didYouMeanValue(meant) : sayings.value.oneOf(values),
    suggestion: meant && lineWith(asked, meant),
  })
}

function lineWith({ command, values, name }: Asked, value: string | number): string {
  return formatLine(command, { ...values, [name]: value })
}

function missing(command: Command, name: string, option: Option): UserError {
  const [example] = command.examples
  return new UserError("missing", sayings.option.required(command, option), {
    hint: example ? sayings.option.example(example) : sayings.option.give(name),
  })
}

function unknownOption(command: Command, name: string): UserError {
  const meant = closestWord(name, Object.keys(command.options))
  return new UserError("unknown-option", sayings.option.unknown(command.name, name), {
    hint: meant && sayings.didYouMeanValue(meant),
  })
}
