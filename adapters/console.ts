import type { Config } from "../config/load.ts"
import type { Log } from "../src/vocabulary/system.ts"
import { words } from "../src/words/words.ts"
import { createLog } from "./log.ts"
import { clock } from "./system.ts"
import { createProgress, type Progress } from "./terminal/progress.ts"

/** How the program speaks beside its answers. */
export type Console = {
  readonly log: Log
  /** Tells the person at the terminal something; silent where a program reads along. */
  readonly print: (line: string) => void
  readonly progress: Progress
}

/**
 * The console of the running bot, on standard output. A person at a terminal gets remarks, a bar, and of the log what is
 * wrong; a program gets all of the log as JSON lines and nothing else.
 */
export function botConsole(config: Config): Console {
  const { stdout, stderr } = process
  return stdout.isTTY ? consoleOn(stdout, stdout, config, "warn") : consoleOn(stderr, stdout, config, "info")
}

/** The console of a command: all of it on standard error, since standard output is for the answer. Quiet unless asked. */
export function commandConsole(config: Config): Console {
  return consoleOn(process.stderr, process.stderr, config, "error")
}

function consoleOn(
  drawn: NodeJS.WriteStream,
  stream: NodeJS.WriteStream,
  config: Config,
  level: NonNullable<Config["LOG_LEVEL"]>,
): Console {
  const progress = createProgress({ stream: drawn, clock })
  const write = (line: string) => {
    // A bar that is drawn would stay in front of the line.
    progress.end()
    stream.write(line)
  }
  const log = createLog({
    level: config.LOG_LEVEL ?? level,
    readable: stream.isTTY,
    secrets: config.secrets.map((one) => one.reveal()),
    write,
  })
  for (const { written, meant } of config.misspellings)
    log.warn({}, words.settings.misspelled(written, meant))
  for (const line of config.strayLines) log.warn({}, words.settings.strayLine(line))
  return { log, progress, print: stream.isTTY ? (line) => write(`${line}\n`) : () => undefined }
}
