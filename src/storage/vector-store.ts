import type { VectorStore } from "../vocabulary/stores.ts"
import { type Database, pieces } from "./engine.ts"

const vectorsPerPage = 1_000

/** Vectors as 32-bit floats in little-endian order, the order of every processor that Node runs on. */
export function createVectorStore(db: Database): VectorStore {
  return {
    async put(model, vectors) {
      const rows = [...vectors].map(([paper, vector]) => ({ model, paper, data: bytesOf(vector) }))
      await db.transaction().execute(async (writing) => {
        for (const piece of pieces(rows, 3))
          await writing
            .insertInto("vector")
            .values(piece)
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
