import { createInterface, type Interface } from "node:readline"
import type { Invocation } from "../../src/vocabulary/command.ts"
import type { Suggestion } from "../../src/vocabulary/library.ts"
import { words } from "../../src/words/words.ts"
import { withoutPrefix } from "./piped.ts"
import type { Button } from "./render-card.ts"
import { oneLine } from "./style.ts"
import { answer, type TerminalOptions } from "./terminal.ts"

export type PromptOptions = TerminalOptions & {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Lines of earlier sessions, newest first. */
  readonly history: readonly string[]
  readonly remember: (history: readonly string[]) => void
}

const historySize = 500

/**
 * Answers lines until Ctrl-D, `exit` or Ctrl-C on an empty line. Tab completes; a number presses that button of the
 * last answer.
 */
export async function runPrompt(options: PromptOptions): Promise<void> {
  const { write, remember } = options
  const prompt = createInterface({
    input: options.input,
    output: options.output,
    terminal: true,
    prompt: options.style.colors ? "\u001b[1mpaper\u001b[0m › " : "paper › ",
    history: [...options.history],
    historySize,
    removeHistoryDuplicates: true,
    completer: completer(options),
  })
  prompt.on("history", remember)
  prompt.on("SIGINT", () => (prompt.line === "" ? prompt.close() : clear(prompt)))
  // Answering may take long (an import); leaving does not wait for it.
  const left = new Promise<void>((resolve) => prompt.once("close", resolve))
  write(`${words.terminal.prompt.greeting}\n`)
  await Promise.race([converse(prompt, options), left])
  prompt.close()
  write(`\n${words.terminal.prompt.goodbye}\n`)
}

async function converse(prompt: Interface, options: TerminalOptions): Promise<void> {
  let buttons: readonly Button[] = []
  prompt.prompt()
  for await (const line of prompt) {
    const text = withoutPrefix(line)
    if (/^(exit|quit|bye)$/i.test(text)) return
    if (text !== "") {
      const pressed = numbered(text, buttons)
      if (typeof pressed === "string") options.write(`${pressed}\n`)
      else buttons = (await answer(pressed, { kind: "numbered" }, options)).buttons
    }
    prompt.prompt()
  }
}

/** A number presses a button; without such a button it is told, and any other text is a line for the bot. */
function numbered(text: string, buttons: readonly Button[]): Invocation["input"] | string {
  if (!/^\d{1,3}$/.test(text)) return { kind: "line", text }
  const button = buttons[Number(text) - 1]
  if (button !== undefined) return { kind: "typed", command: button.command, values: button.arguments }
  const { noButtons, noSuchButton } = words.terminal.prompt
  return buttons.length === 0 ? noButtons : noSuchButton(text, buttons.length)
}

function clear(prompt: Interface): void {
  prompt.write(null, { ctrl: true, name: "e" })
  prompt.write(null, { ctrl: true, name: "u" })
}

type CompleterCallback = (error: Error | null, result: [string[], string]) => void

function completer({ bot, actor }: TerminalOptions) {
  return (line: string, done: CompleterCallback): void => {
    bot.complete({ actor, line }).then(
      (found) => done(null, [offers(found, line), line]),
      // `complete` never throws by its contract; readline would swallow a rejection and hang the prompt.
      (error: Error) => done(error, [[], line]),
    )
  }
}

/**
 * One offer is inserted. Of several, readline inserts what they begin with alike, instead of what was typed: the
 * line is among them, so that it stays, and each can say which paper its number is.
 */
function offers(found: readonly Suggestion[], line: string): string[] {
  if (found.length < 2) return found.map(({ value }) => oneLine(value))
  const described = found.map(({ value, label }) =>
    oneLine(value.includes(label) ? value : `${value}  ${label}`),
  )
  return described.every((offer) => offer.startsWith(line)) ? described : [line, ...described]
}
