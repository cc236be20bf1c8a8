import type { Insertable, Selectable } from "kysely"
import type { Card } from "../vocabulary/card.ts"
import type { Delivery } from "../vocabulary/delivery-stores.ts"
import { columnToInstant, instantToColumn } from "./instant.ts"
import { present } from "./row.ts"
import type { Tables } from "./tables.ts"

export type DeliveryRow = Selectable<Tables["delivery"]>

/** A delivery as the vocabulary has it; `read` is its cards' reader. */
export function toDelivery(row: DeliveryRow, read: (text: string) => Card): Delivery {
  const { id, edition, position, community, place, form, state, attempts, message, error } = row
  const confirmedAt = row.confirmedAt === null ? null : columnToInstant(row.confirmedAt)
  return {
    ...present({ confirmedAt, sentTo: row.sentTo, edits: row.edits === 0 ? null : row.edits }),
    ...present({ inThreadOf: row.inThreadOf, thread: row.thread }),
    ...(row.late === null ? {} : { late: JSON.parse(row.late) as NonNullable<Delivery["late"]> }),
    ...present({ id, edition, position, community, place, form, state, attempts, message, error }),
    card: read(row.card),
    notBefore: columnToInstant(row.notBefore),
  }
}

/** How many values a delivery's row takes. */
export const deliveryColumns = 21

/** Deliveries as rows that nobody has tried to send yet, in the order in which they are to be sent. */
export function newDeliveryRows(deliveries: readonly Delivery[]): readonly Insertable<Tables["delivery"]>[] {
  return deliveries
    .toSorted((one, other) => one.position - other.position)
    .map((delivery) => ({
      ...delivery,
      card: JSON.stringify(delivery.card),
      notBefore: instantToColumn(delivery.notBefore),
      inThreadOf: delivery.inThreadOf ?? null,
      late: delivery.late === undefined ? null : JSON.stringify(delivery.late),
      ...{ message: null, error: null, leaseUntil: null, confirmedAt: null, sentTo: null, thread: null },
    }))
}
