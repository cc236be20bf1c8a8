import type { Selectable } from "kysely"
import type { Card } from "../card.ts"
import type { Delivery } from "../delivery-stores.ts"
import { columnToInstant } from "./instant.ts"
import { present } from "./row.ts"
import type { Tables } from "./tables.ts"

export type DeliveryRow = Selectable<Tables["delivery"]>

/** A delivery as the vocabulary has it; `read` is its cards' reader. */
export function toDelivery(row: DeliveryRow, read: (text: string) => Card): Delivery {
  const { id, edition, position, community, place, form, state, attempts, message, error } = row
  const confirmedAt = row.confirmedAt === null ? null : columnToInstant(row.confirmedAt)
  return {
    ...present({ confirmedAt, sentTo: row.sentTo, edits: row.edits === 0 ? null : row.edits }),
    ...present({ id, edition, position, community, place, form, state, attempts, message, error }),
    card: read(row.card),
    notBefore: columnToInstant(row.notBefore),
  }
}
