import type { Action, Card, Text } from "../vocabulary/card.ts"
import { words } from "../words/runs.ts"

/** A short answer: what happened or what is wrong, then what to do about it, with buttons that do it. */
export function messageCard(message: {
  readonly title: Text | string
  readonly tone?: Card["tone"]
  readonly text?: Text
  readonly actions?: readonly Action[]
  readonly note?: Text
  readonly paper?: string
}): Card {
  const { title, tone = "plain", text = [], actions = [], note = [], paper } = message
  return {
    title: typeof title === "string" ? words(title) : title,
    tone,
    ...(paper === undefined ? {} : { paper }),
    blocks: [
      ...(text.length > 0 ? [{ kind: "text" as const, text }] : []),
      ...(actions.length > 0 ? [{ kind: "actions" as const, actions }] : []),
      ...(note.length > 0 ? [{ kind: "note" as const, text: note }] : []),
    ],
  }
}
