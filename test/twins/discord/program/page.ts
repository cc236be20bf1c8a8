/** The page of the program: channels, messages as text, their buttons and reactions as forms. No script. */
import type { APIMessage } from "discord-api-types/v10"
import { pressables } from "../state/components.ts"
import { threadsOf } from "../state/guilds.ts"
import type { DiscordTwin } from "../twin.ts"
import { textOf } from "../verbs/observe.ts"
import { labelOf } from "../verbs/person.ts"

export type View = { readonly channel: string; readonly as: string; readonly note: string }

const refreshSeconds = 2
const style = `body{font:15px/1.45 system-ui;margin:0;color-scheme:light dark}main{max-width:60rem;margin:auto;padding:1rem}
nav a{margin-right:.8rem}iframe{width:100%;height:65vh;border:1px solid #8886}pre{white-space:pre-wrap;margin:.2rem 0;font:inherit}
article{padding:.5rem;border-bottom:1px solid #8884}form{display:inline}.private{opacity:.75;border-left:3px solid #88f}
input[name=text][type=text]{width:70%}`

export function roomPage(twin: DiscordTwin, view: View, people: readonly string[]): string {
  const threads = threadsOf(twin.world, twin.guild.id)
  const places = [
    ...[...twin.world.channels.values()]
      .filter(({ type }) => type === 0 || type === 15)
      .map(({ name }) => [name ?? "", `#${name}`] as const),
    ...threads.map(({ id, name }) => [id, `🧵 ${name}`] as const),
    ["@me", "direct messages"] as const,
  ]
  const link = (change: Partial<View>, label: string) =>
    `<a href="/?${query({ ...view, note: "", ...change })}">${html(label)}</a>`
  return page(`<nav>${places.map(([channel, label]) => link({ channel }, label)).join("")}</nav>
<nav>You are <b>${html(view.as)}</b>: ${people.map((as) => link({ as }, as)).join("")}</nav>
<iframe title="Messages" src="/messages?${query(view)}"></iframe>
<form method="post" action="/?${query(view)}"><input type="hidden" name="kind" value="say">
<input type="text" name="text" autofocus placeholder="/paper search query:diffusion limit:3, or words; @bot mentions it"> <button>Send</button></form>
${deed(view, "drop", "", "", "Drop the bot's sockets")}
<p role="status">${html(view.note)}</p>
${twin
  .failures()
  .map((failure) => `<p role="alert">${html(failure)}</p>`)
  .join("")}`)
}

export function messagesPage(twin: DiscordTwin, view: View): string {
  const person = twin.member(view.as)
  const isKnown = view.channel === "@me" || twin.world.channels.has(view.channel)
  const messages = person.sees(isKnown ? view.channel : twin.channel(view.channel))
  const menus = twin.observe.commands().filter(({ type }) => type === 3)
  const body = messages
    .map((message) =>
      article(
        view,
        message,
        menus.map(({ name }) => name),
      ),
    )
    .join("")
  return page(body || "<p>Nothing here yet.</p>", `<meta http-equiv="refresh" content="${refreshSeconds}">`)
}

function article(view: View, message: APIMessage, menus: readonly string[]): string {
  const isPrivate = ((message.flags ?? 0) & 64) !== 0
  const isThinking = ((message.flags ?? 0) & 128) !== 0
  const controls = pressables(message.components).map((component) =>
    "options" in component
      ? component.options
          .map(({ label, value }) =>
            deed(view, "select", message.id, `${component.custom_id}=${value}`, label),
          )
          .join("")
      : deed(view, "click", message.id, component.custom_id, labelOf(component)),
  )
  const reactions = (message.reactions ?? []).map(({ emoji, count }) => `${emoji.name ?? ""} ${count}`)
  return `<article${isPrivate ? ' class="private"' : ""}><b>${html(message.author.global_name ?? message.author.username)}</b>
<pre>${isThinking ? "<i>is thinking…</i>" : html(textOf(message))}</pre>${controls.join("")} ${html(reactions.join("  "))}
${deed(view, "react", message.id, "👍", "👍")}${menus.map((name) => deed(view, "menu", message.id, name, name)).join("")}</article>`
}

function deed(view: View, kind: string, on: string, text: string, label: string): string {
  const field = (name: string, value: string) => `<input type="hidden" name="${name}" value="${html(value)}">`
  return `<form method="post" target="_top" action="/?${query(view)}">${field("kind", kind)}${field("on", on)}${field("text", text)}<button>${html(label)}</button></form> `
}

function page(body: string, head = ""): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Twin of Discord</title>${head}<style>${style}</style><main>${body}</main></html>`
}

function query({ channel, as }: View): string {
  return html(new URLSearchParams({ channel, as }).toString())
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
