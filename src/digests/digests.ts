import { digestCard, previewOf } from "../cards/digest-card.ts"
import { readSchedule } from "../channels/read-schedule.ts"
import { readTimeZone } from "../channels/read-time-zone.ts"
import { adapterOf } from "../community/adapter-of.ts"
import { statsBefore } from "../editions/edition.ts"
import { nextRun, startOfRuns } from "../editions/next-run.ts"
import { parseSchedule } from "../editions/schedule.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Digest, DigestDraft, Digests, OpenDirect, PapersOf } from "../vocabulary/digests.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Account } from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { accountsOf } from "./accounts.ts"
import type { DigestSources } from "./sources.ts"
import { spread, unspread } from "./spread.ts"

export type DigestParts = Pick<
  Services,
  "subscriptions" | "editions" | "votes" | "persons" | "adapters" | "clock"
> & {
  readonly sources: DigestSources
  readonly openDirect: OpenDirect
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
const healthDays = 30
/** More than a month of daily ones. */
const mostEditions = 40

/** Members' own digests: each asked for, changed and ended by the member alone. */
export function createDigests(parts: DigestParts): Digests {
  const { subscriptions, editions, persons, adapters, clock, sources, openDirect, papersOf } = parts

  /** Of all accounts of the person, the one that is on, else the newest. */
  async function find(account: Account): Promise<Subscription | undefined> {
    const accounts = await accountsOf(persons, account)
    const own = await Promise.all(accounts.map((one) => subscriptions.ofMember(one.community, one.member)))
    const all = own.flat()
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
  async function drafted(actor: Actor, draft: DigestDraft): Promise<Subscription | undefined> {
    const known = await find(actor)
    const isLost = known?.gone !== undefined && known.gone !== "closed"
    const zone = draft.zone ? readable(() => readTimeZone(draft.zone ?? "")) : undefined
    const timeZone = zone ?? known?.timeZone ?? (await persons.timeZoneOf(actor))
    if (timeZone === undefined) return undefined
    const base = known === undefined || isLost ? newDigest(actor, timeZone) : known
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
      content: await contentOf(base),
    }
  }

  /** What is followed brings what comes from now on, where the digest was off. */
  async function contentOf({ active, content }: Subscription): Promise<Subscription["content"]> {
    return active && content.kind === "mix" ? content : { kind: "mix", since: await sources.followCursor() }
  }

  function newDigest({ community, member }: Account, timeZone: string): Subscription {
    if (adapterOf(adapters, community)?.openDirect === undefined)
      throw new UserError("no-directs", words.digests.noDirects, { hint: words.digests.noDirectsHint })
    return {
      ...standard,
      id: `${community}/@${member}/digest`,
      community,
      place: "",
      audience: { kind: "member", member },
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

  return {
    async of(actor) {
      const found = await find(actor)
      return found && digestOf(found)
    },
    async here(actor) {
      const found = await find(actor)
      return found?.place === actor.place ? found : undefined
    },
    async turnOn(actor, draft) {
      const wanted = await drafted(actor, draft)
      if (wanted === undefined) return undefined
      await persons.ensure(actor)
      if (draft.zone) await persons.update(actor, { timeZone: wanted.timeZone })
      const subscription = await saved(wanted)
      const opening = await openDirect(subscription)
      const known = (await subscriptions.get(subscription.id)) ?? subscription
      if (opening.kind !== "closed") return { digest: await digestOf(known), opening }
      // The member hears it now, and not again with their next command.
      const closed = await ended({ ...known, gone: "closed" })
      return { digest: await digestOf(closed), opening }
    },
    async turnOff(actor) {
      const found = await find(actor)
      return found?.active ? digestOf(await ended(found)) : undefined
    },
    async preview(actor, draft) {
      const wanted = (await drafted(actor, draft)) ?? newDigest(actor, "UTC")
      const now = clock.now()
      const before = await editions.ofSubscription(wanted.id, mostEditions, { withMessages: true })
      const { picks, moreFollowed } = await papersOf(wanted, now, before)
      if (picks.length === 0) return undefined
      const ids = picks.map(({ paper }) => paper.id)
      const paperStats = await statsBefore(parts.votes, wanted.community, ids)
      const day = now.toZonedDateTimeISO(wanted.timeZone).toPlainDate().toString()
      return previewOf(digestCard({ picks, moreFollowed, paperStats, day }))
    },
    async news(actor) {
      const found = await find(actor)
      if (found === undefined || !found.active || found.gone !== "closed") return undefined
      await ended(found)
      return words.digests.closedNews
    },
  }
}

function memberOf({ audience, createdBy }: Subscription): string {
  return audience.kind === "member" ? audience.member : createdBy
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
