import { dateExamples, periodExamples } from "../parsing/date-examples.ts"
import { quote } from "../parsing/tokens.ts"
import { fitLine } from "../rendering/fit-text.ts"
import { type FilterBegun, filterBegun } from "../search/index.ts"
import type { ChoiceOption, Command, Option } from "../vocabulary/command.ts"
import type { Library, Suggestion } from "../vocabulary/library.ts"

export type Suggesting = { readonly commands: readonly Command[]; readonly library: Pick<Library, "suggest"> }

/** Discord shows 25 and a name of 100 characters; nobody reads more. */
export const mostSuggestions = 25
const labelLength = 100

/** What could stand for an option of which `text` is typed already, likeliest first. */
export async function suggestedValues(
  option: Option,
  text: string,
  { commands, library }: Suggesting,
): Promise<readonly Suggestion[]> {
  switch (option.kind) {
    case "text": {
      const filter = option.query === true ? filterBegun(text) : undefined
      if (filter !== undefined) return filterValues(filter, library)
      if (option.suggest === undefined) return []
      if (option.suggest === "command") return beginningWith(text, commands.map(commandSuggestion))
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
export async function filterValues(
  { before, head, typed, choices, names }: FilterBegun,
  library: Suggesting["library"],
): Promise<readonly Suggestion[]> {
  const values =
    names === undefined
      ? beginningWith(
          typed,
          choices.map((value) => ({ value, label: value })),
        )
      : await library.suggest(names, typed, mostSuggestions)
  return labelled(
    values.map((one) => ({ ...one, value: before + quote(one.value), label: head + one.label })),
  )
}

/** A command as it is offered while one types its name. */
export function commandSuggestion({ name, description }: Command): Suggestion {
  return { value: name, label: name, detail: description }
}

/** Those whose value or label begins with what is typed. */
export function beginningWith(text: string, all: readonly Suggestion[]): readonly Suggestion[] {
  const start = text.trim().toLowerCase()
  return labelled(
    all.filter(({ value, label }) => [value, label].some((word) => word.toLowerCase().startsWith(start))),
  )
}

function choiceSuggestion({ value, label }: ChoiceOption["choices"][number]): Suggestion {
  return { value, label: value === label ? value : `${value}: ${label}` }
}

function labelled(all: readonly Suggestion[]): readonly Suggestion[] {
  return all.slice(0, mostSuggestions).map((one) => ({ ...one, label: fitLine(one.label, labelLength) }))
}
