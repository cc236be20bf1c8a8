import type { InstallationStore } from "../vocabulary/platform-stores.ts"
import type { CachedResponse, FactStore, ResponseCache, VectorStore } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import { columnToInstant, decodeJson, instantToColumn, isRecord } from "./columns.ts"
import { chunks, type Database, type Engine } from "./engine.ts"

/** Small facts by name. */
export function createFactStore(db: Database): FactStore {
  return {
    async get(name) {
      const row = await db.selectFrom("fact").select("value").where("name", "=", name).executeTakeFirst()
      return row?.value
    },
    async put(name, value) {
      await db
        .insertInto("fact")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
        .execute()
    },
  }
}

/** Answers of the paper sources by address: the newest alone. */
export function createResponseCache({ db, readable }: Engine): ResponseCache {
  return {
    async get(url) {
      const row = await db.selectFrom("response").selectAll().where("url", "=", url).executeTakeFirst()
      const headers =
        row && readable(() => decodeJson(row.headers, words.storage.rows.response(url), isHeaders))
      return row && headers && { ...row, headers, storedAt: columnToInstant(row.storedAt) }
    },
    async put({ url, status, headers, body, storedAt }) {
      const rest = { status, headers: JSON.stringify(headers), body, storedAt: instantToColumn(storedAt) }
      await db
        .insertInto("response")
        .values({ url, ...rest })
        .onConflict((conflict) => conflict.column("url").doUpdateSet(rest))
        .execute()
    },
  }
}

export function isHeaders(value: unknown): value is CachedResponse["headers"] {
  return isRecord(value) && Object.values(value).every((header) => typeof header === "string")
}

/** How communities let the bot in, sealed: a row a community. */
export function createInstallationStore(db: Database): InstallationStore {
  return {
    async put({ community, sealed, at }) {
      const rest = { sealed, at: instantToColumn(at) }
      await db
        .insertInto("installation")
        .values({ community, ...rest })
        .onConflict((conflict) => conflict.column("community").doUpdateSet(rest))
        .execute()
    },
    async replace(before, { community, sealed, at }) {
      const replaced = await db
        .updateTable("installation")
        .set({ sealed, at: instantToColumn(at) })
        .where(({ and }) => and({ community, sealed: before }))
        .executeTakeFirst()
      return Number(replaced.numUpdatedRows) > 0
    },
    async get(community) {
      const row = await db
        .selectFrom("installation")
        .selectAll()
        .where("community", "=", community)
        .executeTakeFirst()
      return row && { ...row, at: columnToInstant(row.at) }
    },
    async all(prefix) {
      const rows = await db
        .selectFrom("installation")
        .selectAll()
        .where("community", "like", `${prefix}%`)
        .orderBy("at")
        .orderBy("community")
        .execute()
      return rows.map((row) => ({ ...row, at: columnToInstant(row.at) }))
    },
    async remove(community) {
      await db.deleteFrom("installation").where("community", "=", community).execute()
    },
  }
}

const vectorsPerPage = 1_000

/** Vectors as 32-bit floats in little-endian order, the order of every processor that Node runs on. */
export function createVectorStore(db: Database): VectorStore {
  return {
    async put(model, vectors) {
      const rows = [...vectors].map(([paper, vector]) => ({ model, paper, data: bytesOf(vector) }))
      await db.transaction().execute(async (writing) => {
        for (const chunk of chunks(rows, 3))
          await writing
            .insertInto("vector")
            .values(chunk)
            .onConflict((conflict) =>
              conflict.columns(["model", "paper"]).doUpdateSet({ data: (row) => row.ref("excluded.data") }),
            )
            .execute()
      })
    },
    all: (model) => read(db, model),
  }
}

// Page by page, so that nobody waits while a hundred thousand vectors are read.
async function* read(db: Database, model: string): AsyncGenerator<readonly [string, Float32Array]> {
  let last = ""
  for (;;) {
    const rows = await db
      .selectFrom("vector")
      .select(["paper", "data"])
      .where("model", "=", model)
      .where("paper", ">", last)
      .orderBy("paper")
      .limit(vectorsPerPage)
      .execute()
    for (const { paper, data } of rows) yield [paper, floatsOf(data)]
    const end = rows.at(-1)
    if (end === undefined) return
    last = end.paper
  }
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)
}

// Copied: the database's bytes need not begin where a float may, and may lie amid others.
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer)
}
