import type { Block, Card } from "../vocabulary/card.ts"
import type { PlaceHealth } from "../vocabulary/channels.ts"
import { bold, sentence, words } from "../words/runs.ts"
import { upcomingInWords } from "./channel-card.ts"
import { listInWords } from "./list-name.ts"
import { momentInWords } from "./moment-words.ts"
import { whenInWords } from "./subscription-words.ts"

/** How a channel's posts have fared: what was intended and what became of it, troubles with what will be done. */
export function healthCard(health: PlaceHealth, now: Temporal.Instant): Card {
  const { subscription, counts, troubles, missingPermissions, days } = health
  const isWell = troubles.length === 0 && missingPermissions.length === 0
  const { timeZone } = subscription
  const blocks: readonly Block[] = [
    { kind: "fields", fields: fieldsOf(health, now) },
    ...(troubles.length > 0
      ? [
          {
            kind: "items" as const,
            items: troubles.map(({ at, what, next }) => ({
              title: words(momentInWords(at, timeZone)),
              lines: [words(what), sentence(next)],
              actions: [],
            })),
          },
        ]
      : []),
    {
      kind: "note",
      text: words(
        `Messages of the last ${days} days: ${counts.intended} intended, ${counts.sent} sent, ${counts.confirmed} confirmed, ${counts.edited} edited since, ${counts.waiting} waiting, ${counts.failed} failed.`,
      ),
    },
  ]
  return { title: words(titleOf(health, isWell)), tone: isWell ? "success" : "warning", blocks }
}

function titleOf({ subscription }: PlaceHealth, isWell: boolean): string {
  if (!subscription.active) return "This channel's posts are switched off"
  return isWell ? "This channel's posts are well" : "This channel's posts need a hand"
}

function fieldsOf(health: PlaceHealth, now: Temporal.Instant) {
  const { subscription, last, lastGap, upcoming, missingPermissions, deliverer } = health
  const { timeZone } = subscription
  const at = (instant: string) => momentInWords(instant, timeZone)
  return [
    { name: "When", value: whenInWords(subscription) },
    {
      name: "Last post",
      value: words(last ? `${at(last.at)}, ${listInWords(last.listKey)}: ${last.reason}` : "none yet"),
    },
    ...(upcoming.length > 0
      ? [{ name: "Next posts", value: words(upcomingInWords(upcoming, timeZone, now)) }]
      : []),
    {
      name: "Last gap",
      value: words(lastGap ? `${at(lastGap.at)}: ${lastGap.repair}` : "none"),
    },
    {
      name: "The bot lacks here",
      value: missingPermissions.length > 0 ? bold(missingPermissions.join("; ")) : words("nothing"),
    },
    ...(deliverer === undefined ? [] : [{ name: "Delivered by", value: words(deliverer) }]),
  ]
}
