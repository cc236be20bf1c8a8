/** The list of keyboard shortcuts, as a dialog that the script opens. */
import { html } from "hono/html"
import { words } from "../../src/words/words.ts"
import { type Html, iconToHtml } from "./text-html.ts"

const { keys: say } = words.web.reading
const { rows } = say

/** Keys of one row stand beside each other; those of a pair with `then` are pressed one after the other. */
const shortcuts: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["j", "k"], rows.move],
  [["o", "↵"], rows.open],
  [["u"], rows.upvote],
  [["d"], rows.discuss],
  [["s"], rows.save],
  [["e"], rows.read],
  [["p"], rows.pdf],
  [["h", "l"], rows.day],
  [["/"], rows.search],
  [["g", "t"], rows.goToday],
  [["g", "m"], rows.goMine],
  [["g", "c"], rows.goChannels],
  [["?"], rows.help],
  [["Esc"], rows.back],
]

export function shortcutsToHtml(): Html {
  return html`<dialog class="keys" id="keys" aria-labelledby="keys-title">
    <form method="dialog"><h2 id="keys-title">${say.title}</h2><button class="round" aria-label="${say.close}">${iconToHtml("close")}</button></form>
    <dl>${shortcuts.map(([keys, what]) => html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${what}</dd></div>`)}</dl>
    <label class="switch"><input type="checkbox" id="keys-on" checked>${say.on}</label>
    <p>${say.typing}</p>
  </dialog>`
}

/** The most used ones at the foot of a list; shown only while a script answers them. */
export function hintsToHtml(where: "list" | "mine" = "list"): Html {
  const { hint } = say
  const shown: readonly (readonly [keys: readonly string[], what: string])[] = [
    [["j", "k"], hint.move],
    [["o"], hint.open],
    [["u"], hint.upvote],
    [["d"], hint.discuss],
    where === "mine" ? [["e"], hint.read] : [["s"], hint.save],
    [["/"], hint.search],
  ]
  return html`<div class="hints" aria-hidden="true">${shown.map(([keys, what]) => html`<span>${keys.map((key) => html`<kbd>${key}</kbd>`)} ${what}</span>`)}<span class="hints-all"><kbd>?</kbd> ${hint.all}</span></div>`
}
