import { type Field, fieldOrder } from "./impact.ts"
import { fieldEnd } from "./paper-text.ts"
import type { Place } from "./papers-held.ts"
import { impactIn } from "./postings.ts"
import type { Slot } from "./slots.ts"
import { pieceAt } from "./strings.ts"
import { numbersIn } from "./varint.ts"
import type { Vocabulary } from "./vocabulary.ts"

/**
 * Where a paper holds what was sought, the telling places first: `title, author`. Empty where it holds none of it.
 * `fields` are those that are known to hold some of it already.
 */
export function whereMatched(
  place: Place,
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  fields?: number,
): string {
  const alternatives = slots.flatMap((slot) => slot.alternatives)
  const held = fields ?? fieldsHolding(place, new Set(alternatives.map(({ term }) => term)), vocabulary)
  const { segment, at } = place
  const isAuthor = alternatives.some(
    ({ term, isAuthor }) => isAuthor && impactIn(segment.postings, term, at) > 0,
  )
  const named = fieldOrder.filter((_, number) => (held & (1 << number)) !== 0)
  return [
    ...named.filter(isTitle),
    ...(isAuthor ? ["author"] : []),
    ...named.filter((name) => !isTitle(name)),
  ]
    .slice(0, mostNamed)
    .join(", ")
}

const mostNamed = 2
const isTitle = (field: Field) => field === "title"

function fieldsHolding({ segment, at }: Place, terms: ReadonlySet<number>, vocabulary: Vocabulary): number {
  let fields = 0
  let field = 1
  for (const word of numbersIn(pieceAt(segment.texts, at))) {
    if (word === fieldEnd) field <<= 1
    else if (terms.has(vocabulary.termOf(word))) fields |= field
  }
  return fields
}
