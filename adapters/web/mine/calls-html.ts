/** Buttons that call a command for the reader: a form that works without the script, which only spares the reload. */
import { html } from "hono/html"
import { labelOf } from "../../../src/rendering/label.ts"
import type { Button, Call } from "../../../src/vocabulary/card.ts"
import { type Html, type Icon, iconToHtml } from "../text-html.ts"

type Looks = {
  readonly label: string
  /** What it is about, for a screen reader: said after the label. */
  readonly about?: string
  readonly icon?: Icon
  readonly look?: string
  /** Attributes of its own, such as the mark that a key presses. */
  readonly mark?: Html
}

/** The form of all buttons below. The script sends it and swaps the page's main part. */
export function callFormToHtml(): Html {
  return html`<form id="calls" method="post" action="/mine/do" data-swap></form>`
}

export function callToHtml(call: Call, { label, about = "", icon, look = "btn", mark }: Looks): Html {
  return html`<button form="calls" name="call" value="${callText(call)}" class="${look}"${mark && html` ${mark}`}>${icon && iconToHtml(icon)}${label}${about && html`<span class="unseen"> ${about}</span>`}</button>`
}

/** A card's button. */
export function buttonToHtml(button: Button, look = "btn"): Html {
  const label = labelOf(button)
  const { describes = label } = button
  return callToHtml(button, { label, look, ...(describes !== label && { about: `: ${describes}` }) })
}

/** What a form carries: fields that are filled in are laid over the arguments. */
export function callText({ command, arguments: values }: Call): string {
  return JSON.stringify({ command, arguments: values })
}
