/** Buttons, menus and pictures as Block Kit has them, and texts as its objects. */
import type { types } from "@slack/bolt"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { safeHref, textOf } from "../../src/rendering/inline.ts"
import { labelOf } from "../../src/rendering/label.ts"
import { packAction, selectAction } from "../../src/rendering/packed-action.ts"
import type { Action, Image, Item, Select } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"

export const plainText = (text: string): types.PlainTextElement => ({ type: "plain_text", text, emoji: true })
export const mrkdwn = (text: string): types.MrkdwnElement => ({ type: "mrkdwn", text, verbatim: true })
export const section = (text: string): types.SectionBlock => ({ type: "section", text: mrkdwn(text) })
export const context = (text: string): types.ContextBlock => ({ type: "context", elements: [mrkdwn(text)] })

/** A row of buttons. `place` tells this row from others of its message. */
export function actionsBlock(actions: readonly Action[], place: string): types.ActionsBlock {
  return { type: "actions", elements: actions.map((action, at) => button(action, `${place}.${at}`)) }
}

/** An `action_id` is only unique within its block; the `value` says what the button does. */
export function button(action: Action, place: string): types.Button & types.ActionsBlockElement {
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

/** `action_id` of a menu whose choice goes into a call; the packed call follows. */
export const choosePrefix = "choose "

/** A menu of options or of channels. Undefined for what Slack has no menu for. */
export function menu(select: Select): types.ActionsBlock | undefined {
  const action_id = choosePrefix + packAction(selectAction(select), limits.option.value)
  const placeholder = plainText(fitLine(select.placeholder ?? select.label, limits.placeholder))
  const block = (element: types.ActionsBlockElement): types.ActionsBlock => ({
    type: "actions",
    elements: [element],
  })
  switch (select.of) {
    case "options": {
      const options = select.options.map(({ value, label, hint }) => ({
        ...{ text: plainText(fitLine(label, limits.option.text)), value },
        ...(hint ? { description: plainText(fitLine(hint, limits.option.text)) } : {}),
      }))
      const initial_option = options.find(({ value }) => value === select.chosen)
      return block({ type: "static_select", action_id, placeholder, options, initial_option })
    }
    case "places":
      return block({
        ...{ type: "conversations_select", action_id, placeholder, initial_conversation: select.chosen },
        filter: { include: ["public", "private"], exclude_bot_users: true },
      })
    case "mentions":
      return undefined
    default:
      return select satisfies never
  }
}

/** One menu for many items: under the title of each, what can be done with it. */
export function itemsMenu(items: readonly Item[], place: string): types.ActionsBlock | undefined {
  const option_groups = items.flatMap(({ title, actions }) => {
    const options = actions.flatMap((action) =>
      action.kind === "invoke"
        ? [{ text: plainText(shownLabel(action)), value: packAction(action, limits.option.value) }]
        : [],
    )
    return options.length === 0
      ? []
      : [{ label: plainText(fitLine(textOf(title), limits.option.text)), options }]
  })
  if (option_groups.length === 0) return undefined
  const placeholder = plainText(words.slack.members.openPaper)
  return {
    type: "actions",
    elements: [{ type: "static_select", action_id: `do menu ${place}`, placeholder, option_groups }],
  }
}

/** A picture that Slack can load; it refuses one without alternative text. */
export function imageElement(image: Image | undefined): types.ImageElement | undefined {
  const url = safeHref(image?.url)
  if (!image || !url || url.length > limits.image.url) return undefined
  return { type: "image", image_url: url, alt_text: image.alt.trim() || words.slack.members.picture }
}
