/** The Save button: pressed where the reader has saved the paper. It shows no count, since what one saves is one's own. */
import { html } from "hono/html"
import { words } from "../../src/words/words.ts"
import { type Html, iconToHtml, withPressed } from "./text-html.ts"

type Saving = {
  readonly paper: string
  /** The paper's title, for a screen reader. */
  readonly about: string
  /** The form that sends it where no script runs. */
  readonly form: string
}

/** A toggle button. The script finds all buttons of a paper by `data-save`. */
export function saveToHtml({ paper, about, form }: Saving, isSaved = false): Html {
  return html`<button form="${form}" name="toggle" value="${paper}" class="btn save" aria-pressed="${String(isSaved)}" data-save="${paper}">${iconToHtml("save")}${words.readers.buttons.save}<span class="unseen"> ${about}</span></button>`
}

/** Where a page's Save buttons send their paper without the script. */
export function saveFormToHtml(): Html {
  return html`<form id="saves" method="post" action="/save"></form>`
}

/** HTML that was written for nobody, with the buttons of these papers pressed. */
export function withSaved(page: string, papers: Iterable<string>): string {
  return withPressed(page, "data-save", papers)
}
