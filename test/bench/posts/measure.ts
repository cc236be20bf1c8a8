/** How large the messages of a day's post are, as the platforms count. */
import { cardComponents, fittedCard } from "../../../adapters/discord/card-components.ts"
import { limits as discordLimits } from "../../../adapters/discord/limits.ts"
import { cardMessage, limitsOf } from "../../../adapters/slack/card-blocks.ts"
import { limits as slackLimits } from "../../../adapters/slack/limits.ts"
import { editionCards } from "../../../src/editions/edition-cards.ts"
import { listNameOf, type Paper } from "../../../src/papers/index.ts"
import { fit } from "../../../src/rendering/fit.ts"
import { labelOf } from "../../../src/rendering/label.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { blockFaults } from "../../twins/slack/block-rules.ts"

export type Day = { readonly key: string; readonly papers: readonly Paper[] }

export const forms = ["messages", "digest", "forum"] as const
export const platforms = ["Discord", "Slack"] as const

type Form = (typeof forms)[number]
type Platform = (typeof platforms)[number]

/** One message, once it is what its platform takes. */
export type Measured = {
  readonly form: Form
  readonly platform: Platform
  readonly kind: "paper" | "other"
  /** What a reader sees, labels included and addresses not. */
  readonly characters: number
  /** Components of Discord, blocks of Slack. */
  readonly components: number
  readonly isOverLimit: boolean
  readonly papers: readonly string[]
}

/** The messages of a day's post with five papers, its rest included. */
export function messagesOf({ key, papers }: Day, form: Form, platform: Platform): readonly Measured[] {
  const subscription = { list: "day", form, budget: 5, filter: "" } as const
  const ranked = papers.toSorted((one, other) => other.upvotes - one.upvotes)
  const list = listNameOf(`day:${key}`)
  return editionCards({ subscription, list, papers: ranked, notes: [] }).map(({ card, complete = card }) =>
    measured(complete, form, platform),
  )
}

function measured(card: Card, form: Form, platform: Platform): Measured {
  const fitted = platform === "Discord" ? fittedCard(card) : fit(card, limitsOf(slackLimits.message))
  return {
    form,
    platform,
    kind: card.paper === undefined ? "other" : "paper",
    characters: plain(fitted, { links: false, button: labelOf }).length,
    ...(platform === "Discord" ? onDiscord(card) : onSlack(card)),
    papers: papersIn(fitted),
  }
}

function onDiscord(card: Card): Pick<Measured, "components" | "isOverLimit"> {
  const all = within(cardComponents(card))
  const text = all.reduce(
    (sum, part) => sum + ("content" in part && typeof part.content === "string" ? part.content.length : 0),
    0,
  )
  const { components, displayedText } = discordLimits.message
  return { components: all.length, isOverLimit: all.length > components || text > displayedText }
}

function onSlack(card: Card): Pick<Measured, "components" | "isOverLimit"> {
  const { blocks } = cardMessage(card)
  return { components: blocks.length, isOverLimit: blockFaults(blocks).length > 0 }
}

/** A component and all inside it, an accessory as well. */
function within(part: unknown): readonly object[] {
  if (Array.isArray(part)) return part.flatMap(within)
  if (typeof part !== "object" || part === null) return []
  const inner = "components" in part ? within(part.components) : []
  const beside = "accessory" in part ? within(part.accessory) : []
  return [part, ...inner, ...beside]
}

function papersIn({ paper, blocks }: Card): readonly string[] {
  const items = blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
  return [...(paper === undefined ? [] : [paper]), ...items.flatMap((item) => item.paper ?? [])]
}

/** Papers of the day that stand in none of the messages. */
export function lostOf({ papers }: Day, messages: readonly Measured[]): number {
  const shown = new Set(messages.flatMap((message) => message.papers))
  return papers.filter(({ id }) => !shown.has(id)).length
}
