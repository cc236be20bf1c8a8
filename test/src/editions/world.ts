import { defaultSubscription } from "../../../src/channels/ensure-subscription.ts"
import type { Planning } from "../../../src/editions/planner.ts"
import { createScheduler, type Scheduler } from "../../../src/editions/scheduler.ts"
import type { PaperList, Period } from "../../../src/papers/index.ts"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import type { Library, ListedPapers } from "../../../src/vocabulary/library.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { aPaper } from "../../builders.ts"
import { createFakeClock, type FakeClock } from "../../clock.ts"
import { createFakePlatform, type FakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog } from "../../silent-log.ts"

export type World = {
  readonly stores: Stores
  readonly clock: FakeClock
  readonly chat: FakePlatform
  /** What the library answers for each list; a test may change it. */
  readonly library: Pick<Library, "list" | "trending" | "announced"> & { list: Library["list"] }
  /** A scheduler as a process has it; several may run side by side. */
  start(
    parts?: Partial<Pick<Stores, "editions" | "subscriptions" | "rates" | "facts">> &
      Pick<Planning, "papersOf" | "openDirect"> & {
        readonly chat?: FakePlatform
        /** Under which name the platform is connected. */
        readonly platform?: string
        readonly workers?: number
        /** Instead of the chat alone. */
        readonly adapters?: Planning["adapters"]
      },
  ): Scheduler
  /** Ticks once and sends what is due. */
  tick(scheduler: Scheduler): Promise<void>
  /** Titles of what was posted, in order; of one place where it is named. */
  posted(place?: string): readonly string[]
}

/** Real stores, a chat platform in memory and a clock that stands still. */
export async function createWorld(
  now: string,
  { idempotent = false, stores: given }: { readonly idempotent?: boolean; readonly stores?: Stores } = {},
): Promise<World> {
  const stores = given ?? (await openStores())
  const clock = createFakeClock(now)
  const chat = createFakePlatform("web", { idempotent })
  const library = {
    list: async (period: Period) => listed(period.key),
    trending: async () => listed("trending"),
    announced: async (categories: readonly string[], day: string) =>
      listed(`arxiv:${categories.join("+")}:${day}`),
  }
  return {
    stores,
    clock,
    chat,
    library,
    start: (parts = {}) =>
      createScheduler({
        editions: parts.editions ?? stores.editions,
        subscriptions: parts.subscriptions ?? stores.subscriptions,
        adapters: parts.adapters ?? new Map([[parts.platform ?? "web", parts.chat ?? chat]]),
        library: { ...library, list: (period) => library.list(period), trending: () => library.trending() },
        votes: stores.votes,
        facts: parts.facts ?? stores.facts,
        clock,
        random: () => 0.5,
        ...(parts.papersOf && { papersOf: parts.papersOf }),
        ...(parts.openDirect && { openDirect: parts.openDirect }),
        ...(parts.rates ? { rates: parts.rates } : {}),
        ...(parts.workers ? { workers: parts.workers } : {}),
        log: silentLog,
      }),
    tick: async (scheduler) => {
      await scheduler.tick()
      await scheduler.idle()
    },
    posted: (place) =>
      chat.messages
        .filter((message) => place === undefined || message.place === place)
        .map(({ card }) => card.title.map((run) => run.text).join("")),
  }
}

/** A list of three papers, closed, as the site answers it. */
export function listed(
  key: string,
  given: Partial<PaperList> & { readonly papers?: Extract<ListedPapers, { state: "listed" }>["papers"] } = {},
): Extract<ListedPapers, { state: "listed" }> {
  const { papers = threePapers, ...list } = given
  return {
    state: "listed",
    papers,
    list: {
      key,
      entries: papers.map(({ id, upvotes, comments }) => ({ paper: id, upvotes, comments })),
      closed: true,
      readAt: "2026-11-23T08:00:00Z",
      source: "huggingface",
      ...list,
    },
    freshness: { from: "network" },
  }
}

const threePapers = [
  aPaper({ id: "2611.00001", title: "A quiet paper", upvotes: 3 }),
  aPaper({ id: "2611.00002", title: "The day's best", upvotes: 90, code: { url: "https://github.com/a/b" } }),
  aPaper({ id: "2611.00003", title: "A middling one", upvotes: 20 }),
]

/** A daily post at nine in Berlin, first due on the morning of Tuesday 24 November 2026. */
export function aSubscription(given: Partial<Subscription> = {}): Subscription {
  return {
    id: "s1",
    community: "web:local",
    place: "daily",
    ...defaultSubscription,
    form: "digest",
    timeZone: "Europe/Berlin",
    active: true,
    nextRunAt: "2026-11-24T08:00:00Z",
    createdBy: "ada",
    createdAt: "2026-11-23T12:00:00Z",
    ...given,
  }
}
