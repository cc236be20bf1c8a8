/** The program: `start` runs the bot, anything else is a command in the terminal. */
import { existsSync, readFileSync } from "node:fs"
import { explainFailure } from "./failure.ts"
import { paper } from "./paper.ts"
import { start } from "./start.ts"

const words = process.argv.slice(2)
const dotenv = existsSync(".env") ? readFileSync(".env", "utf8") : ""

// A reader that has seen enough (`paper help | head -1`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0)
  throw error
})

try {
  process.exitCode = words[0] === "start" ? await start(dotenv) : await paper(words, dotenv)
} catch (error) {
  const { text, exitCode } = explainFailure(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = exitCode
}
// Connections that are kept open for another question would hold the process up for seconds.
setTimeout(() => process.exit(), 200).unref()
