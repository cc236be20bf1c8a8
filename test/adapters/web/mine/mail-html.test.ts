import { expect, test } from "vitest"
import { mailToHtml } from "../../../../adapters/web/mine/mail-html.ts"
import { written } from "../../../../adapters/web/text-html.ts"
import { mailForm } from "../../../../src/cards/mail-card.ts"
import { defaultSubscription } from "../../../../src/channels/ensure-subscription.ts"
import type { Subscription } from "../../../../src/vocabulary/delivery-stores.ts"
import type { MailDigest } from "../../../../src/vocabulary/digests.ts"
import { words } from "../../../../src/words/words.ts"
import { htmlToText } from "../html-text.ts"

const { mail } = words
const subscription: Subscription = {
  ...{ ...defaultSubscription, id: "ada's", community: "web:local", place: "address-1", active: true },
  ...{ timeZone: "UTC", createdBy: "ada", createdAt: "2025-10-27T12:00:00Z" },
  audience: { kind: "address", member: "ada" },
  content: { kind: "mix", since: 0 },
}
const on: MailDigest = {
  ...{ state: "on", address: "ada@example.com", unanswered: 2 },
  digest: { subscription, chosen: subscription, sent: 11, failed: 1 },
}

function shown(digest: MailDigest | undefined): string {
  const html = mailToHtml({ mail: { offered: true, digest } }, mailForm({}))
  return html === undefined ? "" : written(html)
}

test("where no mail is sent, the page says nothing of it", () => {
  expect(mailToHtml({ mail: { offered: false, digest: on } }, undefined)).toBeUndefined()
})

test("who has none finds the form that begins it", () => {
  const html = shown(undefined)
  expect(htmlToText(html)).toContain(mail.none)
  expect(html).toContain(`id="f-mail-address" name="address"`)
})

test("one that is on says how it fares, and can be changed and stopped", () => {
  const html = shown(on)
  const text = htmlToText(html)
  for (const part of ["ada@example.com", words.digests.counts(11, 1), mail.unanswered(2), mail.buttons.stop])
    expect(text).toContain(part)
  expect(html).toContain(`<summary class="btn">${mail.buttons.change}</summary>`)
})
