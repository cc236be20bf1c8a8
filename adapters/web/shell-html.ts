/** What surrounds every page: the way to other pages, the search box, the member, the shortcuts. */
import { html, raw } from "hono/html"
import { words } from "../../src/words/words.ts"
import type { Member } from "./member.ts"
import { avatarToHtml } from "./message-html.ts"
import type { Channel } from "./options.ts"
import { shortcutsToHtml } from "./shortcuts-html.ts"
import { type Html, iconToHtml, written } from "./text-html.ts"

export type Frame = {
  readonly title: string
  readonly current?: "today" | "mine" | "search" | "channels"
  /** The channel on show. */
  readonly channel?: string
  /** The channel in which what one writes or presses happens. Absent: the one on show. */
  readonly place?: string
  /** What stands in the search box, and what is wrong with it. */
  readonly query?: string
  readonly problem?: string
  /** Papers that a search looks through. */
  readonly papers: number
  readonly channels: readonly Channel[]
  /** For the page's `head`. */
  readonly head?: Html
  /** Where "Skip to content" leads. */
  readonly skipTo?: { readonly id: string; readonly label: string }
  readonly main: Html
}

/** A page without who reads it: the same for every member, so it can be kept. */
export type FramedPage = {
  readonly head: string
  readonly place: string
  readonly side: string
  readonly rest: string
}

/** Who reads a page, and what of the chat it has seen. */
export type Reader = {
  readonly member: Member
  /** Live updates continue from here. */
  readonly cursor: string
  /** Saved papers that wait to be read. */
  readonly toRead: number
  /** This page under the machine's other name, where the browser is another member. */
  readonly otherWindow?: string | undefined
  /** With a password: there is something to sign out of. */
  readonly isSignedIn?: boolean
  /** Who runs the bot has a page about it. */
  readonly isOperator?: boolean
  /** By a proxy, which decides who one is. */
  readonly isNamed?: boolean
}

const { shell: say } = words.web.reading
const { page: about } = words.web

/** Puts a page's main part into its frame. */
export function framed(frame: Frame): FramedPage {
  return {
    place: frame.place ?? frame.channel ?? "",
    head: written(headToHtml(frame)),
    side: written(sideToHtml(frame)),
    rest: written(restToHtml(frame)),
  }
}

/** The whole document for a reader. */
export function pageFor({ head, place, side, rest }: FramedPage, reader: Reader): string {
  const body = html`<body data-channel="${place}" data-cursor="${reader.cursor}" data-member="${reader.member.id}">`
  return `${head}${written(body)}${withToRead(side, reader.toRead)}${written(memberToHtml(reader))}${rest}`
}

/** The number stands in a frame that is the same for everybody. */
function withToRead(side: string, toRead: number): string {
  return side.replace(toReadEmpty, toRead > 0 ? toReadEmpty.replace("><", `>${toRead}<`) : toReadEmpty)
}

const toReadEmpty = `<b class="count" data-to-read></b>`

function headToHtml({ title, head }: Frame): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" href="/assets/paperboy.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/assets/style.css">
  <script type="module" src="/assets/client/main.ts"></script>
  ${head}
</head>
`
}

function sideToHtml(frame: Frame): Html {
  const { id, label } = frame.skipTo ?? { id: "main", label: say.skip }
  return html`
  <a class="skip" href="#${id}">${label}</a>
  <p class="banner" id="banner" role="status" hidden></p>
  <div class="app">
  <nav class="sidebar" id="sidebar" aria-label="${say.main}" popover>
    <a class="brand" href="/"><img src="/assets/paperboy.svg" alt="" width="30" height="30">Paperboy</a>
    <ul class="places"><li><a href="/"${current(frame.current === "today")}>${iconToHtml("today")}${say.today}</a></li><li><a href="/mine"${current(frame.current === "mine")}>${iconToHtml("save")}${say.mine}${raw(toReadEmpty)}<span class="unseen">${say.toRead}</span></a></li></ul>
    <h2 class="side-title">${say.channels}</h2>
    <ul class="channels">${frame.channels.map(
      ({ id }) =>
        html`<li><a href="/channels/${id}" data-channel-link="${id}"${current(id === frame.channel)}>${iconToHtml("hash")}${id}<span class="unseen new-words"></span></a></li>`,
    )}</ul>
    `
}

function current(is: boolean): Html | "" {
  return is ? html` aria-current="page"` : ""
}

function restToHtml(frame: Frame): Html {
  return html`
  </nav>
  <div class="column">
  <header class="top">
    <a class="top-logo" href="/" aria-label="Paperboy"><img src="/assets/paperboy.svg" alt="" width="30" height="30"></a>
    ${searchBoxToHtml(frame)}
  </header>
  ${frame.main}
  </div>
  </div>
  <nav class="tabs" aria-label="${say.main}">
    <a href="/"${current(frame.current === "today")}>${iconToHtml("today")}${say.today}</a>
    <a href="/mine"${current(frame.current === "mine")}>${iconToHtml("save")}${say.mine}</a>
    <a href="/search"${current(frame.current === "search")}>${iconToHtml("search")}${say.searchTab}</a>
    <a href="/channels"${current(frame.current === "channels")}>${iconToHtml("hash")}${say.channels}</a>
  </nav>
  ${shortcutsToHtml()}
  <p class="unseen" id="announcer" role="status"></p>
  <div class="toasts" id="toasts" role="alert"></div>
</body>
</html>`
}

/** A form that works by itself; the script adds suggestions. */
function searchBoxToHtml({ query = "", problem, papers }: Frame): Html {
  return html`<form class="find" role="search" action="/search">
    ${iconToHtml("search")}
    <input id="q" name="q" type="search" value="${query}" placeholder="${say.searchHint(papers)}" aria-label="${say.searchLabel}" autocomplete="off" enterkeyhint="search" maxlength="1000" dir="auto" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="offers"${problem ? html` aria-invalid="true" aria-describedby="q-problem"` : ""}>
    <kbd aria-hidden="true">/</kbd>
    <div class="offers" id="offers" role="listbox" aria-label="${say.suggestions}" hidden></div>
    ${problem && html`<p class="q-problem" id="q-problem" role="alert">${iconToHtml("warning")}${problem}</p>`}
  </form>`
}

/** The member at the foot of the sidebar, with what can be changed. */
function memberToHtml({ member, otherWindow, isSignedIn, isNamed, isOperator }: Reader): Html {
  return html`<div class="me">
    <button type="button" class="me-button" popovertarget="me-menu">${avatarToHtml(member.id, member.name)}<span class="me-name"><span class="unseen">${about.youAre}</span><bdi>${member.name}</bdi></span></button>
    <div class="me-menu" id="me-menu" popover>
      ${!isNamed && ownNameToHtml(member)}
      ${otherWindow && html`<a class="button wide outside" href="${otherWindow}" target="_blank">${about.secondWindow}</a>`}
      ${isOperator && html`<a class="button wide" href="/operator">${words.operator.title}</a>`}
      ${isSignedIn && html`<form method="post" action="/sign-out"><button class="button wide">${words.web.access.signOut}</button></form>`}
    </div>
  </div>`
}

function ownNameToHtml(member: Member): Html {
  return html`<form data-form="/member" method="post" action="/member"><label for="me-name">${about.yourName}</label>
        <div class="field-row"><input id="me-name" name="name" value="${member.name}" dir="auto" required autocomplete="nickname"><button class="button primary">${about.saveName}</button></div>
      </form>
      <form data-form="/member/new" method="post" action="/member/new"><button class="button wide">${about.newMember}</button></form>
      <form method="post" action="/device"><button class="button wide">${words.web.access.device}</button></form>`
}
