/** A paper's thread beside its page, or the field that opens it. */
import { html } from "hono/html"
import type { Thread } from "../../../src/vocabulary/community-stores.ts"
import { words } from "../../../src/words/words.ts"
import { longestText } from "../options.ts"
import { composerToHtml, listToHtml } from "../page-html.ts"
import { type Html, iconToHtml } from "../text-html.ts"
import type { Slice } from "../view.ts"

const { paper: say } = words.web.reading

export type Discussion = { readonly thread: Thread; readonly slice: Slice } | undefined

export function discussionToHtml(paper: string, discussion: Discussion): Html {
  return html`<aside class="thread beside" id="thread" aria-label="${say.discussion}"${discussion && html` data-thread="${discussion.thread.thread}"`}><span id="discussion"></span>
${discussion ? threadToHtml(discussion) : firstReplyToHtml(paper)}</aside>`
}

function threadToHtml({ thread, slice }: NonNullable<Discussion>): Html {
  const { place, thread: id, replies } = thread
  return html`<header class="head"><div class="head-words"><h2 class="head-title">${say.discussion}</h2><p class="head-topic">${say.threadIn(place, replies)}</p></div><a class="round" href="/channels/${encodeURIComponent(place)}/t/${id}" aria-label="${say.openThread}">${iconToHtml("outside")}</a></header>
${listToHtml(slice, { channel: place, thread: id, label: words.web.page.replies }, html`<p>${say.discussHere}</p>`)}
${composerToHtml("thread", words.web.page.replyHere, words.web.page.reply, `${place}/${id}`)}`
}

/** A plain form: it opens the thread and leads back here. */
function firstReplyToHtml(paper: string): Html {
  return html`<header class="head"><div class="head-words"><h2 class="head-title">${say.discussion}</h2><p class="head-topic">${say.noThread}</p></div></header>
<form class="first-reply" method="post" action="/discuss"><input type="hidden" name="paper" value="${paper}"><label for="first-reply">${say.discussHere}</label><textarea id="first-reply" name="text" rows="4" dir="auto" required maxlength="${longestText}" placeholder="${say.firstReplyHint}"></textarea><button class="btn go">${say.post}</button></form>`
}
