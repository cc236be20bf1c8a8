/** What a member's digest by mail is, and the mail that asks for a yes. */
import { invoke } from "../vocabulary/calls.ts"
import type { Button, Card, PackedArguments, Text } from "../vocabulary/card.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { type MailDigest, mailContents } from "../vocabulary/digests.ts"
import type { UserError } from "../vocabulary/errors.ts"
import type { Form, FormField } from "../vocabulary/form.ts"
import { momentInWords } from "../words/counted.ts"
import { joined, plainText, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { digestFields } from "./digest-form.ts"
import { cardOf, type Field } from "./layout.ts"
import { problemInWords } from "./setup-form.ts"
import { whenInWords } from "./subscription-words.ts"

const said = words.mail
const { buttons } = said

/** What holds, and what can be done about it. */
export function mailCard(mail: MailDigest | undefined): Card {
  if (mail === undefined)
    return cardOf({ title: said.none, text: said.whatText, actions: [{ ...change, label: buttons.start }] })
  const fields = fieldsOf(mail)
  switch (mail.state) {
    case "on":
      return cardOf({ title: said.on, tone: "success", fields, actions: [change, stop] })
    case "asked":
      return cardOf({ title: said.asked, text: askedText(mail.address), fields, actions: [change, stop] })
    case "lost":
      return cardOf({ title: said.lost, tone: "warning", text: said.lostText, fields, actions: [change] })
    case "off":
      return cardOf({ title: said.off, fields, actions: [turnOn, change] })
    default:
      return mail.state satisfies never
  }
}

/** What became of an address that was given: the same, whether anybody knows it or not. */
export function mailAskedCard(mail: MailDigest): Card {
  const text = askedText(mail.asked ?? mail.address)
  return cardOf({ title: said.asked, tone: "success", text, fields: fieldsOf(mail), actions: [change, stop] })
}

/** How a member's own digest by mail fares, in a sentence; nothing where none is to come. */
export function mailHealth({ state, digest, unanswered, trouble }: MailDigest): Text | undefined {
  const { ownHealth: health, refusedNews } = said
  // While it is active, its member is still to hear that with the news.
  if (state === "lost") return digest.subscription.active ? undefined : sentence(refusedNews)
  if (state !== "on") return undefined
  if (trouble) return sentence(health.trouble(trouble))
  const sent = health.on(digest.sent, digest.failed)
  return sentence(unanswered === 0 ? sent : `${sent} ${health.unanswered(unanswered)}`)
}

export function mailStoppedCard(mail: MailDigest | undefined): Card {
  return mail === undefined
    ? mailCard(undefined)
    : cardOf({ title: said.off, tone: "success", text: sentence(said.offText), actions: [turnOn] })
}

/** Where nobody knows when it is morning for the member. */
export function mailZoneCard(): Card {
  return cardOf({
    title: words.digests.askZone,
    text: sentence(said.askZoneText),
    actions: [{ ...change, label: words.digests.buttons.zone }],
  })
}

/** Where there are no forms. */
export function howToChangeMailCard(): Card {
  return cardOf({ title: said.do.change, text: sentence(said.changeText) })
}

/** What could not be read, and a form with what was typed. */
export function mailRefusedCard(error: UserError, typed: Partial<PackedArguments>): Card {
  const again = { ...change, arguments: { ...typed, do: "change" } as PackedArguments }
  const text = sentence(error.hint ?? "")
  return cardOf({ title: error.message, tone: "warning", text, actions: [again] })
}

/** The mail that asks whoever reads there. */
export function confirmMailCard(subscription: Subscription, hours: number): Card {
  const confirm: Button = {
    ...invoke("mail", { do: "on" }),
    label: buttons.confirm,
    style: "primary",
    effect: "reply",
  }
  return cardOf({
    title: said.confirm.title,
    text: said.confirm.text(hours),
    fields: settingsOf(subscription),
    actions: [confirm],
  })
}

export function mailForm(values: Partial<PackedArguments>, problem?: UserError): Form {
  const { form } = said
  const own: readonly FormField[] = [
    {
      name: "address",
      kind: "text",
      label: form.address,
      hint: said.options.address,
      value: values.address === undefined ? undefined : String(values.address),
      maxLength: 254,
    },
    {
      name: "what",
      kind: "choice",
      label: form.what,
      options: mailContents.map((value) => ({ value, label: said.what[value] })),
      value: String(values.what ?? "mix"),
    },
  ]
  const fields = [...own, ...digestFields(values).filter(({ name }) => name !== "budget")]
  return {
    title: form.title,
    fields: fields.map((field) =>
      problem?.field === field.name ? { ...field, error: problemInWords(problem) } : field,
    ),
    submit: { ...invoke("mail", { do: "on" }), label: buttons.save, style: "primary", effect: "update" },
  }
}

function askedText(address = ""): string {
  return said.askedText(address)
}

function fieldsOf({ address, asked, digest, unanswered, trouble }: MailDigest): readonly Field[] {
  const { chosen, next, sent, failed, last } = digest
  const named = words.digests.fields
  const field = (name: string, value: string | undefined): readonly Field[] =>
    value ? [{ name, value: plainText(value) }] : []
  return [
    ...field(said.fields.address, address),
    ...field(said.fields.asked, asked),
    ...settingsOf(chosen),
    ...field(named.nextOne, next && momentInWords(next, chosen.timeZone)),
    ...field(named.lately, sent + failed === 0 ? undefined : words.digests.counts(sent, failed)),
    ...field(said.fields.unanswered, unanswered === 0 ? undefined : said.unanswered(unanswered)),
    ...field(said.fields.trouble, trouble),
    ...field(named.lastOne, last && `${momentInWords(last.at, chosen.timeZone)}: ${last.reason}`),
  ]
}

function settingsOf(subscription: Subscription): readonly Field[] {
  const { content, budget } = subscription
  const what = mailContents.find((one) => one === content.kind) ?? "mix"
  return [
    { name: said.fields.what, value: joined([said.what[what], words.digests.upTo(budget)]) },
    { name: words.digests.fields.when, value: whenInWords(subscription) },
  ]
}

const change: Button = { ...invoke("mail", { do: "change" }), label: buttons.change, effect: "form" }
const turnOn: Button = {
  ...invoke("mail", { do: "on" }),
  label: buttons.on,
  style: "primary",
  effect: "update",
}
const stop: Button = {
  ...invoke("mail", { do: "off" }),
  label: buttons.stop,
  style: "danger",
  effect: "reply",
}
