/** The pages of installing: what the bot does and asks for, before Slack's own page; and how it ended, after it. */
import { readFileSync } from "node:fs"
import type { ServerResponse } from "node:http"
import type { OperatorLinks } from "../../src/vocabulary/command.ts"
import { words } from "../../src/words/words.ts"
import { optionalScopes, scopes } from "./manifest.ts"

export const installPath = "/slack/install"

const { landing } = words.slack.installing

/** The page that people are sent to: it leads on to Slack's page at `href`. */
export function landingPage(href: string, { support, privacy }: OperatorLinks): string {
  const does = landing.does.map((one) => `<li>${escaped(one)}</li>`).join("")
  const asks = Object.entries(scopes).map(([scope, use]) => {
    const optional = optionalScopes.has(scope) ? ` <small>${escaped(landing.optional)}</small>` : ""
    return `<tr><td><code>${escaped(scope).replace(":", ":<wbr>")}</code></td><td>${escaped(use)}${optional}</td></tr>`
  })
  const links = [
    ...(support ? [linkTo(support, landing.support)] : []),
    ...(privacy ? [linkTo(privacy, landing.privacy)] : []),
  ]
  return page(
    landing.title,
    `<p>${escaped(landing.intro)}</p><ul>${does}</ul>` +
      `<p><a class="add" href="${escaped(href)}">${escaped(landing.add)}</a></p>` +
      `<p class="small">${escaped(landing.kept)}</p>` +
      `<details><summary>${escaped(landing.asks)}</summary><table>${asks.join("")}</table></details>` +
      (links.length > 0 ? `<p class="small">${links.join(" · ")}</p>` : ""),
  )
}

type Outcome = { readonly title: string; readonly text: string; readonly again?: string }

/** How it ended. The words are our own. */
export function sendOutcome(response: ServerResponse, status: number, { title, text, again }: Outcome): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" })
  response.end(page(title, `<p>${text}</p>${again ? `<p>${linkTo(installPath, again)}</p>` : ""}`))
}

function linkTo(href: string, label: string): string {
  return `<a href="${escaped(href)}">${escaped(label)}</a>`
}

function page(title: string, body: string): string {
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title>` +
    `<style>${style}</style><main><h1>${escaped(title)}</h1>${body}</main></html>`
  )
}

const style = readFileSync(new URL("install.css", import.meta.url), "utf8")

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}
