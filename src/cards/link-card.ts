/** Linking two accounts of one person: the code, what will be shared, and the way back. */
import { invoke } from "../vocabulary/calls.ts"
import type { Action, Card } from "../vocabulary/card.ts"
import type { Account, LinkOffer, LinkPreview } from "../vocabulary/readers.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

const { link: sayings } = words.readers

/** A code for the other side, and what will be shared. */
export function linkOfferCard({ code, minutes, saved }: LinkOffer, linked: readonly Account[]): Card {
  return cardOf({
    title: sayings.title,
    text: sayings.code(code, minutes),
    actions: linked.length > 0 ? [partAction(sayings.part)] : [],
    notes: [
      sayings.shared(saved),
      linked.length > 0 ? sayings.linkedTo(linked.map(placeOf)) : "",
      sayings.keepSecret,
    ].filter((note) => note !== ""),
  })
}

/** What both sides have, before they become one. */
export function linkPreviewCard({ other, theirs, own }: LinkPreview, code: string): Card {
  const confirm: Action = {
    ...invoke("link", { code, sure: true }),
    label: sayings.confirm,
    style: "primary",
    effect: "update",
  }
  return cardOf({
    title: sayings.question(placeOf(other)),
    text: sayings.both(theirs, own),
    actions: [confirm],
    notes: [sayings.notYours],
  })
}

export function linkedCard(other: Account): Card {
  return cardOf({
    title: sayings.done(placeOf(other)),
    tone: "success",
    text: sayings.doneText,
    actions: [partAction(words.readers.buttons.undo)],
  })
}

export function partedCard(isParted: boolean): Card {
  return isParted
    ? cardOf({ title: sayings.parted, tone: "success", text: sayings.partedText })
    : cardOf({ title: sayings.notLinked, text: sayings.notLinkedHint })
}

function partAction(label: string): Action {
  return { ...invoke("link", { undo: true }), label, effect: "update" }
}

function placeOf({ community }: Account): string {
  const platform = community.split(":")[0] ?? ""
  return Object.hasOwn(sayings.platforms, platform)
    ? sayings.platforms[platform as keyof typeof sayings.platforms]
    : platform
}
