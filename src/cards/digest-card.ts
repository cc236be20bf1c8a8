import { periodOf } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Button, Card } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Pick as Brought, Digest, DigestDraft, Opening } from "../vocabulary/digests.ts"
import type { UserError } from "../vocabulary/errors.ts"
import { momentInWords, shortPeriod } from "../words/counted.ts"
import { italic, plainText, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf, type Field } from "./layout.ts"
import { openMenu } from "./paper-actions.ts"
import { digestItem } from "./paper-item.ts"
import { whenInWords } from "./subscription-words.ts"

const said = words.digests
const { buttons } = said

export type DigestContent = {
  readonly picks: readonly Brought[]
  readonly moreFollowed: number
  readonly paperStats: ReadonlyMap<string, PaperStats>
  /** ISO date, the member's. */
  readonly day: string
  /** Its reader has no chat before them. */
  readonly isMailed?: boolean
}

/** What a member gets: a few papers, each with its reason, and one button that ends it. It is about nobody else's votes. */
export function digestCard({ picks, moreFollowed, paperStats, day, isMailed }: DigestContent): Card {
  const more = isMailed ? said.moreFollowedInChat : said.moreFollowed
  const card = cardOf({
    title: said.title(shortPeriod(periodOf("day", day))),
    items: picks.map(({ paper, reason }) => digestItem(paper, paperStats.get(paper.id), reason)),
    start: 1,
    isPage: true,
    actions: [stopAction],
    notes: moreFollowed > 0 ? [sentence(more(moreFollowed))] : [],
  })
  const at = card.blocks.findIndex(({ kind }) => kind === "items")
  const menu = openMenu(picks.map(({ paper }) => paper))
  return { ...card, blocks: card.blocks.toSpliced(at + 1, 0, menu) }
}

/** What holds of a member's digest, and what they can do about it. */
export function digestSettingsCard(digest: Digest | undefined): Card {
  if (digest === undefined)
    return cardOf({
      title: said.none,
      text: said.what,
      actions: [turnOnAction(buttons.on), changeAction, tryAction],
    })
  const { subscription, paused } = digest
  const isOn = subscription.active && paused === undefined
  const state = subscription.active ? said.on : said.off
  return cardOf({
    title: paused === undefined ? state : said.paused,
    tone: paused === undefined ? "plain" : "warning",
    text: sentence(paused ?? ""),
    fields: fieldsOf(digest),
    actions: isOn
      ? [changeAction, tryAction, stopAction]
      : [turnOnAction(buttons.onAgain), changeAction, tryAction],
  })
}

/** What became of turning it on. */
export function digestOnCard(digest: Digest, opening: Opening): Card {
  if (opening.kind === "closed") return digestSettingsCard({ ...digest, paused: said.closed })
  return cardOf({
    title: said.on,
    tone: "success",
    text: opening.kind === "later" ? said.openedLater : said.onText,
    fields: fieldsOf(digest),
    actions: [changeAction, tryAction, stopAction],
  })
}

export function digestOffCard(was: Digest | undefined): Card {
  return was
    ? cardOf({ title: said.off, tone: "success", text: said.offText, actions: [turnOnAction(buttons.undo)] })
    : cardOf({ title: said.none, text: said.what, actions: [turnOnAction(buttons.on)] })
}

/** Where nobody knows when it is morning for the member. */
export function askZoneCard(): Card {
  return cardOf({
    title: said.askZone,
    text: sentence(said.askZoneText),
    actions: [{ ...changeAction, label: buttons.zone }],
  })
}

/** Where there are no forms. */
export function howToChangeCard(): Card {
  return cardOf({ title: said.do.change, text: sentence(said.changeText) })
}

/** What could not be read, and a form with what was typed. */
export function digestRefusedCard(error: UserError, typed: DigestDraft): Card {
  const change = { ...changeAction, ...invoke("digest", { ...typed, do: "change" }) }
  return cardOf({
    title: error.message,
    tone: "warning",
    text: sentence(error.hint ?? ""),
    actions: [change],
  })
}

export function quietDayCard(): Card {
  return cardOf({ title: said.quiet, text: said.quietText })
}

/** The same card under a heading that says that nobody got it. */
export function previewOf(card: Card): Card {
  const blocks = card.blocks.filter(({ kind }) => kind !== "actions")
  return { ...card, title: plainText(said.preview), blocks }
}

function fieldsOf({ chosen, next, sent, failed, last }: Digest): readonly Field[] {
  const { timeZone } = chosen
  const { when, papers, nextOne, lately, lastOne } = said.fields
  return [
    { name: when, value: whenInWords(chosen) },
    { name: papers, value: plainText(said.upTo(chosen.budget)) },
    ...(next === undefined ? [] : [{ name: nextOne, value: plainText(momentInWords(next, timeZone)) }]),
    ...(sent + failed === 0 ? [] : [{ name: lately, value: plainText(said.counts(sent, failed)) }]),
    ...(last
      ? [
          {
            name: lastOne,
            value: [...plainText(`${momentInWords(last.at, timeZone)}: `), ...italic(last.reason)],
          },
        ]
      : []),
  ]
}

const stopAction: Button = {
  ...invoke("digest", { do: "off" }),
  label: buttons.stop,
  effect: "reply",
}
const tryAction: Button = { ...invoke("digest", { do: "try" }), label: buttons.preview, effect: "reply" }
const changeAction: Button = {
  ...invoke("digest", { do: "change" }),
  label: buttons.change,
  effect: "form",
}

function turnOnAction(label: string): Button {
  return { ...invoke("digest", { do: "on" }), label, style: "primary", effect: "update" }
}
