/** When the process should end: a signal, or the npm that started it is gone. */
import { readFileSync } from "node:fs"
import { clock } from "./system.ts"
import { exitCodes } from "./terminal/terminal.ts"

/** npm hands on a Ctrl-C that the terminal has sent to everybody already: that is one request, heard twice. */
const sameRequestMs = 1_000
const lookEveryMs = 2_000

/** Resolves at the first request to end; a second one ends the process at once. */
export function shutdownRequest(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined
    const request = () => {
      const now = clock.now().epochMilliseconds
      if (askedAt !== undefined && now - askedAt > sameRequestMs) process.exit(exitCodes.user)
      askedAt ??= now
      resolve()
    }
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, request)
    if (process.env.npm_lifecycle_event !== undefined) watchNpm(resolve)
  })
}

// Who kills npm, or the shell between, means the bot; neither hands on every signal.
function watchNpm(gone: () => void): void {
  const before = starters()
  const watch = setInterval(() => {
    if (starters() === before) return
    clearInterval(watch)
    gone()
  }, lookEveryMs)
  watch.unref()
}

/** npm itself, or the shell in which npm runs a script and the npm above it. */
function starters(): string {
  const parent = process.ppid
  const [name, grandparent] = processOf(parent)
  return /^(sh|dash|bash|ash)$/.test(name ?? "") ? `${parent} ${grandparent}` : String(parent)
}

/** Name and parent of a process, where the system tells (Linux). */
function processOf(pid: number): readonly string[] {
  try {
    return /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.slice(1) ?? []
  } catch {
    return []
  }
}
