import { errorCard } from "../cards/error-card.ts"
import { spelledLines } from "../cards/spelled-lines.ts"
import { paperIdsIn } from "../papers/index.ts"
import { readArguments } from "../parsing/argument-values.ts"
import { parseLine, splitCommand } from "../parsing/arguments.ts"
import { unknownCommand } from "../parsing/unknown-command.ts"
import { fitLine } from "../rendering/fit-text.ts"
import { keptArgument } from "../rendering/packed-action.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { Action, Card, PackedArguments } from "../vocabulary/card.ts"
import {
  type Answer,
  type Command,
  type Context,
  chatSurface,
  commandsFor,
  type Failure,
  type Invocation,
  type Reply,
  type Surface,
  type Visibility,
} from "../vocabulary/command.ts"
import { NetworkError, PlatformError, UserError } from "../vocabulary/errors.ts"
import type { Log, Random } from "../vocabulary/system.ts"
import { words } from "../words/runs.ts"
import { type ActionMemory, createActionMemory, keepActions, keptAction } from "./action-memory.ts"

export type Dispatching = {
  readonly commands: readonly Command[]
  /** What the command may use, for this call. May throw: that is answered like any failure. */
  readonly context: (invocation: Invocation) => Context | Promise<Context>
  readonly log: Log
  readonly random: Random
  /** How people meet commands on a platform. Default: as in any chat. */
  readonly surfaceOf?: (platform: string) => Surface
  /** Where buttons are kept that are too long for their id. Default: in memory, until the process ends. */
  readonly memory?: ActionMemory
  /** How many characters a platform's buttons have for their id. Default: any. */
  readonly idLength?: (platform: string) => number | undefined
}

/**
 * The one door to all commands: parses a line or takes typed values, checks both the same way, runs the command, and
 * answers every failure with a card. Never throws, and neither does `later` of its reply. A failure is private where
 * the platform can still choose.
 */
export function createDispatch(dispatching: Dispatching): (invocation: Invocation) => Promise<Reply> {
  const {
    memory = createActionMemory(),
    surfaceOf = () => chatSurface,
    idLength = () => undefined,
  } = dispatching
  const settled = { ...dispatching, memory, surfaceOf, idLength }
  return (invocation) => dispatch(settled, invocation)
}

type Settled = Required<Dispatching>

async function dispatch(settled: Settled, invocation: Invocation): Promise<Reply> {
  const surface = settled.surfaceOf(invocation.actor.platform)
  const offered = commandsFor(surface.kind, settled.commands)
  const names = new Set(offered.map(({ name }) => name))
  const spelled = (card: Card) => spelledLines(card, surface.prefix, names)
  const reply = await answered(settled, invocation, offered)
  const later = reply.later?.then(spelled)
  return { ...reply, card: spelled(reply.card), ...(later ? { later } : {}) }
}

async function answered(
  settled: Settled,
  invocation: Invocation,
  offered: readonly Command[],
): Promise<Reply> {
  try {
    const call = await resolve(settled, invocation, offered)
    const answer = await run(settled, invocation, call, offered)
    await keep(settled, answer.card, invocation.actor)
    const later = answer.later && guarded(settled, answer.card, answer.later, invocation.actor)
    const { changes = false } = call.command
    const { visibility = call.command.visibility } = call
    return { card: answer.card, visibility, ...(changes ? { changes } : {}), ...(later ? { later } : {}) }
  } catch (error) {
    return { card: failureCard(settled, error, offered), visibility: "private", failure: causeOf(error) }
  }
}

type Call = {
  readonly command: Command
  readonly values: PackedArguments
  /** Where it is not as the command says. */
  readonly visibility?: Visibility
}

async function resolve(
  { memory, commands }: Settled,
  { input }: Invocation,
  offered: readonly Command[],
): Promise<Call> {
  if (input.kind !== "typed") refuseElsewhere(input.text, commands, offered)
  if (input.kind === "line") return lineCall(input.text, offered)
  if (input.kind === "mention") return mentionCall(input.text, offered)
  const key = input.values[keptArgument]
  if (key === undefined) return called(input.command, input.values, offered)
  const kept = await keptAction(String(key), memory)
  if (kept) return called(kept.command, kept.arguments, offered)
  throw new UserError("forgotten-button", "This button is too old: what it was for is no longer known.", {
    hint: "Please write the command again.",
  })
}

// Who read of a command of the terminal and writes it in a chat is told where it works.
function refuseElsewhere(line: string, commands: readonly Command[], offered: readonly Command[]): void {
  const name = splitCommand(line)[0].toLowerCase()
  const isNamed = (command: Command) => command.name === name
  if (offered.some(isNamed) || !commands.some(isNamed)) return
  if (commands.find(isNamed)?.surface === "chat")
    throw new UserError("chat-only", `\`${name}\` works only in a chat, because it is about a channel.`)
  throw new UserError("terminal-only", `\`${name}\` is for the terminal of the machine that runs the bot.`, {
    hint: `There it is \`npm run paper -- ${name}\`.`,
  })
}

function lineCall(line: string, offered: readonly Command[]): Call {
  return parseLine(line, offered) ?? called("help", {}, offered)
}

// `@Paperboy similar https://…` is a command; `@Paperboy have a look at https://…` shows what is linked.
function mentionCall(text: string, offered: readonly Command[]): Call {
  const [name] = splitCommand(text)
  const isCommand = offered.some((command) => command.name === name.toLowerCase())
  const ids = isCommand ? [] : paperIdsIn(text)
  if (ids.length === 0) return lineCall(text, offered)
  // Nobody called `find`: somebody said something to the bot before everybody.
  return { ...called("find", { text: ids.join(" ") }, offered), visibility: "public" }
}

function called(name: string, values: PackedArguments, offered: readonly Command[]): Call {
  const command = offered.find((candidate) => candidate.name === name)
  if (!command) throw unknownCommand(name, "", offered)
  return { command, values }
}

async function run(
  { context, log }: Settled,
  invocation: Invocation,
  { command, values }: Call,
  offered: readonly Command[],
): Promise<Answer> {
  const { actor } = invocation
  log.debug({ command: command.name, platform: actor.platform, community: actor.community }, "command called")
  if (command.adminOnly && !actor.isAdmin) {
    throw new UserError("admins-only", `\`${command.name}\` is for admins.`, {
      hint: "Ask somebody who may manage this channel.",
    })
  }
  const given = await context(invocation)
  const outcome = await command.run(readArguments(command, values, given), { ...given, commands: offered })
  return "card" in outcome ? outcome : { card: outcome }
}

// The first card stays good when the better one fails: it only says so.
async function guarded(settled: Settled, first: Card, later: Promise<Card>, actor: Actor): Promise<Card> {
  try {
    const card = await later
    await keep(settled, card, actor)
    return card
  } catch (error) {
    logFailure(settled.log, error, referenceFrom(settled.random))
    const text = error instanceof UserError ? error.message : `More could not be found: ${blame(error)}.`
    return { ...first, blocks: [...first.blocks, { kind: "note", text: words(text) }] }
  }
}

function blame(error: unknown): string {
  if (error instanceof NetworkError) return `${error.host} cannot be reached just now`
  return error instanceof PlatformError ? `${error.platform} refused` : "something went wrong on our side"
}

async function keep({ memory, idLength, log }: Settled, card: Card, { platform }: Actor): Promise<void> {
  try {
    await keepActions(card, memory, idLength(platform) ?? Infinity)
  } catch (error) {
    // The answer is worth more than its buttons.
    log.error({ err: error }, "a long button could not be kept")
  }
}

function failureCard({ log, random }: Settled, error: unknown, offered: readonly Command[]): Card {
  const reference = referenceFrom(random)
  logFailure(log, error, reference)
  const suggested = error instanceof UserError ? suggestedAction(error.suggestion, offered) : undefined
  return errorCard({ error, reference, ...(suggested ? { suggested } : {}) })
}

function causeOf(error: unknown): Failure {
  if (error instanceof UserError) return "user"
  if (error instanceof PlatformError) return "platform"
  return error instanceof NetworkError ? "network" : "bug"
}

function logFailure(log: Log, error: unknown, reference: string): void {
  if (error instanceof UserError) log.debug({ code: error.code }, "asked wrong")
  else if (error instanceof NetworkError || error instanceof PlatformError)
    log.warn({ err: error }, "a server failed us")
  else log.error({ err: error, reference }, "a command failed")
}

// A label must be readable on a button; the line behind it is whole.
const labelLength = 75

function suggestedAction(line: string | undefined, offered: readonly Command[]): Action | undefined {
  if (line === undefined) return undefined
  try {
    const parsed = parseLine(line, offered)
    if (!parsed) return undefined
    const { command, values } = parsed
    const label = fitLine(line, labelLength)
    return {
      kind: "invoke",
      label,
      command: command.name,
      arguments: values,
      effect: "update",
      style: "primary",
    }
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

// Without letters and digits that are taken for one another when read aloud.
const referenceSigns = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

function referenceFrom(random: Random): string {
  return Array.from({ length: 6 }, () => referenceSigns[Math.floor(random() * referenceSigns.length)]).join(
    "",
  )
}
