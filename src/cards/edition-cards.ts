/** What was posted or not: by hand, in failure, and why. */
import type { Paper } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Card, Item, Text } from "../vocabulary/card.ts"
import type { Decision, DeliveredNow, PostOutcome } from "../vocabulary/channels.ts"
import type { GoneReason } from "../vocabulary/errors.ts"
import { momentInWords, shortMomentInWords } from "../words/counted.ts"
import { joined, link, plainText, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"
import { listInWords } from "./list-words.ts"
import { linkedTitle } from "./paper-words.ts"

const { delivered: posting, failed, why: reasons } = words.cards

/** What was posted by hand, or is here already; and what comes next by itself. */
export function deliveredCard(delivered: DeliveredNow, { href }: { readonly href?: string } = {}): Card {
  const list = listInWords(delivered.listKey)
  const next = nextInWords(delivered)
  if (delivered.kind === "planned") return cardOf({ title: posting.onItsWay(list), text: next })
  const since = momentInWords(delivered.at, delivered.timeZone)
  const where: Text = href === undefined ? plainText(posting.since(since)) : posting.sinceIn(since, href)
  return cardOf({
    title: posting.alreadyHere(list),
    text: [...where, ...plainText(next)],
    actions: [{ ...invoke("deliver", { again: true }), label: posting.again, effect: "update" }],
  })
}

/** What became of a post by hand: it is there, or why it is not and what to do. */
export function outcomeCard(
  delivered: DeliveredNow,
  outcome: PostOutcome,
  { href }: { readonly href?: string },
): Card {
  const list = listInWords(delivered.listKey)
  const next = plainText(nextInWords(delivered))
  switch (outcome.kind) {
    case "posted": {
      const there = href === undefined ? [] : posting.seePost(href)
      return cardOf({
        title: posting.posted(list, outcome.messages),
        tone: "success",
        text: [...there, ...next],
      })
    }
    case "refused":
      return cardOf({
        title: posting.refused(list),
        tone: "error",
        text: refusalInWords(outcome),
        actions: [{ ...invoke("deliver", {}), label: posting.tryAgain, effect: "update" }],
      })
    case "waiting": {
      const at = momentInWords(outcome.nextAt, delivered.timeZone)
      return cardOf({ title: posting.waiting(list), tone: "warning", text: posting.retried(at, outcome.why) })
    }
    default:
      return outcome satisfies never
  }
}

function refusalInWords({ messages, failed: count, why, missingPermissions }: Refused): string {
  const part = count < messages ? posting.partly(count, messages) : ""
  const cause = missingPermissions.length > 0 ? failed.missing(missingPermissions.join("; ")) : why
  return `${part}${cause} ${posting.afterwards}`
}

type Refused = Extract<PostOutcome, { readonly kind: "refused" }>

function nextInWords({ next, timeZone }: DeliveredNow): string {
  if (next === undefined) return posting.nothingFollows
  return posting.next(shortMomentInWords(next.at, timeZone), timeZone)
}

/** A place, and how people call it where the platform tells. */
export type NamedPlace = {
  readonly place: string
  readonly name: string | undefined
  readonly communityName: string | undefined
  readonly href: string | undefined
}

/** What failed in a place. */
export type PlaceFailure = NamedPlace & {
  readonly listKey: string
  readonly messages: number
  readonly error: string
  readonly missingPermissions: readonly string[]
}

/** What an admin is told when posts could not be sent: of each place which, why, and what to do. */
export function failuresCard(failures: readonly PlaceFailure[]): Card {
  return cardOf({
    title: failed.title(failures.length),
    tone: "warning",
    items: failures.map(failureItem),
    notes: [failed.note, failed.once],
  })
}

/** What an admin is told when a place was closed to the bot. */
export function lostCard(
  lost: NamedPlace & Pick<PlaceFailure, "missingPermissions"> & { readonly reason: GoneReason },
): Card {
  const { reason, missingPermissions } = lost
  const lines = [words.delivery.gone[reason], ...missingInWords(missingPermissions)]
  return cardOf({
    title: failed.title(1),
    tone: "warning",
    items: [placeItem(lost, lines)],
    notes: [failed.once],
  })
}

function failureItem({ listKey, messages, error, missingPermissions, ...place }: PlaceFailure): Item {
  const missing = missingInWords(missingPermissions)
  const cause = missing.length > 0 ? [...missing, failed.allow] : [error]
  return placeItem(place, [failed.text(messages, listInWords(listKey)), ...cause])
}

const missingInWords = (missing: readonly string[]) =>
  missing.length > 0 ? [failed.missing(missing.join("; "))] : []

function placeItem({ place, name, communityName, href }: NamedPlace, lines: readonly string[]): Item {
  return {
    title: failed.place({ place, name, href }, communityName),
    lines: lines.map(plainText),
    actions: href === undefined ? [] : [{ kind: "link", label: failed.open(name), href }],
  }
}

/** Whether a paper was posted in a place: when, where, and which rule decided. */
export function whyCard(
  paper: Paper,
  decisions: readonly (Decision & { readonly link?: string })[],
  timeZone: string,
): Card {
  const posted = decisions.some((decision) => decision.posted)
  return cardOf({
    title: joined([posted ? reasons.posted : reasons.notPosted, linkedTitle(paper)], " "),
    items: decisions.map((decision) => decisionItem(decision, timeZone)),
  })
}

function decisionItem(
  { listKey, at, rule, advice, link: href }: Decision & { readonly link?: string },
  timeZone: string,
): Item {
  const title = joined([
    listKey && listInWords(listKey),
    at && momentInWords(at, timeZone),
    href && link(reasons.message, href),
  ])
  return {
    title: title.length > 0 ? title : plainText(reasons.why),
    lines: [rule, ...(advice === undefined ? [] : [advice])].map(sentence),
    actions: [],
  }
}
