import { createInterface } from "node:readline"
import { answer, type TerminalOptions } from "./terminal.ts"

/**
 * Answers each line of a stream, in order; empty lines and `#` comments are passed over. Gives the first exit code
 * that is not 0: the other lines are answered all the same.
 */
export async function runPiped(input: NodeJS.ReadableStream, options: TerminalOptions): Promise<number> {
  let exitCode = 0
  let answered = 0
  for await (const line of createInterface({ input })) {
    const text = withoutPrefix(line)
    if (text === "" || text.startsWith("#")) continue
    if (answered++ > 0) options.write("\n")
    const result = await answer({ kind: "line", text }, { kind: "hidden" }, options)
    exitCode ||= result.exitCode
  }
  return exitCode
}

/** People paste what they type in a chat. */
export function withoutPrefix(line: string): string {
  return line.trim().replace(/^\/?paper(\s+|$)/i, "")
}
