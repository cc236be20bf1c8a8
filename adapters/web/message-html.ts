/** One message of the chat as a list item, as one member sees it. */
import { html } from "hono/html"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { textOf } from "../../src/rendering/inline.ts"
import type { ChatMessage } from "../../src/vocabulary/community-stores.ts"
import { words } from "../../src/words/words.ts"
import { type CardView, cardToHtml } from "./card-html.ts"
import { botMember } from "./options.ts"
import { type Html, iconToHtml, plainToText, textToHtml } from "./text-html.ts"
import { hasOwnVote, voteToHtml } from "./vote-html.ts"

export type MessageView = CardView & {
  /** The number of replies in its thread. */
  readonly replies: number
  /** A better answer will replace this one. */
  readonly waiting: boolean
  /** Shown above its thread as well; only the one in the channel is a link target. */
  readonly copy?: boolean
}

/** The message as `<li id="m-…">`; the script writes times and day dividers in the reader's zone. */
export function messageToHtml(message: ChatMessage, view: MessageView): Html {
  const who = message.card ? "Paperboy" : message.memberName
  return html`<li class="message${message.card ? " bot" : ""}${message.onlyFor ? " private" : ""}"${view.copy ? "" : html` id="m-${message.id}"`} data-id="${message.id}" data-at="${message.at}" data-by="${message.card ? "" : message.member}" tabindex="-1">
    ${avatarToHtml(message.card ? "" : message.member, who)}
    <div class="message-body">
      <p class="by"><b class="who" dir="auto">${who}</b>${message.card && html`<span class="badge">${words.web.message.bot}</span>`}<a class="when" href="${addressOf(message)}"><time datetime="${message.at}">${message.at.slice(11, 16)}</time></a></p>
      ${contextToHtml(message)}
      ${message.card ? cardToHtml(message.card, view) : html`<p class="said" dir="auto">${textToHtml(plainToText(message.text), view.origin)}</p>`}
      ${view.waiting && html`<p class="waiting" role="status">${words.web.message.searching}</p>`}
      ${message.onlyFor && html`<p class="private-foot"><button type="button" class="btn bare" data-dismiss="${message.id}">${words.web.message.dismiss}</button></p>`}
      ${footToHtml(message, view)}
    </div>
  </li>`
}

/** The address of a message. */
function addressOf(message: ChatMessage): string {
  const channel = `/channels/${encodeURIComponent(message.channel)}`
  return message.thread === undefined
    ? `${channel}?at=${message.id}#m-${message.id}`
    : `${channel}/t/${message.thread}#m-${message.id}`
}

/** One line for screen readers about a new message. */
export function messageToAnnouncement(message: ChatMessage): string {
  return message.card
    ? words.web.message.said("Paperboy", textOf(message.card.title))
    : words.web.message.said(message.memberName, message.text.slice(0, longestAnnounced))
}

/** A letter on one of eight colors; the bot has a paper icon. */
export function avatarToHtml(member: string, name: string): Html {
  if (member === "")
    return html`<span class="avatar paperboy" aria-hidden="true">${iconToHtml("paper")}</span>`
  const sum = [...member].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0)
  return html`<span class="avatar hue-${sum % 8}" aria-hidden="true">${[...name][0]?.toUpperCase()}</span>`
}

/** A longer question would push its answer out of view. */
const longestAsked = 300
const longestAnnounced = 200

/** What the card answers, and who else can see it. */
function contextToHtml(message: ChatMessage): Html | undefined {
  const asked = message.card !== undefined && message.member !== botMember
  if (!asked && message.onlyFor === undefined) return undefined
  return html`<p class="context">
    ${asked && html`<span>${words.web.message.askedBy}<b dir="auto">${message.memberName}</b>${message.text && html` <code dir="auto">${fitLine(message.text, longestAsked)}</code>`}</span>`}
    ${message.onlyFor && html`<span class="only-you">${iconToHtml("eye")}${words.web.message.onlyYou}</span>`}
  </p>`
}

/** A vote chip where the card has none, and the link to the thread. Private answers have no thread: nobody could join. */
function footToHtml(message: ChatMessage, view: MessageView): Html | undefined {
  const paper = message.card && !hasOwnVote(message.card) ? message.card.paper : undefined
  const threads = message.thread === undefined && message.onlyFor === undefined
  if (paper === undefined && !threads) return undefined
  const about = message.card ? textOf(message.card.title) : ""
  return html`<div class="foot">
    ${paper !== undefined && voteToHtml({ paper, about }, view.paperStats.get(paper))}
    ${threads && threadLinkToHtml(message, view.replies)}
  </div>`
}

function threadLinkToHtml(message: ChatMessage, replies: number): Html {
  const label = replies === 0 ? words.web.message.reply : words.web.message.replies(replies)
  return html`<a class="thread-link${replies > 0 ? " used" : ""}" href="/channels/${encodeURIComponent(message.channel)}/t/${message.id}" data-thread="${message.id}">${iconToHtml("thread")}${label}</a>`
}
