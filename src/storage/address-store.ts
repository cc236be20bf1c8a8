import type { Address, AddressStore } from "../vocabulary/addresses.ts"
import { columnToInstant, instantToColumn, present } from "./columns.ts"
import type { Engine } from "./engine.ts"
import { lockMembers } from "./member-store.ts"
import type { Tables } from "./tables.ts"

/** Addresses that members gave, and how often some were asked for. */
export function createAddressStore(engine: Engine): AddressStore {
  const { db } = engine
  return {
    async add(address) {
      await db
        .insertInto("address")
        .values({ ...address, ...stateToColumns(address) })
        .execute()
    },
    async get(id) {
      const row = await db.selectFrom("address").selectAll().where("id", "=", id).executeTakeFirst()
      return row && toAddress(row)
    },
    async ofMember(community, member) {
      const rows = await db
        .selectFrom("address")
        .selectAll()
        .where(({ and }) => and({ community, member }))
        .orderBy("at", "desc")
        .orderBy("id")
        .execute()
      return rows.map(toAddress)
    },
    async change(id, from, to) {
      const changed = await db
        .updateTable("address")
        .set(stateToColumns(to))
        .where("id", "=", id)
        .where("state", "in", from)
        .executeTakeFirst()
      return Number(changed.numUpdatedRows) > 0
    },
    ask: (allowances, at, since) =>
      db.transaction().execute(async (writing) => {
        await lockMembers(engine, writing)
        const rows: Tables["addressAsked"][] = []
        for (const { hash, most } of allowances) {
          const { count } = await writing
            .selectFrom("addressAsked")
            .select(({ fn }) => fn.countAll<number>().as("count"))
            .where("hash", "=", hash)
            .where("at", ">", instantToColumn(since))
            .executeTakeFirstOrThrow()
          if (Number(count) >= most) return false
          rows.push({ hash, at: instantToColumn(at), number: Number(count) })
        }
        await writing
          .insertInto("addressAsked")
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        return true
      }),
  }
}

function stateToColumns({ state, at, end }: Pick<Address, "state" | "at" | "end">) {
  const since = instantToColumn(at)
  return { state, at: since, end: end ?? null, idleSince: state === "confirmed" ? null : since }
}

function toAddress(row: Tables["address"]) {
  const { idleSince: _, ...rest } = row
  return { ...present(rest), at: columnToInstant(row.at) }
}
