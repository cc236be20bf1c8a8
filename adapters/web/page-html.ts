/** The whole page: channels at the left, messages in the middle, a thread at the right. */
import { html } from "hono/html"
import { iconToHtml } from "./icon-html.ts"
import { longestName, type Member } from "./member.ts"
import { avatarToHtml } from "./message-html.ts"
import type { Channel } from "./options.ts"
import type { Html } from "./text-html.ts"
import type { Slice } from "./view.ts"

export type Page = {
  readonly channels: readonly Channel[]
  readonly channel: Channel
  readonly member: Member
  /** What the page has seen: live updates go on from here. */
  readonly cursor: string
  readonly slice: Slice
  readonly thread?: {
    readonly id: string
    readonly about: string
    readonly root: Html
    readonly slice: Slice
  }
  /** The same page under this machine's other name, where the browser is another member. */
  readonly otherWindow?: string
}

/** Longer than any question; a browser stops there, the server checks again. */
export const longestText = 4000

export function pageToHtml(page: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
  <meta name="color-scheme" content="light dark">
  <title>#${page.channel.id} · Paperboy</title>
  <link rel="icon" href="/assets/paperboy.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/assets/style.css">
  <script type="module" src="/assets/client/main.ts"></script>
</head>
<body data-channel="${page.channel.id}" data-cursor="${page.cursor}" data-member="${page.member.id}">
  <a class="skip" href="#say-channel">Skip to writing</a>
  <p class="banner" id="banner" role="status" hidden></p>
  <noscript><p class="banner">Without JavaScript this page can be read, not written in.</p></noscript>
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
  return html`<nav class="sidebar" id="sidebar" aria-label="Channels" popover>
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
    <button type="button" class="me-button" popovertarget="me-menu">${avatarToHtml(member.id, member.name)}<span class="me-name"><span class="unseen">You are </span>${member.name}</span></button>
    <div class="me-menu" id="me-menu" popover>
      <form data-form="/member"><label for="me-name">Your name here</label>
        <div class="row"><input id="me-name" name="name" value="${member.name}" maxlength="${longestName}" required autocomplete="nickname"><button class="button primary">Save</button></div>
      </form>
      <form data-form="/member/new"><button class="button wide">Be somebody else</button></form>
      ${otherWindow && html`<a class="button wide outside" href="${otherWindow}" target="_blank">Open a second member's window</a>`}
    </div>
  </div>`
}

function channelToHtml({ channel, slice, thread }: Page): Html {
  return html`<main class="channel" aria-label="#${channel.id}"${thread ? html` data-behind` : ""}>
    <header class="head">
      <button type="button" class="round menu" popovertarget="sidebar" aria-label="Channels">${iconToHtml("menu")}</button>
      <div class="head-words"><h1 class="head-title"><span aria-hidden="true">#</span>${channel.id}</h1><p class="head-topic">${channel.topic}</p></div>
      ${channel.delivers && html`<button type="button" class="button deliver" data-press='{"command":"deliver","arguments":{},"effect":"reply"}'>${iconToHtml("deliver")}Deliver now</button>`}
    </header>
    ${listToHtml(slice, { channel: channel.id, label: `Messages in #${channel.id}` }, emptyToHtml(channel))}
    ${composerToHtml("channel", `Message #${channel.id}`, "Write", channel.id)}
  </main>`
}

function threadToHtml({ channel, thread }: Page): Html {
  if (thread === undefined) return html`<aside class="thread" id="thread" aria-label="Thread" hidden></aside>`
  const where = { channel: channel.id, thread: thread.id, label: "Replies" }
  return html`<aside class="thread" id="thread" aria-label="Thread" data-thread="${thread.id}">
    <header class="head">
      <div class="head-words"><h2 class="head-title">Thread</h2><p class="head-topic">${thread.about}</p></div>
      <a class="round" href="/c/${channel.id}" data-close-thread aria-label="Close thread">${iconToHtml("close")}</a>
    </header>
    ${listToHtml(thread.slice, where, html`<p>No replies yet. What do you think?</p>`, thread.root)}
    ${composerToHtml("thread", "Reply in this thread", "Reply", `${channel.id}/${thread.id}`)}
  </aside>`
}

type Where = { readonly channel: string; readonly thread?: string; readonly label: string }

function listToHtml(slice: Slice, where: Where, empty: Html, root?: Html): Html {
  return html`<div class="scroll" data-list-channel="${where.channel}" data-list-thread="${where.thread ?? ""}" tabindex="0" role="region" aria-label="${where.label}">
    ${root ? "" : html`<h2 class="unseen">Messages</h2>`}
    ${root && html`<details class="root"${slice.messages.length > 0 ? "" : html` open`}><summary>What it is about</summary><ol>${root}</ol></details>`}
    <button type="button" class="button older" data-older="${slice.oldest ?? ""}"${slice.more ? "" : html` hidden`}>${iconToHtml("older")}Older messages</button>
    <ol class="messages">${slice.messages}</ol>
    <div class="empty">${empty}</div>
    <button type="button" class="button primary newer" data-newer hidden>${iconToHtml("newer")}New messages</button>
  </div>`
}

function emptyToHtml(channel: Channel): Html {
  return html`<img src="/assets/paperboy.svg" alt="" width="72" height="72">
    <h2>Nothing in #${channel.id} yet</h2><p>${channel.topic}. Try one of these:</p>
    <p class="tries">${channel.tries.map((line) => html`<button type="button" class="button" data-say="/paper ${line}">/paper ${line}</button>`)}</p>`
}

/** `verb` begins a hint that is short enough for a phone. */
function composerToHtml(name: "channel" | "thread", label: string, verb: string, draft: string): Html {
  return html`<form class="composer" data-composer="${name}" data-draft="${draft}">
    <ul class="options" id="options-${name}" role="listbox" aria-label="Suggestions" hidden></ul>
    <div class="composer-box">
      <textarea id="say-${name}" name="text" rows="1" maxlength="${longestText}" placeholder="${verb}, or / for a command" aria-label="${label}, or / for a command" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="options-${name}" autocomplete="off" enterkeyhint="send"></textarea>
      <button class="round send" aria-label="Send">${iconToHtml("send")}</button>
    </div>
    <div class="under-way" role="status"></div>
  </form>`
}

/** A short page where the address leads nowhere. */
export function lostToHtml(words: string): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not here · Paperboy</title><link rel="stylesheet" href="/assets/style.css"></head>
<body><main class="lost"><img src="/assets/paperboy.svg" alt="" width="72" height="72"><h1>Not here</h1><p>${words}</p><p><a class="button primary" href="/">To the channels</a></p></main></body></html>`
}

/**
 * A page that loads itself again. A strict cookie does not come along when a link elsewhere leads here; it does when
 * the page itself asks. Without this step such a visitor would become a new member each time.
 */
export function againToHtml(): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>Paperboy</title></head></html>`
}
