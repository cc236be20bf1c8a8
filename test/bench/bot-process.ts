/** A bot in a process of its own, as benchmarks start it, and what is read off its answers. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { resolve } from "node:path"
import { askFreely } from "../ask-freely.ts"

const root = resolve(import.meta.dirname, "../..")

/** Starts a program of this project with these variables alone; what it complains of is shown. */
export function launch(program: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = "" } = process.env
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...program], {
    cwd: root,
    env: { PATH, ...askFreely, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  })
}

/** What this share of the times does not exceed, in their unit: 0.5 is the median. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** What a process keeps in memory now. */
export function residentMegabytes({ pid }: ChildProcess): number {
  return Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024)
}
