/** Modals: a form with its buttons, a card to look at, and what is shown while either is on its way. */
import type { BlockAction, types } from "@slack/bolt"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { packAction } from "../../src/rendering/packed-action.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import type { Form } from "../../src/vocabulary/form.ts"
import { words } from "../../src/words/words.ts"
import { cardMessage } from "./card-blocks.ts"
import { asJson } from "./decode.ts"
import { actionsBlock, context } from "./elements.ts"
import { fieldBlocks, plain, type UserGroups } from "./form-fields.ts"
import { limits } from "./limits.ts"
import { write } from "./mrkdwn.ts"

/** `callback_id` of a form; its command follows. */
export const formPrefix = "form "

/** What a modal remembers of where it was opened. */
export type Origin = {
  readonly channel: string
  readonly thread?: string | undefined
  /** The message whose button opened it. */
  readonly message?: string | undefined
  readonly responseUrl?: string | undefined
  /** It was opened from the home page, which is refreshed afterwards. */
  readonly isHome?: boolean | undefined
}

/** The modal of a form. What is sent is called with what `submit` holds. */
export function formView(form: Form, origin: Origin, groups: UserGroups): types.ModalView {
  const fields = form.fields.flatMap((field) => fieldBlocks(field, groups))
  const note = form.note?.length ? [context(write(form.note))] : []
  const buttons = form.actions?.length ? [actionsBlock(form.actions, "form")] : []
  return {
    type: "modal",
    callback_id: formPrefix + form.submit.command,
    private_metadata: JSON.stringify({
      ...{ ...origin, submit: packAction(form.submit, limits.option.value) },
      ...(form.again && { again: packAction({ ...form.again, effect: "form" }, limits.option.value) }),
    }),
    title: plain(fitLine(form.title, limits.modal.title)),
    submit: plain(fitLine(form.submit.label, limits.modal.title)),
    close: plain(words.slack.form.cancel),
    blocks: [...note, ...fields.slice(0, limits.modal.blocks - 2), ...buttons],
  }
}

/** A card in a modal: what one wants to see before one goes on. */
export function cardView(card: Card, origin: Origin): types.ModalView {
  return {
    type: "modal",
    callback_id: "card",
    private_metadata: JSON.stringify(origin),
    title: plain(words.slack.form.card),
    close: plain(words.slack.form.back),
    blocks: cardMessage(card, limits.modal).blocks,
  }
}

/** What is shown after a second in which nothing came. */
export const waitingView = (): types.ModalView =>
  sentenceView(words.slack.form.waiting, words.slack.form.cancel)

/** What takes its place where no modal comes: the call was answered as it is, or failed. */
export const elsewhereView = (): types.ModalView =>
  sentenceView(words.slack.form.elsewhere, words.slack.form.close)

function sentenceView(said: string, close: string): types.ModalView {
  return {
    type: "modal",
    callback_id: "waiting",
    title: plain(words.slack.form.card),
    close: plain(close),
    blocks: [{ type: "section", text: plain(said) }],
  }
}

/** A modal that is open, as it can be shown again: what is typed stays where it stands. */
export function shownView(view: NonNullable<BlockAction["view"]>): types.ModalView {
  const { callback_id, private_metadata, title, submit, close, blocks } = view
  return {
    type: "modal",
    callback_id,
    private_metadata,
    title,
    blocks,
    submit: submit ?? undefined,
    close: close ?? undefined,
  }
}

/** The same modal with the sign that another is coming. */
export const withSign = (view: types.ModalView): types.ModalView => ({
  ...view,
  blocks: [context(words.slack.form.waiting), ...view.blocks.slice(0, limits.modal.blocks - 1)],
})

/** What `private_metadata` of a modal remembers, what its form calls when it is sent, and what asks for it again. */
export function readMemory(metadata: string | undefined): {
  readonly origin: Origin
  readonly submit: string
  readonly again: string
} {
  const read = asJson(metadata ? JSON.parse(metadata) : undefined)
  const textAt = (key: string) => (typeof read[key] === "string" ? read[key] : undefined)
  const origin: Origin = {
    channel: textAt("channel") ?? "",
    thread: textAt("thread"),
    message: textAt("message"),
    responseUrl: textAt("responseUrl"),
    isHome: read.isHome === true,
  }
  return { origin, submit: textAt("submit") ?? "", again: textAt("again") ?? "" }
}
