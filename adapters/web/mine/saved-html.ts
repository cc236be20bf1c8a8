/** A saved paper as a row of the reader's own list: its note in place, and what can be done next. */
import { html } from "hono/html"
import { authorsInWords } from "../../../src/cards/paper-words.ts"
import { daySaved } from "../../../src/cards/saved-card.ts"
import { pdfLink } from "../../../src/papers/index.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import {
  longestNote,
  type ReadingState,
  readingStates,
  type SavedPaper,
} from "../../../src/vocabulary/readers.ts"
import { words } from "../../../src/words/words.ts"
import { paperPath } from "../reading/addresses.ts"
import { type Html, iconToHtml, outsideToHtml } from "../text-html.ts"
import { voteToHtml } from "../vote-html.ts"
import { callText, callToHtml } from "./calls-html.ts"
import { minePath } from "./mine-address.ts"
import type { MinePage, OwnPaper } from "./mine-page.ts"

const { readers, web } = words
const { mine: say } = web
const { buttons } = readers

type Kept = OwnPaper & { readonly saved: SavedPaper }

/** The script finds the row by `data-paper`, and the keys by its class. */
export function savedToHtml(kept: Kept, page: MinePage): Html {
  const { paper, saved } = kept
  return html`<article class="kept" data-paper="${paper.id}">
<div class="kept-words"><h2 dir="auto"><a href="${paperPath(paper.id)}">${paper.title}</a></h2>${factsToHtml(kept, page)}</div>
<div class="kept-acts">${readToHtml(kept)}${saved.note === undefined && noteToHtml(kept)}${moreToHtml(kept, page)}</div>
${saved.note !== undefined && noteToHtml(kept)}
</article>`
}

function factsToHtml({ paper, saved }: Kept, { options, now, timeZone }: MinePage): Html {
  const state = options.query !== "" || options.tag !== "" || options.shelf === "notes"
  const facts = [
    authorsInWords(paper),
    readers.saved.savedOn(daySaved(saved.addedAt, now, timeZone)),
    state ? readers.states[saved.state] : undefined,
  ].filter((fact) => fact !== undefined)
  return html`<p class="facts">${facts.join(" · ")}${saved.tags.map(
    (tag) => html` <a class="tag" href="${minePath({ tag })}">${tag}</a>`,
  )}</p>`
}

function readToHtml({ paper, saved }: Kept): Html {
  const isRead = saved.state === "read"
  const call = invoke("read", { paper: paper.id, state: isRead ? "later" : "read" })
  const label = isRead ? buttons.markUnread : buttons.markRead
  return callToHtml(call, {
    label,
    about: paper.title,
    icon: isRead ? "save" : "tick",
    mark: html`data-read`,
  })
}

/** The note is its own field: a press opens it where it stands, with the tags below. */
function noteToHtml({ paper, saved }: Kept): Html {
  const { note = "", tags } = saved
  const call = callText(invoke("note", { paper: paper.id, replace: true }))
  const isNew = saved.note === undefined
  const summary = isNew
    ? html`<summary class="btn bare">${iconToHtml("note")}${buttons.addNote}<span class="unseen"> ${paper.title}</span></summary>`
    : html`<summary>${iconToHtml("note", buttons.editNote)}<span class="note-words" dir="auto">${note}</span></summary>`
  const form = readers.noteForm
  return html`<details class="jot${isNew ? " new" : ""}">${summary}<form method="post" action="/mine/do" data-swap>
<input type="hidden" name="call" value="${call}">
<label>${form.note.label}<textarea name="text" rows="4" dir="auto" data-limit="${Math.max(longestNote, note.length)}">${note}</textarea></label>
<label>${form.tags.label}<input name="tags" value="${tags.join(", ")}" dir="auto" autocomplete="off"><span class="hint">${form.tags.hint}</span></label>
<p class="jot-foot"><button class="btn go">${form.submit}</button><span class="length" role="status"></span></p>
</form></details>`
}

function moreToHtml({ paper, saved }: Kept, { stats }: MinePage): Html {
  const others: readonly ReadingState[] = readingStates.filter(
    (state) => state !== saved.state && state !== "read",
  )
  const pdf = pdfLink(paper)
  return html`<details class="more"><summary class="btn bare square" aria-label="${say.more(paper.title)}">${iconToHtml("dots")}</summary><div class="menu-list kept-menu">
${voteToHtml({ paper: paper.id, about: paper.title, form: "votes" }, stats.get(paper.id))}
<a class="btn bare" href="${paperPath(paper.id)}#discussion" data-discuss>${iconToHtml("thread")}${web.reading.list.discuss}<span class="unseen"> ${paper.title}</span></a>
${pdf && outsideToHtml(html`${iconToHtml("paper")}${web.reading.list.pdf}`, pdf, "btn bare", "data-pdf")}
${others.map((state) =>
  callToHtml(invoke("read", { paper: paper.id, state }), {
    label: say.moveTo(readers.states[state]),
    about: paper.title,
    look: "btn bare",
  }),
)}
${callToHtml(invoke("save", { paper: paper.id, undo: true }), { label: say.remove, about: paper.title, look: "btn bare" })}
</div></details>`
}
