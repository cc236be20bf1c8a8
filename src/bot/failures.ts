/** The error boundary of commands: a failure becomes a card, and an entry in the log. */
import { errorCard } from "../cards/error-card.ts"
import { parseCall } from "../parsing/arguments.ts"
import { formatLine } from "../parsing/format-line.ts"
import { fitLine } from "../rendering/fit-text.ts"
import type { Action, Card } from "../vocabulary/card.ts"
import type { Command, Failure } from "../vocabulary/command.ts"
import { NetworkError, PlatformError, UserError } from "../vocabulary/errors.ts"
import type { Log, Random } from "../vocabulary/system.ts"
import { plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"

type Recording = { readonly log: Log; readonly random: Random }

const sayings = words.cards.failure

/** The card of a failed call, with its suggestion as a button where it can be called. Logs the failure. */
export function failureCard(recording: Recording, error: unknown, offered: readonly Command[]): Card {
  const reference = record(recording, error)
  const suggestion = error instanceof UserError ? error.suggestion : undefined
  return errorCard({ error, reference, suggested: suggestedAction(suggestion, offered) })
}

/** The first card of an answer, which stays good when the better one fails: it only says so. Logs the failure. */
export function withoutMore(recording: Recording, first: Card, error: unknown): Card {
  record(recording, error)
  const text = error instanceof UserError ? error.message : sayings.noMore(reasonOf(error))
  return { ...first, blocks: [...first.blocks, { kind: "note", text: plainText(text) }] }
}

/** Why an answer is not what was asked for. */
export function causeOf(error: unknown): Failure {
  if (error instanceof UserError) return error.isNetwork ? "network" : "user"
  if (error instanceof NetworkError) return "network"
  return error instanceof PlatformError ? "platform" : "bug"
}

function reasonOf(error: unknown): string {
  if (error instanceof NetworkError) return sayings.hostAway(error.host)
  return error instanceof PlatformError ? sayings.wasRefused(error.platform) : sayings.wentWrong
}

/** Gives the reference under which a bug is found in the log. */
function record({ log, random }: Recording, error: unknown): string {
  const reference = referenceFrom(random)
  if (error instanceof UserError) log.debug({ code: error.code }, "asked wrong")
  else if (causeOf(error) === "bug") log.error({ err: error, reference }, words.errors.log.commandFailed)
  else log.warn({ err: error }, words.errors.log.serverFailed)
  return reference
}

// A label must be readable on a button; the line behind it is whole.
const labelLength = 75

function suggestedAction(
  suggestion: UserError["suggestion"],
  offered: readonly Command[],
): Action | undefined {
  const call = typeof suggestion === "string" ? parseCall(suggestion, offered) : suggestion
  const command = offered.find(({ name }) => name === call?.command)
  if (!call || !command) return undefined
  if (typeof suggestion === "object" && "label" in suggestion) return suggestion
  const line = typeof suggestion === "string" ? suggestion : formatLine(command, call.arguments)
  return { ...call, label: fitLine(line, labelLength), effect: "update", style: "primary" }
}

// Without letters and digits that are taken for one another when read aloud.
const referenceSigns = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

function referenceFrom(random: Random): string {
  const sign = () => referenceSigns[Math.floor(random() * referenceSigns.length)]
  return Array.from({ length: 6 }, sign).join("")
}
