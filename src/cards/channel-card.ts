/** What a channel gets, and how its posts are doing. */
import type { Action, Card, Item } from "../vocabulary/card.ts"
import type { FailingPlace, PlaceHealth, Rehearsal, Upcoming } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { momentInWords, shortMomentInWords } from "../words/counted.ts"
import { bold, plainText, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf, type Field, type Wording } from "./layout.ts"
import { listInWords } from "./list-words.ts"
import { weekdays, weekdaysOf, whenInWords } from "./subscription-words.ts"

export type ChannelCard = {
  readonly title: string
  readonly tone: Card["tone"]
  readonly subscription: Subscription
  readonly settings: readonly Field[]
  readonly upcoming: readonly Upcoming[]
  readonly missingPermissions: readonly string[]
  /** Empty where nothing is rehearsed. */
  readonly rehearsals?: readonly Rehearsal[]
  readonly actions: readonly Action[]
  readonly notes?: readonly Wording[]
}

const { channel, health: sayings } = words.cards

/** The next posts that are shown, and how many the card asks for. */
const shownPosts = 3
export const postsToAsk = 7

function weekdayOf(at: string, timeZone: string): number {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).dayOfWeek % 7
}

/** What a channel gets, or would get: the settings, the next posts, the missing permissions, and the rehearsal. */
export function channelCard(about: ChannelCard): Card {
  const {
    title,
    tone,
    subscription,
    settings,
    upcoming,
    missingPermissions,
    rehearsals = [],
    actions,
    notes,
  } = about
  return cardOf({
    title,
    tone: missingPermissions.length > 0 ? "warning" : tone,
    fields: [...settings, ...upcomingField(upcoming, subscription), ...missingField(missingPermissions)],
    items: rehearsals.map(rehearsalItem),
    actions,
    notes,
  })
}

/** One post a line: when, on the place's clocks, and which list. */
function upcomingField(upcoming: readonly Upcoming[], { schedule, timeZone }: Subscription) {
  const lines = upcoming
    .slice(0, shownPosts)
    .map(({ at, listKey }) => channel.upcoming(shortMomentInWords(at, timeZone), listInWords(listKey)))
  const days = new Set(upcoming.map(({ at }) => weekdayOf(at, timeZone)))
  // A week of posts shows on which of the schedule's days there is something to post.
  const isShort = upcoming.length >= postsToAsk && days.size < weekdaysOf(schedule).length
  if (isShort) lines.push(channel.daysWithLists(weekdays.filter((_, day) => days.has(day))))
  return lines.length > 0 ? [{ name: channel.nextPosts, value: plainText(lines.join("\n")) }] : []
}

function missingField(permissions: readonly string[]): readonly Field[] {
  if (permissions.length === 0) return []
  return [{ name: channel.missingPermissions, value: bold(permissions.join("; ")) }]
}

function rehearsalItem({
  days,
  posts,
  papers,
  empty,
  removed,
  unknown,
  examples,
  unreachable,
}: Rehearsal): Item {
  if (unreachable !== undefined && posts + empty === 0)
    return { title: plainText(channel.unreachable(days, unreachable)), lines: [], actions: [] }
  const facts = [
    channel.posted(posts, papers),
    empty > 0 ? channel.empty(empty) : "",
    unknown > 0 ? channel.unknown(unknown) : "",
  ]
  return {
    title: plainText(channel.rehearsal(days, facts.filter(Boolean).join(", "))),
    lines: [
      ...removed.map(({ part, papers }) => sentence(channel.removed(part, papers))),
      ...examples.map(({ listKey, papers, best }) =>
        plainText(channel.example(listInWords(listKey), papers, channel.titles(best))),
      ),
    ],
    actions: [],
  }
}

/** How a channel's posts are doing: planned, sent, failed, and what happens next. */
export function healthCard(health: PlaceHealth, elsewhere: readonly FailingPlace[]): Card {
  const { subscription, counts, troubles, canPost, days } = health
  const works = troubles.length === 0 && canPost
  const { timeZone, active } = subscription
  const numbers = (["intended", "confirmed", "edited", "waiting", "failed"] as const).map((name) =>
    sayings.count[name](counts[name]),
  )
  return cardOf({
    title: active ? (works ? sayings.works : sayings.fails) : sayings.off,
    tone: works ? "success" : "warning",
    fields: healthFields(health),
    items: [
      ...troubles.map(({ at, what, next }) => ({
        title: plainText(momentInWords(at, timeZone)),
        lines: [plainText(what), sentence(next)],
        actions: [],
      })),
      ...elsewhere.map(failingItem),
    ],
    notes: [sayings.counts(days, numbers.join(", "))],
  })
}

/** A place to which nothing can be sent: which, why, what to do. */
export function failingItem({ why, remedy, ...failing }: FailingPlace): Item {
  return {
    title: sayings.failingIn(failing),
    lines: [plainText(why), sentence(remedy)],
    actions: [],
  }
}

function healthFields(health: PlaceHealth): readonly Field[] {
  const { subscription, last, lastGap, upcoming, missingPermissions } = health
  const { timeZone } = subscription
  const at = (instant: string) => shortMomentInWords(instant, timeZone)
  const lastPost = last ? sayings.post(at(last.at), listInWords(last.listKey), last.reason) : sayings.noneYet
  const gap = lastGap && sayings.gap(at(lastGap.at), lastGap.repair)
  return [
    { name: channel.settings.when, value: whenInWords(subscription) },
    { name: sayings.lastPost, value: plainText(lastPost) },
    ...upcomingField(upcoming, subscription),
    ...(gap ? [{ name: sayings.lastGap, value: plainText(gap) }] : []),
    ...missingField(missingPermissions),
  ]
}
