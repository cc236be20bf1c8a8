import { readArguments } from "../parsing/argument-values.ts"
import { parseLine, splitCommand } from "../parsing/arguments.ts"
import { withoutFormatting } from "../parsing/tokens.ts"
import { unknownCommand } from "../parsing/unknown-command.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { AuditStore } from "../vocabulary/audit.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Call, Card, PackedArguments } from "../vocabulary/card.ts"
import {
  type Answer,
  type Command,
  type Context,
  chatSurface,
  commandsFor,
  type Invocation,
  type Reply,
  type Surface,
  type Visibility,
} from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import { type Metrics, noMetrics } from "../vocabulary/metrics.ts"
import type { Log, Random } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { type ActionMemory, createActionMemory, keepActions, wholeCall } from "./action-memory.ts"
import { causeOf, failureCard, withoutMore } from "./failures.ts"
import type { FairUse } from "./fair-use.ts"
import { readSaid } from "./said.ts"
import { spelledLines } from "./spelled-lines.ts"

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
  /** Counts calls. Default: nobody does. */
  readonly metrics?: Metrics | undefined
  /** Refuses calls that are too many. Default: none is. */
  readonly fairUse?: FairUse | undefined
  /** Keeps who changed what. Default: nobody does. */
  readonly audit?: Pick<AuditStore, "during"> | undefined
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
    metrics = noMetrics,
    surfaceOf = () => chatSurface,
    idLength = () => undefined,
    audit = noAudit,
    fairUse = () => undefined,
  } = dispatching
  const settled = { ...dispatching, memory, metrics, surfaceOf, idLength, audit, fairUse }
  return (invocation) => dispatch(settled, invocation)
}

type Settled = Required<Dispatching>

const noAudit: Pick<AuditStore, "during"> = { during: (_actor, _at, work) => work() }

async function dispatch(settled: Settled, invocation: Invocation): Promise<Reply> {
  const surface = settled.surfaceOf(invocation.actor.platform)
  const offered = commandsFor(surface.kind, settled.commands)
  const spelled = (card: Card) => spelledLines(card, surface, offered)
  const reply = await answered(settled, invocation, offered)
  return { ...reply, card: spelled(reply.card), later: reply.later?.then(spelled) }
}

/** The error boundary of every command. */
async function answered(
  settled: Settled,
  invocation: Invocation,
  offered: readonly Command[],
): Promise<Reply> {
  const { actor } = invocation
  try {
    const asked = await resolve(settled, invocation, offered)
    if ("reply" in asked) {
      await keep(settled, asked.reply, actor)
      return asked.reply
    }
    const { card, later, quiet, failure, form } = await counted(settled, asked.command.name, actor, () =>
      run(settled, invocation, asked, offered),
    )
    await keep(settled, { card, form }, actor)
    return {
      card,
      form,
      quiet,
      share: failure === undefined ? sharedAs(card, asked) : undefined,
      later: later && bettered(settled, card, later, actor),
      visibility: asked.visibility ?? asked.command.visibility,
      changes: asked.command.changes,
      failure,
    }
  } catch (error) {
    return { card: failureCard(settled, error, offered), visibility: "private", failure: causeOf(error) }
  }
}

/** Counts a call: what it took until its first answer, and how it ended. */
async function counted(
  { metrics }: Settled,
  command: string,
  { platform }: Actor,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const ended = metrics.called(command, platform)
  try {
    const answer = await work()
    ended("answered")
    return answer
  } catch (error) {
    ended(error instanceof UserError ? "refused" : "failed")
    throw error
  }
}

/** How everybody gets a private answer: a paper as it stands in channels, anything else by the same call. */
function sharedAs({ paper, tone }: Card, { command, values, visibility }: Asked): Call | undefined {
  const isPrivate = (visibility ?? command.visibility) === "private"
  const isRefusal = tone === "warning" || tone === "error"
  if (!isPrivate || isRefusal || command.changes || isPersonal(command, values) || command.adminOnly)
    return undefined
  return paper === undefined
    ? { kind: "invoke", command: command.name, arguments: values }
    : invoke("show", { paper })
}

function isPersonal({ personal = false }: Command, values: PackedArguments): boolean {
  return typeof personal === "function" ? personal(values) : personal
}

async function bettered(settled: Settled, first: Card, later: Promise<Card>, actor: Actor): Promise<Card> {
  try {
    const card = await later
    await keep(settled, { card }, actor)
    return card
  } catch (error) {
    return withoutMore(settled, first, error)
  }
}

type Asked = {
  readonly command: Command
  readonly values: PackedArguments
  /** Where it is not as the command says. */
  readonly visibility?: Visibility
}

async function resolve(
  settled: Settled,
  invocation: Invocation,
  offered: readonly Command[],
): Promise<Asked | { readonly reply: Reply }> {
  const { memory, commands } = settled
  const { input } = invocation
  if (input.kind === "mention") return mentionAsked(settled, invocation, offered)
  if (input.kind === "line") {
    const line = withoutFormatting(input.text)
    refuseElsewhere(splitCommand(line)[0], commands, offered)
    return parseLine(line, offered) ?? byCall(invoke("help", {}), offered)
  }
  refuseElsewhere(input.command, commands, offered)
  const { command, values } = await wholeCall(input, memory)
  return asked(command, values, offered)
}

// Who read of a command of the terminal and writes it in a chat is told where it works.
function refuseElsewhere(name: string, commands: readonly Command[], offered: readonly Command[]): void {
  const command = commands.find((one) => one.name === name.toLowerCase())
  if (command === undefined || offered.includes(command)) return
  const { chatOnly, chatHint: hint, terminalOnly, terminalHint } = words.errors.command
  if (command.surface === "chat") throw new UserError("chat-only", chatOnly(name), { hint })
  throw new UserError("terminal-only", terminalOnly(name), { hint: terminalHint(name) })
}

async function mentionAsked(
  { context, commands }: Settled,
  invocation: Invocation,
  offered: readonly Command[],
): Promise<Asked | { readonly reply: Reply }> {
  const { input } = invocation
  if (input.kind !== "mention") throw new Error("Only a mention is read as plain words.")
  const text = withoutFormatting(input.text)
  if (splitCommand(text)[1] === "") refuseElsewhere(text, commands, offered)
  const given = { ...(await context(invocation)), commands: offered }
  const said = await readSaid(text, { offered, context: given, isDirect: input.isDirect === true })
  if (said.kind === "reply") return said
  if (said.kind === "command") return said.line
  // Nobody called the command: somebody said something to the bot, where others read it.
  return { ...byCall(said.call, offered), visibility: "public" }
}

function byCall(call: Call, offered: readonly Command[]): Asked {
  return asked(call.command, call.arguments, offered)
}

function asked(name: string, values: PackedArguments, offered: readonly Command[]): Asked {
  const command = offered.find((candidate) => candidate.name === name)
  if (!command) throw unknownCommand(name, "", offered)
  return { command, values }
}

async function run(
  { context, log, audit, fairUse }: Settled,
  invocation: Invocation,
  { command, values }: Asked,
  offered: readonly Command[],
): Promise<Answer> {
  const { actor } = invocation
  log.debug({ command: command.name, platform: actor.platform, community: actor.community }, "command called")
  fairUse(actor, command)
  if (command.adminOnly && !actor.isAdmin) {
    const { adminsOnly, adminsOnlyHint: hint } = words.errors.command
    throw new UserError("admins-only", adminsOnly(command.name), { hint })
  }
  if (isPersonal(command, values) && invocation.input.kind === "mention" && invocation.input.isPublic) {
    const { personal, personalHint } = words.errors.command
    throw new UserError("personal", personal, { hint: personalHint(command.name) })
  }
  const given = await context(invocation)
  const filled = await withFile(values, invocation)
  const work = () => command.run(readArguments(command, filled, given), { ...given, commands: offered })
  const outcome = await (command.changes
    ? audit.during(actor, given.now.toString(), async () => work())
    : work())
  return "card" in outcome ? outcome : { card: outcome }
}

/** Read only once the call is allowed. */
async function withFile(values: PackedArguments, { input }: Invocation): Promise<PackedArguments> {
  const file = input.kind === "typed" ? input.file : undefined
  return file === undefined ? values : { ...values, [file.option]: await file.read() }
}

async function keep(
  { memory, idLength, log }: Settled,
  shown: Pick<Answer, "card" | "form">,
  { platform }: Actor,
): Promise<void> {
  const longest = idLength(platform)
  if (longest === undefined) return
  try {
    await keepActions(shown, memory, longest)
  } catch (error) {
    // The answer is worth more than its buttons.
    log.error({ err: error }, words.errors.log.buttonNotKept)
  }
}
