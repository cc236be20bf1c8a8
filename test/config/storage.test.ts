import { inspect } from "node:util"
import { describe, expect, test } from "vitest"
import { ConfigurationError, load } from "../../config/load.ts"
import { words } from "../../src/words/words.ts"

describe("DATABASE_URL", () => {
  test("is none unless it is set: the store is a file then", () => {
    expect(load({}).DATABASE_URL).toBeUndefined()
  })

  test("is kept as it is written, and never shown", () => {
    const config = load({ DATABASE_URL: "postgres://ada:l%40velace@db.example.org/papers" })
    expect(config.DATABASE_URL?.url.reveal()).toBe("postgres://ada:l%40velace@db.example.org/papers")
    expect(inspect(config, { depth: 9 })).not.toMatch(/velace/)
  })

  test("is taken out of the log as a whole and by its password", () => {
    const { secrets } = load({ DATABASE_URL: "postgres://ada:l%40velace@db.example.org/papers" })
    expect(secrets.map((one) => one.reveal())).toEqual([
      "postgres://ada:l%40velace@db.example.org/papers",
      "l@velace",
    ])
  })

  test.each([
    "mysql://ada@db.example.org/papers",
    "db.example.org",
    "postgres://ada:50%off@db/papers",
    "postgres//ada:lovelace@db",
  ])("is refused, without being repeated, where it leads to no PostgreSQL: %s", (url) => {
    const refused = () => load({ DATABASE_URL: url })
    expect(refused).toThrow(ConfigurationError)
    expect(refused).toThrow(/DATABASE_URL.*postgres:\/\/user:password@host/s)
    expect(refused).not.toThrow(url)
  })
})

test.each([
  { PAGE_PASSWORD: "correct horse" },
  { PAGE_ADMIN_PASSWORD: "correct horse" },
  { PAGE_USER_HEADER: "X-User" },
])("bots that share a database share the keys of a page that others open: %j", (open) => {
  const env = { DATABASE_URL: "postgres://db.example.org/papers", ...open }
  expect(() => load(env)).toThrow(words.settings.secretKeysShared)
  expect(load({ ...env, SECRET_KEYS: "ab".repeat(32) }).SECRET_KEYS).toHaveLength(1)
})
