import type { Claim, Delivery } from "../vocabulary/delivery-stores.ts"
import { type DeliveryRow, toDeliveries } from "./delivery-rows.ts"
import type { Engine, Writing } from "./engine.ts"

/** What is known of each delivery's message beside its row: since when it may be there, and in whose thread it stands. */
export async function circumstancesOf(
  engine: Engine,
  writing: Writing,
  rows: readonly DeliveryRow[],
): Promise<(delivery: Delivery) => Pick<Claim, "since" | "under">> {
  const plannedAt = await plannedAtOf(writing, rows)
  const under = await rootsOf(engine, writing, rows)
  return (delivery) => ({ ...under(delivery), since: plannedAt.get(delivery.edition) })
}

async function plannedAtOf(writing: Writing, of: readonly DeliveryRow[]) {
  if (of.length === 0) return new Map<string, string>()
  const ids = of.map(({ edition }) => edition)
  const rows = await writing
    .selectFrom("edition")
    .select(["id", "plannedAt"])
    .where("id", "in", ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row.plannedAt]))
}

/** The messages in whose threads some are posted: they were sent, since a place's messages come in order. */
async function rootsOf(engine: Engine, writing: Writing, rows: readonly DeliveryRow[]) {
  const editions = rows.filter(({ inThreadOf }) => inThreadOf !== null).map(({ edition }) => edition)
  const sent =
    editions.length === 0
      ? []
      : await writing
          .selectFrom("delivery")
          .selectAll()
          .where("edition", "in", editions)
          .where("inThreadOf", "is", null)
          .where("state", "=", "sent")
          .execute()
  const roots = await toDeliveries(engine, writing, sent)
  return ({ edition, inThreadOf }: Delivery): Pick<Claim, "under"> => {
    const root = roots.find((one) => one.edition === edition && one.position === inThreadOf)
    if (root?.message === undefined) return {}
    const { community, place, sentTo = place, message, card } = root
    return { under: { community, place: sentTo, message, title: card.title } }
  }
}
