import { digestCard, previewOf } from "../cards/digest-card.ts"
import { readSchedule } from "../channels/read-schedule.ts"
import { readTimeZone } from "../channels/read-time-zone.ts"
import { statsBefore } from "../editions/edition.ts"
import { nextRun, startOfRuns } from "../editions/next-run.ts"
import { parseSchedule } from "../editions/schedule.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { Card } from "../vocabulary/card.ts"
import { type Audience, memberIn, type Subscription } from "../vocabulary/delivery-stores.ts"
import {
  type Digest,
  type DigestDraft,
  type MailContent,
  mailContents,
  type PapersOf,
} from "../vocabulary/digests.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Account } from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { accountsOf } from "./accounts.ts"
import type { DigestSources } from "./sources.ts"
import { spread, unspread } from "./spread.ts"

export type DraftingParts = Pick<Services, "subscriptions" | "editions" | "votes" | "persons" | "clock"> & {
  readonly sources: DigestSources
  readonly papersOf: PapersOf
}

/** Weekdays at eight: a list settles in the night after its day. */
const standard = {
  list: "day",
  filter: "",
  budget: 5,
  form: "digest",
  whenEmpty: "silent",
  catchUpHours: 20,
  schedule: "0 8 * * 1-5",
} as const
export const healthDays = 30
/** More than a month of daily ones. */
export const mostEditions = 40

export type Drafting = ReturnType<typeof createDrafting>

/** A member's own digest of one kind, as it is and as it would be: by direct message, or mailed. */
export function createDrafting(parts: DraftingParts, kind: Exclude<Audience["kind"], "place">) {
  const { subscriptions, editions, persons, clock, sources, papersOf } = parts

  /** Of all accounts of the person, the one that is on, else the newest. */
  async function find(account: Account): Promise<Subscription | undefined> {
    const accounts = await accountsOf(persons, account)
    const own = await Promise.all(accounts.map((one) => subscriptions.ofMember(one.community, one.member)))
    const all = own.flat().filter(({ audience }) => audience.kind === kind)
    return all.find(({ active }) => active) ?? all.at(-1)
  }

  async function digestOf(subscription: Subscription): Promise<Digest> {
    const { id, nextRunAt, active, gone } = subscription
    const since = clock
      .now()
      .subtract({ hours: healthDays * 24 })
      .toString()
    const lately = (await editions.ofSubscription(id, mostEditions, { withMessages: true })).filter(
      ({ plannedAt }) => plannedAt >= since,
    )
    const [last] = await editions.ofSubscription(id, 1)
    const counted = (wanted: string) => lately.filter(({ state }) => state === wanted).length
    return {
      subscription,
      chosen: { ...subscription, schedule: unspread(subscription.schedule, memberOf(subscription)) },
      ...(active && gone === undefined && { next: nextRunAt }),
      ...(gone && { paused: gone === "closed" ? words.digests.closed : words.delivery.gone[gone] }),
      sent: counted("done"),
      failed: counted("failed"),
      ...(last && { last: { at: last.dueAt, reason: last.reason } }),
    }
  }

  /** Undefined where nobody knows the member's zone. */
  async function drafted(
    actor: Actor,
    draft: DigestDraft,
    blank: (account: Account, timeZone: string) => Subscription | Promise<Subscription>,
  ): Promise<Subscription | undefined> {
    const known = await find(actor)
    const isLost = known?.gone !== undefined && known.gone !== "closed"
    const zone = draft.zone ? readable(() => readTimeZone(draft.zone ?? "")) : undefined
    const timeZone = zone ?? known?.timeZone ?? (await zoneOf(actor))
    if (timeZone === undefined) return undefined
    const base = known === undefined || isLost ? await blank(actor, timeZone) : known
    const member = memberOf(base)
    const written = { time: draft.time || undefined, days: draft.days || undefined }
    const chosen = readable(() => readSchedule(written, unspread(base.schedule, member)))
    const schedule = spread(chosen, member)
    const { gone: _, ...rest } = base
    return {
      ...rest,
      timeZone,
      schedule,
      budget: draft.budget ?? base.budget,
      ...(await broughtBy(base, draft)),
    }
  }

  /** As the account that asks has it, else any other of the person. */
  async function zoneOf(account: Account): Promise<string | undefined> {
    const accounts = await accountsOf(persons, account)
    const zones = await Promise.all([account, ...accounts].map((one) => persons.timeZoneOf(one)))
    return zones.find((zone) => zone !== undefined)
  }

  /** What is followed brings what comes from now on, where the digest was off. */
  async function broughtBy({ active, content }: Subscription, { what = chosenOf(content) }: DigestDraft) {
    if (what === "list" || what === "recommended") return { content: { kind: what } } as const
    const isSame = active && content.kind === what && "since" in content
    return { content: isSame ? content : { kind: what, since: await sources.followCursor() } } as const
  }

  function newDigest({ community, member }: Account, timeZone: string, place: string): Subscription {
    return {
      ...standard,
      id: `${community}/@${member}/${kind === "member" ? "digest" : "mail"}`,
      community,
      place,
      audience: { kind, member },
      content: { kind: "mix", since: 0 },
      timeZone,
      schedule: spread(standard.schedule, member),
      active: false,
      createdBy: member,
      createdAt: clock.now().toString(),
    }
  }

  async function saved(subscription: Subscription): Promise<Subscription> {
    const now = clock.now()
    const { schedule, timeZone } = subscription
    const next = nextRun(parseSchedule(schedule), timeZone, startOfRuns(subscription, now))
    const ready = { ...subscription, active: true, nextRunAt: next?.toString() }
    await subscriptions.save(ready)
    return ready
  }

  async function ended({ nextRunAt: _, ...rest }: Subscription): Promise<Subscription> {
    const off = { ...rest, active: false }
    await subscriptions.save(off)
    await editions.withdraw(off.id, words.editions.reason.withdrawn)
    return off
  }

  async function preview(wanted: Subscription): Promise<Card | undefined> {
    const now = clock.now()
    const before = await editions.ofSubscription(wanted.id, mostEditions, { withMessages: true })
    const { picks, moreFollowed } = await papersOf(wanted, now, before)
    if (picks.length === 0) return undefined
    const ids = picks.map(({ paper }) => paper.id)
    const paperStats = await statsBefore(parts.votes, wanted.community, ids)
    const day = now.toZonedDateTimeISO(wanted.timeZone).toPlainDate().toString()
    return previewOf(digestCard({ picks, moreFollowed, paperStats, day }))
  }

  return { find, digestOf, drafted, newDigest, saved, ended, preview }
}

/** What it brings where nobody says otherwise. */
function chosenOf({ kind }: Subscription["content"]): MailContent {
  return mailContents.find((one) => one === kind) ?? "mix"
}

function memberOf({ audience, createdBy }: Subscription): string {
  return memberIn(audience) ?? createdBy
}

/** What the readers suggest is a channel's setting: a digest's form shows the value to be changed instead. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { code, message, hint, field } = error
    throw new UserError(code, message, { ...(hint && { hint }), ...(field && { field }) })
  }
}
