import { existsSync, statSync, truncateSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { words } from "../../../src/words/words.ts"
import { missing } from "../../needs.ts"
import { aSchema, postgres } from "../../src/storage/schema.ts"
import { aDataDir, run, startBot } from "./program.ts"

test("a store is backed up while the bot runs, and restored once it has stopped", async () => {
  const DATA_DIR = aDataDir()
  const file = join(DATA_DIR, "backup.sqlite")
  const bot = await startBot({ DATA_DIR })
  await bot.heard(/"from":"starter"/)
  const backedUp = await run(["backup", file], { DATA_DIR })
  expect(backedUp).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Backed up \d+ papers/) })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const lines = backedUp.stdout.replaceAll(/\s+/g, " ")
  expect(lines).toContain(`${words.terminal.prefix} restore ${file}`)

  const refused = await run(["restore", file], { DATA_DIR })
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("Stop the bot") })
  await bot.end()

  // Damaged so that no command opens it any more.
  truncateSync(join(DATA_DIR, "paperboy.sqlite"))
  expect((await run(["show", "1706.03762"], { DATA_DIR })).exitCode).toBe(1)
  const restored = await run(["restore", file], { DATA_DIR })
  expect(restored).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Restored \d+ papers/) })
  expect(existsSync(join(DATA_DIR, "search-index"))).toBe(false)
  const shown = await run(["show", "1706.03762"], { DATA_DIR })
  expect(shown.stdout).toContain("Attention Is All You Need")
})

test.skipIf(missing(postgres()))("a store moves to PostgreSQL, and the bot goes on there", async () => {
  const DATA_DIR = aDataDir()
  const { url: DATABASE_URL } = await aSchema()
  await run(["show", "1706.03762"], { DATA_DIR })
  const file = join(DATA_DIR, "paperboy.sqlite")
  const copied = await run(["copy-store", file, "DATABASE_URL"], { DATA_DIR, DATABASE_URL })
  expect(copied).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Copied \d+ rows/) })

  const env = { DATA_DIR: aDataDir(), DATABASE_URL }
  const [one, other] = [await startBot(env), await startBot({ ...env, DATA_DIR: aDataDir() })]
  expect((await run(["show", "1706.03762"], env)).stdout).toContain("Attention Is All You Need")
  for (const bot of [one, other]) expect((await bot.end()).exitCode).toBe(0)
})

test("a database that cannot be reached is named without its password", async () => {
  const DATABASE_URL = "postgres://ada:lovelace@127.0.0.1:1/papers"
  const { exitCode, stdout, stderr } = await run(["show", "1706.03762"], {
    DATA_DIR: aDataDir(),
    DATABASE_URL,
    LOG_LEVEL: "debug",
  })
  expect(exitCode).toBe(1)
  expect(stderr).toContain("papers on 127.0.0.1:1 can't be reached")
  expect(stdout + stderr).not.toContain("lovelace")
})
