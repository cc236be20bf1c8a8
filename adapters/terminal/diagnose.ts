import { access, constants, stat, statfs } from "node:fs/promises"
import { dirname } from "node:path"
import { isUntrustedCertificate } from "../../src/vocabulary/errors.ts"
import type { Check } from "../../src/vocabulary/operator.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"

type DiagnosedNetwork = {
  /** Addresses that answer a small question. */
  readonly sources: readonly { readonly name: string; readonly variable: string; readonly url: string }[]
  readonly offline: boolean
  readonly fetch: typeof fetch
  readonly clock: Clock
}

export type Diagnosed = DiagnosedNetwork & {
  /** What is wrong with the configuration; the default holds instead of what is wrong. */
  readonly mistakes: readonly Check[]
  readonly nodeVersion: string
  /** Absolute. */
  readonly dataDir: string
  readonly timeZone: string
  /** Says what is wrong with the store, or how many papers it holds. Throws what opening it threw. */
  readonly store: () => Promise<{ readonly wrong?: string; readonly papers: number }>
}

const scarceBytes = 500_000_000
const tooFewBytes = 20_000_000

/** Looks at everything that Paperboy needs. Never throws: what cannot be looked at is a check. */
export async function diagnose(diagnosed: Diagnosed): Promise<readonly Check[]> {
  const [store, folder, network] = await Promise.all([
    diagnoseStore(diagnosed),
    diagnoseFolder(diagnosed.dataDir),
    diagnoseNetwork(diagnosed),
  ])
  return [
    ...configuration(diagnosed.mistakes),
    { subject: words.doctor.node, state: "ok", found: diagnosed.nodeVersion },
    ...folder,
    store,
    ...network,
    zoneCheck(diagnosed),
  ]
}

function configuration(mistakes: readonly Check[]): readonly Check[] {
  const { subject, ok } = words.doctor.configuration
  return mistakes.length > 0 ? mistakes : [{ subject, state: "ok", found: ok }]
}

async function diagnoseFolder(dataDir: string): Promise<readonly Check[]> {
  const { subject, notThere, advice } = words.doctor.folder
  try {
    const there = await nearestThere(dataDir)
    await access(there, constants.R_OK | constants.W_OK | constants.X_OK)
    if (there === dataDir) return [permissions(dataDir, (await stat(dataDir)).mode), await freeSpace(dataDir)]
    return [{ subject, state: "ok", found: notThere(dataDir) }, await freeSpace(there)]
  } catch (error) {
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
  const { subject, open, openAdvice } = words.doctor.folder
  // Windows has no such bits: Node reports 0o666 or 0o444 there, never the execute bit of a folder.
  const isOpen = (mode & 0o022) !== 0 && (mode & 0o100) !== 0
  if (!isOpen) return { subject, state: "ok", found: dataDir }
  return { subject, state: "warning", found: open(dataDir), advice: openAdvice(dataDir) }
}

async function freeSpace(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const state = free < tooFewBytes ? "error" : free < scarceBytes ? "warning" : "ok"
  const { subject, advice, ...say } = words.doctor.disk
  return { subject, state, found: say.free(free), advice: state === "ok" ? undefined : advice }
}

async function diagnoseStore({ store }: Diagnosed): Promise<Check> {
  const { subject, ok, damagedAdvice, unopenedAdvice } = words.doctor.store
  try {
    const { wrong, papers } = await store()
    if (wrong === undefined) return { subject, state: "ok", found: ok(papers) }
    return { subject, state: "error", found: wrong, advice: damagedAdvice }
  } catch (error) {
    return { subject, state: "error", found: messageOf(error), advice: hintOf(error) ?? unopenedAdvice }
  }
}

function zoneCheck({ timeZone, clock }: Diagnosed): Check {
  const local = clock.now().toZonedDateTimeISO(timeZone)
  const time = local.toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ")
  return { subject: words.doctor.zone.subject, state: "ok", found: words.doctor.zone.ok(timeZone, time) }
}

function hintOf(error: unknown): string | undefined {
  return error instanceof Error && "hint" in error && typeof error.hint === "string" ? error.hint : undefined
}

type Source = DiagnosedNetwork["sources"][number]

const answerWithinMs = 10_000
const slowMs = 3_000
/** A list's day turns at a minute; a difference of seconds does no harm. */
const wrongClockMs = 60_000
/** A `Date` header knows whole seconds only. */
const rightClockMs = 2_000

/** Asks each source once, and compares the clock with the time that they tell. Never throws. */
async function diagnoseNetwork(diagnosed: DiagnosedNetwork): Promise<readonly Check[]> {
  if (diagnosed.offline) {
    return [{ subject: words.doctor.network.subject, state: "ok", found: words.doctor.network.offline }]
  }
  const asked = await Promise.all(diagnosed.sources.map((source) => ask(source, diagnosed)))
  return [...asked.map(({ check }) => check), clockCheck(asked)]
}

type Asked = { readonly check: Check; readonly clockOffMs?: number }

async function ask(source: Source, network: DiagnosedNetwork): Promise<Asked> {
  const subject = source.name
  const askedAt = network.clock.now()
  try {
    const response = await network.fetch(source.url, { signal: AbortSignal.timeout(answerWithinMs) })
    await response.body?.cancel()
    const answeredAt = network.clock.now()
    const tookMs = answeredAt.epochMilliseconds - askedAt.epochMilliseconds
    const date = Date.parse(response.headers.get("date") ?? "")
    const middle = (askedAt.epochMilliseconds + answeredAt.epochMilliseconds) / 2
    const check = answerCheck(source, response.status, tookMs)
    return Number.isNaN(date) ? { check } : { check, clockOffMs: middle - date }
  } catch (error) {
    const { unreachable, unreachableAdvice, untrustedAdvice } = words.doctor.network
    const found = unreachable(new URL(source.url).origin, reason(error))
    const advice = isUntrustedCertificate(error) ? untrustedAdvice : unreachableAdvice(source.variable)
    return { check: { subject, state: "error", found, advice } }
  }
}

function answerCheck(source: Source, status: number, tookMs: number): Check {
  const subject = source.name
  const { answered, tooManyAdvice, failedAdvice, slowAdvice } = words.doctor.network
  const found = answered(new URL(source.url).origin, status, tookMs)
  if (status === 429) return { subject, state: "warning", found, advice: tooManyAdvice }
  if (status >= 400) return { subject, state: "error", found, advice: failedAdvice(source.variable) }
  if (tookMs > slowMs) return { subject, state: "warning", found, advice: slowAdvice }
  return { subject, state: "ok", found }
}

function clockCheck(asked: readonly Asked[]): Check {
  const { subject, ...say } = words.doctor.clock
  const off = asked.flatMap(({ clockOffMs }) => (clockOffMs === undefined ? [] : [clockOffMs]))
  // The answer with the smallest difference is the least delayed one.
  const [least] = off.toSorted((a, b) => Math.abs(a) - Math.abs(b))
  if (least === undefined) return { subject, state: "warning", found: say.unknown, advice: say.unknownAdvice }
  if (Math.abs(least) < rightClockMs) return { subject, state: "ok", found: say.right }
  const found = say.off(Math.round(Math.abs(least) / 1000), least > 0)
  if (Math.abs(least) <= wrongClockMs) return { subject, state: "ok", found }
  return { subject, state: "error", found, advice: say.offAdvice }
}

/** fetch says "fetch failed" and keeps the reason in the cause. */
function reason(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return words.doctor.network.noAnswer(answerWithinMs / 1000)
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : messageOf(error)
}

/** What an error says, without its kind. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
