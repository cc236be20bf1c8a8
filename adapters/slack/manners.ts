/** What members should know of Slack's own ways. Help ends with it, because the core knows no platform. */

import type { Card } from "../../src/vocabulary/card.ts"
import type { Invocation } from "../../src/vocabulary/command.ts"
import { sentence } from "../../src/words/runs.ts"

const manners = [
  "Slack takes no commands inside threads: there write `@Paperboy similar`, press a button,",
  "or choose “Find this paper” from a message's menu.",
].join(" ")

/** The card with Slack's ways under it, where all of help was asked for. */
export function withManners({ input }: Invocation, card: Card): Card {
  if (!isHelp(input)) return card
  return { ...card, blocks: [...card.blocks, { kind: "note", text: sentence(manners) }] }
}

function isHelp(input: Invocation["input"]): boolean {
  if (input.kind === "typed") return input.command === "help" && Object.keys(input.values).length === 0
  return ["", "help"].includes(input.text.trim().toLowerCase())
}
