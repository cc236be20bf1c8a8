import { StoreError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"
import { isCard } from "./card-text.ts"
import { decodeJson } from "./columns.ts"
import { isLate } from "./delivery-rows.ts"
import type { Engine } from "./engine.ts"
import { isHeaders } from "./keyed-stores.ts"
import { decodePaper } from "./stored-paper.ts"
import type { TableName } from "./table-declarations.ts"
import { declaredTable, pagesOf, type Row } from "./table-rows.ts"

/** More names than a line should have. */
const mostNamed = 10

type Reader = { readonly name: (row: Row) => string; readonly read: (row: Row, name: string) => void }

const { rows: named } = words.storage

/** How the rows that hold JSON are read: `read` throws a `StoreError` for one that is damaged. */
const readers: Partial<Record<TableName, Reader>> = {
  paper: {
    name: ({ id }) => named.paper(String(id)),
    read: ({ id, body }) => body !== null && decodePaper(String(body), String(id)),
  },
  delivery: {
    name: ({ id }) => named.delivery(String(id)),
    read({ card, late, complete }, name) {
      decodeJson(String(card), name, isCard)
      if (complete !== null) decodeJson(String(complete), name, isCard)
      if (late !== null) decodeJson(String(late), name, isLate)
    },
  },
  chatMessage: {
    name: ({ id }) => named.chatMessage(String(id)),
    read: ({ card }, name) => card !== null && decodeJson(String(card), name, isCard),
  },
  response: {
    name: ({ url }) => named.response(String(url)),
    read: ({ headers }, name) => decodeJson(String(headers), name, isHeaders),
  },
}

/** What is damaged in a store: what its engine finds, and rows whose content cannot be read, by name. */
export async function inspect(engine: Engine): Promise<readonly string[]> {
  const found = [...(await engine.findDamage())]
  const damaged: string[] = []
  for (const [table, reader] of Object.entries(readers)) {
    const failure = await failureOf(async () => {
      for await (const rows of pagesOf(engine.db, declaredTable(table as TableName)))
        damaged.push(...damagedOf(rows, reader))
    })
    if (failure !== undefined) found.push(failure)
  }
  if (damaged.length > 0) found.push(words.storage.damagedRows(damaged.slice(0, mostNamed), damaged.length))
  return found
}

function damagedOf(rows: readonly Row[], { name, read }: Reader): readonly string[] {
  return rows
    .map((row) => [row, name(row)] as const)
    .flatMap(([row, of]) => (isReadable(() => read(row, of)) ? [] : [of]))
}

function isReadable(read: () => void): boolean {
  try {
    read()
    return true
  } catch (error) {
    if (error instanceof StoreError) return false
    throw error
  }
}

async function failureOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof StoreError) return error.message
    throw error
  }
}
