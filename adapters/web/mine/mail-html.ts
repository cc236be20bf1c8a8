/** The reader's digest by e-mail: what its command says of it, and the form that begins or changes it. */
import { html } from "hono/html"
import { mailCard } from "../../../src/cards/mail-card.ts"
import { cleanLine } from "../../../src/rendering/characters.ts"
import type { Action, Block } from "../../../src/vocabulary/card.ts"
import type { Form } from "../../../src/vocabulary/form.ts"
import { type Html, textToHtml } from "../text-html.ts"
import { buttonToHtml } from "./calls-html.ts"
import type { MinePage } from "./mine-page.ts"
import { changeToHtml } from "./own-data-html.ts"

/** Nothing where no mail is sent. */
export function mailToHtml({ mail }: Pick<MinePage, "mail">, form: Form | undefined): Html | undefined {
  if (!mail.offered) return undefined
  const { title, blocks } = mailCard(mail.digest)
  return html`<section class="panel" id="mail"><h2>${textToHtml(title)}</h2>${blocks.map((block) => blockToHtml(block, form, mail.digest === undefined))}</section>`
}

function blockToHtml(block: Block, form: Form | undefined, begins: boolean): Html | undefined {
  switch (block.kind) {
    case "text":
    case "note":
      return html`<p class="small-words soft">${textToHtml(block.text)}</p>`
    case "fields":
      return html`${block.fields.map(
        ({ name, value }) => html`<p class="small-words soft">${cleanLine(name)}: ${textToHtml(value)}</p>`,
      )}`
    case "actions":
      return html`<div class="panel-acts">${block.actions.map((action) => actionToHtml(action, form, begins))}</div>`
    default:
      return undefined
  }
}

function actionToHtml(action: Action, form: Form | undefined, begins: boolean): Html | undefined {
  if (action.kind !== "invoke") return undefined
  if (action.effect !== "form") return buttonToHtml(action)
  // Its fields are named as those of the digest by direct message, which is on the same page.
  return form && changeToHtml(form, action.label, { scope: "mail-", begins })
}
