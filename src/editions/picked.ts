import { digestCard } from "../cards/digest-card.ts"
import { listNameOf } from "../papers/index.ts"
import type { Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Picked } from "../vocabulary/digests.ts"
import { plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { addressed } from "./addressed.ts"
import { type EditionCard, editionCards } from "./edition-cards.ts"

/** What an edition calls its "list" where it brings none: the kind of its content, and where its follows go on. */
export function pickedKey({ content }: Pick<Subscription, "content">, cursor: number): string {
  return `${content.kind}:${cursor}`
}

/** The cursor in such a key; undefined in a list's. */
export function cursorOf(key: string): number | undefined {
  const cursor = /^[a-z]+:(\d+)$/.exec(key)?.[1]
  return cursor === undefined ? undefined : Number(cursor)
}

/** What a place's posts of picked papers are called. */
export function titleOf({ content }: Pick<Subscription, "content">): Text {
  const { foundFor, ofPlace } = words.digests
  return plainText(content.kind === "query" ? foundFor(content.name) : ofPlace)
}

/** The messages of papers that were picked, each with its reason: a member's digest, or a place's post in its form. */
export function pickedCards(
  subscription: Subscription,
  { picks, moreFollowed, cursor }: Picked,
  paperStats: ReadonlyMap<string, PaperStats>,
  now: Temporal.Instant,
): readonly EditionCard[] {
  const day = now.toZonedDateTimeISO(subscription.timeZone).toPlainDate().toString()
  const { kind } = subscription.audience
  if (kind !== "place")
    return [{ card: digestCard({ picks, moreFollowed, paperStats, day, isMailed: kind === "address" }) }]
  const papers = picks.map(({ paper }) => paper)
  const content = {
    subscription,
    list: listNameOf(pickedKey(subscription, cursor)),
    title: titleOf(subscription),
    papers,
    reasons: new Map(picks.flatMap(({ paper, reason }) => (reason.length > 0 ? [[paper.id, reason]] : []))),
    paperStats,
    notes: [],
  }
  return addressed(editionCards(content), subscription, papers)
}
