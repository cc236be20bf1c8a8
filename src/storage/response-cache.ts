import type { CachedResponse, ResponseCache } from "../vocabulary/stores.ts"
import type { Database } from "./engine.ts"
import { columnToInstant, instantToColumn } from "./instant.ts"
import { decodeJson, isRecord } from "./json.ts"

/** Answers of the paper sources by address: the newest alone. */
export function createResponseCache(db: Database): ResponseCache {
  return {
    async get(url) {
      const row = await db.selectFrom("response").selectAll().where("url", "=", url).executeTakeFirst()
      return row && { ...row, headers: decodeHeaders(row.headers), storedAt: columnToInstant(row.storedAt) }
    },
    async put(response) {
      const { url, ...rest } = encode(response)
      await db
        .insertInto("response")
        .values({ url, ...rest })
        .onConflict((conflict) => conflict.column("url").doUpdateSet(rest))
        .execute()
    },
    async prune(before) {
      const dropped = await db
        .deleteFrom("response")
        .where("storedAt", "<", instantToColumn(before))
        .executeTakeFirst()
      return Number(dropped.numDeletedRows)
    },
  }
}

function encode({ url, status, headers, body, storedAt }: CachedResponse) {
  return { url, status, headers: JSON.stringify(headers), body, storedAt: instantToColumn(storedAt) }
}

function decodeHeaders(text: string): CachedResponse["headers"] {
  return decodeJson(text, "a response's headers", isHeaders)
}

function isHeaders(value: unknown): value is CachedResponse["headers"] {
  return isRecord(value) && Object.values(value).every((header) => typeof header === "string")
}
