/** Links to papers as files, one for each format. The file is made when its link is followed. */
import { html } from "hono/html"
import { exportFormats } from "../../src/exporting/index.ts"
import { words } from "../../src/words/words.ts"
import type { Html } from "./text-html.ts"

export const filePath = "/mine/file"

/** Which papers, as the address of a file says it. */
export type Exported = { readonly of: "saved" | "votes" | "list" | "search" } & Readonly<
  Partial<Record<"date" | "q", string>>
>

export function fileLinksToHtml(papers: Exported, look = ""): readonly Html[] {
  return exportFormats.map((format) => {
    const query = new URLSearchParams({ ...papers, format })
    return html`<a${look && html` class="${look}"`} href="${filePath}?${query}" download>${words.exporting.formats[format]}</a>`
  })
}

/** Below a list or a search. */
export function exportLineToHtml(papers: Exported): Html {
  return html`<p class="as-files small-words soft">${words.web.mine.exportAs}${fileLinksToHtml(papers)}</p>`
}
