/** Following something new: what it would have brought, or the question which of several is meant. */
import { html } from "hono/html"
import { textOf } from "../../../src/rendering/inline.ts"
import type { Action, Block, Button, Card, Item } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { paperPath } from "../reading/addresses.ts"
import { type Html, textToHtml } from "../text-html.ts"
import { buttonToHtml, callFormToHtml } from "./calls-html.ts"
import { type Notice, noticeToHtml } from "./notices.ts"

const { mine: say } = words.web

/** `answer` is what the core says of following `what`. */
export function followPageToHtml(what: string, answer: Card | undefined, notice: Notice | undefined): Html {
  return html`<main id="main" class="wrap mine" tabindex="-1"><div class="listed">${callFormToHtml()}
<div class="day-head"><h1 class="h1">${say.followTitle}</h1><a class="btn bare" href="/mine">${say.back}</a></div>
${noticeToHtml(notice)}
<form class="mine-filter" action="/mine/follow"><input name="what" value="${what}" required maxlength="300" placeholder="${say.followPlaceholder}" aria-label="${say.followWhat}" dir="auto" autocomplete="off"><button class="btn">${say.tryFollow}</button></form>
${answer ? answerToHtml(answer) : html`<p class="soft">${say.followHint}</p>`}
</div></main>`
}

function answerToHtml({ title, blocks }: Card): Html {
  return html`<section class="follow-answer"><h2>${textToHtml(title)}</h2>${blocks.map(blockToHtml)}</section>`
}

function blockToHtml(block: Block): Html | "" {
  switch (block.kind) {
    case "text":
    case "note":
      return html`<p>${textToHtml(block.text)}</p>`
    case "items":
      return html`<ul class="follow-found">${block.items.map(itemToHtml)}</ul>`
    case "actions":
      return html`<div class="ways">${followsOf(block.actions).map((one) => buttonToHtml(one, "btn go"))}</div>`
    default:
      return ""
  }
}

/** Papers lead to their page; people are followed from here. */
function itemToHtml({ title, lines, paper, actions }: Item): Html {
  const heading =
    paper === undefined
      ? textToHtml(title)
      : html`<a class="follow-link" href="${paperPath(paper)}" dir="auto">${textOf(title)}</a>`
  const follows = followsOf(actions)
  return html`<li><div><p class="follow-name">${heading}</p>${lines.map((line) => html`<p class="facts">${textToHtml(line)}</p>`)}</div>${follows.map((one) => buttonToHtml(one))}</li>`
}

function followsOf(actions: readonly Action[]): readonly Button[] {
  return actions
    .filter((one) => one.kind === "invoke")
    .filter(({ command }) => command === "follow" || command === "unfollow")
}
