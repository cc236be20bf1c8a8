import { dataOf } from "../../src/rendering/data.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import type { Failure, Invocation, Surface } from "../../src/vocabulary/command.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import { words } from "../../src/words/words.ts"
import { decodeArguments, encodeArguments } from "./argv.ts"
import { type Button, type Buttons, renderCard, withoutMenus } from "./render-card.ts"
import { type FilesGoTo, saveFiles } from "./save-files.ts"
import type { Style } from "./style.ts"

/** What a shell is told: 70 is `EX_SOFTWARE` of sysexits.h. */
export const exitCodes: Readonly<Record<Failure | "none", number>> = {
  none: 0,
  user: 1,
  network: 2,
  platform: 2,
  bug: 70,
}

/** How commands are written: behind npm's line in a shell, alone at the prompt. */
export function terminalSurface(at: "shell" | "prompt"): Surface {
  return { kind: "terminal", prefix: at === "shell" ? words.terminal.prefix : "", options: "line" }
}

export type TerminalOptions = {
  readonly bot: Bot
  readonly actor: Actor
  readonly style: Style
  readonly write: (text: string) => void
  /** Answers are data for a program. Absent: text for a person. */
  readonly json?: "one" | "lines"
  readonly files: FilesGoTo
}

export type Answered = { readonly exitCode: number; readonly buttons: readonly Button[] }

/** Answers a shell's words; the card's buttons are printed as the lines that call them. Gives the exit code. */
export async function answerOnce(given: readonly string[], options: TerminalOptions): Promise<number> {
  const { commands } = options.bot
  const lineOf = (button: Button) => {
    const command = commands.find(({ name }) => name === button.command)
    return command && words.terminal.line(encodeArguments(command, button.arguments))
  }
  return (await answer(decodeArguments(given, commands), { kind: "lines", lineOf }, options)).exitCode
}

/** Asks the bot, prints the answer, and the better one that may follow. Buttons are those of the last card. */
export async function answer(
  input: Invocation["input"],
  offered: Buttons,
  { bot, actor, style, write, json, files }: TerminalOptions,
): Promise<Answered> {
  const reply = await bot.dispatch({ actor, input })
  let exitCode = exitCodes[reply.failure ?? "none"]
  if (json) {
    write(jsonOf((await reply.later) ?? reply.card, json, reply.failure))
    return { exitCode, buttons: [] }
  }
  const print = async (card: Card) => {
    const saved = await saveFiles(card, files)
    if (saved.failed) exitCode ||= exitCodes.user
    if (saved.card === undefined) return []
    const { text, buttons } = renderCard(withoutMenus(saved.card), style, offered)
    write(`${text}\n`)
    return buttons
  }
  const first = await print(reply.card)
  if (reply.later === undefined) return { exitCode, buttons: first }
  const better = await reply.later
  write("\n")
  const buttons = await print(better)
  return { exitCode, buttons }
}

/** A card as data: over several lines for one answer, on a line of its own where there may be many. */
export function jsonOf(card: Card, json: "one" | "lines", failure?: Failure): string {
  return `${JSON.stringify(dataOf(card, failure), null, json === "one" ? 2 : undefined)}\n`
}
