import type { Action, Block, Card, Item } from "../vocabulary/card.ts"
import type { Rehearsal, Upcoming } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { counted } from "../words/counted.ts"
import { bold, sentence, words } from "../words/runs.ts"
import { listInWords } from "./list-name.ts"
import { momentInWords, untilInWords } from "./moment-words.ts"
import { settingsInWords } from "./subscription-words.ts"

export type ChannelCard = {
  readonly title: string
  readonly tone: Card["tone"]
  readonly subscription: Subscription
  readonly upcoming: readonly Upcoming[]
  readonly missingPermissions: readonly string[]
  /** Empty where nothing is rehearsed. */
  readonly rehearsals?: readonly Rehearsal[]
  readonly actions: readonly Action[]
  readonly notes?: readonly string[]
  readonly now: Temporal.Instant
}

/** What a channel gets, or would get: the settings, the next posts, what is missingPermissions, and the rehearsal. */
export function channelCard(about: ChannelCard): Card {
  const {
    title,
    tone,
    subscription,
    upcoming,
    missingPermissions,
    rehearsals = [],
    actions,
    notes = [],
    now,
  } = about
  const fields = [
    ...settingsInWords(subscription),
    ...(upcoming.length > 0
      ? [{ name: "Next posts", value: words(upcomingInWords(upcoming, subscription.timeZone, now)) }]
      : []),
    ...(missingPermissions.length > 0
      ? [{ name: "The bot lacks here", value: bold(missingPermissions.join("; ")) }]
      : []),
  ]
  const blocks: readonly Block[] = [
    { kind: "fields", fields },
    ...(rehearsals.length > 0 ? [{ kind: "items" as const, items: rehearsals.map(rehearsalItem) }] : []),
    ...(actions.length > 0 ? [{ kind: "actions" as const, actions }] : []),
    ...notes.map((note) => ({ kind: "note" as const, text: sentence(note) })),
  ]
  return { title: words(title), tone: missingPermissions.length > 0 ? "warning" : tone, blocks }
}

/** One post a line: when, on the place's clocks, and which list. */
export function upcomingInWords(
  upcoming: readonly Upcoming[],
  timeZone: string,
  now: Temporal.Instant,
): string {
  return upcoming
    .map(
      ({ at, listKey }, index) =>
        `${index + 1}. ${momentInWords(at, timeZone)}, ${untilInWords(at, now)}: ${listInWords(listKey)}`,
    )
    .join("\n")
}

function rehearsalItem({ days, posts, papers, empty, unknown, examples }: Rehearsal): Item {
  const facts = [
    `${counted(posts, "post")} with ${counted(papers, "paper")}`,
    empty > 0 ? `${counted(empty, "list")} without a match` : "",
    unknown > 0 ? `${counted(unknown, "list")} not stored here` : "",
  ]
  return {
    title: words(`The last ${days} days would have brought ${facts.filter(Boolean).join(", ")}`),
    lines: examples.map((example) =>
      words(
        `${listInWords(example.listKey)}: ${counted(example.papers, "paper")}, such as ${example.best.map((title) => `“${title}”`).join(" and ")}`,
      ),
    ),
    actions: [],
  }
}
