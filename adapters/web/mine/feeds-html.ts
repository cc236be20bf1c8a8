/** The reader's feeds: their addresses, to be copied into a feed reader, and what another one could hold. */
import { html } from "hono/html"
import { feedTitle, isLocalFeed } from "../../../src/cards/feed-card.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Feed, FeedAddress, FeedKind } from "../../../src/vocabulary/feeds.ts"
import { words } from "../../../src/words/words.ts"
import type { Html } from "../text-html.ts"
import { callText, callToHtml } from "./calls-html.ts"

const { feeds: say } = words

/** Without a channel's: that is asked for in the channel. */
const own = ["list", "followed", "saved"] as const satisfies readonly FeedKind[]

export function feedsToHtml(all: readonly FeedAddress[]): Html {
  const kinds = new Set(all.map(({ feed }) => feed.kind))
  const missing = own.filter((kind) => !kinds.has(kind))
  return html`<section class="panel" id="feeds"><h2>${say.title}</h2><p class="small-words soft">${all.length === 0 ? say.none : say.another}</p>${
    all.length > 0 && html`<ul class="feeds small-words">${all.map(feedToHtml)}</ul>`
  }${all.some(isLocalFeed) && html`<p class="small-words soft feeds-local">${say.local}</p>`}
<div class="panel-acts">${missing.map((kind) => callToHtml(invoke("feed", { of: kind }), { label: say.kinds[kind], icon: "plus" }))}${all.length > 1 && html`<a class="btn" href="/mine/file?of=feeds" download>${say.buttons.opml}</a>`}</div>
<form class="code-form" method="post" action="/mine/do" data-swap><input type="hidden" name="call" value="${callText(invoke("feed", { of: "search" }))}"><label for="feed-query" class="small-words">${say.kinds.search}</label><span class="field-row"><input id="feed-query" class="code-field" name="query" required maxlength="300" autocomplete="off" dir="auto"><button class="btn">${say.add}</button></span></form></section>`
}

/** For a browser that looks for feeds by itself. */
export function feedLinksToHtml(all: readonly FeedAddress[]): Html {
  return html`${all.map(
    ({ feed, address }) =>
      address !== undefined &&
      html`<link rel="alternate" type="application/atom+xml" title="${feedTitle(feed)}" href="${address}.atom">`,
  )}`
}

function feedToHtml({ feed, address }: FeedAddress): Html {
  return html`<li><b dir="auto">${feedTitle(feed)}</b>${
    address === undefined
      ? html`<p>${say.lost}</p>`
      : html`<p>${Object.entries(say.formats).map(([ending, name]) => html`<a class="feed-link" href="${address}.${ending}">${name}</a> `)}</p>`
  }<p>${(["renew", "end"] as const).map((change) => changeToHtml(feed, change))}</p></li>`
}

function changeToHtml(feed: Feed, change: "renew" | "end"): Html {
  const about = `: ${feedTitle(feed)}`
  const call = invoke("feed", { do: change, feed: feed.id })
  return html`${callToHtml(call, { label: say.buttons[change], about, look: "silent-button" })} `
}
