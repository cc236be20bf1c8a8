/** The page's renderer: a card as HTML. Pure; the same card and view give the same bytes. */
import { html } from "hono/html"
import { cleanLine } from "../../src/rendering/characters.ts"
import { fileLine } from "../../src/rendering/files.ts"
import { fit } from "../../src/rendering/fit.ts"
import { textOf } from "../../src/rendering/inline.ts"
import { labelOf } from "../../src/rendering/label.ts"
import { noLimits } from "../../src/rendering/limits.ts"
import { selectAction } from "../../src/rendering/packed-action.ts"
import { chosenLabel } from "../../src/rendering/plain.ts"
import type { Action, Block, Card, Image, Item, Select, Tone } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { directAddress, type Pictures } from "./pictures.ts"
import { type Html, type Icon, iconToHtml, linkToHtml, textToHtml } from "./text-html.ts"
import { isVote, type Stats, voteToHtml } from "./vote-html.ts"

/** What a card's looks depend on beside the card. */
export type CardView = {
  readonly paperStats: Stats
  /** Where its pictures come from. Absent: from their own sites. */
  readonly pictures?: Pictures
  /** The page's own address: links to it stay in the window. */
  readonly origin?: string
}

/** A card as one `article`, in full, without marks that turn or hide text. Buttons carry their invocation as JSON in `data-press`. */
export function cardToHtml(given: Card, view: CardView): Html {
  const card = fit(given, noLimits)
  const tone = tones[card.tone]
  return html`<article class="card ${card.tone}">
    <h3 class="card-title" dir="auto">${tone && iconToHtml(...tone)}${textToHtml(card.title, view.origin)}</h3>
    ${card.blocks.map((block) => blockToHtml(block, card, view))}
  </article>`
}

const tones: Readonly<Record<Tone, readonly [Icon, string] | undefined>> = {
  plain: undefined,
  success: ["check", words.web.message.done],
  warning: ["warning", words.web.message.note],
  error: ["error", words.web.message.problem],
}

function blockToHtml(block: Block, card: Card, view: CardView): Html {
  switch (block.kind) {
    case "text":
      return html`<p class="text" dir="auto">${textToHtml(block.text, view.origin)}</p>`
    case "fields":
      return html`<dl class="fields">${block.fields.map(
        ({ name, value }) =>
          html`<div><dt>${cleanLine(name)}</dt><dd dir="auto">${textToHtml(value, view.origin)}</dd></div>`,
      )}</dl>`
    case "items":
      return itemsToHtml(block.items, block.start, view)
    case "image":
      return html`<figure class="frame image">${imageToHtml(block.image, view)}</figure>`
    case "file":
      return html`<p class="note">${fileLine(block.file)}</p>`
    case "note":
      return html`<p class="note" dir="auto">${textToHtml(block.text, view.origin)}</p>`
    case "actions":
      return html`<div class="actions">${block.actions.map((action) => actionToHtml(action, textOf(card.title), view))}</div>`
    case "select":
      return selectToHtml(block)
    default:
      return block satisfies never
  }
}

/** A menu of the browser's own; the page has no menus of channels or roles, so what is chosen there is said. */
function selectToHtml(select: Select): Html {
  const label = cleanLine(select.label)
  if (select.of !== "options") return html`<p class="text">${label}: ${chosenLabel(select)}</p>`
  const { effect, command, arguments: values, into } = selectAction(select)
  const choose = JSON.stringify({ command, arguments: values, effect, into })
  const isOpen = !select.options.some(({ value }) => value === select.chosen)
  const shown = cleanLine(select.placeholder ?? select.label)
  // What stands in the menu already is said once.
  return html`<p class="choose"><label><span class="${isOpen && shown === label ? "unseen" : ""}">${label}</span> <select data-choose="${choose}">
    ${isOpen && html`<option value="" selected disabled>${shown}</option>`}
    ${select.options.map(({ value, label }) => html`<option value="${value}"${value === select.chosen ? html` selected` : ""}>${cleanLine(label)}</option>`)}
  </select></label></p>`
}

function itemsToHtml(items: readonly Item[], start: number | undefined, view: CardView): Html {
  const lines = items.map((item, n) => itemToHtml(item, view, start === undefined ? undefined : start + n))
  return start === undefined
    ? html`<ul class="items">${lines}</ul>`
    : html`<ol class="items" start="${start}">${lines}</ol>`
}

function itemToHtml(item: Item, view: CardView, number: number | undefined): Html {
  const about = textOf(item.title)
  const paper = item.paper
  const voteMissing = paper !== undefined && !item.actions.some((action) => isVote(action, paper))
  return html`<li class="item">
    ${number !== undefined && html`<span class="number">${number}.</span>`}
    ${item.thumbnail && html`<span class="frame thumbnail">${imageToHtml(item.thumbnail, view)}</span>`}
    <div class="item-body">
      <h4 class="item-title" dir="auto">${textToHtml(item.title, view.origin)}</h4>
      ${item.lines.map((line) => html`<p class="line" dir="auto">${textToHtml(line, view.origin)}</p>`)}
      ${
        (voteMissing || item.actions.length > 0) &&
        html`<div class="actions small">
        ${voteMissing && voteToHtml({ paper, about }, view.paperStats.get(paper))}
        ${item.actions.map((action) => actionToHtml(action, about, view))}
      </div>`
      }
    </div>
  </li>`
}

function actionToHtml(action: Action, about: string, view: CardView): Html {
  switch (action.kind) {
    case "link":
      return linkToHtml(html`${cleanLine(action.label)}`, action.href, {
        origin: view.origin,
        look: "button",
      })
    case "invoke":
      return isVote(action)
        ? voteToHtml(
            { paper: String(action.arguments.paper), about, label: cleanLine(action.label) },
            view.paperStats.get(String(action.arguments.paper)),
          )
        : buttonToHtml(action)
    default:
      return action satisfies never
  }
}

function buttonToHtml(action: Extract<Action, { readonly kind: "invoke" }>): Html {
  const press = { command: action.command, arguments: action.arguments, effect: action.effect }
  const label = cleanLine(labelOf(action))
  return html`<button type="button" class="button ${action.style ?? "plain"}" data-press="${JSON.stringify(press)}">${emojiToHtml(action.emoji)}${label}${restToHtml(label, action.describes)}</button>`
}

/** What a screen reader says beyond the label. The label comes first, so that voice control finds the button by what is seen. */
function restToHtml(label: string, describes = ""): Html | undefined {
  if (describes === "" || describes === label) return undefined
  const rest = describes.startsWith(`${label} `) ? describes.slice(label.length) : `: ${describes}`
  return html`<span class="unseen">${rest}</span>`
}

/** As an icon where there is one: not every machine has an emoji font. */
function emojiToHtml(emoji: string | undefined): Html | undefined {
  if (emoji === undefined) return undefined
  const icon = drawn[emoji]
  return icon ? iconToHtml(icon) : html`<span aria-hidden="true">${emoji}</span>`
}

const drawn: Readonly<Record<string, Icon>> = {
  "💬": "thread",
  "🔎": "search",
  "👍": "up",
  "🎲": "die",
  "◀️": "before",
  "▶️": "next",
}

/** Loaded when it scrolls near, in a frame that stays when it fails. Only over https, as the page's policy demands. */
function imageToHtml(image: Image, { pictures }: CardView): Html {
  const address = pictures ? pictures.address(image.url) : directAddress(image.url)
  const frame = iconToHtml("paper", address === undefined ? image.alt : undefined)
  if (address === undefined) return frame
  return html`${frame}<img src="${address}" alt="${image.alt}" loading="lazy" decoding="async" referrerpolicy="no-referrer" data-fallible>`
}
