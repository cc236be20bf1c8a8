/** Calls a command as somebody would, by a line, and reads the answer as text. */
import { commands } from "../../commands/index.ts"
import { createDispatch } from "../../src/bot/dispatch.ts"
import { plain } from "../../src/rendering/plain.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Card, PackedArguments } from "../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../src/vocabulary/command.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { aContext, anActor, surfaceOf } from "../builders.ts"

const loud = (fields: object, message: string) => {
  throw new Error(`${message}: ${JSON.stringify(fields)}`, "err" in fields ? { cause: fields.err } : {})
}
const silent = () => undefined
// A bug in a command must fail its test, not become an apology.
const log: Log = { debug: silent, info: silent, warn: silent, error: loud }

/** What the services answer: the parts that a test needs. */
export type Given = Parameters<typeof aContext>[0]

export function ask(line: string, given: Given = {}, actor: Partial<Actor> = {}): Promise<Reply> {
  return asked({ kind: "line", text: line }, given, actor)
}

/** The same with values as a form sends them. */
export function askTyped(
  command: string,
  values: PackedArguments,
  given: Given = {},
  actor: Partial<Actor> = {},
): Promise<Reply> {
  return asked({ kind: "typed", command, values }, given, actor)
}

function asked(input: Invocation["input"], given: Given, actor: Partial<Actor>): Promise<Reply> {
  const dispatch = createDispatch({
    commands,
    context: (invocation) =>
      aContext({ ...given, actor: invocation.actor, surface: surfaceOf(invocation.actor.platform) }),
    log,
    random: () => 0.5,
    surfaceOf,
  })
  return dispatch({ actor: anActor(actor), input })
}

/** The answer's words, without addresses and buttons. */
export async function answer(line: string, given: Given = {}, actor: Partial<Actor> = {}): Promise<string> {
  return read((await ask(line, given, actor)).card)
}

export function read(card: Card): string {
  return plain(card, { links: false, button: () => undefined })
}

/** The buttons of a card that call a command, by their labels. */
export function buttons(card: Card): Readonly<Record<string, unknown>> {
  const actions = card.blocks.flatMap((block) => {
    if (block.kind === "actions") return block.actions
    return block.kind === "items" ? block.items.flatMap((item) => item.actions) : []
  })
  return Object.fromEntries(
    actions.map((action) => [
      action.label,
      action.kind === "invoke" ? { calls: action.command, ...action.arguments } : action.href,
    ]),
  )
}
