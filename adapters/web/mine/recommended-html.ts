/** What is recommended to the reader, each with its reason, and what they think of it. */
import { html } from "hono/html"
import { reasonInWords } from "../../../src/cards/reason-words.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Recommendation, Recommended } from "../../../src/vocabulary/recommending.ts"
import { dayInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import type { Pictures } from "../pictures.ts"
import { paperPath } from "../reading/addresses.ts"
import { saveToHtml } from "../save-html.ts"
import { type Html, textToHtml } from "../text-html.ts"
import { voteToHtml } from "../vote-html.ts"
import { callToHtml } from "./calls-html.ts"
import type { MinePage } from "./mine-page.ts"

const { recommending, web } = words
const { mine: say } = web

export function recommendedToHtml({ recommended, stats }: MinePage, pictures: Pictures): Html | undefined {
  if (recommended === undefined) return undefined
  const { items, looked, days } = recommended
  const span = recommending.span(dayInWords(days.from), dayInWords(days.to))
  return html`<section class="mine-part" aria-labelledby="recommended"><header><h2 id="recommended">${recommending.title.me}</h2>${howToHtml()}</header>
<p class="soft small-words">${[whoseTaste(recommended), items.length > 0 ? recommending.lookedAt(looked, span) : ""].filter(Boolean).join(" ")}</p>
${
  items.length === 0
    ? html`<p class="unfilled">${looked === 0 ? recommending.noLists(span) : recommending.allKnown(looked, span)}</p>`
    : html`<div class="recs">${items.map((one) => recommendationToHtml(one, stats, pictures))}</div>`
}</section>`
}

function whoseTaste({ by, signs, needed, items }: Recommended): string {
  if (by === "member") return ""
  const until = by === "community" ? recommending.byCommunity : recommending.byBest
  return [recommending.needsSigns(needed - signs), items.length > 0 ? until : ""].filter(Boolean).join(" ")
}

function howToHtml(): Html {
  const { reset, buttons } = recommending
  const over = callToHtml(invoke("recommend", { reset: true, sure: true }), { label: buttons.startOver })
  return html`<details class="how"><summary class="how-open small-words">${say.how}</summary><div class="how-words small-words"><p>${say.howWords}</p><p>${recommending.leftOut}.</p><p>${reset.asked}</p>${over}</div></details>`
}

function recommendationToHtml(
  { paper, reason }: Recommendation,
  stats: MinePage["stats"],
  pictures: Pictures,
): Html {
  const { id, title, thumbnail } = paper
  const picture = pictures.address(thumbnail)
  return html`<article class="rec" data-paper="${id}">${
    picture &&
    html`<a class="thumb" href="${paperPath(id)}" tabindex="-1" aria-hidden="true"><img src="${picture}" alt="" loading="lazy" decoding="async" data-fallible></a>`
  }<div class="rec-body"><h3 dir="auto"><a href="${paperPath(id)}">${title}</a></h3><p class="rec-why">${textToHtml(reasonInWords(reason))}</p>
<div class="rec-acts">${voteToHtml({ paper: id, about: title, form: "votes" }, stats.get(id))}${saveToHtml({ paper: id, about: title, form: "saves" })}<span class="rec-marks">${callToHtml(invoke("recommend", { more: id }), { label: say.likeThis, about: title, look: "btn bare" })}${callToHtml(invoke("recommend", { less: id }), { label: say.notForMe, about: title, look: "btn bare" })}</span></div></div></article>`
}
