import { poll } from "../../src/concurrency/poll.ts"
import type { Check } from "../../src/vocabulary/operator.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import { type BackupPlace, backupName, backupTime } from "./place.ts"

/** The fact that says when the last one was made, or when the bot began to count. */
const lastBackup = "last backup"
/** So often it is looked whether one is due; also how long one waits after a failure. */
const lookEveryMs = 3_600_000
const lease = "backing up"
/** A big store takes minutes. */
const leaseMinutes = 55

export type BackupParts = Pick<Services, "facts" | "leases" | "clock" | "log"> & {
  readonly place: BackupPlace
  /** Writes a checked copy of the store into a file. */
  readonly make: (file: string) => Promise<unknown>
  /** Of this process among those that share the store. */
  readonly holder: string
  readonly everyHours: number
  readonly keep: number
}

/** Makes backups when they are due, until the signal aborts, and deletes those that are too many. Never throws. */
export async function runBackups(parts: BackupParts, signal: AbortSignal): Promise<void> {
  const { clock, log } = parts
  const failed = (err: unknown) => log.error({ err }, words.backups.failed)
  await backUpWhenDue(parts).catch(failed)
  await poll(() => backUpWhenDue(parts), { clock, everyMs: lookEveryMs, signal, failed })
}

/** One look: a backup if one is due and nobody else is at it. Throws what keeps it from being made. */
export async function backUpWhenDue(parts: BackupParts): Promise<void> {
  const { leases, clock, holder } = parts
  const now = clock.now()
  const until = now.add({ minutes: leaseMinutes }).toString()
  if (!(await isDue(parts, now)) || !(await leases.take(lease, holder, until, now.toString()))) return
  try {
    // Somebody else may have made it before this one took the lease.
    if (await isDue(parts, now)) await backUp(parts, now)
  } finally {
    await leases.release(lease, holder)
  }
}

async function isDue({ facts, everyHours }: BackupParts, now: Temporal.Instant): Promise<boolean> {
  const last = await facts.get(lastBackup)
  if (last === undefined) await facts.put(lastBackup, now.toString())
  const due = Temporal.Instant.from(last ?? now).add({ hours: everyHours })
  return Temporal.Instant.compare(now, due) >= 0
}

async function backUp({ place, make, keep, facts, log }: BackupParts, now: Temporal.Instant): Promise<void> {
  const name = backupName(now)
  await place.keep(name, make)
  await facts.put(lastBackup, now.toString())
  log.info({ name, place: place.name }, words.backups.made)
  const all = await place.list()
  for (const old of all.slice(0, Math.max(0, all.length - keep)))
    await place.remove(old).catch((err: unknown) => log.warn({ err, old }, words.backups.notRemoved))
}

/** How the backups of a place are, for doctor. Throws where the place cannot be asked. */
export async function checkBackups(
  place: BackupPlace,
  everyHours: number,
  now: Temporal.Instant,
): Promise<Check> {
  const { subject, none, newest, oldAdvice } = words.backups.doctor
  const all = await place.list()
  const at = backupTime(all.at(-1) ?? "")
  if (at === undefined) return { subject, state: "ok", found: none(place.name, everyHours) }
  const hours = Math.floor(now.since(at).total("hours"))
  const found = newest(all.length, place.name, hours)
  return hours > 2 * everyHours
    ? { subject, state: "warning", found, advice: oldAdvice }
    : { subject, state: "ok", found }
}
