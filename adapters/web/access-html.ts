/** The pages around coming in: signing in, the closed page, and moving to another device. */
import { html } from "hono/html"
import { words } from "../../src/words/words.ts"
import type { Html } from "./text-html.ts"

const { access: say } = words.web

export function closedToHtml(): Html {
  return sheetToHtml(say.closed, html`<p>${say.closedWhy}</p><p>${say.closedHow}</p>`)
}

export function signInToHtml(to: string, problem?: string): Html {
  return sheetToHtml(
    say.signIn,
    html`<form class="sheet-form" method="post" action="/sign-in"><input type="hidden" name="to" value="${to}">
    <label for="password">${say.password}</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required autofocus aria-describedby="password-note"${problem ? html` aria-invalid="true"` : ""}>
    <p id="password-note"${problem ? html` class="wrong" role="alert"` : ""}>${problem ?? say.passwordHint}</p>
    <button class="btn go big">${say.enter}</button></form>`,
  )
}

export function deviceToHtml(link: string): Html {
  return sheetToHtml(
    say.deviceTitle,
    html`<div class="sheet-form"><label for="device-link">${say.deviceLink}</label><input id="device-link" readonly value="${link}"><p>${say.deviceHow}</p></div>`,
  )
}

/** A press, so that whoever only looks at the link does not use it up. */
export function joinToHtml(token: string, name: string): Html {
  return sheetToHtml(
    say.deviceTitle,
    html`<form class="sheet-form" method="post" action="/join"><input type="hidden" name="token" value="${token}"><p>${say.joinWhy}</p><button class="btn go big">${say.join(name)}</button></form>`,
  )
}

export function joinGoneToHtml(): Html {
  return sheetToHtml(say.joinGone, html`<p>${say.joinGoneWhy}</p>`)
}

function sheetToHtml(title: string, content: Html): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${words.web.reading.shell.title(title)}</title><link rel="icon" href="/assets/paperboy.svg" type="image/svg+xml"><link rel="stylesheet" href="/assets/style.css"></head>
<body><main class="sheet"><img src="/assets/paperboy.svg" alt="" width="56" height="56"><h1>${title}</h1>${content}</main></body></html>`
}
