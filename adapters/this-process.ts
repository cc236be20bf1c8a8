/** How the processes that share a store are called, and whether the one of a name has ended. */
import { readlinkSync } from "node:fs"
import { hostname } from "node:os"

/** Tells this process from every other one that may open the same store. */
export function thisProcess(): string {
  return nameOf(process.pid)
}

/**
 * Whether the process of that name is known to have ended, so that nobody need wait for its leases to. False for those
 * of other machines and containers, of which this one knows nothing.
 */
export function hasEnded(name: string): boolean {
  const pid = Number(/^process (\d+) /.exec(name)?.[1])
  return Number.isInteger(pid) && name === nameOf(pid) && !isRunning(pid)
}

function nameOf(pid: number): string {
  return `process ${pid} on ${hostname()}${namespace()}`
}

/** Containers may share the name of their machine, each with process numbers of its own; Linux tells these apart. */
function namespace(): string {
  try {
    const [number] = /\d+/.exec(readlinkSync("/proc/self/ns/pid")) ?? []
    return number === undefined ? "" : ` (namespace ${number})`
  } catch {
    return ""
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // One that this user may not send signals to runs all the same.
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}
