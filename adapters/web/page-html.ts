/** The whole page: channels on the left, messages in the middle, a thread on the right. */
import { html } from "hono/html"
import { words } from "../../src/words/words.ts"
import type { Member } from "./member.ts"
import { avatarToHtml } from "./message-html.ts"
import { type Channel, longestText } from "./options.ts"
import { type Html, iconToHtml } from "./text-html.ts"
import type { Slice } from "./view.ts"

export type Page = {
  readonly channels: readonly Channel[]
  readonly channel: Channel
  readonly member: Member
  /** What the page has seen: live updates continue from here. */
  readonly cursor: string
  readonly slice: Slice
  readonly thread?: {
    readonly id: string
    readonly about: string
    readonly root: Html
    readonly slice: Slice
  }
  /** This page under the machine's other name, where the browser is another member. */
  readonly otherWindow: string | undefined
}

const { page: say, lost } = words.web

export function pageToHtml(page: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
  <meta name="color-scheme" content="light dark">
  <title>${say.title(page.channel.id)}</title>
  <link rel="icon" href="/assets/paperboy.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/assets/style.css">
  <script type="module" src="/assets/client/main.ts"></script>
</head>
<body data-channel="${page.channel.id}" data-cursor="${page.cursor}" data-member="${page.member.id}">
  <a class="skip" href="#say-channel">${say.skip}</a>
  <p class="banner" id="banner" role="status" hidden></p>
  <noscript><p class="banner">${say.noScript}</p></noscript>
  <div class="rooms">
    ${sidebarToHtml(page)}
    ${channelToHtml(page)}
    ${threadToHtml(page)}
  </div>
  <p class="unseen" id="announcer" role="status"></p>
  <div class="toasts" id="toasts" role="alert"></div>
</body>
</html>`
}

function sidebarToHtml(page: Page): Html {
  return html`<nav class="sidebar" id="sidebar" aria-label="${say.channels}" popover>
    <p class="brand"><img src="/assets/paperboy.svg" alt="" width="32" height="32">Paperboy</p>
    <ul class="channels">${page.channels.map(
      ({ id }) =>
        html`<li><a href="/c/${id}" data-channel-link="${id}"${id === page.channel.id ? html` aria-current="page"` : ""}><span aria-hidden="true">#</span>${id}<span class="unseen new-words"></span></a></li>`,
    )}</ul>
    ${memberToHtml(page)}
  </nav>`
}

function memberToHtml({ member, otherWindow }: Page): Html {
  return html`<div class="me">
    <button type="button" class="me-button" popovertarget="me-menu">${avatarToHtml(member.id, member.name)}<span class="me-name"><span class="unseen">${say.youAre}</span><bdi>${member.name}</bdi></span></button>
    <div class="me-menu" id="me-menu" popover>
      <form data-form="/member"><label for="me-name">${say.yourName}</label>
        <div class="row"><input id="me-name" name="name" value="${member.name}" dir="auto" required autocomplete="nickname"><button class="button primary">${say.saveName}</button></div>
      </form>
      <form data-form="/member/new"><button class="button wide">${say.newMember}</button></form>
      ${otherWindow && html`<a class="button wide outside" href="${otherWindow}" target="_blank">${say.secondWindow}</a>`}
    </div>
  </div>`
}

function channelToHtml({ channel, slice, thread }: Page): Html {
  return html`<main class="channel" aria-label="#${channel.id}"${thread ? html` data-behind` : ""}>
    <header class="head">
      <button type="button" class="round menu" popovertarget="sidebar" aria-label="${say.channels}">${iconToHtml("menu")}</button>
      <div class="head-words"><h1 class="head-title"><span aria-hidden="true">#</span>${channel.id}</h1><p class="head-topic">${channel.topic}</p></div>
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
      <a class="round" href="/c/${channel.id}" data-close-thread aria-label="${say.closeThread}">${iconToHtml("close")}</a>
    </header>
    ${listToHtml(thread.slice, where, html`<p>${say.noReplies}</p>`, thread.root)}
    ${composerToHtml("thread", say.replyHere, say.reply, `${channel.id}/${thread.id}`)}
  </section>`
}

type Where = { readonly channel: string; readonly thread?: string; readonly label: string }

function listToHtml(slice: Slice, where: Where, empty: Html, root?: Html): Html {
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
function composerToHtml(name: "channel" | "thread", label: string, hint: string, draft: string): Html {
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
