/** What a member types, as the data that Discord makes of it by the command's registration. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Kind,
} from "discord-api-types/v10"
import { isGroup } from "../check/commands.ts"

export type Values = Readonly<Record<string, string | number | boolean>>

type Found = {
  readonly command: APIApplicationCommand
  readonly path: readonly string[]
  readonly options: readonly APIApplicationCommandOption[]
}

/** Finds `paper search` among what is registered. Throws as a client would: what is not there cannot be picked. */
export function findCommand(commands: readonly APIApplicationCommand[], line: string): Found {
  const [name, ...path] = line.replace(/^\//, "").split(" ")
  const command = commands.find((one) => one.name === name)
  if (!command)
    throw new Error(
      `/${line} is not offered here; there are ${commands.map((one) => one.name).join(", ") || "none"}`,
    )
  let options: readonly APIApplicationCommandOption[] = command.options ?? []
  for (const step of path) {
    const next = options.find((option) => option.name === step && isGroup(option))
    if (!next)
      throw new Error(`/${line}: ${step} is not one of ${options.map((option) => option.name).join(", ")}`)
    options = "options" in next ? (next.options ?? []) : []
  }
  return { command, path, options }
}

export type Typing = { readonly focused?: string }

/** The options of an interaction, nested under their subcommands. Throws where a client would not let one send it. */
export function optionsOf({ path, options }: Found, values: Values, { focused }: Typing = {}) {
  for (const name of Object.keys(values))
    if (!options.some((option) => option.name === name))
      throw new Error(
        `there is no option ${name}; there are ${options.map((option) => option.name).join(", ")}`,
      )
  const missing = options.find(
    (option) => "required" in option && option.required && values[option.name] === undefined,
  )
  if (missing && focused === undefined) throw new Error(`the option ${missing.name} is required`)
  const leaves = options
    .filter((option) => values[option.name] !== undefined)
    .map((option) =>
      typed(
        option,
        values[option.name] as string | number | boolean,
        option.name === focused,
        focused !== undefined,
      ),
    )
  return path.reduceRight<APIApplicationCommandInteractionDataOption[]>(
    (inner, name, index) => [
      {
        name,
        type: index === 0 && path.length > 1 ? Kind.SubcommandGroup : Kind.Subcommand,
        options: inner,
      } as APIApplicationCommandInteractionDataOption,
    ],
    leaves,
  )
}

function typed(
  option: APIApplicationCommandOption,
  value: string | number | boolean,
  focused: boolean,
  isTyping: boolean,
) {
  if (!isTyping) checkValue(option, value)
  // While one types, every value is what stands in the field so far.
  const given = isTyping && option.type !== Kind.Boolean ? String(value) : value
  return {
    name: option.name,
    type: option.type,
    value: given,
    ...(focused && { focused: true }),
  } as APIApplicationCommandInteractionDataOption
}

function checkValue(option: APIApplicationCommandOption, value: string | number | boolean): void {
  const fits = (types as Readonly<Record<number, string>>)[option.type] === typeof value
  if (!fits) throw new Error(`${option.name} does not take ${JSON.stringify(value)}`)
  if ("choices" in option && option.choices && !option.choices.some((choice) => choice.value === value))
    throw new Error(`${option.name} is one of ${option.choices.map((choice) => choice.value).join(", ")}`)
  if ("min_value" in option && Number(value) < (option.min_value ?? Number.NEGATIVE_INFINITY))
    throw new Error(`${option.name} is at least ${option.min_value}`)
  if ("max_value" in option && Number(value) > (option.max_value ?? Number.POSITIVE_INFINITY))
    throw new Error(`${option.name} is at most ${option.max_value}`)
  if ("max_length" in option && String(value).length > (option.max_length ?? 6000))
    throw new Error(`${option.name} takes ${option.max_length} characters`)
}

const types = {
  [Kind.String]: "string",
  [Kind.Integer]: "number",
  [Kind.Number]: "number",
  [Kind.Boolean]: "boolean",
  [Kind.Attachment]: "string",
} as const
