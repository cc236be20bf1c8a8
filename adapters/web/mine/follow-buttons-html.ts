/** Follow, where a name, a search or a paper stands. Pressed for who follows it; its words stay. */
import { html } from "hono/html"
import type { Follow } from "../../../src/vocabulary/following.ts"
import { words } from "../../../src/words/words.ts"
import { type Html, iconToHtml, withPressed } from "../text-html.ts"
import { followKey, followKeys } from "./follow-line.ts"

const { buttons } = words.following

/** Where a page's Follow buttons send what they follow without the script. */
export function followFormToHtml(): Html {
  return html`<form id="follows" method="post" action="/follow"></form>`
}

/** A button with words of its own. */
export function followToHtml(what: string, label: string, look = "btn"): Html {
  return html`<button form="follows" name="toggle" value="${what}" class="${look} follow-button" ${stateOf(what)}>${iconToHtml("plus")}${iconToHtml("tick")}${label}</button>`
}

/** A small one after a name that says what it is about. */
export function followNameToHtml(what: string, name: string): Html {
  return html`<button form="follows" name="toggle" value="${what}" class="follow-name-button" ${stateOf(what)}>${iconToHtml("plus")}${iconToHtml("tick")}<span class="unseen">${buttons.follow} ${name}</span></button>`
}

function stateOf(what: string): Html {
  return html`aria-pressed="false" data-follow="${followKey(what)}"`
}

/** Whether a page has such buttons at all. */
export function hasFollows(page: string): boolean {
  return page.includes("data-follow=")
}

/** HTML that was written for nobody, with the buttons of these follows pressed. */
export function withFollows(page: string, follows: readonly Follow[]): string {
  return withPressed(page, "data-follow", follows.flatMap(followKeys))
}
