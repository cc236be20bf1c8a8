/** Beside a list: what is being discussed, or what to do while there is nothing yet. */
import { html } from "hono/html"
import { words } from "../../../src/words/words.ts"
import { avatarToHtml } from "../message-html.ts"
import type { Html } from "../text-html.ts"
import { paperPath } from "./addresses.ts"

/** A paper's thread, as its last reply left it. */
export type Discussed = {
  readonly paper: string
  readonly title: string
  readonly replies: number
  readonly quote: string
  /** Who replied last. */
  readonly member: string
  readonly memberName: string
  /** How long ago. */
  readonly ago: string
}

const { rail: say } = words.web.reading

export function railToHtml(discussed: readonly Discussed[], waiting: boolean): Html {
  return html`<aside class="rail" aria-label="${say.label}">
    ${waiting && stepsToHtml()}
    <section class="panel talk"><h2>${say.title}</h2>${discussed.length > 0 ? html`<ul>${discussed.map(discussedToHtml)}</ul>` : html`<p class="soft small-words">${say.nothing}</p>`}</section>
  </aside>`
}

function discussedToHtml(one: Discussed): Html {
  return html`<li><a class="talk-title" dir="auto" href="${paperPath(one.paper)}#discussion">${one.title}</a><p class="soft small-words" dir="auto">${say.quoted(one.quote)}</p><p class="talk-who soft small-words">${avatarToHtml(one.member, one.memberName)}${say.replies(one.replies, one.ago)}</p></li>`
}

function stepsToHtml(): Html {
  const { steps } = say
  return html`<section class="panel"><h2>${say.wait}</h2><ol class="steps">
    <li><b>${steps.search}</b><p>${steps.searchWhy}</p></li>
    <li><b>${steps.setUp}</b><p>${steps.setUpWhy}</p><a class="btn" href="/channels/daily-papers">${steps.setUpGo}</a></li>
    <li><b>${steps.import}</b><p><code>${steps.importWhy}</code></p></li></ol></section>`
}
