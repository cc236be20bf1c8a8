/** The page on which a channel's daily post is set up. */
import { html } from "hono/html"
import type { Button, Card } from "../../../src/vocabulary/card.ts"
import type { Form } from "../../../src/vocabulary/form.ts"
import { words } from "../../../src/words/words.ts"
import { cardToHtml } from "../card-html.ts"
import type { Channel } from "../options.ts"
import { type Html, textToHtml } from "../text-html.ts"
import { callsOf } from "./calls.ts"
import { fieldToHtml } from "./field-html.ts"
import { type Pause, pauseToHtml } from "./pause-html.ts"

export type SetUpPage = {
  readonly channel: string
  readonly channels: readonly Channel[]
  readonly form: Form
  /** The post as it would be, or why there is none. */
  readonly preview: Card
  /** What came of what was sent. */
  readonly outcome?: Card
  /** Of a post that is saved. */
  readonly pause?: Pause
}

const { setup: say } = words.web

/** The form and, beside it, the post as it would be. */
export function setUpToHtml({ channel, channels, form, preview, outcome, pause }: SetUpPage): Html {
  const { submit, actions = [] } = form
  return html`<main class="setup" id="main" tabindex="-1">
    <div class="setup-side"><form class="setup-form" method="post" action="/setup/${channel}" id="setup" novalidate>
      <h1>${words.setup.titleIn(channel)}</h1>
      ${form.note && html`<p class="setup-note" id="setup-note" data-part>${textToHtml(form.note)}</p>`}
      <div id="outcome" role="status" data-part>${outcome && cardToHtml(withoutCalls(outcome), { paperStats: new Map() })}</div>
      <input type="hidden" name="call" value="${JSON.stringify(submit.arguments)}">
      <div class="fields-grid">${form.fields.map((field) => fieldToHtml(field, channels))}</div>
      <div class="setup-actions">
        <button class="btn go big" name="do" value="save">${submit.label}</button>
        <button class="btn big" name="do" value="preview">${words.setup.buttons.preview}</button>
        ${actions.filter(isTest).map(({ label }) => html`<button class="btn big" name="do" value="test">${label}</button>`)}
        ${actions.filter(isOff).map(({ label }) => html`<button class="btn bare off" name="do" value="off">${label}</button>`)}
      </div>
    </form>${pause && pauseToHtml(channel, pause)}</div>
    <section class="setup-preview" aria-label="${say.preview}">
      <h2>${say.preview}</h2>
      <div id="preview" data-part>${daysToHtml(preview)}${cardToHtml(withoutCalls(preview), { paperStats: new Map() })}</div>
    </section>
  </main>`
}

/** Who may not change a channel is told so. */
export function notYoursToHtml(): Html {
  return html`<main class="setup" id="main" tabindex="-1"><div class="setup-form"><h1>${say.notYours}</h1><p>${say.notYoursHint}</p></div></main>`
}

/** Other days of which the post can be seen, as buttons of the form. */
function daysToHtml(preview: Card): Html | "" {
  const days = callsOf(preview).filter(({ arguments: { day } }) => day !== undefined)
  if (days.length === 0) return ""
  return html`<p class="other-days">${days.map(
    ({ label, arguments: { day = 0 } }) =>
      html`<button class="btn" form="setup" name="day" value="${day}">${label}</button>`,
  )}</p>`
}

/** Whether a button of the form ends a post that is saved. */
export function isOff(action: Button): boolean {
  return action.arguments.do === "off"
}

function isTest(action: Button): boolean {
  return action.arguments.do === "test"
}

/** Buttons of the set-up itself are the page's own. */
function withoutCalls(card: Card): Card {
  const blocks = card.blocks.map((block) =>
    block.kind === "actions"
      ? {
          ...block,
          actions: block.actions.filter((action) => action.kind === "link" || action.command !== "setup"),
        }
      : block,
  )
  return { ...card, blocks }
}
