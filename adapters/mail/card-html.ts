/**
 * The part of a mail for programs that show form: one column, the reader's own letters and colours, and nothing from elsewhere.
 * Five papers are one screen; on a phone the first says what it is about, and of each why it is here.
 */
import { html, raw } from "hono/html"
import { cleanLine } from "../../src/rendering/characters.ts"
import { renderRuns } from "../../src/rendering/inline.ts"
import type { Text } from "../../src/vocabulary/card.ts"
import { dark, light } from "./colors.ts"
import type { Content, Link, Part, PartItem } from "./content.ts"
import { htmlDialect } from "./html-dialect.ts"

type Html = ReturnType<typeof html>

const letters = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

const sheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .page { background: ${dark.page} !important; color: ${dark.text} !important; }
  .quiet { color: ${dark.quiet} !important; }
  a { color: ${dark.link} !important; }
  a.button { background: ${dark.link} !important; color: ${dark.page} !important; }
  .line { border-color: ${dark.line} !important; }
}
@media screen { .facts { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; } }
@media (max-width: 480px) {
  .page { padding: 12px 14px !important; }
  .item + .item .about { display: none !important; }
}`

export async function contentToHtml(content: Content): Promise<string> {
  const { title, preview, parts, footer, stop } = content
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${title}</title><style>${raw(sheet)}</style></head>
<body style="margin:0;background:${light.page};color:${light.text};${letters};font-size:15px;line-height:1.4">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<div class="page" style="max-width:640px;margin:0 auto;padding:16px">
<h1 style="font-size:17px;line-height:1.3;margin:0 0 10px" dir="auto">${title}</h1>
${parts.map(partToHtml)}
<p class="quiet line" style="color:${light.quiet};border-top:1px solid ${light.line};margin:10px 0 0;padding-top:8px;font-size:12px">${footer}${stop && html` ${linkToHtml(stop)}`}</p>
</div></body></html>
`
  return String(await page)
}

function partToHtml(part: Part): Html {
  switch (part.kind) {
    case "text":
      return html`<p style="margin:0 0 10px" dir="auto">${runs(part.text)}</p>`
    case "note":
      return html`<p class="quiet" style="margin:10px 0 0;color:${light.quiet};font-size:13px" dir="auto">${runs(part.text)}</p>`
    case "fields":
      return html`${part.fields.map(
        ({ name, value }) =>
          html`<p style="margin:0 0 6px"><span class="quiet" style="color:${light.quiet}">${cleanLine(name)}:</span> ${runs(value)}</p>`,
      )}`
    case "items":
      return html`${part.items.map((item, index) =>
        itemToHtml(item, part.start === undefined ? "" : `${part.start + index}. `),
      )}`
    case "button":
      return html`<p style="margin:16px 0"><a class="button" href="${part.link.href}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:${light.link};color:${light.page};text-decoration:none;font-weight:600">${part.link.label}</a></p>`
    default:
      return part satisfies never
  }
}

function itemToHtml({ title, href, about, facts, links }: PartItem, number: string): Html {
  return html`<div class="item" style="margin:0 0 8px">
<h2 style="font-size:15px;line-height:1.3;margin:0;font-weight:600" dir="auto">${number}${href ? linkToHtml({ label: title, href }) : title}</h2>
${about && html`<p class="about" style="margin:1px 0;font-size:14px" dir="auto">${runs(about)}</p>`}
${facts.length > 0 && html`<p class="quiet facts" style="margin:1px 0;color:${light.quiet};font-size:13px;line-height:1.35" dir="auto">${runs(facts)}</p>`}
${links.length > 0 && html`<p style="margin:0;font-size:13px;line-height:24px">${links.map((link, index) => html`${index > 0 && raw("&emsp;")}${linkToHtml(link)}`)}</p>`}
</div>`
}

function linkToHtml({ label, href }: Link): Html {
  return html`<a href="${href}" style="color:${light.link};text-decoration:none">${label}</a>`
}

function runs(text: Text): Html {
  return html`${raw(renderRuns(text, htmlDialect))}`
}
