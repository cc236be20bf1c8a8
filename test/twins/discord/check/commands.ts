/** Whether commands keep Discord's limits for their registration. */
import { ApplicationCommandType, ApplicationCommandOptionType as Kind } from "discord-api-types/v10"
import { limits } from "../limits.ts"
import type { FieldError } from "../rest/refusal.ts"
import { lengthOf, listOf, notBetween, recordOf, tooMany } from "./field.ts"

type Definition = Readonly<Record<string, unknown>>

const most = limits.command

/** Errors by `<index>.<field>`, as a bulk overwrite tells them. */
export function commandErrors(commands: unknown): readonly FieldError[] {
  const list = listOf(commands)
  const twice = list.filter((one, index) => list.findIndex((other) => keyOf(other) === keyOf(one)) !== index)
  return [
    ...tooMany("commands", commands, most.perScope),
    ...list.flatMap((command, index) => oneCommand(command, String(index))),
    ...twice.map((command) => ({
      path: String(list.indexOf(command)),
      code: "APPLICATION_COMMANDS_DUPLICATE_NAME",
      message: "Application command names must be unique",
    })),
  ]
}

function keyOf({ type = ApplicationCommandType.ChatInput, name }: Definition): string {
  return `${String(type)}:${String(name)}`
}

function oneCommand(command: Definition, path: string): readonly FieldError[] {
  const isMenu = (command.type ?? ApplicationCommandType.ChatInput) !== ApplicationCommandType.ChatInput
  const characters = charactersOf(command)
  return [
    ...(isMenu ? notBetween(`${path}.name`, command.name, 1, most.name) : named(command, path)),
    ...(characters > most.total
      ? [
          {
            path,
            code: "APPLICATION_COMMAND_TOO_LARGE",
            message: `Command exceeds maximum size (${most.total})`,
          },
        ]
      : []),
  ]
}

/** A command, subcommand or option with its name, description and what it holds. */
function named(definition: Definition, path: string): readonly FieldError[] {
  const options = listOf(definition.options)
  const firstOptional = options.findIndex(({ required }) => required !== true)
  const late = options.findIndex(
    ({ required }, index) => required === true && firstOptional !== -1 && index > firstOptional,
  )
  return [
    ...nameErrors(definition.name, `${path}.name`),
    ...notBetween(`${path}.description`, definition.description, 1, most.description),
    ...Object.entries(recordOf(definition.description_localizations)).flatMap(([locale, text]) =>
      notBetween(`${path}.description_localizations.${locale}`, text, 1, most.description),
    ),
    ...tooMany(`${path}.options`, definition.options, most.options),
    ...options.flatMap((option, index) => named(option, `${path}.options.${index}`)),
    ...choiceErrors(definition.choices, `${path}.choices`),
    ...(late === -1
      ? []
      : [
          {
            path: `${path}.options.${late}`,
            code: "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            message: "Required options must be placed before non-required options",
          },
        ]),
    ...(definition.autocomplete === true && listOf(definition.choices).length > 0
      ? [
          {
            path,
            code: "APPLICATION_COMMAND_AUTOCOMPLETE_NO_CHOICES",
            message: "Choices cannot be used with autocomplete",
          },
        ]
      : []),
  ]
}

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
function nameErrors(name: unknown, path: string): readonly FieldError[] {
  const fits =
    typeof name === "string" && /^[-_'\p{L}\p{N}]{1,32}$/u.test(name) && name === name.toLowerCase()
  return fits ? [] : [{ path, code: "APPLICATION_COMMAND_INVALID_NAME", message: "Command name is invalid" }]
}

function choiceErrors(choices: unknown, path: string): readonly FieldError[] {
  return [
    ...tooMany(path, choices, most.choices),
    ...listOf(choices).flatMap(({ name, value }, index) => [
      ...notBetween(`${path}.${index}.name`, name, 1, most.choiceName),
      ...(typeof value === "string" ? notBetween(`${path}.${index}.value`, value, 1, most.choiceValue) : []),
    ]),
  ]
}

/** What an autocomplete answer may offer: the same limits as fixed choices. */
export function offeredErrors(choices: unknown): readonly FieldError[] {
  return choiceErrors(choices, "data.choices")
}

/** Names, descriptions and choice values, of the command and all its options; subcommands count in full. */
function charactersOf(definition: Definition): number {
  const own = lengthOf(definition.name) + lengthOf(definition.description)
  const choices = listOf(definition.choices).reduce(
    (sum, { name, value }) => sum + lengthOf(name) + lengthOf(value),
    0,
  )
  return listOf(definition.options).reduce((sum, option) => sum + charactersOf(option), own + choices)
}

export function isGroup(option: { readonly type: number }): boolean {
  return option.type === Kind.Subcommand || option.type === Kind.SubcommandGroup
}
