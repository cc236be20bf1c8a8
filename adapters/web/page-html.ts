/** A channel as a page: messages in the middle, a thread on the right. */
import { html } from "hono/html"
import { words } from "../../src/words/words.ts"
import { type Channel, longestText } from "./options.ts"
import { framed, pageFor, type Reader } from "./shell-html.ts"
import { type Html, iconToHtml } from "./text-html.ts"
import type { Slice } from "./view.ts"

export type Page = Reader & {
  readonly channels: readonly Channel[]
  readonly channel: Channel
  /** Papers that a search looks through. */
  readonly papers: number
  readonly slice: Slice
  readonly thread?: {
    readonly id: string
    readonly about: string
    readonly root: Html
    readonly slice: Slice
  }
}

const { page: say, lost } = words.web

export function pageToHtml(page: Page): string {
  const { channel, channels, papers } = page
  const main = html`<div class="rooms">${channelToHtml(page)}${threadToHtml(page)}</div>`
  const frame = framed({
    title: say.title(channel.id),
    current: "channels",
    channel: channel.id,
    skipTo: { id: "say-channel", label: say.skip },
    ...{ channels, papers },
    main: html`<noscript><p class="banner">${say.noScript}</p></noscript>${main}`,
  })
  return pageFor(frame, page)
}

function channelToHtml({ channel, slice, thread }: Page): Html {
  return html`<main class="channel" aria-label="#${channel.id}"${thread ? html` data-behind` : ""}>
    <header class="head">
      <button type="button" class="round menu" popovertarget="sidebar" aria-label="${say.channels}">${iconToHtml("menu")}</button>
      <div class="head-words"><h1 class="head-title"><span aria-hidden="true">#</span>${channel.id}</h1><p class="head-topic">${channel.topic}</p></div>
      ${channel.delivers && html`<a class="button deliver" href="/setup/${channel.id}">${words.web.setup.open}</a>`}
      ${channel.delivers && html`<button type="button" class="button deliver" data-press='{"command":"deliver","arguments":{},"effect":"reply"}'>${iconToHtml("deliver")}${say.postNow}</button>`}
    </header>
    ${listToHtml(slice, { channel: channel.id, label: say.messagesIn(channel.id) }, emptyToHtml(channel))}
    ${composerToHtml("channel", say.writeIn(channel.id), say.write, channel.id)}
  </main>`
}

function threadToHtml({ channel, thread }: Page): Html {
  if (thread === undefined)
    return html`<section class="thread" id="thread" role="complementary" aria-label="${say.thread}" hidden></section>`
  const where = { channel: channel.id, thread: thread.id, label: say.replies }
  return html`<section class="thread" id="thread" role="complementary" aria-label="${say.thread}" data-thread="${thread.id}">
    <header class="head">
      <div class="head-words"><h2 class="head-title">${say.thread}</h2><p class="head-topic" dir="auto">${thread.about}</p></div>
      <a class="round" href="/channels/${channel.id}" data-close-thread aria-label="${say.closeThread}">${iconToHtml("close")}</a>
    </header>
    ${listToHtml(thread.slice, where, html`<p>${say.noReplies}</p>`, thread.root)}
    ${composerToHtml("thread", say.replyHere, say.reply, `${channel.id}/${thread.id}`)}
  </section>`
}

type Where = { readonly channel: string; readonly thread?: string; readonly label: string }

/** A list of messages that scrolls by itself. */
export function listToHtml(slice: Slice, where: Where, empty: Html, root?: Html): Html {
  return html`<div class="scroll" data-list-channel="${where.channel}" data-list-thread="${where.thread ?? ""}" tabindex="0" role="region" aria-label="${where.label}">
    <h2 class="unseen">${say.messages}</h2>
    ${root && html`<details class="root"${slice.messages.length > 0 ? "" : html` open`}><summary>${say.about}</summary><ol>${root}</ol></details>`}
    <button type="button" class="button older" data-older="${slice.oldest ?? ""}"${slice.more ? "" : html` hidden`}>${iconToHtml("older")}${say.older}</button>
    <ol class="messages">${slice.messages}</ol>
    <div class="empty">${empty}</div>
    <button type="button" class="button primary newer" data-newer hidden>${iconToHtml("newer")}${say.newer}</button>
  </div>`
}

function emptyToHtml(channel: Channel): Html {
  return html`<img src="/assets/paperboy.svg" alt="" width="72" height="72">
    <h2>${say.nothingIn(channel.id)}</h2><p>${say.tryThese(channel.topic)}</p>
    <p class="tries">${channel.tries.map((line) => html`<button type="button" class="button" data-say="/paper ${line}">/paper ${line}</button>`)}</p>`
}

/** The hint is short enough for a phone. */
export function composerToHtml(name: "channel" | "thread", label: string, hint: string, draft: string): Html {
  return html`<form class="composer" data-composer="${name}" data-draft="${draft}">
    <ul class="options" id="options-${name}" role="listbox" aria-label="${say.suggestions}" hidden></ul>
    <div class="composer-box">
      <textarea id="say-${name}" name="text" rows="1" dir="auto" data-limit="${longestText}" placeholder="${hint}" aria-label="${label}" aria-describedby="length-${name}" aria-autocomplete="list" aria-haspopup="listbox" aria-controls="options-${name}" autocomplete="off" enterkeyhint="send"></textarea>
      <button class="round send" aria-label="${say.send}">${iconToHtml("send")}</button>
    </div>
    <p class="length" id="length-${name}" role="status"></p>
    <div class="under-way" role="status"></div>
  </form>`
}

/** A short page for an address with nothing to show. */
export function lostToHtml(reason: string): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${lost.title} · Paperboy</title><link rel="stylesheet" href="/assets/style.css"></head>
<body><main class="lost"><img src="/assets/paperboy.svg" alt="" width="72" height="72"><h1>${lost.title}</h1><p>${reason}</p><p><a class="button primary" href="/">${lost.home}</a></p></main></body></html>`
}

/**
 * A page that reloads itself. Browsers send a strict cookie only to requests of the page itself, so a visitor who comes
 * by a link elsewhere would become a new member each time.
 */
export function reloadToHtml(): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>Paperboy</title></head></html>`
}
