import type { Paper } from "../papers/index.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { EditionCard } from "./edition-cards.ts"
import { papersMatching } from "./lists.ts"

/** Cards of an edition with papers as its place wants them: the first calls a role, and a forum's posts are tagged. */
export function addressed(
  cards: readonly EditionCard[],
  { form, mention, tags = [] }: Pick<Subscription, "form" | "mention" | "tags">,
  papers: readonly Paper[],
): readonly EditionCard[] {
  const all = form === "forum" ? cards.map((card) => tagged(card, tags, papers)) : cards
  const [first, ...others] = all
  return first === undefined || mention === undefined ? all : [calling(first, mention), ...others]
}

function tagged(
  one: EditionCard,
  rules: NonNullable<Subscription["tags"]>,
  papers: readonly Paper[],
): EditionCard {
  const about = papers.filter(({ id }) => id === one.card.paper)
  const tags = rules.filter(({ filter }) => papersMatching(about, filter).length > 0).map(({ tag }) => tag)
  return tags.length === 0 ? one : { ...one, tags }
}

function calling({ card, complete, ...one }: EditionCard, mention: string): EditionCard {
  const call = (said: Card) => ({ ...said, mention })
  return { ...one, card: call(card), ...(complete && { complete: call(complete) }) }
}
