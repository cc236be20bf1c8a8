/** `/paper` and its message menu as Discord wants them registered, from the command table. */
import { createHash } from "node:crypto"
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody as Registered,
  Routes,
  ApplicationCommandOptionType as Type,
} from "discord.js"
import { type Command, commandsFor, type Option, offeredOptions } from "../../src/vocabulary/command.ts"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { FactStore } from "../../src/vocabulary/stores.ts"
import { descriptions } from "../../src/words/descriptions.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"
import type { Rest } from "./requests.ts"

export const rootCommand = "paper"
export const menuName = words.discord.findPaper

const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
}

/** The body of one bulk registration: a pure function of the command table. */
export function encodeCommands(commands: readonly Command[]): Registered {
  const subcommands = commandsFor("chat", commands).map(encodeCommand)
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: rootCommand,
      description: words.discord.command,
      options: subcommands,
      ...everywhere,
    },
    { type: ApplicationCommandType.Message, name: menuName, ...everywhere },
  ]
}

function encodeCommand(command: Command): APIApplicationCommandSubcommandOption {
  const options = Object.entries(offeredOptions(command)).map(([name, option]) => encodeOption(name, option))
  return {
    type: Type.Subcommand,
    name: command.name,
    description: command.description,
    description_localizations: descriptions[command.name],
    // Discord wants required options first.
    options: options.toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false)),
  }
}

function encodeOption(name: string, option: Option): APIApplicationCommandBasicOption {
  const common = {
    name,
    description: option.description,
    required: option.kind !== "flag" && option.required === true,
  }
  switch (option.kind) {
    case "text":
      return {
        ...common,
        type: Type.String,
        autocomplete: option.suggest !== undefined || option.query === true,
        max_length: option.maxLength,
      }
    case "paper":
      return { ...common, type: Type.String, autocomplete: true }
    case "integer":
      return { ...common, type: Type.Integer, min_value: option.min, max_value: option.max }
    case "flag":
      return { ...common, type: Type.Boolean }
    case "choice": {
      const choices = option.choices.slice(0, limits.command.choices)
      return {
        ...common,
        type: Type.String,
        choices: choices.map(({ label, value }) => ({ name: label, value })),
      }
    }
    case "date":
    case "period":
      return { ...common, type: Type.String, autocomplete: true }
    default:
      return option satisfies never
  }
}

export type Registration = {
  readonly rest: Rest
  readonly facts: FactStore
  readonly application: string
  /** Only this server's; undefined registers for all of them. */
  readonly guild: string | undefined
}

/**
 * Registers by one bulk call, and only when something changed or the commands are gone: Discord allows 200 creations a
 * day and a server. Where they were registered elsewhere before, they are taken back there. Says whether it registered.
 */
export async function registerCommands(commands: readonly Command[], where: Registration): Promise<boolean> {
  const body = encodeCommands(commands)
  const digest = createHash("sha256").update(JSON.stringify(body)).digest("hex")
  const fact = `discord:commands:${where.application}`
  const scope = where.guild ?? everyServer
  const before = (await where.facts.get(fact))?.split(" ")
  if (before?.[0] === scope && before[1] === digest && (await areThere(body, where))) return false
  if (before?.[0] && before[0] !== scope) await takeBack(before[0], where)
  await where.rest.put(routeOf(scope, where), { body })
  await where.facts.put(fact, `${scope} ${digest}`)
  return true
}

const everyServer = "global"

function routeOf(scope: string, { application }: Registration): `/${string}` {
  return scope === everyServer
    ? Routes.applicationCommands(application)
    : Routes.applicationGuildCommands(application, scope)
}

/** A server that removes the bot forgets its commands. */
async function areThere(body: Registered, where: Registration): Promise<boolean> {
  const route = routeOf(where.guild ?? everyServer, where)
  const there = await where.rest.get<readonly APIApplicationCommand[]>(route)
  return body.every((wanted) => there.some(({ name, type }) => name === wanted.name && type === wanted.type))
}

/** Commands of both scopes would be offered twice. */
async function takeBack(scope: string, where: Registration): Promise<void> {
  try {
    await where.rest.put(routeOf(scope, where), { body: [] })
  } catch (error) {
    // Where the bot is no longer a member it has no commands either.
    if (!(error instanceof PlatformError)) throw error
  }
}
