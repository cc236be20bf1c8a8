import { access, constants, stat, statfs } from "node:fs/promises"
import { dirname } from "node:path"
import type { Check } from "../../src/vocabulary/operator.ts"
import { diagnoseNetwork, type ExaminedNetwork, messageOf } from "./diagnose-network.ts"

export type Examined = ExaminedNetwork & {
  /** What is wrong with the configuration, each a sentence or two; the defaults hold in the place of what is wrong. */
  readonly mistakes: readonly Check[]
  readonly nodeVersion: string
  /** Absolute. */
  readonly dataDir: string
  readonly timeZone: string
  /** Says what is wrong with the store, or how many papers it holds. Throws what opening it threw. */
  readonly store: () => Promise<{ readonly wrong?: string; readonly papers: number }>
}

/** The Node that the project is written for. */
const neededNode = 24
const scarceBytes = 500_000_000
const tooFewBytes = 20_000_000

/** Looks at everything that Paperboy stands on. Never throws: what cannot be looked at is a check. */
export async function diagnose(diagnosed: Examined): Promise<readonly Check[]> {
  const [store, folder, network] = await Promise.all([
    diagnoseStore(diagnosed),
    diagnoseFolder(diagnosed.dataDir),
    diagnoseNetwork(diagnosed),
  ])
  return [
    ...configuration(diagnosed.mistakes),
    nodeFinding(diagnosed.nodeVersion),
    ...folder,
    store,
    ...network,
    zoneFinding(diagnosed),
  ]
}

function configuration(mistakes: readonly Check[]): readonly Check[] {
  return mistakes.length > 0
    ? mistakes
    : [{ subject: "Configuration", state: "ok", found: "every variable can be used" }]
}

function nodeFinding(version: string): Check {
  const subject = "Node"
  if (Number(version.split(".")[0]) >= neededNode) return { subject, state: "ok", found: version }
  const advice = "Use `npm start` and `npm run paper`, which find the right one, or install Node 24."
  return { subject, state: "error", found: `${version} is older than ${neededNode}`, advice }
}

async function diagnoseFolder(dataDir: string): Promise<readonly Check[]> {
  const subject = "Data folder"
  try {
    const there = await nearestThere(dataDir)
    await access(there, constants.R_OK | constants.W_OK | constants.X_OK)
    if (there === dataDir) return [permissions(dataDir, (await stat(dataDir)).mode), await freeSpace(dataDir)]
    const found = `${dataDir} is not there yet; the first start makes it`
    return [{ subject, state: "ok", found }, await freeSpace(there)]
  } catch (error) {
    const advice = "Make the folder writable for the user that runs Paperboy, or set DATA_DIR to another one."
    return [{ subject, state: "error", found: messageOf(error), advice }]
  }
}

/** The folder, or the one in which it would have to be made. */
async function nearestThere(folder: string): Promise<string> {
  try {
    await stat(folder)
    return folder
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOENT") throw error
    return nearestThere(dirname(folder))
  }
}

function permissions(dataDir: string, mode: number): Check {
  const subject = "Data folder"
  // Windows has no such bits: Node reports 0o666 or 0o444 there, never the execute bit of a folder.
  const isOpen = (mode & 0o022) !== 0 && (mode & 0o100) !== 0
  if (!isOpen) return { subject, state: "ok", found: dataDir }
  const found = `other users of this machine may write into ${dataDir}`
  return { subject, state: "warning", found, advice: `chmod 700 ${dataDir}` }
}

async function freeSpace(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const state = free < tooFewBytes ? "error" : free < scarceBytes ? "warning" : "ok"
  const found = free < 1e9 ? `${Math.floor(free / 1e6)} MB free` : `${(free / 1e9).toFixed(1)} GB free`
  const advice = "Make room on that disk, or set DATA_DIR to a folder on another one."
  return { subject: "Disk", state, found, ...(state === "ok" ? {} : { advice }) }
}

async function diagnoseStore({ store }: Examined): Promise<Check> {
  const subject = "Store"
  try {
    const { wrong, papers } = await store()
    if (wrong === undefined)
      return { subject, state: "ok", found: `sound, ${papers.toLocaleString("en")} papers` }
    return {
      subject,
      state: "error",
      found: wrong,
      advice: "Stop the bot and put a backup in the database's place.",
    }
  } catch (error) {
    const advice =
      hintOf(error) ?? "Start Paperboy with another DATA_DIR to see whether the disk is the reason."
    return { subject, state: "error", found: messageOf(error), advice }
  }
}

function zoneFinding({ timeZone, clock }: Examined): Check {
  const local = clock.now().toZonedDateTimeISO(timeZone)
  const found = `${timeZone}, where it is ${local.toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ")}`
  return { subject: "Time zone", state: "ok", found }
}

function hintOf(error: unknown): string | undefined {
  return error instanceof Error && "hint" in error && typeof error.hint === "string" ? error.hint : undefined
}
