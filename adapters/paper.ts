import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { userInfo } from "node:os"
import { join } from "node:path"
import { backupInto } from "../commands/backup.ts"
import { checksCard } from "../commands/doctor.ts"
import { commands } from "../commands/index.ts"
import { restoreFrom } from "../commands/restore.ts"
import { type Config, load } from "../config/load.ts"
import { spelledLines } from "../src/bot/spelled-lines.ts"
import { createDataRights } from "../src/reading/data-rights.ts"
import { createPersons } from "../src/reading/persons.ts"
import type { Actor } from "../src/vocabulary/actor.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { commandsFor } from "../src/vocabulary/command.ts"
import type { Operator, StoreKeeper } from "../src/vocabulary/operator.ts"
import type { Stores } from "../src/vocabulary/stores.ts"
import { words as sentences } from "../src/words/words.ts"
import { seededInWords } from "./background.ts"
import { type Console, commandConsole } from "./console.ts"
import { type Core, openCore } from "./core.ts"
import { dataDir } from "./data-dir.ts"
import { prepareNetwork } from "./network.ts"
import { platforms } from "./platforms.ts"
import { clock } from "./system.ts"
import { askingForHelp, withoutFlags } from "./terminal/argv.ts"
import { runPiped } from "./terminal/piped.ts"
import { runPrompt } from "./terminal/prompt.ts"
import { renderCard, withoutMenus } from "./terminal/render-card.ts"
import type { FilesGoTo } from "./terminal/save-files.ts"
import { styleOf } from "./terminal/style.ts"
import { answerOnce, exitCodes, jsonOf, type TerminalOptions, terminalSurface } from "./terminal/terminal.ts"
import { webCommunity } from "./web/options.ts"

/** An index that took longer to get ready is saved, so that the next command finds it. */
const slowIndexMs = 700

/** Answers one command, a stream of lines, or a person at a prompt. Gives the exit code. */
export async function paper(given: readonly string[], dotenv: string): Promise<number> {
  const { words: withoutFlag, json: isJson, version } = withoutFlags(given)
  const words = askingForHelp(withoutFlag)
  const json = !isJson ? undefined : words.length > 0 ? "one" : "lines"
  const [name] = words
  const style = styleOf(process.stdout, process.env)
  const write = (text: string) => void process.stdout.write(text)
  const print = (card: Card) => {
    const spelled = spelledLines(card, terminalSurface("shell"), commandsFor("terminal", commands))
    write(json ? jsonOf(spelled, json) : `${renderCard(withoutMenus(spelled), style).text}\n`)
  }
  if (version) {
    const { version: number } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"))
    write(`paperboy ${number} (Node ${process.versions.node})\n`)
    return exitCodes.none
  }
  // Looked at even where a mistake in the configuration or the store keeps everything else from working.
  if (name === "doctor") {
    const checks = await diagnose(dotenv)
    print(checksCard(checks))
    return checks.some(({ state }) => state === "error") ? exitCodes.user : exitCodes.none
  }
  const config = load(process.env, dotenv)
  const output = commandConsole(config)
  prepareNetwork(config)
  // A damaged store is what restore repairs, and backup reads one that cannot be written: neither opens it.
  if (name === "restore" || name === "backup") {
    const command = name === "restore" ? restoreFrom : backupInto
    const card = await command(words.slice(1), storeKeeper(config, output))
    print(card)
    return exitCodes.none
  }
  const operator = (stores: Stores) => operatorOf(config, dotenv, stores, output)
  const surface = terminalSurface(words.length > 0 ? "shell" : "prompt")
  const core = await openCore(config, { log: output.log, adapters: new Map(), operator, surface })
  try {
    if (needsLibrary(name)) await openLibrary(core, output)
    const options: TerminalOptions = {
      bot: core.bot,
      actor: actorOf(),
      style,
      write,
      json,
      files: filesGoTo(),
    }
    return await converse(words, core, config, options)
  } finally {
    await core.bot.stop()
    await core.stores.close()
  }
}

/** Words that name no command are a search; piped lines and the prompt may ask anything. */
function needsLibrary(name: string | undefined): boolean {
  return (commands.find((command) => command.name === name)?.needs ?? "library") === "library"
}

async function converse(words: readonly string[], core: Core, config: Config, options: TerminalOptions) {
  if (words.length > 0) return answerOnce(words, options)
  if (!process.stdin.isTTY || options.json) return runPiped(process.stdin, options)
  const leaving = new AbortController()
  const following = core.follower.follow(leaving.signal)
  await runPrompt({ ...options, input: process.stdin, output: process.stdout, ...historyIn(dataDir(config)) })
  leaving.abort()
  await following
  return exitCodes.none
}

/** Fills the library where it is empty, so that the very first command has something to answer from. */
async function openLibrary(
  { stores, seedLibrary, follower }: Core,
  { progress, print }: Console,
): Promise<void> {
  if ((await stores.papers.count()) === 0) {
    const seeded = await seedLibrary(({ done, total, list }) =>
      progress.report(done, total, sentences.program.library.readingList(list)),
    )
    print(seededInWords(seeded))
  }
  const startedAt = clock.now()
  await follower.open((indexed, total) => progress.report(indexed, total, sentences.program.library.indexing))
  progress.end()
  if (startedAt.until(clock.now()).total("milliseconds") > slowIndexMs) await follower.save()
}

/** The person at this machine belongs to the page's community, so that votes here and there are the same. */
function actorOf(): Actor {
  const name = userName()
  const member = { member: `terminal:${name}`, memberName: name, isAdmin: true }
  return { platform: "terminal", community: webCommunity, place: "terminal", ...member }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // In a container, the user may be a number that no file gives a name.
    return `user ${process.getuid?.() ?? "unknown"}`
  }
}

/** The folder that the person is in: npm runs scripts in the project's, and keeps that one. */
function callersFolder(): string {
  return process.env.INIT_CWD ?? process.cwd()
}

/** `export today > today.bib` writes the file alone; a person gets it beside what they have. */
function filesGoTo(): FilesGoTo {
  if (process.stdout.isTTY) return { kind: "folder", path: callersFolder() }
  return { kind: "output", write: (bytes) => void process.stdout.write(bytes) }
}

/** Loads what few commands need when one does. */
function operatorOf(config: Config, dotenv: string, stores: Stores, output: Console): Operator {
  const { progress } = output
  const known = new Map(platforms.map(({ name, people = {} }) => [name, people]))
  return {
    ...storeKeeper(config, output),
    rights: createDataRights({
      ...{ ...stores, adapters: known, clock },
      persons: createPersons({ ...stores, adapters: known }),
    }),
    async importFiles(paths, options) {
      const { importFiles } = await import("./terminal/import-files.ts")
      const parts = { ...stores, clock, progress, from: callersFolder(), timeZone: config.TIMEZONE }
      return importFiles(paths, options, parts)
    },
    async textOf(name) {
      const { textOf } = await import("./terminal/text-of.ts")
      return textOf(name, callersFolder(), process.stdin)
    },
    async tryMail(address, card) {
      const { tryMail } = await import("./mail-sending.ts")
      return tryMail(config, address, card, clock.now())
    },
    diagnose: () => diagnose(dotenv),
  }
}

function storeKeeper(config: Config, output: Console): StoreKeeper {
  const keeper = async () => {
    const { createStoreKeeper } = await import("./store-keeper.ts")
    return createStoreKeeper(config, output, callersFolder())
  }
  return {
    backup: async (file) => (await keeper()).backup(file),
    restore: async (file) => (await keeper()).restore(file),
    copyStore: async (...stores) => (await keeper()).copyStore(...stores),
  }
}

async function diagnose(dotenv: string) {
  const { diagnoseInstallation } = await import("./diagnose-installation.ts")
  return diagnoseInstallation(process.env, dotenv)
}

function historyIn(folder: string) {
  const file = join(folder, "terminal-history")
  return {
    history: readHistory(file),
    remember(lines: readonly string[]) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, lines.join("\n"), { mode: 0o600 })
    },
  }
}

function readHistory(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return []
    throw error
  }
}
