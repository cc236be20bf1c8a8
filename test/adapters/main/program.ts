import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { onTestFinished } from "vitest"

const root = resolve(import.meta.dirname, "../../..")
const program = ["--disable-warning=ExperimentalWarning", join(root, "adapters/paperboy.mjs")]

export type Ended = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }

/** A data folder of the test's own. */
export function aDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-main-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Runs the program to its end, as a shell would, with `input` piped in. Without a network unless `env` says otherwise.
 * It reads the `.env` of `folder`.
 */
export async function run(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  { input = "", folder = root } = {},
): Promise<Ended> {
  const { child, ended } = launch(words, env, folder)
  child.stdin.end(input)
  return ended
}

/** Starts the bot on a free port; resolves when its page is open. */
export async function startBot(env: Readonly<Record<string, string>>) {
  const { child, ended, seen } = launch(["start"], { PORT: "0", ...env })
  onTestFinished(() => void child.kill("SIGKILL"))
  const heard = async (pattern: RegExp): Promise<string> => {
    for await (const _ of seen.changes()) {
      const found = seen.stdout.match(pattern)
      if (found) return found[1] ?? found[0]
    }
    throw new Error(`The bot ended without saying ${pattern}: ${seen.stdout}${seen.stderr}`)
  }
  const address = await heard(/"address":"(http[^"]+)"/)
  const end = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal)
    return ended
  }
  return { address, heard, end }
}

function launch(words: readonly string[], env: Readonly<Record<string, string>>, cwd = root) {
  const { PATH = "" } = process.env
  const child = spawn(process.execPath, [...program, ...words], {
    cwd,
    env: { PATH, OFFLINE: "true", ...env },
  })
  const changeKinds = new Set<() => void>()
  const seen = {
    stdout: "",
    stderr: "",
    isOver: false,
    /** Yields now, and whenever there is something new, until the program ends. */
    async *changes() {
      while (true) {
        const isLast = seen.isOver
        yield
        if (isLast) return
        await new Promise<void>((wake) => changeKinds.add(wake))
      }
    },
  }
  const tell = () => {
    for (const wake of changeKinds) wake()
    changeKinds.clear()
  }
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (piece: string) => {
      seen[name] += piece
      tell()
    })
  }
  const ended = new Promise<Ended>((done) => {
    child.on("close", (exitCode) => {
      seen.isOver = true
      tell()
      done({ exitCode, stdout: seen.stdout, stderr: seen.stderr })
    })
  })
  return { child, ended, seen }
}
