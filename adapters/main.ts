/** The program: `start` runs the bot, anything else is a command in the terminal. */
import { existsSync, readFileSync } from "node:fs"
import { UserError } from "../src/vocabulary/errors.ts"
import { explainFailure } from "./failure.ts"

const words = process.argv.slice(2)

// A reader that has seen enough (`paper help | head -1`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0)
  throw error
})

try {
  process.exitCode = words[0] === "start" ? await runBot() : await runCommand()
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
  return paper(words, dotenv())
}

/** The text of `.env` in the working directory, which npm's scripts set to the project's folder. */
function dotenv(): string {
  try {
    return existsSync(".env") ? readFileSync(".env", "utf8") : ""
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UserError("unreadable-env", `The file .env cannot be read: ${why}.`)
  }
}
