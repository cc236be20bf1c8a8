import { createInterface } from "node:readline"
import { Transform } from "node:stream"
import { answer, type TerminalOptions } from "./terminal.ts"

/**
 * Answers each line of a stream, in order; empty lines and `#` comments are passed over. Gives the first exit code
 * that is not 0: the other lines are answered all the same.
 */
export async function runPiped(input: NodeJS.ReadableStream, options: TerminalOptions): Promise<number> {
  let exitCode = 0
  let answered = 0
  for await (const line of createInterface({ input: input.pipe(asText()) })) {
    const text = withoutPrefix(line)
    if (text === "" || text.startsWith("#")) continue
    if (answered++ > 0 && !options.json) options.write("\n")
    const result = await answer({ kind: "line", text }, { kind: "hidden" }, options)
    exitCode ||= result.exitCode
  }
  return exitCode
}

/**
 * Bytes as text. What is no UTF-8 is taken for Windows' Latin-1, line by line: a wrong letter would be searched for.
 * A byte order mark is dropped.
 */
function asText(): Transform {
  const strict = new TextDecoder("utf-8", { fatal: true })
  const latin = new TextDecoder("windows-1252")
  let rest = Buffer.alloc(0)
  const decode = (line: Uint8Array) => {
    try {
      return strict.decode(line)
    } catch {
      return latin.decode(line)
    }
  }
  return new Transform({
    transform(piece: Buffer | string, _, done) {
      const bytes = Buffer.concat([rest, Buffer.from(piece)])
      const end = bytes.lastIndexOf("\n") + 1
      rest = bytes.subarray(end)
      const lines =
        bytes
          .subarray(0, end)
          .toString("latin1")
          .match(/[^\n]*\n/g) ?? []
      done(null, lines.map((line) => decode(Buffer.from(line, "latin1"))).join(""))
    },
    flush: (done) => done(null, decode(rest)),
  })
}

/** People paste what they type in a chat. */
export function withoutPrefix(line: string): string {
  return line.trim().replace(/^\/?paper(\s+|$)/i, "")
}
