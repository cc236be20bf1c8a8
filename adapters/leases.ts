/** How the processes that share a store are called, and leases that end with their holder. */
import { readlinkSync } from "node:fs"
import { hostname } from "node:os"
import type { LeaseStore } from "../src/vocabulary/stores.ts"

/**
 * Leases that end with their holder: a bot that was killed and starts again need not wait until its own have run out.
 * Of holders of which nothing is known they last as long as they were lent.
 */
export function livingLeases(leases: LeaseStore, hasEnded: (holder: string) => boolean): LeaseStore {
  async function holders(prefix: string, now: string): Promise<ReadonlyMap<string, string>> {
    const all = await leases.holders(prefix, now)
    const ended = [...all].filter(([, holder]) => hasEnded(holder))
    for (const [name, holder] of ended) await leases.release(name, holder)
    return new Map([...all].filter(([, holder]) => !hasEnded(holder)))
  }

  return {
    ...leases,
    holders,
    async take(name, holder, until, now) {
      if (await leases.take(name, holder, until, now)) return true
      return !(await holders(name, now)).has(name) && (await leases.take(name, holder, until, now))
    },
  }
}

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
