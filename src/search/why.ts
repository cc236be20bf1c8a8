import { type Field, fieldOrder } from "./impact.ts"
import { fieldEnd } from "./paper-text.ts"
import type { Place } from "./papers-held.ts"
import { impactIn } from "./postings.ts"
import type { Slot } from "./slots.ts"
import { pieceAt } from "./strings.ts"
import { numbersIn } from "./varint.ts"
import type { Vocabulary } from "./vocabulary.ts"

/** Where a paper holds what was sought, the telling places first: `title, author`. Empty where it holds none of it. */
export function whereMatched({ segment, at }: Place, slots: readonly Slot[], vocabulary: Vocabulary): string {
  const alternatives = slots.flatMap((slot) => slot.alternatives)
  const terms = new Set(alternatives.map(({ term }) => term))
  const fields = new Set<Field>()
  let field = 0
  for (const word of numbersIn(pieceAt(segment.texts, at))) {
    if (word === fieldEnd) field++
    else if (terms.has(vocabulary.termOf(word))) fields.add(fieldOrder[field] as Field)
  }
  const isAuthor = alternatives.some(
    ({ term, isAuthor }) => isAuthor && impactIn(segment.postings, term, at) > 0,
  )
  const places = [
    ...(fields.has("title") ? ["title"] : []),
    ...(isAuthor ? ["author"] : []),
    ...fieldOrder.slice(1).filter((name) => fields.has(name)),
  ]
  return places.slice(0, mostNamed).join(", ")
}

const mostNamed = 2
