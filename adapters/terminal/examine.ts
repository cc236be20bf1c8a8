import { access, constants, stat, statfs } from "node:fs/promises"
import type { Finding } from "../../src/context.ts"
import type { Clock } from "../../src/ports.ts"

export type Examined = {
  /** What is wrong with the configuration, each a sentence or two; the defaults hold in the place of what is wrong. */
  readonly mistakes: readonly Finding[]
  readonly nodeVersion: string
  /** Absolute. */
  readonly dataDir: string
  readonly timeZone: string
  /** Says what is wrong with the store, or how many papers it holds. Throws what opening it threw. */
  readonly store: () => Promise<{ readonly wrong?: string; readonly papers: number }>
  /** Addresses that answer a small question. */
  readonly sources: readonly { readonly name: string; readonly variable: string; readonly url: string }[]
  readonly offline: boolean
  readonly fetch: typeof fetch
  readonly clock: Clock
}

/** The Node that the project is written for. */
const neededNode = 26
const answerWithinMs = 10_000
const slowMs = 3_000
const scarceBytes = 500_000_000
const tooFewBytes = 20_000_000
/** Sources count a list's day in minutes; seconds of difference do no harm. */
const wrongClockMs = 60_000

/** Looks at everything that Paperboy stands on. Never throws: what cannot be looked at is a finding. */
export async function examine(examined: Examined): Promise<readonly Finding[]> {
  const [store, folder, network] = await Promise.all([
    examineStore(examined),
    examineFolder(examined.dataDir),
    examineNetwork(examined),
  ])
  return [
    ...configuration(examined.mistakes),
    nodeFinding(examined.nodeVersion),
    ...folder,
    store,
    ...network,
    zoneFinding(examined),
  ]
}

function configuration(mistakes: readonly Finding[]): readonly Finding[] {
  return mistakes.length > 0
    ? mistakes
    : [{ subject: "Configuration", state: "well", found: "every variable can be used" }]
}

function nodeFinding(version: string): Finding {
  const subject = "Node"
  if (Number(version.split(".")[0]) >= neededNode) return { subject, state: "well", found: version }
  const advice = "Use `npm start` and `npm run paper`, which find the right one, or install Node 26."
  return { subject, state: "broken", found: `${version} is older than ${neededNode}`, advice }
}

async function examineFolder(dataDir: string): Promise<readonly Finding[]> {
  const subject = "Data folder"
  try {
    const { mode } = await stat(dataDir)
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return [permissions(dataDir, mode), await freeSpace(dataDir)]
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return [{ subject, state: "well", found: `${dataDir} is not there yet; the first start makes it` }]
    }
    const advice = "Make the folder writable for the user that runs Paperboy, or set DATA_DIR to another one."
    return [{ subject, state: "broken", found: messageOf(error), advice }]
  }
}

function permissions(dataDir: string, mode: number): Finding {
  const subject = "Data folder"
  // Windows has no such bits: Node reports 0o666 or 0o444 there, never the execute bit of a folder.
  const isOpen = (mode & 0o022) !== 0 && (mode & 0o100) !== 0
  if (!isOpen) return { subject, state: "well", found: dataDir }
  const found = `other users of this machine may write into ${dataDir}`
  return { subject, state: "doubtful", found, advice: `chmod 700 ${dataDir}` }
}

async function freeSpace(dataDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const state = free < tooFewBytes ? "broken" : free < scarceBytes ? "doubtful" : "well"
  const found = `${(free / 1e9).toFixed(1)} GB free`
  const advice = "Make room on that disk, or set DATA_DIR to a folder on another one."
  return { subject: "Disk", state, found, ...(state === "well" ? {} : { advice }) }
}

async function examineStore({ store }: Examined): Promise<Finding> {
  const subject = "Store"
  try {
    const { wrong, papers } = await store()
    if (wrong === undefined)
      return { subject, state: "well", found: `sound, ${papers.toLocaleString("en")} papers` }
    return {
      subject,
      state: "broken",
      found: wrong,
      advice: "Stop the bot and put a backup in the database's place.",
    }
  } catch (error) {
    const advice =
      hintOf(error) ?? "Start Paperboy with another DATA_DIR to see whether the disk is the reason."
    return { subject, state: "broken", found: messageOf(error), advice }
  }
}

type Asked = { readonly finding: Finding; readonly clockOffMs?: number }

async function examineNetwork(examined: Examined): Promise<readonly Finding[]> {
  if (examined.offline) {
    const found = "not asked, because OFFLINE is set; answers come from the store"
    return [{ subject: "Network", state: "well", found }]
  }
  const asked = await Promise.all(examined.sources.map((source) => ask(source, examined)))
  return [...asked.map(({ finding }) => finding), clockFinding(asked)]
}

async function ask(source: Examined["sources"][number], { fetch, clock }: Examined): Promise<Asked> {
  const subject = source.name
  const askedAt = clock.now()
  try {
    const response = await fetch(source.url, { signal: AbortSignal.timeout(answerWithinMs) })
    await response.body?.cancel()
    const answeredAt = clock.now()
    const tookMs = answeredAt.epochMilliseconds - askedAt.epochMilliseconds
    const date = Date.parse(response.headers.get("date") ?? "")
    const middle = (askedAt.epochMilliseconds + answeredAt.epochMilliseconds) / 2
    const finding = answered(source, response.status, tookMs)
    return Number.isNaN(date) ? { finding } : { finding, clockOffMs: middle - date }
  } catch (error) {
    const advice = `Check the network, a proxy or firewall in between, and ${source.variable}. Until then answers come from the store.`
    return {
      finding: {
        subject,
        state: "broken",
        found: `${new URL(source.url).origin} is out of reach: ${reason(error)}`,
        advice,
      },
    }
  }
}

function answered(source: Examined["sources"][number], status: number, tookMs: number): Finding {
  const subject = source.name
  const found = `${new URL(source.url).origin} answered ${status} in ${tookMs} ms`
  if (status === 429)
    return { subject, state: "doubtful", found, advice: "It asks for fewer questions; wait a few minutes." }
  if (status >= 400) {
    return {
      subject,
      state: "broken",
      found,
      advice: `See whether ${source.variable} is right and the service is up.`,
    }
  }
  if (tookMs > slowMs)
    return { subject, state: "doubtful", found, advice: "That is slow: answers may come from the store." }
  return { subject, state: "well", found }
}

function clockFinding(asked: readonly Asked[]): Finding {
  const subject = "Clock"
  const off = asked.flatMap(({ clockOffMs }) => (clockOffMs === undefined ? [] : [clockOffMs]))
  // The answer with the smallest difference is the least delayed one.
  const [least] = off.toSorted((a, b) => Math.abs(a) - Math.abs(b))
  if (least === undefined)
    return {
      subject,
      state: "doubtful",
      found: "no source told the time",
      advice: "Ask again with a network.",
    }
  const found = `${Math.round(Math.abs(least) / 1000)} s ${least < 0 ? "behind" : "ahead of"} the sources' clock`
  if (Math.abs(least) <= wrongClockMs)
    return { subject, state: "well", found: Math.abs(least) < 2_000 ? "right" : found }
  return {
    subject,
    state: "broken",
    found,
    advice: "Switch on the system's time synchronisation (NTP): posts are sent by this clock.",
  }
}

function zoneFinding({ timeZone, clock }: Examined): Finding {
  const local = clock.now().toZonedDateTimeISO(timeZone)
  const found = `${timeZone}, where it is ${local.toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ")}`
  return { subject: "Time zone", state: "well", found }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** fetch says "fetch failed" and keeps the reason in the cause. */
function reason(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `no answer within ${answerWithinMs / 1000} s`
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : messageOf(error)
}

function hintOf(error: unknown): string | undefined {
  return error instanceof Error && "hint" in error && typeof error.hint === "string" ? error.hint : undefined
}
