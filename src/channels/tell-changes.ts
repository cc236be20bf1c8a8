import { cardOf } from "../cards/layout.ts"
import { adapterOf } from "../community/adapter-of.ts"
import { createShared } from "../concurrency/by-key.ts"
import { hasBothDays } from "../editions/schedule.ts"
import { parseFilter } from "../search/index.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { NetworkError } from "../vocabulary/errors.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

/** A rule of Paperboy that changed: what it means for a saved subscription, undefined where nothing. */
export type Change = {
  /** Kept in the store, so that it is told once: never renamed. */
  readonly name: string
  readonly means: (subscription: Subscription, link: string | undefined) => Card | undefined
}

/** Newest last. */
export const changes: readonly Change[] = [
  {
    name: "either-day",
    means: ({ schedule }, link) => {
      const { title, text, next, open } = words.channels.changes.schedule
      if (!hasBothDays(schedule)) return undefined
      const actions = link === undefined ? [] : [{ kind: "link" as const, label: open, href: link }]
      return cardOf({ title, tone: "warning", text: text(schedule), notes: [next], actions })
    },
  },
  {
    name: "strict filters",
    means: ({ filter }, link) => {
      const { title, all, refused, next } = words.channels.changes.filter
      const read = parseFilter(filter)
      if (read.kind === "filter" && read.parts.length < 2) return undefined
      const text = read.kind === "filter" ? all(filter) : refused(filter, read.message, read.suggestion)
      const actions =
        link === undefined
          ? []
          : [{ kind: "link" as const, label: words.channels.changes.schedule.open, href: link }]
      return cardOf({ title, tone: "warning", text, notes: [next], actions })
    },
  },
]

/** Later than any post is due. */
const endOfTime = "9999-12-31T23:59:59Z"
const most = 100_000

/**
 * Tells the admins of saved subscriptions that a new version reads them differently, each once, in private. Who cannot be
 * reached now is told at the next call; a platform that refuses, or has no private way, is not asked again. Never throws.
 */
export function createTellChanges(
  { subscriptions, facts, adapters, log }: Pick<Services, "subscriptions" | "facts" | "adapters" | "log">,
  all: readonly Change[] = changes,
): () => Promise<void> {
  const share = createShared<void>()
  const done = new Set<string>()

  async function tellAll(): Promise<void> {
    for (const change of all) if (!done.has(change.name)) await tellOf(change)
  }

  async function tellOf({ name, means }: Change): Promise<void> {
    if ((await facts.get(`told ${name}`)) === undefined) {
      const affected = (await subscriptions.due(endOfTime, most)).flatMap((subscription) => {
        const card = means(subscription, adapterOf(adapters, subscription.community)?.linkTo(subscription))
        return card ? [{ subscription, card }] : []
      })
      for (const { subscription, card } of affected) await tell(name, subscription, card)
      await facts.put(`told ${name}`, "done")
    }
    done.add(name)
  }

  /** Throws where it is worth trying again. */
  async function tell(name: string, subscription: Subscription, card: Card): Promise<void> {
    const { id, community, place, createdBy } = subscription
    const fact = `told ${name} ${id}`
    if ((await facts.get(fact)) !== undefined) return
    try {
      await adapterOf(adapters, subscription.community)?.tell?.({ community, place, member: createdBy }, card)
    } catch (error) {
      if (error instanceof NetworkError) throw error
      log.warn({ place, err: error }, words.channels.changes.notTold)
    }
    await facts.put(fact, "done")
  }

  return () =>
    share("tell", tellAll).catch((error: unknown) => log.warn({ err: error }, words.channels.changes.later))
}
