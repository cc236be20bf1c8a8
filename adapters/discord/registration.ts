/** `/paper` and its message menu as Discord wants them registered, from the command table. */
import { createHash } from "node:crypto"
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
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
import { fileEnding } from "./uploads.ts"

export const rootCommand = "paper"

/** The entries of a message's menu, by the command that each needs. */
export const menuNames = { find: words.discord.findPaper, save: words.discord.savePaper } as const

/** The top-level commands, by whom they are for: Discord's permissions of commands are those of a top-level command. */
export const roots = {
  everybody: rootCommand,
  me: `${rootCommand}-me`,
  admin: `${rootCommand}-admin`,
} as const

type Root = keyof typeof roots

const integrations = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall]
const { Guild, BotDM, PrivateChannel } = InteractionContextType

const everywhere = { integration_types: integrations, contexts: [Guild, BotDM, PrivateChannel] }
/** For people who may manage channels, until a server's settings give them to other roles. */
const forAdmins = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [Guild],
  default_member_permissions: PermissionFlagsBits.ManageChannels.toString(),
}

/** The top-level command under which a command stands. */
export function rootOf({ group }: Pick<Command, "group">): string {
  return roots[group ?? "everybody"]
}

/** The body of one bulk registration: a pure function of the command table. */
export function encodeCommands(commands: readonly Command[]): Registered {
  const offered = commandsFor("chat", commands)
  const within = (root: Root) =>
    offered.filter(({ group }) => (group ?? "everybody") === root).map(encodeCommand)
  const { command, commandForMe, commandForAdmins } = words.discord
  const chat = (
    root: Root,
    description: string,
    where: object,
    more: readonly APIApplicationCommandSubcommandOption[] = [],
  ) => {
    const options = [...within(root), ...more]
    const name = roots[root]
    return options.length > 0
      ? [{ type: ApplicationCommandType.ChatInput as const, name, description, options, ...where }]
      : []
  }
  return [
    ...chat("everybody", command, everywhere, movedFrom(offered)),
    ...chat("me", commandForMe, everywhere),
    ...chat("admin", commandForAdmins, forAdmins),
    ...Object.entries(menuNames)
      .filter(([needed]) => offered.some(({ name }) => name === needed))
      .map(([, name]) => ({ type: ApplicationCommandType.Message as const, name, ...everywhere })),
  ]
}

/** Where people have typed it so far, the command that has moved shows what holds, and where it is now: for one release. */
const moved = "channel"

function movedFrom(commands: readonly Command[]): readonly APIApplicationCommandSubcommandOption[] {
  const hasMoved = commands.some(({ name, group }) => name === moved && group === "admin")
  const { moved: description } = words.discord
  return hasMoved ? [{ type: Type.Subcommand, name: moved, description }] : []
}

function encodeCommand(command: Command): APIApplicationCommandSubcommandOption {
  const options = Object.entries(offeredOptions(command)).flatMap(([name, option]) => [
    encodeOption(name, option),
    ...(option.kind === "text" && option.file !== undefined ? [fileOption(name, option.file)] : []),
  ])
  return {
    type: Type.Subcommand,
    name: command.name,
    description: command.description,
    description_localizations: descriptions[command.name],
    // Discord wants required options first.
    options: options.toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false)),
  }
}

function fileOption(name: string, description: string): APIApplicationCommandBasicOption {
  return { type: Type.Attachment, name: `${name}${fileEnding}`, description, required: false }
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
        max_length: option.maxLength && Math.min(option.maxLength, limits.command.text),
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
