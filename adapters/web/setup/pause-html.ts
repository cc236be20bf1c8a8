/** The pause of a channel's daily post: a date to pause until, or the button that ends it. */
import { html } from "hono/html"
import type { Card, Text } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { type Html, textToHtml } from "../text-html.ts"
import { callsOf } from "./calls.ts"

const { buttons, until: label, hints } = words.setup

export type Pause = {
  /** What holds now, with the buttons that the core offers. */
  readonly panel: Card
  /** What was wrong with the date. */
  readonly error?: Text | undefined
}

/** A form of its own, outside of the set-up's: a pause saves nothing else that was typed. */
export function pauseToHtml(channel: string, { panel, error }: Pause): Html | "" {
  const call = callsOf(panel).find(
    ({ arguments: { do: step, sheet } }) => sheet === "pause" || step === "resume",
  )
  if (call === undefined) return ""
  const { do: step, sheet: _, ...values } = call.arguments
  const content =
    step === "resume"
      ? html`<button class="btn" name="do" value="resume">${buttons.resume}</button>`
      : html`<div class="field"><label for="f-until">${label}</label><input type="date" id="f-until" name="until" required aria-describedby="hint-until error-until"${error ? html` aria-invalid="true"` : ""}><p class="hint" id="hint-until">${hints.until}</p><p class="field-error" id="error-until">${error ? textToHtml(error) : ""}</p></div><button class="btn" name="do" value="pause">${buttons.pauseNow}</button>`
  return html`<form class="setup-pause" method="post" action="/setup/${channel}"><input type="hidden" name="call" value="${JSON.stringify(values)}">${content}</form>`
}
