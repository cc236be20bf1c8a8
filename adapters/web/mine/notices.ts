/** What came of what a reader just did, told once on their next page, with the button that takes it back. */
import { html } from "hono/html"
import { createBoundedMap } from "../../../src/concurrency/bounded-map.ts"
import type { Block, Button, Card, Text, Tone } from "../../../src/vocabulary/card.ts"
import { callsOf } from "../setup/calls.ts"
import { type Html, iconToHtml, textToHtml } from "../text-html.ts"
import { buttonToHtml } from "./calls-html.ts"

export type Notice = {
  readonly title: Text
  readonly text: readonly Text[]
  readonly tone: Tone
  readonly next?: Button
}

const mostKept = 1000

export type Notices = ReturnType<typeof createNotices>

/** By member; in this process, since the page that follows is read at once. */
export function createNotices() {
  const kept = createBoundedMap<string, Notice>(mostKept)
  return {
    leave(member: string, card: Card): void {
      kept.set(member, noticeOf(card))
    },
    take(member: string): Notice | undefined {
      const notice = kept.get(member)
      kept.delete(member)
      return notice
    },
  }
}

/** What the page does in its own way, or shows already. */
const ownWays: ReadonlySet<string> = new Set(["digest", "feed", "data", "saved", "help", "home"])

function noticeOf(card: Card): Notice {
  const { title, tone, blocks } = card
  // Of what was done, the page shows the rest.
  const isSaid = ({ kind }: Block) => kind === "text" || (kind === "note" && tone !== "success")
  const items = blocks.flatMap((block) => (block.kind === "items" && tone !== "success" ? block.items : []))
  const said = blocks.filter(isSaid).flatMap((block) => ("text" in block ? [withoutLinks(block.text)] : []))
  const text = [...said, ...items.map((item) => withoutLinks(item.title))]
  // The first button of an outcome takes it back, or confirms what is asked.
  const [first] = callsOf(card)
  const isNext = first !== undefined && first.effect !== "form" && !ownWays.has(first.command)
  return { title, text, tone, ...(isNext && { next: first }) }
}

/** A paper's title stands on the page, where it leads to its own page. */
function withoutLinks(text: Text): Text {
  return text.map(({ href: _, ...run }) => run)
}

/** Its place is there before it is filled, so that a screen reader hears it. */
export function noticeToHtml(notice: Notice | undefined): Html {
  const icon = notice?.tone === "success" ? "check" : "warning"
  return html`<div class="did-line ${notice?.tone ?? ""}" id="notice" role="status" tabindex="-1">${
    notice &&
    html`${notice.tone !== "plain" && iconToHtml(icon)}<div><p><b>${textToHtml(notice.title)}</b></p>${notice.text.map((line) => html`<p class="small-words">${textToHtml(line)}</p>`)}</div>${notice.next && buttonToHtml(notice.next)}`
  }</div>`
}
