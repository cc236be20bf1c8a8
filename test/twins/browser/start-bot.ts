/** The bot beside a twin, as a program of its own with a store of its own; it ends with the twin. */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const root = resolve(import.meta.dirname, "../../..")

/** Variables of this terminal that may reach the bot; tokens of real platforms may not. */
const passedOn = [
  "PATH",
  "HOME",
  "LOG_LEVEL",
  "TIMEZONE",
  "HF_BASE_URL",
  "ARXIV_BASE_URL",
  "OFFLINE",
  "DATA_DIR",
  "PORT",
]

/** Starts it. Its lines go to this terminal; without `DATA_DIR` its store is removed at the end. */
export function startBot(env: Readonly<Record<string, string>>): ChildProcess {
  const own = Object.entries(process.env).filter(([name]) => passedOn.includes(name))
  const given = { PORT: "0", ...Object.fromEntries(own), ...env }
  const isKept = "DATA_DIR" in given
  const dataDir = "DATA_DIR" in given ? String(given.DATA_DIR) : mkdtempSync(join(tmpdir(), "paperboy-twin-"))
  const program = ["--disable-warning=ExperimentalWarning", join(root, "adapters/paperboy.mjs"), "start"]
  const bot = spawn(process.execPath, program, {
    cwd: dataDir,
    env: { ...given, DATA_DIR: dataDir },
    stdio: ["ignore", "inherit", "inherit"],
  })
  process.once("exit", () => {
    bot.kill("SIGTERM")
    if (!isKept) rmSync(dataDir, { recursive: true, force: true })
  })
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      bot.once("exit", () => process.exit())
      bot.kill(signal)
    })
  return bot
}
