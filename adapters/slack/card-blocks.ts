/**
 * A card as Block Kit. Sections of mrkdwn are chosen over rich text because only they hold a thumbnail beside the
 * text; what is untrusted is escaped by the core's dialect, and `verbatim` keeps Slack from making links by itself.
 */
import type { types } from "@slack/bolt"
import type { Action, Block, Card, Image, Item, Text, Tone } from "../../src/card.ts"
import { slackMrkdwn, wordsDialect } from "../../src/rendering/dialects.ts"
import { fit } from "../../src/rendering/fit.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { renderRuns, safeHref, textOf } from "../../src/rendering/inline.ts"
import { type Limits, noLimits } from "../../src/rendering/limits.ts"
import { packAction } from "../../src/rendering/packed-action.ts"
import { plain } from "../../src/rendering/plain.ts"
import { limits } from "./limits.ts"

export type CardMessage = { readonly text: string; readonly blocks: types.KnownBlock[] }

const write = (text: Text) => renderRuns(text, slackMrkdwn)

/** Where the home page and modals allow more. */
export type Surface = { readonly blocks: number }

function limitsOf({ blocks }: Surface): Limits {
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
    totals: [
      { max: blocks, of: (card) => layOut(card).length },
      { max: limits.message.characters, of: (card) => JSON.stringify(layOut(card)).length },
    ],
  }
}

/** The card as a message: blocks within Slack's limits, and its words for notifications and screen readers. */
export function cardMessage(card: Card, surface: Surface = limits.message): CardMessage {
  const text = fitLine(
    renderRuns([{ text: plain(card) }], { ...wordsDialect, escape: slackMrkdwn.escape }),
    limits.message.text,
  )
  return { text, blocks: layOut(fit(card, limitsOf(surface))) }
}

/** A tone is a sign before the title: Slack has no coloured edge for blocks. */
const signs: Readonly<Record<Tone, string>> = {
  plain: "",
  success: ":white_check_mark: ",
  warning: ":warning: ",
  error: ":x: ",
}

function layOut(card: Card): types.KnownBlock[] {
  const title = write(emphasised(card.title))
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
      const fields = block.fields.map(({ name, value }) =>
        mrkdwn(`*${write([{ text: name }])}*\n${write(value)}`),
      )
      return [{ type: "section", fields }]
    }
    case "items":
      return block.items.map((item, at) =>
        itemSection(item, block.start === undefined ? "" : `${block.start + at}. `),
      )
    case "image":
      return imageBlocks(block.image)
    case "actions":
      return [
        { type: "actions", elements: distinct(block.actions).map((action) => button(action, `${index}`)) },
      ]
    default:
      return block satisfies never
  }
}

function itemSection(item: Item, number: string): types.SectionBlock {
  const text = [number + write(emphasised(item.title)), ...item.lines.map(write)].join("\n")
  const [action] = item.actions
  // A section has one place beside the text: what can be done goes before the picture.
  if (action) return { ...section(text), accessory: button(action, "item") }
  const url = item.thumbnail && safeHref(item.thumbnail.url)
  if (!url || !item.thumbnail) return section(text)
  return { ...section(text), accessory: { type: "image", image_url: url, alt_text: altOf(item.thumbnail) } }
}

/** A title is bold, unless a search marked words in it: marks are bold here, and would drown. */
function emphasised(title: Text): Text {
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
  return image.alt.trim() || "Picture"
}

function distinct(actions: readonly Action[]): readonly Action[] {
  return [...new Map(actions.map((action) => [idOf(action), action])).values()]
}

function idOf(action: Action): string {
  return action.kind === "link" ? `link ${action.href}` : packAction(action)
}

/** `action_id`s are unique within a message only as far as their block: the packed action is the value. */
function button(action: Action, group: string): types.Button & types.ActionsBlockElement {
  const text: types.PlainTextElement = { type: "plain_text", text: labelOf(action), emoji: true }
  if (action.kind === "link")
    return {
      type: "button",
      text,
      url: action.href,
      action_id: fitLine(`link ${group} ${action.label}`, limits.id),
    }
  return {
    type: "button",
    text,
    value: packAction(action),
    action_id: fitLine(`do ${group} ${packAction(action)}`, limits.id),
    ...(action.style && action.style !== "plain" ? { style: action.style } : {}),
    ...(action.describes ? { accessibility_label: fitLine(action.describes, limits.button.text) } : {}),
  }
}

function labelOf(action: Action): string {
  const emoji = action.kind === "invoke" && action.emoji ? `${action.emoji} ` : ""
  return fitLine(emoji + action.label, limits.button.text)
}

const section = (text: string): types.SectionBlock => ({ type: "section", text: mrkdwn(text) })
const mrkdwn = (text: string): types.MrkdwnElement => ({ type: "mrkdwn", text, verbatim: true })

/** The words of a text alone, for places that take no form. */
export function words(text: Text, max: number): string {
  return fitLine(textOf(text), max)
}
