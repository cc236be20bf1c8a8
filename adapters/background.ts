/** What goes on behind the open page: filling the library, the page's first post, deleting what is old. */
import { poll } from "../src/concurrency/poll.ts"
import type { Seeded } from "../src/library/seed.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Stores } from "../src/vocabulary/stores.ts"
import type { Clock, Log } from "../src/vocabulary/system.ts"
import { words } from "../src/words/words.ts"
import type { Console } from "./console.ts"
import type { Core } from "./core.ts"
import { clock } from "./system.ts"
import { webCommunity } from "./web/options.ts"

/** Where the page's daily post goes. */
export const daily = { community: webCommunity, place: "daily-papers" } as const

/** The fact that says from where the page's first post came. */
const firstPost = "first post of the page"
/** After a start without a network, so often the lists are asked for. */
const askAgainMs = 3 * 60_000
const pruneMs = 24 * 3_600_000

type Filling = {
  readonly signal: AbortSignal
  /** The network is not to be asked, so there is no point in trying again. */
  readonly isOffline: boolean
  readonly clock: Clock
}

/** What filling needs of the core. */
type Fillable = Pick<Core, "seedLibrary" | "follower"> & {
  readonly stores: Pick<Stores, "facts">
  readonly schedules: Pick<Core["schedules"], "deliverNow">
}

/**
 * Fills an empty library, reports its progress, and gives the page its first post. Without a network it asks for the
 * lists again until they come or the signal aborts.
 */
export async function fillLibrary(
  core: Fillable,
  output: Pick<Console, "log" | "print" | "progress">,
  { signal, isOffline, clock }: Filling,
): Promise<void> {
  const { facts } = core.stores
  const seeded = await seedLibrary(core, output)
  output.print(seededInWords(seeded))
  if ((await facts.get(firstPost)) === undefined) await post(core, seeded)
  if (isOffline || (await facts.get(firstPost)) !== "starter") return
  const filled = new AbortController()
  const failed = (error: unknown) => output.log.error({ error }, words.program.log.libraryFailed)
  const askAgain = async () => {
    const lists = await seedLibrary(core, output)
    if (lists.from !== "network") return
    await post(core, lists)
    filled.abort()
  }
  await poll(askAgain, {
    clock,
    everyMs: askAgainMs,
    signal: AbortSignal.any([signal, filled.signal]),
    failed,
  })
}

async function seedLibrary(
  { seedLibrary, follower }: Fillable,
  { log, progress }: Pick<Console, "log" | "progress">,
): Promise<Seeded> {
  const seeded = await seedLibrary(({ done, total, list }) => {
    progress.report(done, total, words.program.library.readingList(list))
    log.debug({ done, total, list }, "a list was read")
  }).finally(() => progress.end())
  await follower.refresh()
  log.info(seeded, words.program.log.libraryReady)
  return seeded
}

/** What the library holds now and why, for the person who started it. */
export function seededInWords(seeded: Seeded): string {
  const { kept, fromNetwork, starter } = words.program.library
  switch (seeded.from) {
    case "store":
      return kept
    case "network":
      return fromNetwork(seeded.lists, seeded.papers)
    case "starter":
      return starter(seeded.why, seeded.papers)
    default:
      throw new Error(`Unknown outcome ${JSON.stringify(seeded satisfies never)}`)
  }
}

/** A library that has nothing to post yet leaves the page's channel empty, where it offers what to try. */
async function post({ schedules, stores }: Fillable, { from }: Seeded): Promise<void> {
  const actor = { ...daily, platform: "web", member: "web:paperboy", memberName: "Paperboy", isAdmin: true }
  try {
    await schedules.deliverNow(actor, { isFirst: true })
    await stores.facts.put(firstPost, from)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}

/** Deletes once a day what was kept as long as its table says, until the signal aborts. */
export async function prune(
  stores: Pick<Stores, "dataRights">,
  {
    log,
    keptLeftDays,
    signal,
  }: { readonly log: Log; readonly keptLeftDays: number; readonly signal: AbortSignal },
): Promise<void> {
  const once = async () => {
    const rows = await stores.dataRights.forgetOld(clock.now().toString())
    await forgetCommunities(stores, keptLeftDays, log)
    if (Object.keys(rows).length > 0) log.info({ rows }, words.program.log.pruned)
  }
  await once()
  await poll(once, {
    clock,
    everyMs: pruneMs,
    signal,
    failed: (error) => log.warn({ error }, "pruning failed"),
  })
}

/** Deletes all data of communities that removed the bot more than `keptLeftDays` days ago. */
export async function forgetCommunities(
  { dataRights }: Pick<Stores, "dataRights">,
  keptLeftDays: number,
  log: Log,
  now: Temporal.Instant = clock.now(),
): Promise<void> {
  const before = now.subtract({ hours: keptLeftDays * 24 }).toString()
  for (const community of await dataRights.leftBefore(before)) {
    await dataRights.forgetCommunity(community)
    log.info({ community, days: keptLeftDays }, words.program.log.communityForgotten)
  }
}
