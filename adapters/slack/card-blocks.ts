/**
 * A card as Block Kit. We use sections of mrkdwn rather than rich text, because only a section has a place for a
 * thumbnail beside its text; untrusted text is escaped, and `verbatim` keeps Slack from making links.
 */
import type { types } from "@slack/bolt"
import { fit } from "../../src/rendering/fit.ts"
import { fitLine, fitText } from "../../src/rendering/fit-text.ts"
import { renderRuns, safeHref, textOf, wordsDialect } from "../../src/rendering/inline.ts"
import { labelOf } from "../../src/rendering/label.ts"
import { type Limits, noLimits } from "../../src/rendering/limits.ts"
import { packAction } from "../../src/rendering/packed-action.ts"
import { chosenLabel, plain } from "../../src/rendering/plain.ts"
import type { Action, Block, Card, Image, Item, Text, Tone } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"
import { slackMrkdwn, write } from "./mrkdwn.ts"

export type CardMessage = { readonly text: string; readonly blocks: types.KnownBlock[] }

/** Where the home page and modals allow more. */
export type Surface = { readonly blocks: number }

/** What `fit` shortens a card to. */
export function limitsOf({ blocks }: Surface): Limits {
  return {
    ...noLimits,
    measure: (text) => write(text).length,
    title: 1_000,
    text: limits.section.text,
    note: 1_500,
    fields: limits.section.fields,
    fieldName: 200,
    fieldValue: limits.section.field - 300,
    items: 20,
    itemTitle: 600,
    itemLine: 600,
    itemActions: 1,
    actions: limits.actions.elements,
    label: limits.button.text,
    href: limits.button.url,
    alt: limits.image.alt,
    repeatedActions: false,
    totals: [
      { max: blocks, of: (card) => layOut(card).length },
      { max: limits.message.characters, of: (card) => JSON.stringify(layOut(card)).length },
    ],
  }
}

/** The card as a message: blocks within Slack's limits, and its words for notifications and screen readers. */
export function cardMessage(card: Card, surface: Surface = limits.message): CardMessage {
  return { text: wordsOf(card), blocks: layOut(fit(card, limitsOf(surface))) }
}

/** What is read out, and shown where there is no room for blocks: neither addresses nor buttons. */
function wordsOf(card: Card): string {
  const read = [{ text: plain(card, { links: false, button: () => undefined }) }]
  const writeWords = (text: Text) => renderRuns(text, { ...wordsDialect, escape: slackMrkdwn.escape })
  return writeWords(fitText(read, limits.message.text, (text) => writeWords(text).length))
}

/** A tone is a sign before the title: Slack has no coloured edge for blocks. */
const signs: Readonly<Record<Tone, string>> = {
  plain: "",
  success: ":white_check_mark: ",
  warning: ":warning: ",
  error: ":x: ",
}

function layOut(card: Card): types.KnownBlock[] {
  const title = write(emphasized(card.title))
  return [
    ...(title.trim() ? [section(signs[card.tone] + title)] : []),
    ...card.blocks.flatMap((block, index) => blocksOf(block, index)),
  ]
}

function blocksOf(block: Block, index: number): types.KnownBlock[] {
  switch (block.kind) {
    case "text":
      return [section(write(block.text))]
    case "note":
      return [{ type: "context", elements: [mrkdwn(write(block.text))] }]
    case "fields": {
      const fields = block.fields.map(({ name, value }) => {
        const label = name.trim() ? `${write([{ text: name, bold: true }])}\n` : ""
        return mrkdwn(label + write(value))
      })
      return [{ type: "section", fields }]
    }
    case "items":
      return itemsBlocks(block, index)
    case "image":
      return imageBlocks(block.image)
    case "actions":
      return [
        {
          type: "actions",
          elements: block.actions.map((action, at) => button(action, `${index}.${at}`)),
        },
      ]
    case "select":
      return [section(write([{ text: `${block.label}: `, bold: true }, { text: chosenLabel(block) }]))]
    default:
      return block satisfies never
  }
}

/**
 * A section has one place beside its text. Where papers have thumbnails, these take it, and one menu below leads to
 * each; otherwise every item has its button.
 */
function itemsBlocks({ items, start }: Extract<Block, { kind: "items" }>, index: number): types.KnownBlock[] {
  const pictured = items.some((item) => thumbnailOf(item) !== undefined)
  const sections = items.map((item, at) => {
    const number = start === undefined ? "" : `${start + at}. `
    // A menu calls commands and cannot lead out of Slack: such a link stands in the text.
    const links = pictured ? item.actions.filter((action) => action.kind === "link") : []
    const linked = links.map(({ label, href }) => write([{ text: label, href }]))
    const text = [number + write(emphasized(item.title)), ...item.lines.map(write), ...linked].join("\n")
    const accessory = pictured
      ? thumbnailOf(item)
      : item.actions.slice(0, 1).map((action) => button(action, `${index}.${at}`))[0]
    return accessory ? { ...section(text), accessory } : section(text)
  })
  const menu = pictured ? menuOf(items, index) : undefined
  return menu ? [...sections, menu] : sections
}

function thumbnailOf({ thumbnail }: Item): types.ImageElement | undefined {
  const url = thumbnail && safeHref(thumbnail.url)
  if (!url || !thumbnail || url.length > limits.image.url) return undefined
  return { type: "image", image_url: url, alt_text: altOf(thumbnail) }
}

function menuOf(items: readonly Item[], index: number): types.ActionsBlock | undefined {
  const options = items.flatMap((item) => {
    const action = item.actions.find((some) => some.kind === "invoke")
    if (!action) return []
    const text = plainText(fitLine(textOf(item.title), limits.option.text))
    return [
      { text, description: plainText(shownLabel(action)), value: packAction(action, limits.option.value) },
    ]
  })
  if (options.length === 0) return undefined
  const placeholder = plainText(words.slack.members.openPaper)
  return {
    type: "actions",
    elements: [{ type: "static_select", action_id: `do menu ${index}`, placeholder, options }],
  }
}

/** A title is bold, unless a search marked words in it: marks are bold here, and would drown. */
function emphasized(title: Text): Text {
  return title.some((run) => run.mark) ? title : title.map((run) => ({ ...run, bold: true }))
}

function imageBlocks(image: Image): types.KnownBlock[] {
  const url = safeHref(image.url)
  return url && url.length <= limits.image.url
    ? [{ type: "image", image_url: url, alt_text: altOf(image) }]
    : []
}

// Slack refuses an image without alternative text.
function altOf(image: Image): string {
  return image.alt.trim() || words.slack.members.picture
}

/** `action_id`s are unique within a block, by their place; what is to be done is the value. */
function button(action: Action, place: string): types.Button & types.ActionsBlockElement {
  const text = plainText(shownLabel(action))
  if (action.kind === "link") return { type: "button", text, url: action.href, action_id: `link ${place}` }
  return {
    type: "button",
    text,
    value: packAction(action, limits.option.value),
    action_id: `do ${place}`,
    style: action.style === "plain" ? undefined : action.style,
    accessibility_label: action.describes && fitLine(action.describes, limits.button.text),
  }
}

function shownLabel(action: Action): string {
  const emoji = action.kind === "invoke" && action.emoji ? `${action.emoji} ` : ""
  return fitLine(emoji + labelOf(action), limits.button.text)
}

const plainText = (text: string): types.PlainTextElement => ({ type: "plain_text", text, emoji: true })
const section = (text: string): types.SectionBlock => ({ type: "section", text: mrkdwn(text) })
const mrkdwn = (text: string): types.MrkdwnElement => ({ type: "mrkdwn", text, verbatim: true })
