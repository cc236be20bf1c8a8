/** The Share menu of a paper: its link, and the channels. A `details` element: it works without the script. */
import { html } from "hono/html"
import { words } from "../../../src/words/words.ts"
import { type Html, iconToHtml } from "../text-html.ts"
import type { PaperView } from "./paper-page.ts"

const { paper: say } = words.web.reading

export function shareToHtml({ paper, channels }: PaperView): Html {
  return html`<details class="share"><summary class="btn">${iconToHtml("share")}${say.share}</summary><div class="menu-list">
<button type="button" class="btn bare" data-copy data-copied="${say.copied}">${iconToHtml("link")}${say.copyLink}</button>
<form method="post" action="/share"><input type="hidden" name="paper" value="${paper.id}">${channels.map(
    ({ id }) =>
      html`<button class="btn bare" name="channel" value="${id}">${iconToHtml("hash")}${say.shareIn(id)}</button>`,
  )}</form></div></details>`
}
