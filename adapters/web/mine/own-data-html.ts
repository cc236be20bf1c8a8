/** Beside the reader's papers: their digest, their accounts elsewhere, and what is kept of them. */
import { html } from "hono/html"
import { whenInWords } from "../../../src/cards/subscription-words.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Form } from "../../../src/vocabulary/form.ts"
import { momentInWords } from "../../../src/words/counted.ts"
import { joined, sentence } from "../../../src/words/runs.ts"
import { words } from "../../../src/words/words.ts"
import { fieldToHtml } from "../setup/field-html.ts"
import { type Html, textToHtml } from "../text-html.ts"
import { callText, callToHtml } from "./calls-html.ts"
import type { MinePage } from "./mine-page.ts"

const { digests, readers, dataRights, web } = words
const { mine: say } = web

/** Where it can't come, it says what to do: the page itself takes no direct messages. */
export function digestToHtml(
  { digest, digestTo, timeZone }: Pick<MinePage, "digest" | "digestTo" | "timeZone">,
  form: Form | undefined,
): Html {
  if (digest === undefined) {
    const what = digestTo === undefined ? say.digestElsewhere : say.digestThere(nameOf(digestTo))
    return html`<section class="panel" id="digest"><h2>${say.digest}</h2><p class="small-words soft">${textToHtml(sentence(what))}</p>${form && html`<div class="panel-acts">${changeToHtml(form, digests.do.on, { begins: true })}</div>`}</section>`
  }
  const { chosen, subscription, paused, next } = digest
  const isOn = subscription.active && paused === undefined
  const where = digestTo === undefined ? [] : [say.digestOn(nameOf(digestTo))]
  const when = joined([whenInWords(chosen), digests.upTo(chosen.budget), ...where])
  const [label, step] = isOn ? ([digests.do.off, "off"] as const) : ([digests.do.on, "on"] as const)
  return html`<section class="panel" id="digest"><h2>${paused === undefined ? (isOn ? digests.on : digests.off) : digests.paused}</h2><p class="small-words soft">${textToHtml(when)}</p>${
    next && isOn && html`<p class="small-words soft">${say.nextDigest(momentInWords(next, timeZone))}</p>`
  }${paused && html`<p class="small-words">${paused}</p>`}
<div class="panel-acts">${form && changeToHtml(form, digests.do.change)}${callToHtml(invoke("digest", { do: step }), { label, look: "btn" })}</div></section>`
}

function nameOf(platform: string): string {
  const names: Readonly<Record<string, string>> = readers.link.platforms
  return names[platform] ?? platform
}

/** A form behind the button that opens it. `begins`: nothing holds yet, so its zone is the browser's. */
export function changeToHtml(
  { fields, submit }: Form,
  opener: string,
  { scope = "", begins = false }: { readonly scope?: string; readonly begins?: boolean } = {},
): Html {
  return html`<details class="change"><summary class="btn">${opener}</summary><form method="post" action="/mine/do" data-swap${begins ? html` data-begins` : ""}><input type="hidden" name="call" value="${callText(submit)}">${fields.map((field) => fieldToHtml(field, [], scope))}<button class="btn go">${submit.label}</button></form></details>`
}

export function accountsToHtml(): Html {
  const { link } = readers
  return html`<section class="panel"><h2>${link.title}</h2><p class="small-words soft">${say.linkWhy}</p><div class="panel-acts">${callToHtml(invoke("link", {}), { label: say.getCode })}</div>
<form class="code-form" method="post" action="/mine/do" data-swap><input type="hidden" name="call" value="${callText(invoke("link", {}))}"><label for="link-code" class="small-words">${link.options.code}</label><span class="field-row"><input id="link-code" class="code-field" name="code" required maxlength="40" autocomplete="off" spellcheck="false" autocapitalize="characters"><button class="btn">${say.useCode}</button></span></form></section>`
}

/** To delete everything takes two presses, and says what goes. */
export function dataToHtml(): Html {
  const { forget } = dataRights
  return html`<section class="unfilled small-words"><p>${say.dataKept}</p><p><a href="/mine/file?of=data" download>${say.download}</a></p><details class="forget"><summary class="forget-open">${say.delete}</summary><p>${textToHtml(forget.text)}</p>${callToHtml(invoke("forget", { sure: true }), { label: forget.delete, look: "button danger" })}</details></section>`
}
