import { randomUUID } from "node:crypto"
import pg from "pg"
import { onTestFinished } from "vitest"
import type { Need } from "../../needs.ts"

/** A PostgreSQL to try things on: `.ci/run` starts one and says where in TEST_DATABASE_URL. */
export function postgres(): Need {
  const url = process.env.TEST_DATABASE_URL
  return url ? { path: url } : { path: "", required: true, reason: "no PostgreSQL; set TEST_DATABASE_URL" }
}

export type Schema = {
  /** Address that leads into the schema. */
  readonly url: string
  readonly name: string
  /** Runs SQL of a test's own in it. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>
  remove(): Promise<void>
}

/** A new schema on the test's server, as good as a database of its own. */
export async function createSchema(): Promise<Schema> {
  const name = `test_${randomUUID().slice(0, 8)}`
  const address = new URL(postgres().path)
  address.searchParams.set("options", `-c search_path=${name}`)
  const url = address.href
  const query = async (sql: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
  await query(`create schema ${name}`)
  return {
    url,
    name,
    query,
    async remove() {
      await query(`drop schema ${name} cascade`)
    },
  }
}

/** The same, gone when the test ends. */
export async function aSchema(): Promise<Schema> {
  const schema = await createSchema()
  onTestFinished(schema.remove)
  return schema
}
