/** The program: `start` runs the bot, anything else is a command in the terminal. */
import { existsSync, readFileSync } from "node:fs"
import { decodeDotenv } from "../config/dotenv.ts"
import { ConfigurationError } from "../config/load.ts"
import { NetworkError, PlatformError, StoreError, UserError } from "../src/vocabulary/errors.ts"
import { words } from "../src/words/words.ts"
import { exitCodes } from "./terminal/terminal.ts"

const given = process.argv.slice(2)

// A reader that has seen enough (`paper help | head -1`) is no failure. Any other is: the answer did not arrive.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0)
  process.stderr.write(`${words.program.cannotWrite(error.message)}\n`)
  process.exit(exitCodes.user)
})

try {
  process.exitCode = given[0] === "start" ? await runBot() : await runCommand()
} catch (error) {
  const { text, exitCode } = explainFailure(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = exitCode
}
// Connections that are kept open for another question would hold the process up for seconds.
setTimeout(() => process.exit(), 200).unref()

// Each loads what it needs alone: a command in the terminal does not wait for the chat platforms' libraries.
async function runBot(): Promise<number> {
  const { start } = await import("./start.ts")
  return start(dotenv())
}

async function runCommand(): Promise<number> {
  const { paper } = await import("./paper.ts")
  return paper(given, dotenv())
}

/** The text of `.env` in the working directory, which npm's scripts set to the project's folder. */
function dotenv(): string {
  try {
    return existsSync(".env") ? decodeDotenv(readFileSync(".env")) : ""
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UserError("unreadable-env", words.settings.envUnreadable(why))
  }
}

type Explained = { readonly text: string; readonly exitCode: number }

/**
 * What the person at the machine is told when the program cannot go on: what happened and what to do, without a stack.
 * Only a bug of ours shows one, because the person who fixes it needs it.
 */
function explainFailure(error: unknown): Explained {
  if (error instanceof ConfigurationError) {
    return { text: `${error.message}\n${words.settings.fix}`, exitCode: exitCodes.user }
  }
  if (error instanceof UserError || error instanceof StoreError || error instanceof PlatformError) {
    return { text: [error.message, error.hint].filter(Boolean).join("\n"), exitCode: exitCodes.user }
  }
  if (error instanceof NetworkError) return { text: error.message, exitCode: exitCodes.network }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { text: words.program.bug(stack), exitCode: exitCodes.bug }
}
