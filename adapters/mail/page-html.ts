/** What a mail's link shows: a sentence, and one button. */
import { html, raw } from "hono/html"
import { renderRuns } from "../../src/rendering/inline.ts"
import { sentence } from "../../src/words/runs.ts"
import { words } from "../../src/words/words.ts"
import { dark, light } from "./colors.ts"
import { htmlDialect } from "./html-dialect.ts"

export type Page = {
  readonly title: string
  /** A sentence of ours. */
  readonly text?: string
  /** Sends what the address says, to the address itself. */
  readonly button?: string
  readonly link?: { readonly label: string; readonly href: string }
}

const sheet = `
:root { color-scheme: light dark; --page: ${light.page}; --text: ${light.text}; --link: ${light.link}; }
@media (prefers-color-scheme: dark) { :root { --page: ${dark.page}; --text: ${dark.text}; --link: ${dark.link}; } }`

const body = "margin:0;background:var(--page);color:var(--text);font:17px/1.5 system-ui,sans-serif"
const main = "max-width:32rem;margin:12vh auto 0;padding:0 20px"
const button =
  "display:inline-block;margin-top:12px;padding:12px 22px;border:0;border-radius:8px;background:var(--link);color:var(--page);font:inherit;font-weight:600;text-decoration:none;cursor:pointer"

export async function pageToHtml({ title, text, button: does, link }: Page): Promise<string> {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · ${words.mail.page.title}</title><style>${raw(sheet)}</style></head>
<body style="${body}"><main style="${main}"><h1 style="font-size:22px;line-height:1.3;margin:0 0 8px">${title}</h1>
${text && html`<p>${raw(renderRuns(sentence(text), htmlDialect))}</p>`}
${does && html`<form method="post"><button style="${button}">${does}</button></form>`}
${link && html`<p><a href="${link.href}" rel="noreferrer" style="${button}">${link.label}</a></p>`}
</main></body></html>
`
  return String(await page)
}
