/** Icons are symbols of one file, `assets/icons.svg`. */
import { html } from "hono/html"
import type { Html } from "./text-html.ts"

export type Icon =
  | "check"
  | "warning"
  | "error"
  | "up"
  | "thread"
  | "close"
  | "menu"
  | "send"
  | "eye"
  | "deliver"
  | "paper"
  | "older"
  | "newer"
  | "search"
  | "before"
  | "next"
  | "die"

/** An icon; with words it says them to a screen reader, without it is decoration. */
export function iconToHtml(icon: Icon, words?: string): Html {
  return html`<svg class="icon" aria-hidden="true"><use href="/assets/icons.svg#${icon}"/></svg>${
    words && html`<span class="unseen">${words} </span>`
  }`
}
